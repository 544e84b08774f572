/** What a department reported, in one sheet; from the moment it is entered the clock to publication runs. */
import { notices } from '@sansheng/contract/notices.ts'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { quoted } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { useNoticeLabels } from './labels.ts'
import { type NoticeDraft, newNotice, readDraft } from './notice-draft.ts'
import { NoticeForm } from './notice-form.tsx'

export function ReceiveNotice({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useNoticeLabels()
  const { siteId, site } = useSession()
  const zone = site?.zone ?? 'Asia/Shanghai'
  const [draft, setDraft] = useState<NoticeDraft>(() => newNotice())
  const put = (part: Partial<NoticeDraft>) => setDraft(before => ({ ...before, ...part }))
  const receive = useSend(notices.receive)
  const { body, lacking, backwards, unclear } = readDraft(draft, zone)
  const locked = body === null || receive.isPending
  const send = (publish: boolean) => {
    if (locked) return
    const onSuccess = () => {
      setDraft(newNotice())
      onClose()
    }
    receive.mutate({ params: { siteId }, body: { ...body, ...(publish ? { publish: true } : {}) } }, { onSuccess })
  }
  useHotkeys(open ? { 'Ctrl+s': () => send(false), 'Ctrl+Enter': () => send(true) } : {})
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size="min(520px, 100vw)"
      title={t('formTitle')}
      rootClassName="ss-notice-drawer"
      footer={
        <div className="ss-col">
          {receive.error && <FaultNote fault={receive.error} inline />}
          <span className="ss-12 ss-2" role="status">
            {lacking.length > 0 ? t('needed', { what: quoted(lacking.map(key => t(key))) }) : t('clockRuns')}
          </span>
          <div className="ss-row ss-wrap ss-notice-buttons">
            <Button onClick={onClose}>{t('cancel')}</Button>
            <span className="ss-grow" />
            <Button disabled={locked} onClick={() => send(false)}>
              {t('saveDraft')} <Kbd>Ctrl S</Kbd>
            </Button>
            <Button type="primary" disabled={locked} loading={receive.isPending} onClick={() => send(true)}>
              {t('publishNow')} <Kbd>Ctrl ↵</Kbd>
            </Button>
          </div>
        </div>
      }
    >
      <NoticeForm draft={draft} backwards={backwards} unclear={unclear} put={put} />
    </Drawer>
  )
}
