import { customers, type MergedCustomer } from '@sansheng/contract/customers.ts'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { useActorName } from '../../ui/actor-name.ts'
import { ReasonForm } from '../../ui/answer-acts.tsx'
import { MaskedField } from '../../ui/masked-field.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { useCustomersLabels } from './labels.ts'

/** Records that were merged into a customer, as they were written down; each merge can be taken back. */
export function MergedRecords({ merged }: { merged: readonly MergedCustomer[] }) {
  const t = useCustomersLabels()
  if (merged.length === 0) return null
  return (
    <section className="ss-col" aria-labelledby="customer-merged">
      <h2 id="customer-merged" className="ss-h">
        {t('mergedTitle')}
      </h2>
      <ul className="ss-customer-likely">
        {merged.map(one => (
          <MergedRecord key={one.id} record={one} />
        ))}
      </ul>
    </section>
  )
}

function MergedRecord({ record }: { record: MergedCustomer }) {
  const t = useCustomersLabels()
  const { siteId } = useSession()
  const { message } = App.useApp()
  const nameOf = useActorName()
  const separate = useSend(customers.separate)
  const [asking, setAsking] = useState(false)
  const name = record.name ?? t('nameless')
  const send = (reason: string) =>
    separate.mutate(
      { params: { siteId, id: record.id }, body: { reason } },
      { onSuccess: () => void message.success(t('separated', { name })) },
    )
  return (
    <li className="ss-col">
      <div className="ss-row ss-wrap ss-13">
        <b>{name}</b>
        <MaskedField masked={record.phoneMasked} customerId={record.id} />
        {record.by && <span className="ss-2">{t('mergedBy', { name: nameOf(record.by), at: exact(record.at) })}</span>}
        <span className="ss-grow" />
        {!asking && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('separate')}
          </Button>
        )}
      </div>
      {record.reason && <p className="ss-13 ss-2">{t('mergeReason', { reason: record.reason })}</p>}
      {separate.error && <FaultNote fault={separate.error} inline />}
      {asking && (
        <ReasonForm
          label={t('separateReason')}
          submit={t('separateSubmit')}
          busy={separate.isPending}
          onSubmit={send}
          onCancel={() => setAsking(false)}
        />
      )}
    </li>
  )
}
