import type { Override } from '@sansheng/contract/clocks.ts'
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { App, Modal } from 'antd'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { WorkerSelect } from '../../ui/worker-select.tsx'
import { useFormLabels } from './labels.ts'
import { RefusalNote } from './refusal-note.tsx'

/** The head of the department says who goes; whoever goes takes the form himself. */
export function Assign({ form, onClose }: { form: Form; onClose: () => void }) {
  const t = useFormLabels()
  const { siteId } = useSession()
  const { message } = App.useApp()
  const send = useSend(dispatch.assign)
  const [workerId, setWorker] = useState(form.worker?.id)
  const submit = async (override?: Override) => {
    if (!workerId) return
    const body = { version: form.version, workerId, ...(override ? { override } : {}) }
    const done = await send.mutateAsync({ params: { siteId, id: form.id }, body }).catch(() => null)
    if (!done) return
    message.success(t('assigned', { name: done.worker?.name ?? '' }))
    onClose()
  }
  return (
    <Modal
      open
      title={t('assignTitle')}
      okText={t('assignDo')}
      okButtonProps={{ disabled: !workerId || workerId === form.worker?.id }}
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() => void submit()}
    >
      <div className="ss-col">
        <label htmlFor="form-worker">{t('worker')}</label>
        <WorkerSelect
          id="form-worker"
          autoFocus
          departmentId={form.department?.id}
          placeholder={t('assignHint')}
          value={workerId}
          onChange={setWorker}
        />
        <p className="ss-12 ss-3">{t('assignNote')}</p>
      </div>
      {send.error && <RefusalNote fault={send.error} onOverride={override => void submit(override)} />}
    </Modal>
  )
}
