/** A dispatch form is made for a ticket. */
import type { dispatch as contract } from '@sansheng/contract/dispatch.ts'
import { changedFacts } from '@sansheng/contract/facts/index.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import { knownFacts, record } from '../../platform/events/index.ts'
import { actingId, principalId } from '../../platform/principal.ts'
import { nextNumber } from '../../platform/serials.ts'
import { mustBeDepartment, siteById } from '../people/index.ts'
import {
  type DispatchPort,
  factsAfter,
  followForm,
  handlerAfter,
  type LockedTicket,
  lockTicket,
  refsOf,
} from '../tickets/index.ts'
import { mustBeNameable } from './nameable.ts'
import { releaseForms } from './release.ts'
import { rowFacts } from './rules.ts'
import { notifyHolders } from './step.ts'
import { type FormRow, insertForm } from './store.ts'

type MakeBody = BodyOf<typeof contract.make>

/** What registering asks of this floor. */
export const dispatchPort: DispatchPort = {
  async make(ctx, locked, override) {
    await makeOn(ctx, locked, { override })
  },
  release: releaseForms,
}

export async function makeForm(ctx: Ctx, siteId: number, body: MakeBody): Promise<FormRow> {
  const ticket = await lockTicket(ctx, siteId, body.ticketId, 'dispatch:make')
  return await makeOn(ctx, ticket, body)
}

/** R128: a numbered form for a ticket, to its department unless another is named. */
async function makeOn(ctx: Ctx, ticket: LockedTicket, body: Partial<MakeBody>): Promise<FormRow> {
  const { site_id, case_id, id: ticketId } = ticket.row
  const departmentId = body.departmentId ? (await mustBeDepartment(ctx, site_id, body.departmentId)).id : ticket.row.department_id
  if (body.workerId) await mustBeNameable(ctx, 'dispatch:make', { site_id, department_id: departmentId }, body.workerId)
  const follows = body.workerId ? handlerAfter(ticket, { department_id: departmentId, worker_id: null }, body.workerId) : {}
  const site = await siteById(ctx, site_id)
  const draft = { site_id, case_id, ticket_id: ticketId, department_id: departmentId, worker_id: body.workerId ?? null }
  const row = freshForm(ctx, {
    ...draft,
    instructions: body.instructions ?? null,
    appointment_at: body.appointmentAt ? Date.parse(body.appointmentAt) : null,
  })
  const about = { subject: { kind: 'form' as const, id: row.id }, refs: { ...refsOf(ticket.row), form: row.id } }
  const facts: Facts = { ...factsAfter(ticket, { verb: 'dispatch', ...follows }), ...rowFacts(row) }
  ticket.violations.push(
    ...(await ctx.kernel.gate(ctx, ticket.caseRow, { action: 'dispatch.made', ...about, facts, override: body.override })),
  )
  row.number = await nextNumber(ctx, site_id, site.zone, 'PG')
  await insertForm(ctx, row)
  const moved = 'handlerId' in follows ? await followForm(ctx, ticket, { verb: 'dispatch', ...follows }) : {}
  await record(ctx, ticket.caseRow, {
    type: 'dispatch.made',
    ...about,
    facts: changedFacts(knownFacts(ticket.caseRow, about.refs), facts),
    detail: { ...moved, number: row.number, formVersion: 1, ...(departmentId ? { department: departmentId } : {}) },
    values: { instructions: row.instructions },
  })
  await notifyHolders(ctx, row, [row.worker_id])
  return row
}

type Draft = Pick<
  FormRow,
  'site_id' | 'case_id' | 'ticket_id' | 'department_id' | 'worker_id' | 'instructions' | 'appointment_at'
>
const freshForm = (ctx: Ctx, draft: Draft): FormRow => ({
  ...draft,
  id: ctx.newId(),
  number: '',
  status: 'made',
  made_at: ctx.now(),
  made_by: actingId(ctx.actor),
  printed_at: null,
  prints: 0,
  print_requests: 0,
  accepted_at: null,
  arrived_at: null,
  finished_at: null,
  returned_at: null,
  inspected_at: null,
  withdrawn_at: null,
  released_at: null,
  work_done: null,
  materials: [],
  agreed_cents: null,
  opinion: null,
  signed_by: null,
  unsigned_reason: null,
  passed: null,
  inspection_note: null,
  inspector_id: null,
  version: 1,
  changed_at: ctx.now(),
  changed_by: principalId(ctx.actor),
})
