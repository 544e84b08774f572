/** What waits for whoever sits at the desk: his open contacts, his tickets, the call-backs that are due. */
import { callbacks } from '@sansheng/contract/callbacks.ts'
import type { ClockView } from '@sansheng/contract/clocks.ts'
import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { type TicketRow, tickets } from '@sansheng/contract/tickets.ts'
import { ClipboardList, Footprints, type LucideIcon, MessageCircle, Phone, PhoneOutgoing } from 'lucide-react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { readClock } from '../../ui/clock-state.ts'
import { useDeskLabels } from './labels.ts'

export type Sort = 'contacts' | 'tickets' | 'callbacks'
export type Waiting = {
  id: string
  sort: Sort
  icon: LucideIcon
  who: string
  what: string
  clock: ClockView | null
  since: string
  /** When what was typed of it was kept last. */
  draftAt?: string | undefined
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

/** The contacts that nobody has ended, as the list and the start bar ask for them. */
export const openContacts = (siteId: number) => ({ params: { siteId }, query: { open: true, limit: 100 } })

/** My open contacts and those of which I keep a draft, my tickets, the call-backs that are due: reads that stand on their own. */
export function useWaiting() {
  const t = useDeskLabels()
  const { siteId, me, can } = useSession()
  const params = { siteId }
  const open = useCall(contacts.list, openContacts(siteId), { enabled: can('contacts:read'), keep: true })
  const mine = useCall(
    tickets.list,
    { params, query: { mine: true, open: true, sort: 'due', limit: 100 } },
    { enabled: can('tickets:read'), keep: true },
  )
  const due = useCall(callbacks.due, { params, query: { limit: 50 } }, { enabled: can('callbacks:make'), keep: true })
  const drafts = useCall(contacts.drafts, { params }, { enabled: can('contacts:receive'), keep: true })
  const clocks = useCall(standards.listClocks, { params, query: { limit: 200 } }, { enabled: can('standards:read'), keep: true })
  const kept = new Map((drafts.data?.items ?? []).map(draft => [draft.contactId, draft.savedAt]))
  const intake = new Map<string, ClockView>()
  for (const { clock } of clocks.data?.items ?? [])
    if (clock.root.kind !== 'ticket' && !intake.has(clock.caseId)) intake.set(clock.caseId, clock)
  const dueTickets = new Set((due.data?.items ?? []).map(d => d.ticketId))
  const items: Waiting[] = [
    ...(open.data?.items ?? [])
      .filter(c => c.receiver.id === me.person.id || kept.has(c.id))
      .map(c => ({ ...ofContact(c, intake.get(c.caseId) ?? null, t('unknownCaller')), draftAt: kept.get(c.id) })),
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
    who: r.nextClock ? `§${r.nextClock.clause.number} ${r.nextClock.clause.title}` : r.title,
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
