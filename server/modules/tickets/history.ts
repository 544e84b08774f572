import type { EventView } from '@sansheng/contract/clocks.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { ActorRef } from '@sansheng/contract/people.ts'
import type { Refs } from '@sansheng/rulebook/engine'
import type { SubjectKind } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { mustReach, reach } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { hashEvent, hashValue, noHash, type Row } from '../../platform/events/index.ts'
import { eventView, type ShownEvent } from '../../platform/events/view.ts'
import { actorAs } from '../people/index.ts'
import { reachable } from './lists.ts'
import { ownersOf } from './step.ts'
import type { TicketRow } from './store.ts'

type Word = { name: string; salt: string | null; value: string | null }
type EventRow = Omit<ShownEvent, 'words'> & {
  prev_hash: string
  refs: Refs
  /** Every column of the event. */
  ledger: Row
  words: Word[]
  actor: ActorRef | null
  clause: EventView['clause']
}

/** R133: every event of the matter, and whether their chain, recomputed, is unbroken up to where the case says it ends. */
export async function historyOf(ctx: Ctx, siteId: number, ticketId: string): Promise<{ items: EventView[]; verified: boolean }> {
  const { rows: tickets } = await sql<TicketRow & { seq: number; head: string }>`
    select t.*, c.seq, c.head from tickets t join cases c on c.site_id = t.site_id and c.id = t.case_id
    where t.site_id = ${siteId} and t.id = ${ticketId}`.execute(ctx.db)
  const ticket = tickets[0]
  if (!ticket) throw new Fault('not_found')
  mustReach(ctx.actor, 'tickets:read', siteId, ownersOf(ticket))
  // up to where the case stood a moment ago: an event that comes in between is not taken for a broken chain
  const { rows } = await sql<EventRow>`
    select e.*, to_jsonb(e) as ledger, ${actorAs('e.actor_id')} as actor,
      (select k.clause from clocks k where k.site_id = e.site_id and k.id = (e.refs ->> 'clock')::uuid) as clause,
      coalesce((select jsonb_agg(jsonb_build_object('name', v.name, 'salt', v.salt, 'value', v.value)) from event_values v
        where v.site_id = e.site_id and v.case_id = e.case_id and v.seq = e.seq), '[]') as words
    from events e where e.site_id = ${siteId} and e.case_id = ${ticket.case_id} and e.seq <= ${ticket.seq} order by e.seq`.execute(
    ctx.db,
  )
  const verified = isUnbroken(rows, ticket)
  const others = await ticketsOutOfReach(ctx, siteId, ticket)
  return { items: rows.filter(row => !others.has(ticketOf(ctx, row) ?? ticketId)).map(shown), verified }
}

/** Other tickets of the case that whoever asks may not see: a case that he sees by one ticket does not open them. */
async function ticketsOutOfReach(ctx: Ctx, siteId: number, { id, case_id }: TicketRow): Promise<Set<string>> {
  if (reach(ctx.actor, 'tickets:read', siteId) === 'site') return new Set()
  const { rows } = await sql<{ id: string }>`select t.id from tickets t
    where t.site_id = ${siteId} and t.case_id = ${case_id} and t.id <> ${id} and ${reachable(ctx, siteId)} is not true`.execute(
    ctx.db,
  )
  return new Set(rows.map(row => row.id))
}

/** The ticket that an event is about, if it is about one. */
function ticketOf(ctx: Ctx, row: EventRow): string | null {
  const root = ctx.subjects.rootOf({ kind: row.subject_kind as SubjectKind, id: row.subject_id }, row.refs)
  return root.kind === 'ticket' ? root.id : null
}

function isUnbroken(rows: EventRow[], end: { seq: number; head: string }): boolean {
  let head = noHash
  for (const [at, row] of rows.entries()) {
    if (row.seq !== at + 1 || row.prev_hash !== head || hashEvent(row.ledger) !== row.hash) return false
    if (row.words.some(w => w.value !== null && w.salt !== null && hashValue(w.salt, w.value) !== row.hashes[w.name]))
      return false
    head = row.hash
  }
  return rows.length === end.seq && head === end.head
}

const shown = (row: EventRow): EventView =>
  eventView({ ...row, words: Object.fromEntries(row.words.map(w => [w.name, w.value])) }, row.clause)
