import { type Publication, publication } from '@sansheng/contract/publication.ts'
import { Button } from 'antd'
import { Hourglass, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { useApprovalStepLabels } from '../../ui/approval-step-labels.ts'
import { waitingFor } from '../../ui/approval-steps.tsx'
import { type PublicationLabels, usePublicationLabels } from './labels.ts'
import { Review } from './review.tsx'
import './publication.css'

/** A text that waits for consent, on top of the standard that it would change. Nothing when none waits. */
export function WaitingPublication({ siteId }: { siteId: number }) {
  const t = usePublicationLabels()
  const list = useCall(publication.list, { params: { siteId } })
  const [open, setOpen] = useState<string | null>(null)
  const waiting = list.data?.items.find(p => p.state === 'waiting')
  const shown = list.data?.items.find(p => p.id === open)
  const { me } = useSession()
  const newest = list.data?.items[0]
  const back = newest && isBack(newest, me.person.id) ? newest : null
  return (
    <>
      {back && (
        <p className="ss-note ss-note-warn">
          <Undo2 size={16} aria-hidden="true" />
          <span>{backWords(back, t)}</span>
          <Button size="small" onClick={() => setOpen(back.id)}>
            {t('seeBack')}
          </Button>
        </p>
      )}
      {waiting && <Line publication={waiting} onOpen={() => setOpen(waiting.id)} />}
      {shown && <Review siteId={siteId} publication={shown} onClose={() => setOpen(null)} t={t} />}
    </>
  )
}

function Line({ publication, onOpen }: { publication: Publication; onOpen: () => void }) {
  const t = usePublicationLabels()
  const roles = useApprovalStepLabels()
  const { title, trial, submittedBy, submittedAt, base, mayDecide, steps } = publication
  return (
    <p className={`ss-note ${mayDecide ? 'ss-note-warn' : ''}`}>
      <Hourglass size={16} aria-hidden="true" />
      <span>
        {t(trial ? 'waitingTrial' : 'waiting', { title, roles: waitingFor(steps, roles) })}
        <span className="ss-12">
          {' · '}
          {t('submittedBy', { name: submittedBy?.name ?? '', at: exact(submittedAt), number: base.number })}
        </span>
      </span>
      <Button size="small" type={mayDecide ? 'primary' : 'default'} onClick={onOpen}>
        {t('see')}
      </Button>
    </p>
  )
}

/** Whoever submitted it learns what became of it, until he submits again. */
const isBack = ({ state, submittedBy }: Publication, personId: string): boolean =>
  (state === 'refused' || state === 'overtaken') && submittedBy?.id === personId

function backWords({ title, state, answers: said }: Publication, t: PublicationLabels): string {
  const no = said.find(s => !s.given)
  return state === 'refused'
    ? t('back', { title, name: no?.person.name ?? '', reason: no?.reason ?? '' })
    : t('backOvertaken', { title })
}
