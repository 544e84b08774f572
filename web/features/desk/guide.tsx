/** The right column: what the standard says about this step, and what was before with this customer. */
import { contacts } from '@sansheng/contract/contacts.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import type { GateViolation } from '@sansheng/rulebook/engine'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import { History, ScrollText } from 'lucide-react'
import { useCall } from '../../app/call.ts'
import { useKindLabels } from '../../app/labels.ts'
import { listed } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { ClauseLink } from '../../ui/clause-link.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { factWord } from '../../ui/vocabulary-labels.ts'
import { useDeskLabels } from './labels.ts'
import { rulesAt, type Standard } from './standard.ts'

export const missingOf = (violation: GateViolation): string[] =>
  'missing' in violation.why ? violation.why.missing.map(factWord) : []

/** What the right column is about; `violations`: what registering would lack. */
export type Guided = {
  standard: Standard | null
  facts: Facts
  violations: GateViolation[]
  customerId: string | null
  contactId: string
}

export function Guide({ guided }: { guided: Guided }) {
  const t = useDeskLabels()
  return (
    <div className="ss-desk-guide">
      <section className="ss-sheet ss-desk-card" aria-label={t('clauses')}>
        <h2 className="ss-h">
          <ScrollText size={15} /> {t('clauses')}
        </h2>
        <Clauses guided={guided} />
      </section>
      <section className="ss-sheet ss-desk-card" aria-label={t('history')}>
        <h2 className="ss-h">
          <History size={15} /> {t('history')}
        </h2>
        {guided.customerId ? (
          <Past customerId={guided.customerId} contactId={guided.contactId} />
        ) : (
          <p className="ss-13 ss-3">{t('historyNone')}</p>
        )}
      </section>
    </div>
  )
}

function Clauses({ guided: { standard: compiled, facts, violations } }: { guided: Guided }) {
  const t = useDeskLabels()
  const { siteId } = useSession()
  const standard = useCall(standards.get, { params: { siteId } }, { staleTime: 300_000 })
  if (standard.error?.code === 'standard.none') return <p className="ss-13 ss-3">{t('clausesNone')}</p>
  return (
    <Shown of={standard}>
      {data => {
        const missing = new Map(violations.map(violation => [violation.clause.number, missingOf(violation)]))
        const rules = compiled
          ? rulesAt(compiled.rulebook, ['intake.received', 'ticket.registered', 'contact.answered'], facts)
          : []
        const numbers = new Set(rules.map(rule => rule.clause.number))
        const clauses = data.clauses
          .filter(clause => numbers.has(clause.number))
          .sort((a, b) => Number(missing.has(b.number)) - Number(missing.has(a.number)))
        if (clauses.length === 0) return <p className="ss-13 ss-3">{t('clausesEmpty')}</p>
        return (
          <ul className="ss-desk-clauses">
            {clauses.map(clause => (
              <li key={clause.anchor} className={missing.has(clause.number) ? 'ss-lacks' : ''}>
                <div className="ss-row">
                  <ClauseLink clause={clause} />
                  <b className="ss-song ss-el">{clause.title}</b>
                  {rules.some(r => r.clause.number === clause.number && r.record) && <Tag>{t('record')}</Tag>}
                </div>
                <p className="ss-song ss-desk-prose">{clause.prose}</p>
                {(missing.get(clause.number)?.length ?? 0) > 0 && (
                  <p className="ss-12 ss-desk-lack">{t('clauseMissing', { what: listed(missing.get(clause.number)!) })}</p>
                )}
              </li>
            ))}
          </ul>
        )
      }}
    </Shown>
  )
}

function Past({ customerId, contactId }: { customerId: string; contactId: string }) {
  const t = useDeskLabels()
  const words = useKindLabels()
  const { siteId } = useSession()
  const params = { siteId }
  const work = useCall(tickets.list, { params, query: { customerId, sort: 'newest', limit: 20 } }, { keep: true })
  const touch = useCall(contacts.list, { params, query: { customerId, limit: 50 } }, { keep: true })
  return (
    <Shown of={work}>
      {({ items }) => {
        const rows = [
          ...items.map(r => ({ at: r.registeredAt, key: r.id, ticket: r, contact: null })),
          ...(touch.data?.items ?? [])
            .filter(c => c.id !== contactId && c.outcome !== 'registered')
            .map(c => ({ at: c.receivedAt, key: c.id, ticket: null, contact: c })),
        ].sort((a, b) => b.at.localeCompare(a.at))
        if (rows.length === 0) return <Empty text={t('historyEmpty')} />
        return (
          <ul className="ss-desk-past">
            {rows.slice(0, 12).map(({ at, key, ticket, contact }) => (
              <li key={key}>
                <time className="ss-num ss-12 ss-3" dateTime={at}>
                  {exact(at)}
                </time>
                {ticket && (
                  <Link to="/tickets/$id" params={{ id: ticket.id }} search={{}}>
                    {words(ticket.kind)} · {ticket.title}
                    <span className={`ss-12 ${ticket.status === 'closed' ? 'ss-3' : 'ss-desk-lack'}`}>
                      {' '}
                      {words(ticket.status)}
                    </span>
                  </Link>
                )}
                {contact && (
                  <span>
                    {words(contact.channel)}
                    {contact.about && ` · ${words(contact.about)}`}
                    {contact.summary && ` · ${contact.summary}`}
                    {contact.outcome && <span className="ss-12 ss-3"> {t(`outcome_${contact.outcome}`)}</span>}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )
      }}
    </Shown>
  )
}
