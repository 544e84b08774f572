/** One customer: who he is, what is open for him, and other records that turn out to be his. */
import { type Customer, customers } from '@sansheng/contract/customers.ts'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { Shown } from '../../ui/states.tsx'
import './customers.css'
import { FindOther } from './find-other.tsx'
import { useCustomersLabels } from './labels.ts'
import { MergeForm } from './merge-form.tsx'
import { MergedRecords } from './merged-records.tsx'
import { CustomerRecord } from './record.tsx'

const here = getRouteApi('/shell/customers/$id')

export function CustomerScreen() {
  const { id } = here.useParams()
  const { siteId } = useSession()
  const read = useCall(customers.get, { params: { siteId, id } })
  return (
    <div className="ss-page ss-customer">
      <Shown of={read}>{customer => <OneCustomer key={customer.id} customer={customer} />}</Shown>
    </div>
  )
}

function OneCustomer({ customer }: { customer: Customer }) {
  const t = useCustomersLabels()
  const { siteId, can } = useSession()
  const go = here.useNavigate()
  const mayMerge = can('customers:merge')
  const same = useCall(customers.same, { params: { siteId, id: customer.id } }, { enabled: mayMerge })
  const [other, setOther] = useState<Customer | null>(null)
  return (
    <>
      <h1 className="ss-title">{customer.name}</h1>
      {!other && <CustomerRecord customer={customer} label={t('customer')} />}
      {mayMerge && (
        <section className="ss-col ss-customer-merge" aria-labelledby="customer-merge">
          <h2 id="customer-merge" className="ss-h">
            {t('mergeTitle')}
          </h2>
          <p className="ss-13 ss-2">{t('mergeLead')}</p>
          {other ? (
            <MergeForm
              one={customer}
              other={other}
              onCancel={() => setOther(null)}
              onDone={stays => {
                setOther(null)
                void go({ to: '/customers/$id', params: { id: stays.id }, replace: true })
              }}
            />
          ) : (
            <FindOther than={customer} likely={same.data?.likely ?? []} onChoose={setOther} />
          )}
        </section>
      )}
      {same.data && <MergedRecords merged={same.data.merged} />}
    </>
  )
}
