import { type Approval, approvals } from '@sansheng/contract/approvals.ts'
import { people } from '@sansheng/contract/people.ts'
import { useCall, useSend } from '../../app/call.ts'
import { listed } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { AnswerActs } from '../../ui/answer-acts.tsx'
import { roleWord } from '../../ui/vocabulary-labels.ts'
import type { PeopleLabels } from './labels.ts'

/** Grants and new passwords that wait for the consent of whoever looks; nothing where none do. */
export function Consents({ t }: { t: PeopleLabels }) {
  const { siteId } = useSession()
  const waiting = useCall(approvals.list, { params: { siteId } })
  const persons = useCall(people.listPersons, { params: { siteId } })
  const mine = waiting.data?.items.filter(a => a.subject.kind === 'person') ?? []
  if (mine.length === 0) return null
  return (
    <section className="ss-sheet ss-people-consents" aria-label={t('consents')}>
      <h2 className="ss-h">{t('consents')}</h2>
      {mine.map(approval => {
        const request = persons.data?.items.find(p => p.id === approval.subject.id)?.waiting
        const words = { by: approval.requestedBy?.name ?? '', name: approval.title }
        return (
          <Consent key={approval.id} approval={approval} t={t}>
            {request?.what === 'grants'
              ? t('consentGrants', { ...words, roles: listed(request.roles.map(roleWord)) })
              : t(request?.what === 'second-factor' ? 'consentFactor' : 'consentPassword', words)}
          </Consent>
        )
      })}
    </section>
  )
}

function Consent({ approval, t, children }: { approval: Approval; t: PeopleLabels; children: React.ReactNode }) {
  const { siteId } = useSession()
  const answer = useSend(approvals.answer)
  const send = (body: { given: boolean; reason?: string }) => answer.mutateAsync({ params: { siteId, id: approval.id }, body })
  return (
    <div className="ss-col" style={{ gap: 8 }}>
      <span>{children}</span>
      <AnswerActs
        busy={answer.isPending}
        fault={answer.error}
        words={{ refusal: t('reason') }}
        onAgree={() => void send({ given: true }).catch(() => undefined)}
        onRefuse={reason => send({ given: false, reason })}
      />
    </div>
  )
}
