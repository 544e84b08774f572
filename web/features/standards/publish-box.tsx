import { standards } from '@sansheng/contract/standards.ts'
import { App, Input, Modal, Switch } from 'antd'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { FaultNote } from '../../ui/states.tsx'
import type { StandardWords } from './words.ts'

/** The last question before a text is in force: from when, how strictly, and why. */
export function PublishBox({
  source,
  number,
  trial: before,
  onClose,
  onDone,
  t,
}: {
  source: string
  number: number
  trial: boolean
  onClose: () => void
  onDone: () => void
  t: StandardWords
}) {
  const { siteId } = useSession()
  const { message } = App.useApp()
  const publish = useSend(standards.publish)
  const [note, setNote] = useState('')
  const [trial, setTrial] = useState(before)
  const submit = () =>
    publish
      .mutateAsync({ params: { siteId }, body: { source, trial, ...(note.trim() ? { note: note.trim() } : {}) } })
      .then(done => {
        void message.success(t('publishedNow', { number: done.number }))
        onDone()
      })
      .catch(() => undefined)
  return (
    <Modal
      open
      title={t('publishTitle', { number })}
      okText={t('publish')}
      onOk={submit}
      onCancel={onClose}
      confirmLoading={publish.isPending}
    >
      <div className="ss-col" style={{ gap: 16 }}>
        <p>{t('publishInForce', { number })}</p>
        <div className="ss-col" style={{ gap: 4 }}>
          <label htmlFor="publish-note" className="ss-13 ss-2">
            {t('publishNote')}
          </label>
          <Input.TextArea id="publish-note" value={note} maxLength={500} rows={3} onChange={e => setNote(e.target.value)} />
        </div>
        <div className="ss-row" style={{ alignItems: 'flex-start' }}>
          <Switch checked={trial} onChange={setTrial} aria-label={t('trialSwitch')} />
          <div>
            <b>{t('trialSwitch')}</b>
            <p className="ss-13 ss-2">{t(trial ? 'trialOn' : 'trialOff')}</p>
          </div>
        </div>
        {publish.error && <FaultNote fault={publish.error} inline />}
      </div>
    </Modal>
  )
}
