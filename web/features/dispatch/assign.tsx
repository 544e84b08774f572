import type { Override } from '@sansheng/contract/clocks.ts'
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { people } from '@sansheng/contract/people.ts'
import { App, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { useFormLabels } from './labels.ts'
import { RefusalNote } from './refusal-note.tsx'

/** The head of the department says who goes; without a name he goes himself. */
export function Assign({ form, onClose }: { form: Form; onClose: () => void }) {
  const t = useFormLabels()
  const { siteId, can } = useSession()
  const { message } = App.useApp()
  const send = useSend(dispatch.accept)
  const [workerId, setWorker] = useState(form.worker?.id)
  const persons = useCall(
    people.listPersons,
    { params: { siteId }, query: { role: 'worker' } },
    { staleTime: 60_000, enabled: can('people:read') },
  )
  const submit = async (override?: Override) => {
    const body = { version: form.version, ...(workerId ? { workerId } : {}), ...(override ? { override } : {}) }
    const done = await send.mutateAsync({ params: { siteId, id: form.id }, body }).catch(() => null)
    if (!done) return
    message.success(t('done'))
    onClose()
  }
  const own = (p: { departments: { id: string }[] }) => p.departments.some(d => d.id === form.department?.id)
  const workers = persons.data?.items.filter(p => p.active).sort((a, b) => Number(own(b)) - Number(own(a))) ?? []
  return (
    <Modal
      open
      title={t('assignTitle')}
      okText={t('accept')}
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() => void submit()}
    >
      <div className="ss-col">
        <label htmlFor="form-worker">{t('worker')}</label>
        <Select
          id="form-worker"
          autoFocus
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('assignHint')}
          loading={persons.isFetching}
          value={workerId ?? null}
          onChange={id => setWorker(id ?? undefined)}
          options={workers.map(p => ({
            value: p.id,
            label: [p.name, p.staffNumber, ...p.departments.map(d => d.name)].join(' '),
          }))}
        />
      </div>
      {send.error && <RefusalNote fault={send.error} onOverride={override => void submit(override)} />}
    </Modal>
  )
}
