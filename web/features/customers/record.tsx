import type { Customer } from '@sansheng/contract/customers.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { MaskedField } from '../../ui/masked-field.tsx'
import { useCustomersLabels } from './labels.ts'

const openShown = 5

/** What is known of a customer: number masked, where he lives, what is open for him. */
export function CustomerRecord({ customer, label, children }: { customer: Customer; label: string; children?: ReactNode }) {
  const t = useCustomersLabels()
  const id = useId()
  return (
    <section className="ss-sheet ss-customer-record" aria-labelledby={id}>
      <h2 id={id} className="ss-12 ss-3">
        {label}
      </h2>
      <div className="ss-row ss-wrap">
        <b className="ss-customer-name">{customer.name}</b>
        {customer.phoneMasked ? (
          <MaskedField masked={customer.phoneMasked} customerId={customer.id} />
        ) : (
          <span className="ss-13 ss-3">{t('noPhone')}</span>
        )}
      </div>
      <h3 className="ss-12 ss-3">{t('premises')}</h3>
      {customer.premises.length === 0 && <p className="ss-13 ss-3">{t('noPremises')}</p>}
      <ul className="ss-customer-list ss-13">
        {customer.premises.map(p => (
          <li key={p.id}>
            {p.address}
            {p.code && <span className="ss-num ss-3"> {t('code', { code: p.code })}</span>}
          </li>
        ))}
      </ul>
      <h3 className="ss-12 ss-3">{t('open')}</h3>
      <OpenTickets customerId={customer.id} />
      {customer.note && (
        <p className="ss-13">
          <span className="ss-3">{t('note')}</span> {customer.note}
        </p>
      )}
      {children}
    </section>
  )
}

function OpenTickets({ customerId }: { customerId: string }) {
  const t = useCustomersLabels()
  const { siteId, can } = useSession()
  const open = useCall(
    tickets.list,
    { params: { siteId }, query: { customerId, open: true, limit: openShown } },
    { enabled: can('tickets:read') },
  )
  if (!open.data) return null
  if (open.data.items.length === 0) return <p className="ss-13 ss-3">{t('noOpen')}</p>
  return (
    <ul className="ss-customer-list ss-13">
      {open.data.items.map(ticket => (
        <li key={ticket.id}>
          <Link to="/tickets/$id" params={{ id: ticket.id } as never}>
            <span className="ss-num">{ticket.number}</span> {ticket.title}
          </Link>
        </li>
      ))}
      {open.data.next && <li className="ss-3">{t('moreOpen')}</li>}
    </ul>
  )
}
