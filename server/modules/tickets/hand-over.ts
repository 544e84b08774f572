/** Who has it: the department is told, takes it on, and hands it on. */

import { Fault } from '@sansheng/contract/fault.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import type { tickets as contract } from '@sansheng/contract/tickets.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { mustBeStaff, personIdOf } from '../../platform/principal.ts'
import { allButActor, notify } from '../notifications/index.ts'
import { type DepartmentRow, departmentById, mustBeDepartment, mustBePerson, peopleOf, personsWithRole } from '../people/index.ts'
import type { DispatchPort } from './dispatch-port.ts'
import type { TicketRecord } from './queries.ts'
import { type Acting, type LockedTicket, lockTicket, takeStep } from './step.ts'

export async function notifyTicket(
  ctx: Ctx,
  siteId: number,
  id: string,
  body: BodyOf<typeof contract.notifyDepartment>,
  dispatch: DispatchPort,
): Promise<LockedTicket> {
  const locked = await lockTicket(ctx, siteId, id, 'tickets:notify', body)
  const before = locked.row.department_id
  await notifyDepartment(ctx, locked, body)
  await releaseFrom(ctx, locked, before, dispatch)
  return locked
}

/** Where it went to another department, the forms of the one that had it are withdrawn: two crews do not drive out. */
export async function releaseFrom(ctx: Ctx, locked: LockedTicket, before: string | null, dispatch: DispatchPort): Promise<void> {
  const { row } = locked
  if (before === null || before === row.department_id) return
  await dispatch.release(ctx, locked, before, `工单已转给${row.department_name ?? '别的部门'}`)
}

type Telling = { departmentId?: string | undefined; note?: string | undefined; override?: Acting['override'] }

/** R128: head and members of the responsible department hear of it. A department without people cannot be told: that is refused. */
async function notifyDepartment(ctx: Ctx, locked: LockedTicket, body: Telling): Promise<void> {
  const { row } = locked
  const wanted = body.departmentId ?? row.department_id
  if (!wanted) throw new Fault('route.none')
  const department = await mustBeDepartment(ctx, row.site_id, wanted)
  if (peopleOf(department).length === 0) throw new Fault('department.empty', { department: department.name })
  await tell(ctx, locked, department, body)
}

/**
 * Tells the department of a ticket that was just registered. One without people loses no ticket: nobody is told, no notification is recorded,
 * and whoever registered it and the shift leaders hear that.
 */
export async function notifyOfNew(
  ctx: Ctx,
  locked: LockedTicket,
  departmentId: string,
  override: Acting['override'],
): Promise<void> {
  const { row } = locked
  const department = await mustBeDepartment(ctx, row.site_id, departmentId)
  if (peopleOf(department).length > 0) return await tell(ctx, locked, department, { override })
  const leaders = await personsWithRole(ctx, row.site_id, 'shift-leader')
  const me = personIdOf(ctx.actor)
  await notify(ctx, {
    siteId: row.site_id,
    persons: [...new Set([...leaders, ...(me === null ? [] : [me])])],
    why: 'nobody',
    params: { what: `${row.number} ${row.title}（${department.name}）` },
    caseId: row.case_id,
    subject: { kind: 'ticket', id: row.id },
    root: { kind: 'ticket', id: row.id },
  })
}

/** Another department than before starts anew. */
async function tell(ctx: Ctx, locked: LockedTicket, department: DepartmentRow, body: Telling): Promise<void> {
  const { row } = locked
  const another = department.id !== row.department_id
  await takeStep(ctx, locked, {
    verb: another ? 'notifyOther' : 'notify',
    type: 'ticket.notified',
    patch: another ? { ...redirected(department), notified_at: ctx.now() } : { notified_at: row.notified_at ?? ctx.now() },
    detail: { department: department.id },
    values: { note: body.note },
    override: body.override,
  })
  await notify(ctx, {
    siteId: row.site_id,
    persons: peopleOf(department),
    why: 'notify',
    caseId: row.case_id,
    subject: { kind: 'ticket', id: row.id },
    root: { kind: 'ticket', id: row.id },
  })
}

/** Another department starts anew: nobody of it has been told or has taken it on. */
export const redirected = (department: DepartmentRow): Partial<TicketRecord> => ({
  department_id: department.id,
  department_name: department.name,
  notified_at: null,
  accepted_at: null,
  handler_id: null,
})

/** R129: a person of the department takes it on, with time and name. */
export async function confirmTicket(
  ctx: Ctx,
  siteId: number,
  id: string,
  body: BodyOf<typeof contract.confirm>,
): Promise<LockedTicket> {
  const locked = await lockTicket(ctx, siteId, id, 'tickets:confirm', body)
  if (locked.row.accepted_at !== null) throw new Fault('state.wrong', { status: locked.row.status, verb: 'confirm' })
  // whoever was sent already handles it, unless another is named
  const handler = body.handlerId ?? locked.row.handler_id ?? mustBeStaff(ctx.actor).personId
  if (handler !== personIdOf(ctx.actor)) await mustBePerson(ctx, siteId, handler)
  await takeStep(ctx, locked, {
    verb: 'confirm',
    type: 'ticket.accepted',
    patch: { accepted_at: ctx.now(), handler_id: handler },
    detail: { handler },
    override: body.override,
  })
  await notifyHandler(ctx, locked.row, [handler])
  return locked
}

/** R077, R078: another handler, with all that is known; the front owner stays (R020). */
export async function transferTicket(
  ctx: Ctx,
  siteId: number,
  id: string,
  body: BodyOf<typeof contract.transfer>,
): Promise<LockedTicket> {
  const locked = await lockTicket(ctx, siteId, id, 'tickets:work', body)
  const { row } = locked
  if (body.handlerId === row.handler_id) throw new Fault('state.wrong', { status: row.status, verb: 'transfer' })
  await mustBePerson(ctx, siteId, body.handlerId)
  await takeStep(ctx, locked, {
    verb: 'transfer',
    type: 'ticket.transferred',
    patch: { handler_id: body.handlerId, transfers: row.transfers + 1, transfer_summary: body.summary },
    detail: { from: row.handler_id, to: body.handlerId },
    values: { summary: body.summary, reason: body.reason },
    override: body.override,
  })
  const leaders = await personsWithRole(ctx, siteId, 'shift-leader')
  const head = row.department_id ? (await departmentById(ctx, siteId, row.department_id))?.headId : null
  // the one who gives it away is notified too, unless he did it himself
  await notifyHandler(ctx, locked.row, [body.handlerId, row.handler_id, head ?? null, ...leaders])
  return locked
}

async function notifyHandler(ctx: Ctx, row: TicketRecord, persons: (string | null)[]): Promise<void> {
  await notify(ctx, {
    siteId: row.site_id,
    persons: allButActor(ctx, persons),
    why: 'assign',
    caseId: row.case_id,
    subject: { kind: 'ticket', id: row.id },
    root: { kind: 'ticket', id: row.id },
  })
}
