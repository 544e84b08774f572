/** Dispatch forms as the API shows them, with what stands on the paper besides. */

import type { dispatch as contract, Form } from '@sansheng/contract/dispatch.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import { maskName, maskText } from '@sansheng/contract/masking.ts'
import type { ActorRef, PersonRef } from '@sansheng/contract/people.ts'
import { maskPhone } from '@sansheng/contract/phone.ts'
import type { QueryOf, ReplyOf } from '@sansheng/contract/route.ts'
import type { FaultAnswers } from '@sansheng/contract/tickets.ts'
import { type RawBuilder, sql } from 'kysely'
import { mustReach, type Owned, withinReach } from '../../platform/access.ts'
import type { ClockRow } from '../../platform/clock-row.ts'
import { clockColumns, clockView } from '../../platform/clock-view.ts'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { pageOfRows, readCursor } from '../../platform/page.ts'
import { personIdOf } from '../../platform/principal.ts'
import { shownCustomer } from '../customers/index.ts'
import { actorAs } from '../people/index.ts'
import type { FormRow } from './store.ts'

/** `case_seq`: where the chain of its case stood when the row was read. */
export async function formRow(ctx: Ctx, siteId: number, id: string): Promise<FormRow & { case_seq: number }> {
  const { rows } = await sql<FormRow & { case_seq: number }>`
    select f.*, c.seq as case_seq from forms f join cases c on c.site_id = f.site_id and c.id = f.case_id
    where f.site_id = ${siteId} and f.id = ${id}`.execute(ctx.db)
  if (!rows[0]) throw new Fault('not_found')
  return rows[0]
}

/** A worker reaches his own forms and, with the scope of a team, those of his department. */
export const ownersOf = (row: Pick<FormRow, 'worker_id' | 'department_id'>): Owned => ({
  persons: [row.worker_id],
  departmentId: row.department_id,
})

type Shown = FormRow & {
  department: Form['department']
  worker: PersonRef | null
  maker: ActorRef
  inspector: ActorRef | null
  /** Whether what stands in the ticket now is for whoever asks: of a form that was released, only who reaches the ticket itself. */
  shown: boolean
  /** Names and numbers stand masked on the forms of the site. */
  masked: boolean
  ticket: {
    number: string
    kind: string
    title: string
    urgency: string
    channel: string
    received: number
    customer: string | null
    phone: string | null
    address: string | null
    fault: FaultAnswers | null
    description: string | null
  }
  callback: { at: number; method: string; result: string; by: ActorRef } | null
}

const personAs = (column: string): RawBuilder<PersonRef> =>
  sql<PersonRef>`(select jsonb_build_object('id', p.id, 'name', p.name, 'staffNumber', p.staff_number) from persons p where p.id = ${sql.ref(column)})`

async function formsWhere(ctx: Ctx, siteId: number, where: RawBuilder<unknown>, limit: number): Promise<Shown[]> {
  const reachesTicket = withinReach(ctx.actor, 'tickets:read', siteId, {
    persons: ['t.handler_id', 't.front_owner_id'],
    department: 't.department_id',
  })
  const { rows } = await sql<Shown>`
    with page as materialized (select f.* from forms f where ${where} order by f.made_at desc, f.id desc limit ${limit})
    select f.*, (select jsonb_build_object('id', d.id, 'name', d.name) from departments d where d.site_id = f.site_id and d.id = f.department_id) as department,
      (f.released_at is null or ${reachesTicket}) as shown, (select s.masked_forms from sites s where s.id = f.site_id) as masked,
      ${personAs('f.worker_id')} as worker, ${actorAs('f.made_by')} as maker, ${actorAs('f.inspector_id')} as inspector,
      jsonb_build_object('number', t.number, 'kind', t.kind, 'title', t.title, 'urgency', t.urgency, 'channel', k.channel,
        'received', (extract(epoch from t.received_at) * 1000)::bigint, 'customer', u.name, 'phone', coalesce(k.phone, u.phone),
        'address', t.address, 'fault', t.fault, 'description', t.description) as ticket,
      (select jsonb_build_object('at', (extract(epoch from b.at) * 1000)::bigint, 'method', b.method, 'result', b.result, 'by', ${actorAs('b.by')})
        from callbacks b where b.site_id = f.site_id and b.form_id = f.id order by b.at desc, b.id desc limit 1) as callback
    from page f join tickets t on t.site_id = f.site_id and t.id = f.ticket_id
    join contacts k on k.site_id = t.site_id and k.id = t.contact_id
    ${shownCustomer('t.site_id', 't.customer_id')}
    order by f.made_at desc, f.id desc`.execute(ctx.db)
  return rows
}

async function clocksOf(ctx: Ctx, siteId: number, forms: Shown[]): Promise<Map<string, ClockRow[]>> {
  const locked = new Map<string, ClockRow[]>()
  if (forms.length === 0) return locked
  const clocks = await ctx.db
    .selectFrom('clocks')
    .select([...clockColumns, sql<string>`refs->>'form'`.as('form')])
    .where('site_id', '=', siteId)
    .where(sql<boolean>`case_id = any(${[...new Set(forms.map(f => f.case_id))]}::uuid[])`)
    .where(sql<boolean>`refs->>'form' = any(${forms.map(f => f.id)}::text[])`)
    .orderBy('started_at')
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  for (const clock of clocks) locked.set(clock.form, [...(locked.get(clock.form) ?? []), clock])
  return locked
}

/** A form that this request has already acted on. */
export async function formView(ctx: Ctx, siteId: number, id: string): Promise<Form> {
  const [row] = await formsWhere(ctx, siteId, sql`f.site_id = ${siteId} and f.id = ${id}`, 1)
  if (!row) throw new Fault('not_found')
  return view(row, (await clocksOf(ctx, siteId, [row])).get(id) ?? [], ctx.now())
}

export async function getForm(ctx: Ctx, siteId: number, id: string): Promise<Form> {
  mustReach(ctx.actor, 'dispatch:read', siteId, ownersOf(await formRow(ctx, siteId, id)))
  return await formView(ctx, siteId, id)
}

export async function listForms(
  ctx: Ctx,
  siteId: number,
  query: QueryOf<typeof contract.list>,
): Promise<ReplyOf<typeof contract.list>> {
  const limit = query.limit ?? 50
  const conditions = [
    sql`f.site_id = ${siteId}`,
    withinReach(ctx.actor, 'dispatch:read', siteId, { persons: ['f.worker_id'], department: 'f.department_id' }),
  ]
  if (query.ticketId) conditions.push(sql`f.ticket_id = ${query.ticketId}`)
  if (query.status) conditions.push(sql`f.status = ${query.status}`)
  if (query.mine) conditions.push(sql`f.worker_id = ${personIdOf(ctx.actor)}`)
  if (query.departmentId) conditions.push(sql`f.department_id = ${query.departmentId}`)
  if (query.after) {
    const [at, id] = readCursor(query.after, ['time', 'id'])
    conditions.push(sql`(f.made_at, f.id) < (${iso(at)}::timestamptz, ${id}::uuid)`)
  }
  const page = pageOfRows(await formsWhere(ctx, siteId, sql.join(conditions, sql` and `), limit + 1), limit, row => [
    row.made_at,
    row.id,
  ])
  const clocks = await clocksOf(ctx, siteId, page.items)
  const items = page.items.map(row => view(row, clocks.get(row.id) ?? [], ctx.now()))
  return { items, next: page.next, total: query.after === undefined && page.next === null ? items.length : null }
}

function view(row: Shown, clocks: ClockRow[], now: number): Form {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    caseId: row.case_id,
    number: row.number,
    status: row.status as Form['status'],
    department: row.department,
    worker: row.worker,
    appointmentAt: isoOrNull(row.appointment_at),
    instructions: maskedText(row, row.instructions),
    madeAt: iso(row.made_at),
    madeBy: row.maker,
    printedAt: isoOrNull(row.printed_at),
    prints: row.prints,
    printRequests: row.print_requests,
    acceptedAt: isoOrNull(row.accepted_at),
    arrivedAt: isoOrNull(row.arrived_at),
    finishedAt: isoOrNull(row.finished_at),
    returnedAt: isoOrNull(row.returned_at),
    inspectedAt: isoOrNull(row.inspected_at),
    workDone: row.work_done,
    materials: row.materials as Form['materials'],
    agreedCents: row.agreed_cents,
    opinion: row.opinion as Form['opinion'],
    signedBy: row.signed_by,
    unsignedReason: row.unsigned_reason,
    passed: row.passed,
    inspectionNote: row.inspection_note,
    inspector: row.inspector,
    ticket: ticketView(row),
    callback: row.callback && row.shown ? { ...row.callback, at: iso(row.callback.at) } : null,
    clocks: clocks.map(clock => clockView(clock, now)),
    version: row.version,
  }
}

function ticketView(row: Shown): Form['ticket'] {
  const { ticket, shown, masked } = row
  const { number, kind, urgency, channel, customer } = ticket
  const head = { number, kind, urgency, channel, receivedAt: iso(ticket.received) }
  if (!shown) return { ...head, ...nothingShown }
  return {
    ...head,
    title: maskedText(row, ticket.title),
    customerName: masked && customer !== null ? maskName(customer) : customer,
    phoneMasked: ticket.phone === null ? null : maskPhone(ticket.phone),
    address: ticket.address,
    phenomenon: maskedText(row, ticket.fault?.phenomenon ?? null),
    location: maskedText(row, ticket.fault?.location ?? null),
    operation: maskedText(row, ticket.fault?.operation ?? null),
    description: maskedText(row, ticket.description),
  }
}

const maskedText = ({ masked, ticket }: Shown, text: string | null): string | null =>
  masked && text !== null ? maskText(text, ticket.customer) : text

const nothingShown = {
  title: null,
  customerName: null,
  phoneMasked: null,
  address: null,
  phenomenon: null,
  location: null,
  operation: null,
  description: null,
}
