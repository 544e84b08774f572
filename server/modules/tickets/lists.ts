/** Lists of tickets: filters, search, counts. A page reads its rows by index; names and clocks are joined to these rows only. */
import type { QueryOf, ReplyOf } from '@sansheng/contract/route.ts'
import type { tickets as contract } from '@sansheng/contract/tickets.ts'
import { civilDate, startOfDate } from '@sansheng/rulebook/time'
import { type RawBuilder, sql } from 'kysely'
import { withinReach } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { cursorOf, pageOfRows, readCursor } from '../../platform/page.ts'
import { principalId } from '../../platform/principal.ts'
import { idsOfSame } from '../customers/index.ts'
import { siteById } from '../people/index.ts'
import { type ListedRow, listedColumns, listedView, listedWith, registeredAndId } from './listed.ts'

type ListQuery = QueryOf<typeof contract.list>
type Page = ReplyOf<typeof contract.list>

/** Of the tickets `t`. */
export const reachable = (ctx: Ctx, siteId: number) =>
  withinReach(ctx.actor, 'tickets:read', siteId, { persons: ['t.handler_id', 't.front_owner_id'], department: 't.department_id' })

export async function listTickets(ctx: Ctx, siteId: number, query: ListQuery): Promise<Page> {
  const where = [sql`t.site_id = ${siteId}`, reachable(ctx, siteId), ...filters(ctx, siteId, query)]
  return query.sort === 'due' ? await listByDue(ctx, where, query) : await listByTime(ctx, where, query)
}

/** What narrows a list or a search, of the tickets `t`. */
export function filters(ctx: Ctx, siteId: number, query: ListQuery): RawBuilder<unknown>[] {
  const out: RawBuilder<unknown>[] = []
  const equal = {
    status: 'status',
    kind: 'kind',
    urgency: 'urgency',
    departmentId: 'department_id',
    handlerId: 'handler_id',
    caseId: 'case_id',
  }
  for (const [key, column] of Object.entries(equal)) {
    const value = query[key as keyof typeof equal]
    if (value !== undefined) out.push(sql`${sql.ref(`t.${column}`)} = ${value}`)
  }
  if (query.customerId !== undefined) out.push(sql`t.customer_id in (${idsOfSame(siteId, sql`${query.customerId}::uuid`)})`)
  if (query.open !== undefined) out.push(query.open ? sql`t.status <> 'closed'` : sql`t.status = 'closed'`)
  if (query.mine) out.push(sql`(t.handler_id = ${principalId(ctx.actor)} or t.front_owner_id = ${principalId(ctx.actor)})`)
  if (query.from !== undefined) out.push(sql`t.registered_at >= ${query.from}::timestamptz`)
  if (query.to !== undefined) out.push(sql`t.registered_at < ${query.to}::timestamptz`)
  if (query.breached !== undefined) {
    const overdue = sql`exists (select from clocks k where k.site_id = t.site_id and k.case_id = t.case_id and k.state = 'running'
      and k.due_at < ${iso(ctx.now())}::timestamptz and (k.root_kind <> 'ticket' or k.root_id = t.id))`
    out.push(query.breached ? overdue : sql`not ${overdue}`)
  }
  return out
}

export const usual = 50
/**
 * The size of the usual page is part of the text: of a parameter the database cannot tell that it asks for few rows, so it plans each time
 * anew, which takes as long as the list (1.0 of 2.2 ms of its processor, 3 000 tickets).
 */
export const upTo = (rows: number) => (rows === usual + 1 ? sql.lit(rows) : sql`${rows}`)

const all = (conditions: RawBuilder<unknown>[]) => sql.join(conditions, sql` and `)

async function listByTime(ctx: Ctx, where: RawBuilder<unknown>[], { sort, after, limit = usual }: ListQuery): Promise<Page> {
  const down = sort !== 'oldest'
  const conditions = [...where]
  if (after) {
    const [at, id] = readCursor(after, ['time', 'id'])
    conditions.push(sql`(t.registered_at, t.id) ${down ? sql`<` : sql`>`} (${iso(at)}::timestamptz, ${id}::uuid)`)
  }
  const order = down ? sql`t.registered_at desc, t.id desc` : sql`t.registered_at, t.id`
  const { rows } = await sql<ListedRow>`
    with page as materialized (select t.* from tickets t where ${all(conditions)} order by ${order} limit ${upTo(limit + 1)})
    select ${listedColumns} from page t ${listedWith} order by ${order}`.execute(ctx.db)
  const page = pageOfRows(rows, limit, registeredAndId)
  return { ...shown(ctx, page), total: total(page, after) }
}

/** Whose matter is due first; behind them, newest first, those that nothing is due of. Two statements at most. */
async function listByDue(ctx: Ctx, where: RawBuilder<unknown>[], { after, limit = usual }: ListQuery): Promise<Page> {
  const mark = after ? readCursor(after, ['text', 'time', 'id']) : null
  const dueRows = mark && mark[0] !== 'due' ? [] : await dueFirst(ctx, where, mark, limit + 1)
  const missing = limit + 1 - dueRows.length
  const rest = missing > 0 ? await withoutDue(ctx, where, mark?.[0] === 'rest' ? mark : null, missing) : []
  const rows: DueRow[] = [...dueRows, ...rest]
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next =
    rows.length > limit && last
      ? cursorOf(last.next_due_at ? ['due', last.next_due_at, last.cells[0]] : ['rest', ...registeredAndId(last)])
      : null
  return { ...shown(ctx, { items, next }), total: total({ items, next }, after) }
}

type Mark = readonly [string, number, string]
type DueRow = ListedRow & { next_due_at?: number | null }

async function dueFirst(ctx: Ctx, where: RawBuilder<unknown>[], mark: Mark | null, limit: number): Promise<DueRow[]> {
  const conditions = [...where, sql`c.next_due_at is not null`]
  if (mark) conditions.push(sql`(c.next_due_at, t.id) > (${iso(mark[1])}::timestamptz, ${mark[2]}::uuid)`)
  const { rows } = await sql<DueRow>`
    with page as materialized (select t.*, c.next_due_at from cases c join tickets t on t.site_id = c.site_id and t.case_id = c.id
      where ${all(conditions)} order by c.next_due_at, t.id limit ${upTo(limit)})
    select t.next_due_at, ${listedColumns} from page t ${listedWith} order by t.next_due_at, t.id`.execute(ctx.db)
  return rows
}

async function withoutDue(ctx: Ctx, where: RawBuilder<unknown>[], mark: Mark | null, limit: number): Promise<ListedRow[]> {
  const conditions = [
    ...where,
    sql`not exists (select from cases c where c.site_id = t.site_id and c.id = t.case_id and c.next_due_at is not null)`,
  ]
  if (mark) conditions.push(sql`(t.registered_at, t.id) < (${iso(mark[1])}::timestamptz, ${mark[2]}::uuid)`)
  const { rows } = await sql<ListedRow>`
    with page as materialized (select t.* from tickets t where ${all(conditions)} order by t.registered_at desc, t.id desc limit ${upTo(limit)})
    select ${listedColumns} from page t ${listedWith} order by t.registered_at desc, t.id desc`.execute(ctx.db)
  return rows
}

/** Known for nothing when everything is on the first page; counting a long list is not worth its price. */
const total = (page: { items: unknown[]; next: string | null }, after: string | undefined): number | null =>
  after === undefined && page.next === null ? page.items.length : null

export const shown = (ctx: Ctx, page: { items: ListedRow[]; next: string | null }) => ({
  items: page.items.map(row => listedView(row, ctx.now())),
  next: page.next,
})

type Counted = { today: { kind: string; count: number }[]; open: number; mine: number; breached: number; soon: number }

/** For the board: what came in since midnight of the site, and how the open ones stand by their worst clock. */
export async function countTickets(ctx: Ctx, siteId: number): Promise<ReplyOf<typeof contract.counts>> {
  const { zone } = await siteById(ctx, siteId)
  const now = ctx.now()
  const since = iso(startOfDate(zone, civilDate(zone, now)))
  const mine = reachable(ctx, siteId)
  const { rows } = await sql<Counted>`
    with worst as (
      select t.id, bool_or(k.due_at < ${iso(now)}::timestamptz) as over from clocks k
      join tickets t on t.site_id = k.site_id and t.case_id = k.case_id and (k.root_kind <> 'ticket' or k.root_id = t.id)
      where k.site_id = ${siteId} and k.state = 'running' and (k.due_at < ${iso(now)}::timestamptz or k.warn_at <= ${iso(now)}::timestamptz)
        and t.status <> 'closed' and ${mine}
      group by t.id
    ), open as (select count(*) as open, count(*) filter (where t.handler_id = ${principalId(ctx.actor)} or t.front_owner_id = ${principalId(ctx.actor)}) as mine
      from tickets t where t.site_id = ${siteId} and t.status <> 'closed' and ${mine})
    select coalesce((select jsonb_agg(jsonb_build_object('kind', k.kind, 'count', k.count) order by k.kind) from (select t.kind, count(*) as count from tickets t
        where t.site_id = ${siteId} and t.registered_at >= ${since}::timestamptz and ${mine} group by t.kind) k), '[]') as today,
      open.open, open.mine, (select count(*) from worst where over) as breached, (select count(*) from worst where not over) as soon
    from open`.execute(ctx.db)
  return rows[0] as ReplyOf<typeof contract.counts>
}
