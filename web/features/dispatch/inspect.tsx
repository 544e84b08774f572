import type { Override } from '@sansheng/contract/clocks.ts'
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { App, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { useFormLabels } from './labels.ts'
import { RefusalNote } from './refusal-note.tsx'

/** The returned work is checked; what fails goes back to be done again. */
export function Inspect({ form, onClose }: { form: Form; onClose: () => void }) {
  const t = useFormLabels()
  const { siteId } = useSession()
  const { message } = App.useApp()
  const send = useSend(dispatch.inspect)
  const [passed, setPassed] = useState<boolean | null>(null)
  const [note, setNote] = useState('')
  const submit = async (override?: Override) => {
    if (passed === null) return
    const body = { passed, version: form.version, ...(note.trim() ? { note } : {}), ...(override ? { override } : {}) }
    const done = await send.mutateAsync({ params: { siteId, id: form.id }, body }).catch(() => null)
    if (!done) return
    message.success(t('done'))
    onClose()
  }
  return (
    <Modal
      open
      title={t('inspectTitle')}
      okText={t('submit')}
      okButtonProps={{ disabled: passed === null, title: passed === null ? t('resultHint') : '' }}
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() => void submit()}
    >
      <div className="ss-col" style={{ gap: 16, marginTop: 16 }}>
        <Radio.Group
          optionType="button"
          aria-label={t('inspectTitle')}
          value={passed}
          onChange={e => setPassed(e.target.value as boolean)}
          options={[
            { value: true, label: t('passed') },
            { value: false, label: t('notPassed') },
          ]}
        />
        <Input.TextArea
          aria-label={t('note')}
          placeholder={t('noteHint')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={1000}
          value={note}
          onChange={e => setNote(e.target.value)}
        />
        {send.error && <RefusalNote fault={send.error} onOverride={override => void submit(override)} />}
      </div>
    </Modal>
  )
}
