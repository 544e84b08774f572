import { type Customer, customers } from '@sansheng/contract/customers.ts'
import { App, Radio } from 'antd'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { ReasonForm } from '../../ui/answer-acts.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { useCustomersLabels } from './labels.ts'
import { CustomerRecord } from './record.tsx'

type MergeProps = { one: Customer; other: Customer; onCancel: () => void; onDone: (stays: Customer) => void }

/** Both records side by side; whoever merges them says who stays and how he knows. */
export function MergeForm({ one, other, onCancel, onDone }: MergeProps) {
  const t = useCustomersLabels()
  const { siteId } = useSession()
  const { message } = App.useApp()
  const merge = useSend(customers.merge)
  const [staysId, setStaysId] = useState(one.id)
  const goneId = staysId === one.id ? other.id : one.id
  const send = (reason: string) =>
    merge.mutate(
      { params: { siteId, id: goneId }, body: { into: staysId, reason } },
      {
        onSuccess: stays => {
          void message.success(t('merged', { name: stays.name }))
          onDone(stays)
        },
      },
    )
  return (
    <div className="ss-col">
      <Radio.Group
        className="ss-customer-sides"
        value={staysId}
        disabled={merge.isPending}
        onChange={e => setStaysId(e.target.value)}
      >
        {[one, other].map(customer => (
          <CustomerRecord key={customer.id} customer={customer} label={t(customer === one ? 'here' : 'other')}>
            <Radio value={customer.id} aria-label={`${t('stays')} ${customer.name}`}>
              {t('stays')}
            </Radio>
          </CustomerRecord>
        ))}
      </Radio.Group>
      {merge.error && <FaultNote fault={merge.error} inline />}
      <ReasonForm label={t('reason')} submit={t('merge')} busy={merge.isPending} onSubmit={send} onCancel={onCancel} />
    </div>
  )
}
