/** Writes of this module: tickets with what search sees of them, promises, follow-ups. */
import { type RawBuilder, type Selectable, sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { cover, wholeRow } from '../../platform/events/index.ts'
import { actingId, principalId } from '../../platform/principal.ts'
import { searchText } from '../../platform/search-tokens.ts'
import type { Tickets } from '../../schema.gen.ts'
import { newSearchRow } from './searched.ts'

export type TicketRow = Selectable<Tickets>

/** What was promised with a new ticket, as a part of a statement. */
export function newPromiseRow(ctx: Ctx, row: TicketRow, promise: PromiseDraft): RawBuilder<unknown> {
  const made = {
    site_id: row.site_id,
    id: promise.id,
    ticket_id: row.id,
    due_at: iso(promise.dueAt),
    words: promise.words,
    made_at: iso(ctx.now()),
    made_by: principalId(ctx.actor),
  }
  cover(ctx, row.case_id, 'promises', made)
  return sql`promise as (insert into promises (${sql.join(Object.keys(made).map(c => sql.ref(c)))})
    values (${sql.join(Object.values(made))}))`
}

/** The ticket and its number for search, as parts of one statement. */
export function newTicketRows(ctx: Ctx, row: TicketRow): RawBuilder<unknown> {
  cover(ctx, row.case_id, 'tickets', { ...written(row), fault: row.fault })
  const columns = Object.keys(row).map(c => sql.ref(c))
  const values = Object.values(written(row)).map(v => sql`${v}`)
  return sql`t as (insert into tickets (${sql.join(columns)}) values (${sql.join(values)})), ${newSearchRow(row, 'number', searchText(row.number))}`
}

/** Writes a change and counts the version; whoever holds the case has read the row before, so nobody can have been faster. */
export async function updateTicket(ctx: Ctx, row: TicketRow, patch: Partial<TicketRow>): Promise<void> {
  const { row: after } = await ctx.db
    .updateTable('tickets')
    .set({ ...written(patch), version: row.version + 1, changed_at: iso(ctx.now()), changed_by: principalId(ctx.actor) })
    .where('site_id', '=', row.site_id)
    .where('id', '=', row.id)
    .returning(wholeRow('tickets'))
    .executeTakeFirstOrThrow()
  cover(ctx, row.case_id, 'tickets', after)
}

const instants = new Set([
  'notified_at',
  'accepted_at',
  'waiting_since',
  'closed_at',
  'promised_at',
  'received_at',
  'registered_at',
  'changed_at',
])
/** Columns as they are written: instants as ISO text, answers as JSON. */
function written<T extends Partial<TicketRow>>(row: T): { [K in keyof T]: never } {
  const value = (key: string, v: unknown) =>
    v === null ? v : instants.has(key) ? iso(v as number) : key === 'fault' ? JSON.stringify(v) : v
  return Object.fromEntries(Object.entries(row).map(([key, v]) => [key, value(key, v)])) as { [K in keyof T]: never }
}

export type PromiseDraft = { id: string; dueAt: number; words: string | null }
export async function insertPromise(ctx: Ctx, ticket: TicketRow, draft: PromiseDraft): Promise<void> {
  const { row } = await ctx.db
    .insertInto('promises')
    .values({
      site_id: ticket.site_id,
      id: draft.id,
      ticket_id: ticket.id,
      due_at: iso(draft.dueAt),
      words: draft.words,
      made_at: iso(ctx.now()),
      made_by: actingId(ctx.actor),
      kept_at: null,
      moved_at: null,
    })
    .returning(wholeRow('promises'))
    .executeTakeFirstOrThrow()
  cover(ctx, ticket.case_id, 'promises', row)
}

export async function openPromise(ctx: Ctx, siteId: number, ticketId: string): Promise<{ id: string; due_at: number } | null> {
  const row = await ctx.db
    .selectFrom('promises')
    .select(['id', 'due_at'])
    .where('site_id', '=', siteId)
    .where('ticket_id', '=', ticketId)
    .where('kept_at', 'is', null)
    .where('moved_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** The promise that stands last, kept or not. */
export async function lastPromise(
  ctx: Ctx,
  siteId: number,
  ticketId: string,
): Promise<{ due_at: number; kept_at: number | null } | null> {
  const row = await ctx.db
    .selectFrom('promises')
    .select(['due_at', 'kept_at'])
    .where('site_id', '=', siteId)
    .where('ticket_id', '=', ticketId)
    .where('moved_at', 'is', null)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export async function endPromise(ctx: Ctx, ticket: TicketRow, id: string, how: 'kept_at' | 'moved_at'): Promise<void> {
  const { row } = await ctx.db
    .updateTable('promises')
    .set({ [how]: iso(ctx.now()) })
    .where('site_id', '=', ticket.site_id)
    .where('id', '=', id)
    .returning(wholeRow('promises'))
    .executeTakeFirstOrThrow()
  cover(ctx, ticket.case_id, 'promises', row)
}

export async function insertFollowUp(ctx: Ctx, ticket: TicketRow, note: string, customerInformed: boolean): Promise<void> {
  const { row } = await ctx.db
    .insertInto('follow_ups')
    .values({
      site_id: ticket.site_id,
      id: ctx.newId(),
      ticket_id: ticket.id,
      at: iso(ctx.now()),
      by: actingId(ctx.actor),
      note,
      customer_informed: customerInformed,
    })
    .returning(wholeRow('follow_ups'))
    .executeTakeFirstOrThrow()
  cover(ctx, ticket.case_id, 'follow_ups', row)
}
