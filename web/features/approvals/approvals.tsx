import { type Approval, approvals } from '@sansheng/contract/approvals.ts'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { Stamp } from 'lucide-react'
import { useState } from 'react'
import { useCall, useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { useActorName } from '../../ui/actor-name.ts'
import { AnswerActs } from '../../ui/answer-acts.tsx'
import { ApprovalSteps } from '../../ui/approval-steps.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { SubjectLink } from '../../ui/subject-link.tsx'
import './approvals.css'
import { HandOver } from './hand-over.tsx'
import { type ApprovalLabels, useApprovalLabels } from './labels.ts'

/** What waits for the answer of whoever looks, answered on the spot. */
export function Approvals() {
  const t = useApprovalLabels()
  const { siteId } = useSession()
  const list = useCall(approvals.list, { params: { siteId } })
  return (
    <div className="ss-page ss-approvals">
      <header>
        <h1 className="ss-title">{t('title')}</h1>
        <p className="ss-13 ss-2">{t('lead')}</p>
      </header>
      <Shown of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t('empty')} icon={<Stamp size={28} strokeWidth={1.5} />} />
          ) : (
            <ul className="ss-col">
              {items.map(approval => (
                <OneApproval key={approval.id} approval={approval} t={t} />
              ))}
            </ul>
          )
        }
      </Shown>
    </div>
  )
}

const kindWords = { standard: 'standard', clock: 'clock', person: 'person' } as const

function OneApproval({ approval, t }: { approval: Approval; t: ApprovalLabels }) {
  const { siteId, can } = useSession()
  const { message } = App.useApp()
  const nameOf = useActorName()
  const answer = useSend(approvals.answer)
  const [handing, setHanding] = useState(false)
  const { id, subject, title, requestedBy, requestedAt, reason, steps, answers } = approval
  const mayHandOver = can('people:read') && steps.some(step => step.delegable && step.state === 'waiting')
  const send = (body: { given: boolean; reason?: string }) =>
    answer.mutateAsync({ params: { siteId, id }, body }).then(() => void message.success(t(body.given ? 'agreed' : 'refused')))
  const kind = subject.kind in kindWords ? kindWords[subject.kind as keyof typeof kindWords] : 'other'
  return (
    <li className="ss-sheet ss-approval">
      <div className="ss-row ss-wrap">
        <span className="ss-13 ss-approval-kind">{t(kind)}</span>
        <b className="ss-approval-title">{title}</b>
        <span className="ss-grow" />
        <Opens approval={approval} t={t} />
      </div>
      <p className="ss-13 ss-2">
        {t('asked', { name: requestedBy ? nameOf(requestedBy) : t('somebody'), at: exact(requestedAt) })}
      </p>
      {reason && <p className="ss-song ss-approval-reason">{t('reason', { reason })}</p>}
      <ApprovalSteps steps={steps} answers={answers} />
      <AnswerActs
        busy={answer.isPending}
        fault={answer.error}
        onAgree={() => void send({ given: true }).catch(() => undefined)}
        onRefuse={why => send({ given: false, reason: why })}
        more={
          mayHandOver && (
            <Button type="text" aria-expanded={handing} onClick={() => setHanding(!handing)}>
              {t('hand')}
            </Button>
          )
        }
      />
      {handing && <HandOver approval={approval} t={t} onDone={() => setHanding(false)} />}
    </li>
  )
}

/** Leads to what it is about: a breach on its ticket, a text, an account. */
function Opens({ approval: { root, clockId }, t }: { approval: Approval; t: ApprovalLabels }) {
  if (!root?.path) return null
  if (root.number !== null || root.title !== null)
    return <SubjectLink root={root} clockId={clockId} none={t('open')} className="" />
  return <Link to={root.path as '/'}>{t('open')}</Link>
}
