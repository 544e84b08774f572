import type { Callback, callbacks as contract } from '@sansheng/contract/callbacks.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { ActorRef } from '@sansheng/contract/people.ts'
import type { QueryOf, ReplyOf } from '@sansheng/contract/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { withinReach } from '../../platform/access.ts'
import type { ClockRow } from '../../platform/clock-row.ts'
import { clockColumns, clockView } from '../../platform/clock-view.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { pageOfRows, readCursor } from '../../platform/page.ts'
import { shownCustomer } from '../customers/index.ts'
import { actorAs } from '../people/index.ts'

type Before = { earlier: number; latestForm: string | null; formFits: boolean }

/** How often the customer was called before, and the form that the call-back is about: the latest one that was not withdrawn. */
export async function beforeCallback(ctx: Ctx, siteId: number, ticketId: string, formId: string | null): Promise<Before> {
  const { rows } = await sql<Before>`
    select (select count(*) from callbacks b where b.site_id = ${siteId} and b.ticket_id = ${ticketId}) as earlier,
      (select f.id from forms f where f.site_id = ${siteId} and f.ticket_id = ${ticketId} and f.status <> 'withdrawn'
        order by f.made_at desc, f.id desc limit 1) as "latestForm",
      exists (select from forms f where f.site_id = ${siteId} and f.ticket_id = ${ticketId} and f.id = ${formId}::uuid) as "formFits"`.execute(
    ctx.db,
  )
  return rows[0]!
}

type Shown = {
  id: string
  ticket_id: string
  form_id: string | null
  at: number
  by: ActorRef
  method: string
  result: string
  note: string | null
  reason: string | null
  wants: string | null
}

async function callbacksWhere(ctx: Ctx, where: RawBuilder<unknown>, limit: number): Promise<Shown[]> {
  const { rows } = await sql<Shown>`
    select b.id, b.ticket_id, b.form_id, b.at, b.method, b.result, b.note, b.reason, b.wants,
      ${actorAs('b.by')} as by
    from callbacks b join tickets t on t.site_id = b.site_id and t.id = b.ticket_id
    where ${where} order by b.at desc, b.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

const reachable = (ctx: Ctx, siteId: number, permission: 'tickets:read' | 'callbacks:make') =>
  withinReach(ctx.actor, permission, siteId, { persons: ['t.handler_id', 't.front_owner_id'], department: 't.department_id' })

export async function callbackView(ctx: Ctx, siteId: number, id: string): Promise<Callback> {
  const [row] = await callbacksWhere(ctx, sql`b.site_id = ${siteId} and b.id = ${id}`, 1)
  if (!row) throw new Fault('not_found')
  return view(row)
}

export async function listCallbacks(
  ctx: Ctx,
  siteId: number,
  { ticketId, after, limit = 50 }: QueryOf<typeof contract.list>,
): Promise<ReplyOf<typeof contract.list>> {
  const conditions = [sql`b.site_id = ${siteId}`, reachable(ctx, siteId, 'tickets:read')]
  if (ticketId) conditions.push(sql`b.ticket_id = ${ticketId}`)
  if (after) {
    const [at, id] = readCursor(after, ['time', 'id'])
    conditions.push(sql`(b.at, b.id) < (${iso(at)}::timestamptz, ${id}::uuid)`)
  }
  const page = pageOfRows(await callbacksWhere(ctx, sql.join(conditions, sql` and `), limit + 1), limit, row => [row.at, row.id])
  return {
    items: page.items.map(view),
    next: page.next,
    total: after === undefined && page.next === null ? page.items.length : null,
  }
}

type DueRow = ClockRow & { shown_ticket: string; number: string; title: string; customer_name: string | null }

/** R136, R159: running clocks that a call-back settles, most urgent first. A clock of the whole matter stands for its latest ticket. */
export async function dueCallbacks(
  ctx: Ctx,
  siteId: number,
  { after, limit = 50 }: QueryOf<typeof contract.due>,
): Promise<ReplyOf<typeof contract.due>> {
  const mark = after ? readCursor(after, ['time', 'id']) : null
  const { rows } = await sql<DueRow>`
    select ${sql.join(clockColumns.map(column => sql.ref(`k.${column}`)))}, t.id as shown_ticket, t.number, t.title, u.name as customer_name
    from clocks k join lateral (select * from tickets t where t.site_id = k.site_id and t.case_id = k.case_id and (k.root_kind <> 'ticket' or t.id = k.root_id)
      order by t.registered_at desc limit 1) t on true
    ${shownCustomer('t.site_id', 't.customer_id')}
    where k.site_id = ${siteId} and k.state = 'running' and 'callback.recorded' = any(k.ends)
      and ${reachable(ctx, siteId, 'callbacks:make')} ${mark ? sql`and (k.due_at, k.id) > (${iso(mark[0])}::timestamptz, ${mark[1]}::uuid)` : sql``}
    order by k.due_at, k.id limit ${limit + 1}`.execute(ctx.db)
  const page = pageOfRows(rows, limit, row => [row.due_at, row.id])
  const items = page.items.map(row => ({
    ticketId: row.shown_ticket,
    number: row.number,
    title: row.title,
    customerName: row.customer_name,
    clock: clockView(row, ctx.now()),
  }))
  return { items, next: page.next, total: after === undefined && page.next === null ? items.length : null }
}

const view = (row: Shown): Callback => ({
  id: row.id,
  ticketId: row.ticket_id,
  formId: row.form_id,
  at: iso(row.at),
  by: row.by,
  method: row.method as Callback['method'],
  result: row.result as Callback['result'],
  note: row.note,
  reason: row.reason,
  wants: row.wants,
})
