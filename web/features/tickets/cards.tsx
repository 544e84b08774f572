import type { Callback } from '@sansheng/contract/callbacks.ts'
import type { Form } from '@sansheng/contract/dispatch.ts'
import type { Ticket } from '@sansheng/contract/tickets.ts'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { FileText, PhoneOutgoing } from 'lucide-react'
import { exact } from '../../app/time.ts'
import { useKindWords } from '../../app/words.ts'
import { Mark } from '../../ui/mark.tsx'
import { MaskedField } from '../../ui/masked-field.tsx'
import { useTicketWords } from './words.ts'

/** Who, where, what: the matter as it was taken. */
export function Matter({ ticket }: { ticket: Ticket }) {
  const t = useTicketWords()
  const k = useKindWords()
  const { customer, fault } = ticket
  const part = (name: 'phenomenon' | 'location' | 'operation') =>
    fault?.declined?.includes(name) ? t('declined') : fault?.[name]
  const rows: [string, React.ReactNode][] = [
    [
      t('customer'),
      customer && (
        <span className="ss-row ss-wrap">
          <b>{customer.name}</b>
          <MaskedField masked={customer.phoneMasked} customerId={customer.id} caseId={ticket.caseId} />
        </span>
      ),
    ],
    [t('fieldAddress'), ticket.address],
    [t('phenomenon'), part('phenomenon')],
    [t('location'), part('location')],
    [t('operation'), part('operation')],
    [t('description'), ticket.description],
    [t('result'), ticket.result],
    [
      t('promises'),
      ticket.promises.length > 0 &&
        ticket.promises.map(p => (
          <span key={p.id} className="ss-col" style={{ gap: 0 }}>
            <span>
              {t('promiseBy', { at: exact(p.dueAt) })}{' '}
              {p.keptAt ? t('promiseKept', { at: exact(p.keptAt) }) : p.movedAt ? t('promiseMoved') : ''}
            </span>
            {p.words && <q className="ss-song ss-2">{p.words}</q>}
          </span>
        )),
    ],
    [t('transfer'), ticket.transferSummary],
  ]
  return (
    <section className="ss-sheet ss-ticket-card" aria-label={k(ticket.kind)}>
      <dl className="ss-ticket-rows">
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt className="ss-3">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

export function FormsCard({ forms }: { forms: Form[] }) {
  const t = useTicketWords()
  const k = useKindWords()
  return (
    <section className="ss-sheet ss-ticket-card" aria-label={t('forms')}>
      <h2 className="ss-h">
        <FileText size={16} /> {t('forms')}
      </h2>
      {forms.length === 0 && <p className="ss-3">{t('noForm')}</p>}
      {forms.map(f => (
        <div key={f.id} className="ss-row ss-wrap">
          <Link to="/forms/$id" params={{ id: f.id }} className="ss-num">
            {f.number}
          </Link>
          <Mark>{k(f.status)}</Mark>
          <span className="ss-grow ss-el">
            {f.department?.name} {f.worker?.name}
          </span>
          {f.appointmentAt && <span className="ss-num ss-12">{exact(f.appointmentAt)}</span>}
        </div>
      ))}
    </section>
  )
}

export function CallbackCard({ calls, onMake }: { calls: Callback[]; onMake?: () => void }) {
  const t = useTicketWords()
  const k = useKindWords()
  return (
    <section className="ss-sheet ss-ticket-card" aria-label={t('callback')}>
      <h2 className="ss-h">
        <PhoneOutgoing size={16} /> {t('callback')}
        <span className="ss-grow" />
        {onMake && <Button onClick={onMake}>{t('makeCallback')}</Button>}
      </h2>
      {calls.length === 0 ? (
        <p className="ss-song ss-2">{t('callbackWords')}</p>
      ) : (
        <ul className="ss-col">
          {calls.map(c => (
            <li key={c.id}>
              <span className="ss-num ss-12 ss-3">{exact(c.at)}</span> <b>{k(c.result)}</b> · {k(c.method)} · {c.by.name}
              {c.note && <p className="ss-2">{c.note}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
