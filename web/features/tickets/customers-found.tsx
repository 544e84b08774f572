import { customers } from '@sansheng/contract/customers.ts'
import { readPhone } from '@sansheng/contract/phone.ts'
import { Link } from '@tanstack/react-router'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { useTicketLabels } from './labels.ts'

/** Customers who have the words that are searched, for whoever may merge them; nothing when there are none. */
export function CustomersFound({ q }: { q: string }) {
  const t = useTicketLabels()
  const { siteId, can } = useSession()
  // a whole number is looked up once already, and every look-up is counted
  const enabled = can('customers:merge') && can('customers:read') && readPhone(q)?.complete !== true
  const found = useCall(customers.list, { params: { siteId }, query: { q, limit: 8 } }, { enabled })
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="ss-sheet ss-tickets-contacts" aria-label={t('customersFound')}>
      <h2 className="ss-h">{t('customersFound')}</h2>
      <ul className="ss-13">
        {items.map(c => (
          <li key={c.id} className="ss-row ss-wrap">
            <Link to="/customers/$id" params={{ id: c.id } as never}>
              {c.name}
            </Link>
            <span className="ss-num">{c.phoneMasked?.replaceAll('*', '•')}</span>
            <span className="ss-2">{c.premises[0]?.address}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
