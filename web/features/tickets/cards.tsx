import type { Callback } from '@sansheng/contract/callbacks.ts'
import type { GateViolation } from '@sansheng/contract/clocks.ts'
import type { Ticket } from '@sansheng/contract/tickets.ts'
import { Button } from 'antd'
import { PenLine, PhoneOutgoing, TriangleAlert } from 'lucide-react'
import { useKindLabels } from '../../app/labels.ts'
import { quoted } from '../../app/punctuation.ts'
import { exact, full } from '../../app/time.ts'
import { useActorName } from '../../ui/actor-name.ts'
import { ClauseLink } from '../../ui/clause-link.tsx'
import { MaskedField } from '../../ui/masked-field.tsx'
import { SameCustomer } from '../../ui/same-customer.tsx'
import { factWord } from '../../ui/vocabulary-labels.ts'
import type { FieldName, Values } from './acts.ts'
import { useTicketLabels } from './labels.ts'

/** Who, where, what: the matter as it was taken. */
export function Matter({ ticket, onCorrect }: { ticket: Ticket; onCorrect: ((field: FieldName) => void) | undefined }) {
  const t = useTicketLabels()
  const k = useKindLabels()
  const { customer, fault } = ticket
  const part = (name: 'phenomenon' | 'location' | 'operation') =>
    fault?.declined?.includes(name) ? t('declined') : fault?.[name]
  const rows: [string, React.ReactNode, FieldName?][] = [
    [
      t('customer'),
      customer && (
        <span className="ss-row ss-wrap">
          <b>{customer.name}</b>
          <MaskedField masked={customer.phoneMasked} customerId={customer.id} caseId={ticket.caseId} />
          <SameCustomer id={customer.id} />
        </span>
      ),
      'customerName',
    ],
    [t('fieldAddress'), ticket.address, 'address'],
    [t('phenomenon'), part('phenomenon'), 'phenomenon'],
    [t('location'), part('location'), 'location'],
    [t('operation'), part('operation'), 'operation'],
    [t('description'), ticket.description, 'description'],
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
    [t('fieldSummary'), ticket.transferSummary],
  ]
  const filled = rows.filter(([, value]) => value)
  if (filled.length === 0) return null
  return (
    <section className="ss-sheet ss-ticket-card" aria-label={k(ticket.kind)}>
      <dl className="ss-ticket-rows">
        {filled.map(([name, value, field]) => (
          <div key={name}>
            <dt className="ss-3">{name}</dt>
            <dd>
              {value}
              {field && onCorrect && (
                <Button
                  type="text"
                  size="small"
                  className="ss-ticket-correct"
                  icon={<PenLine size={14} />}
                  aria-label={t('correct', { what: name })}
                  title={t('correct', { what: name })}
                  onClick={() => onCorrect(field)}
                />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

export function CallbackCard({
  ticket,
  calls,
  onMake,
}: {
  ticket: Ticket
  calls: Callback[]
  onMake: ((preset: Values) => void) | undefined
}) {
  const t = useTicketLabels()
  const k = useKindLabels()
  const nameOf = useActorName()
  return (
    <section className="ss-sheet ss-ticket-card" aria-label={t('callback')}>
      <h2 className="ss-h">
        <PhoneOutgoing size={16} /> {t('callback')}
      </h2>
      <p className="ss-song ss-2 ss-ticket-say">{t('callbackWords', { name: ticket.customer?.name ?? '' })}</p>
      {onMake && (
        <div className="ss-row ss-wrap">
          {results.map(result => (
            <Button key={result} onClick={() => onMake({ opinionResult: result })}>
              {k(result)}
            </Button>
          ))}
        </div>
      )}
      {calls.length > 0 && (
        <ol className="ss-ticket-notes ss-13">
          {calls.map(c => (
            <li key={c.id}>
              <time className="ss-num ss-12 ss-3" dateTime={c.at} title={full(c.at)}>
                {exact(c.at)}
              </time>
              <div>
                <b>{k(c.result)}</b> · {k(c.method)} · {nameOf(c.by)}
                {c.reason && <p>{c.reason}</p>}
                {c.wants && <p>{t('wantsOf', { what: c.wants })}</p>}
                {c.note && <p>{c.note}</p>}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
const results = ['satisfied', 'basically', 'unsatisfied', 'unreached'] as const

/** What the standard would have liked: the gate let it pass with a word. */
export function Warnings({ violations }: { violations: GateViolation[] }) {
  const t = useTicketLabels()
  if (violations.length === 0) return null
  return (
    <ul className="ss-ticket-warned" aria-label={t('warned')}>
      {violations.map(violation => (
        <li key={violation.ruleId} className="ss-row ss-wrap">
          <TriangleAlert size={16} />
          <ClauseLink clause={violation.clause} />
          <span className="ss-song">{violation.clause.title}</span>
          {violation.missing.length > 0 && <span>{quoted(violation.missing.map(factWord))}</span>}
          {violation.note && <span>{violation.note}</span>}
        </li>
      ))}
    </ul>
  )
}
