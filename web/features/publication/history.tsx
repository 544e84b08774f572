import { type Publication, publication } from '@sansheng/contract/publication.ts'
import { Modal } from 'antd'
import { History } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../app/call.ts'
import { exact } from '../../app/time.ts'
import { useApprovalStepLabels } from '../../ui/approval-step-labels.ts'
import { usePublicationLabels } from './labels.ts'
import { Review } from './review.tsx'

/** Who submitted what, who approved or refused it, and when. Nothing at a site where nobody was ever asked. */
export function PublicationHistory({ siteId }: { siteId: number }) {
  const t = usePublicationLabels()
  const list = useCall(publication.list, { params: { siteId } })
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const items = list.data?.items ?? []
  const shown = items.find(p => p.id === chosen)
  if (items.length === 0) return null
  const choose = (id: string) => {
    setOpen(false)
    setChosen(id)
  }
  return (
    <>
      <button type="button" className="ss-bare ss-outline-row" onClick={() => setOpen(true)}>
        <span className="ss-row">
          <History size={14} aria-hidden="true" /> {t('history')}
        </span>
        <span className="ss-num">{items.length}</span>
      </button>
      {open && (
        <Modal open title={t('history')} footer={null} onCancel={() => setOpen(false)}>
          <ul className="ss-submissions">
            {items.map(p => (
              <li key={p.id}>
                <button type="button" className="ss-bare" onClick={() => choose(p.id)}>
                  <b>{t(`state.${p.state}`, { number: p.version?.number ?? '' })}</b> <span>{p.title}</span>
                  <span className="ss-12 ss-3">
                    {t('submittedBy', { name: p.submittedBy?.name ?? '', at: exact(p.submittedAt), number: p.base.number })}
                  </span>
                  <Answers publication={p} />
                </button>
              </li>
            ))}
          </ul>
        </Modal>
      )}
      {shown && <Review siteId={siteId} publication={shown} onClose={() => setChosen(null)} t={t} />}
    </>
  )
}

function Answers({ publication }: { publication: Publication }) {
  const t = usePublicationLabels()
  const steps = useApprovalStepLabels()
  return (
    <>
      {publication.answers.map(s => (
        <span key={`${s.person.id} ${s.at}`} className="ss-12 ss-2">
          {t(s.given ? 'answeredYes' : 'answeredNo', { name: s.person.name, at: exact(s.at) })}
          {s.byAsking && ` ${steps('bySubmitting')}`}
          {s.reason && ` “${s.reason}”`}
        </span>
      ))}
    </>
  )
}
