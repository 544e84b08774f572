import type { Override } from '@sansheng/contract/clocks.ts'
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { useFormLabels } from './labels.ts'
import { RefusalNote } from './refusal-note.tsx'

/** A form is taken back before work has begun, with its reason. */
export function Withdraw({ form, onClose }: { form: Form; onClose: () => void }) {
  const t = useFormLabels()
  const { siteId } = useSession()
  const { message } = App.useApp()
  const send = useSend(dispatch.withdraw)
  const [reason, setReason] = useState('')
  const submit = async (override?: Override) => {
    const body = { reason: reason.trim(), version: form.version, ...(override ? { override } : {}) }
    const done = await send.mutateAsync({ params: { siteId, id: form.id }, body }).catch(() => null)
    if (!done) return
    message.success(t('done'))
    onClose()
  }
  return (
    <Modal
      open
      title={t('withdraw')}
      okText={t('withdraw')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() => void submit()}
    >
      <div className="ss-col">
        <label htmlFor="form-withdraw">{t('withdrawReason')}</label>
        <Input id="form-withdraw" autoFocus value={reason} maxLength={300} onChange={e => setReason(e.target.value)} />
      </div>
      {send.error && <RefusalNote fault={send.error} onOverride={override => void submit(override)} />}
    </Modal>
  )
}
