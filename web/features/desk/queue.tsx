import { callbacks } from '@sansheng/contract/callbacks.ts'
import type { ClockView } from '@sansheng/contract/clocks.ts'
import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { type TicketRow, tickets } from '@sansheng/contract/tickets.ts'
import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import {
  ArrowDownNarrowWide,
  ClipboardList,
  Footprints,
  type LucideIcon,
  MessageCircle,
  Phone,
  PhoneOutgoing,
} from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { exact, useNow } from '../../app/time.ts'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import { readClock } from '../../ui/clock-state.ts'
import { Empty, FaultNote, Loading } from '../../ui/states.tsx'
import { useDeskLabels } from './labels.ts'

type Sort = 'contacts' | 'tickets' | 'callbacks'
export type Waiting = {
  id: string
  sort: Sort
  icon: LucideIcon
  who: string
  what: string
  clock: ClockView | null
  since: string
}
type Due = { ticketId: string; number: string; title: string; customerName: string | null; clock: ClockView }

/** Overdue first, then by the time that is left, what stands still last, what has no clock at the end. */
export function byUrgency(a: Waiting, b: Waiting): number {
  const rank = (w: Waiting) => (w.clock === null ? 2 : w.clock.state === 'paused' ? 1 : 0)
  return (
    rank(a) - rank(b) ||
    (a.clock?.dueAt ?? '').localeCompare(b.clock?.dueAt ?? '') ||
    a.since.localeCompare(b.since) ||
    a.id.localeCompare(b.id)
  )
}

/** What needs looking at now, and what can wait; a clock decides. */
export function grouped(items: Waiting[], now: number): { talking: Waiting[]; now: Waiting[]; later: Waiting[] } {
  const sorted = [...items].sort(byUrgency)
  const pressing = (w: Waiting) => w.clock !== null && ['soon', 'over'].includes(readClock(w.clock, now).shown)
  return {
    talking: sorted.filter(w => w.sort === 'contacts'),
    now: sorted.filter(w => w.sort !== 'contacts' && pressing(w)),
    later: sorted.filter(w => w.sort !== 'contacts' && !pressing(w)),
  }
}

/** My open contacts, my tickets, the call-backs that are due: three reads that stand on their own. */
function useWaiting() {
  const t = useDeskLabels()
  const { siteId, me, can } = useSession()
  const params = { siteId }
  const open = useCall(
    contacts.list,
    { params, query: { open: true, limit: 100 } },
    { enabled: can('contacts:read'), keep: true },
  )
  const mine = useCall(
    tickets.list,
    { params, query: { mine: true, open: true, sort: 'due', limit: 100 } },
    { enabled: can('tickets:read'), keep: true },
  )
  const due = useCall(callbacks.due, { params, query: { limit: 50 } }, { enabled: can('callbacks:make'), keep: true })
  const clocks = useCall(standards.listClocks, { params, query: { limit: 200 } }, { enabled: can('standards:read'), keep: true })
  const intake = new Map<string, ClockView>()
  for (const { clock } of clocks.data?.items ?? [])
    if (clock.root.kind !== 'ticket' && !intake.has(clock.caseId)) intake.set(clock.caseId, clock)
  const dueTickets = new Set((due.data?.items ?? []).map(d => d.ticketId))
  const items: Waiting[] = [
    ...(open.data?.items ?? [])
      .filter(c => c.receiver.id === me.person.id)
      .map(c => ofContact(c, intake.get(c.caseId) ?? null, t('unknownCaller'))),
    ...(mine.data?.items ?? []).filter(r => !dueTickets.has(r.id)).map(ofTicket),
    ...(due.data?.items ?? []).map(d => ofCallback(d, t('callbackOf', { who: d.customerName ?? t('unknownCaller') }))),
  ]
  const reads = [open, mine, due]
  return { items, pending: reads.some(r => r.isLoading), error: reads.find(r => r.error && !r.data)?.error ?? null, reads }
}

const icons: Partial<Record<Contact['channel'], LucideIcon>> = { phone: Phone, visit: Footprints, intercom: Phone }
function ofContact(c: Contact, clock: ClockView | null, unknown: string): Waiting {
  return {
    id: c.id,
    sort: 'contacts',
    icon: icons[c.channel] ?? MessageCircle,
    who: c.customer?.name ?? c.phoneMasked?.replaceAll('*', '•') ?? unknown,
    what: [c.address ?? c.premises?.address, c.summary].filter(Boolean).join(' · '),
    clock,
    since: c.receivedAt,
  }
}
function ofTicket(r: TicketRow): Waiting {
  return {
    id: r.id,
    sort: 'tickets',
    icon: ClipboardList,
    who: r.nextClock?.clause.title ?? r.title,
    what: `${r.title} · ${r.number}`,
    clock: r.nextClock,
    since: r.registeredAt,
  }
}
function ofCallback(d: Due, who: string): Waiting {
  return {
    id: d.ticketId,
    sort: 'callbacks',
    icon: PhoneOutgoing,
    who,
    what: `${d.title} · ${d.number}`,
    clock: d.clock,
    since: d.clock.startedAt,
  }
}

export function Queue({ selected, onSelect }: { selected: string | undefined; onSelect: (id: string) => void }) {
  const t = useDeskLabels()
  const [sort, setSort] = useState<'all' | Sort>('all')
  const { items, pending, error, reads } = useWaiting()
  const groups = grouped(
    items.filter(w => sort === 'all' || w.sort === sort),
    useNow(),
  )
  const total = groups.talking.length + groups.now.length + groups.later.length
  return (
    <section className="ss-desk-queue" aria-label={t('todo')}>
      <div className="ss-desk-head">
        <h1 className="ss-desk-h1">
          {t('todo')} <span className="ss-num ss-3">{items.length}</span>
        </h1>
        <span className="ss-row ss-12 ss-3">
          <ArrowDownNarrowWide size={14} /> {t('sortedByTime')}
        </span>
      </div>
      <Segmented
        block
        aria-label={t('todo')}
        value={sort}
        onChange={value => setSort(value as 'all' | Sort)}
        options={(['all', 'contacts', 'tickets', 'callbacks'] as const).map(value => ({ value, label: t(value) }))}
      />
      <div className="ss-desk-scroll">
        {error && <FaultNote fault={error} inline onRetry={() => reads.forEach(r => void r.refetch())} />}
        {pending && items.length === 0 && <Loading />}
        {!pending && !error && total === 0 && <Empty text={t('todoEmpty')} />}
        <Group title={t('talking')} items={groups.talking} selected={selected} onSelect={onSelect} />
        <Group title={t('now')} items={groups.now} selected={selected} onSelect={onSelect} />
        <Group title={t('later')} items={groups.later} selected={selected} onSelect={onSelect} />
      </div>
    </section>
  )
}

type GroupProps = { title: string; items: Waiting[]; selected: string | undefined; onSelect: (id: string) => void }
function Group({ title, items, selected, onSelect }: GroupProps) {
  if (items.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="ss-desk-grp">
        <span>{title}</span>
        <span className="ss-num">{items.length}</span>
      </h2>
      <ul>
        {items.map(w => (
          <li key={`${w.sort}-${w.id}`}>
            {w.sort === 'contacts' ? (
              <button
                type="button"
                className={`ss-bare ss-desk-item${w.id === selected ? ' ss-on' : ''}`}
                aria-current={w.id === selected ? 'true' : undefined}
                onClick={() => onSelect(w.id)}
              >
                <Item waiting={w} />
              </button>
            ) : (
              <Link to="/tickets/$id" params={{ id: w.id }} search={{}} className="ss-desk-item">
                <Item waiting={w} />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Item({ waiting: w }: { waiting: Waiting }) {
  const t = useDeskLabels()
  const words = useKindLabels()
  return (
    <>
      <span className="ss-desk-icon">
        <w.icon size={17} strokeWidth={1.75} />
      </span>
      <span className="ss-grow">
        <span className="ss-row ss-between">
          <b className="ss-el">{w.who}</b>
          {w.clock ? <ClockBadge clock={w.clock} name={false} /> : <span className="ss-num ss-12 ss-3">{exact(w.since)}</span>}
        </span>
        <span className="ss-el ss-13 ss-2 ss-block" title={w.what}>
          {w.what || (w.sort === 'contacts' ? t('noAddress') : words('registered'))}
        </span>
      </span>
    </>
  )
}
