import { publication } from '@sansheng/contract/publication.ts'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { type CallFault, useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import type { UnsavedDraft } from '../../app/unsaved-draft.ts'
import { Shown } from '../../ui/states.tsx'
import type { StandardLabels } from './labels.ts'

/** Somebody saved first: who and when, his text to look at, and a choice. What was typed stays where it is. */
export function StaleDraft({
  fault,
  onKeep,
  onTake,
  t,
}: {
  fault: CallFault
  onKeep: (version: number) => void
  onTake: (theirs: UnsavedDraft) => void
  t: StandardLabels
}) {
  const { siteId } = useSession()
  const [open, setOpen] = useState(false)
  const theirs = useCall(publication.getDraft, { params: { siteId } }, { staleTime: 0 })
  const version = (fault.detail as { version?: number } | null)?.version ?? theirs.data?.version ?? 0
  return (
    <div className="ss-note ss-note-warn" role="alert">
      <div className="ss-col">
        <b>{t('staleTitle', { name: String(fault.params.by ?? '') })}</b>
        <p className="ss-13">
          {t('staleText', { at: fault.params.at ? exact(String(fault.params.at), { seconds: true }) : '' })}
        </p>
        <div className="ss-row ss-wrap">
          <Button size="small" onClick={() => setOpen(true)}>
            {t('seeTheirs')}
          </Button>
          <Button size="small" onClick={() => onKeep(version)}>
            {t('keepMine')}
          </Button>
          <Button
            size="small"
            disabled={!theirs.data}
            onClick={() => theirs.data && onTake({ source: theirs.data.source, version: theirs.data.version })}
          >
            {t('takeTheirs')}
          </Button>
        </div>
      </div>
      <Modal open={open} title={t('theirs')} width={900} footer={null} onCancel={() => setOpen(false)}>
        <Shown of={theirs}>{d => <pre className="ss-rule-text ss-theirs">{d.source}</pre>}</Shown>
      </Modal>
    </div>
  )
}
