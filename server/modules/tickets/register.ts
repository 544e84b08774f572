/**
 * Registering a ticket: the hot path. Everybody who registers waits for the next number until who has it commits, so it is taken last: what
 * can be decided and written without it comes before, and all rows of the ticket are one statement.
 */
import { Fault } from '@sansheng/contract/fault.ts'
import type { TicketDraft } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { type Case, record } from '../../platform/events/index.ts'
import { nextNumber } from '../../platform/serials.ts'
import { closeRegistered, contactFacts } from '../contacts/index.ts'
import { notify } from '../notifications/index.ts'
import { type DepartmentRow, departmentByName, mustBeDepartment, personsWithRole, siteById } from '../people/index.ts'
import { notifyDepartment } from './hand-over.ts'
import { type Origin, takeOrigin } from './origin.ts'
import type { TicketRecord } from './queries.ts'
import { defaultField, faultFacts, mergeFault, news, prefixes, promisable, ticketFacts } from './rules.ts'
import { type LockedTicket, refsOf } from './step.ts'
import { newTicketRows } from './store.ts'
import { clocksOf, type Known } from './views.ts'

/** What a ticket needs of the floor above: its dispatch form, made and printed in the same breath. `app.ts` connects it. */
export type DispatchPort = {
  makeAndPrint(ctx: Ctx, locked: LockedTicket, override: TicketDraft['override']): Promise<void>
}

/** `known`: what its view needs besides its clocks; null when somebody else took the contact. */
export type Registered = LockedTicket & { known: Known | null }

export async function registerTicket(
  ctx: Ctx,
  siteId: number,
  draft: TicketDraft,
  ports: { dispatch: DispatchPort },
): Promise<Registered> {
  const promisedAt = promisedTime(ctx, draft)
  const { caseRow, origin } = await takeOrigin(ctx, siteId, draft)
  const site = await siteById(ctx, siteId)
  const fault = draft.fault ? mergeFault(null, draft.fault) : null
  const row = newRow(ctx, siteId, draft, origin, { fault, promisedAt, field: draft.field ?? defaultField(site.kind, draft.kind) })
  const department = await responsible(ctx, caseRow, row, draft)
  row.department_id = department.row?.id ?? null
  row.department_name = department.row?.name ?? null
  const registered = {
    ...origin.contact,
    outcome: 'registered' as const,
    notice_told: draft.noticeTold ?? origin.contact.notice_told,
  }
  const facts = { ...ticketFacts(row), contact: contactFacts(registered) }
  const refs = refsOf(row)
  const subject = { kind: 'ticket' as const, id: row.id }
  const locked: LockedTicket = { caseRow, row, violations: [] }
  locked.violations = await ctx.kernel.gate(ctx, caseRow, {
    action: 'ticket.registered',
    subject,
    refs,
    facts,
    override: draft.override,
  })
  const promise = promisedAt === null ? null : { id: ctx.newId(), dueAt: promisedAt, words: draft.promiseWords ?? null }
  const promiseFacts = { promise: { dueAt: promisedAt ?? 0, kept: false } }
  const promiseRefs = { ...refs, promise: promise?.id }
  if (promise) {
    const question = {
      subject: { kind: 'promise' as const, id: promise.id },
      refs: promiseRefs,
      facts: { ...facts, ...promiseFacts },
    }
    locked.violations.push(
      ...(await ctx.kernel.gate(ctx, caseRow, { action: 'promise.made', override: draft.override, ...question })),
    )
  }
  if (draft.contactId) await closeRegistered(ctx, caseRow, row.contact_id, { noticeTold: draft.noticeTold })
  if (fault)
    await record(ctx, caseRow, {
      type: 'fault.recorded',
      subject,
      refs,
      facts: { fault: faultFacts(fault) },
      values: wordsOfFault(fault),
    })
  const event = await record(ctx, caseRow, {
    type: 'ticket.registered',
    subject,
    refs,
    facts: news(caseRow.facts, facts),
    detail: { version: 1, ...(department.ruleId ? { routedBy: department.ruleId } : {}) },
    values: { title: row.title, description: row.description, address: row.address },
  })
  if (promise)
    await record(ctx, caseRow, {
      type: 'promise.made',
      subject: { kind: 'promise', id: promise.id },
      refs: promiseRefs,
      facts: promiseFacts,
      detail: { dueAt: iso(promise.dueAt) },
      values: { words: promise.words },
    })
  const mine = row.front_owner_id === ctx.actor.personId
  const known: Known | null = mine ? { department: department.row, customer: origin.customer, promise, clocks: null } : null
  const rows = async () => {
    row.number = await nextNumber(ctx, siteId, site.zone, prefixes[draft.kind])
    event.detail.number = row.number
    const { department_name: _, case_seq: __, ...columns } = row
    const searched = { ...searchedOf(row), customerName: origin.customer?.name ?? null, phone: origin.phone }
    return newTicketRows(ctx, columns, searched, promise)
  }
  const unrouted = department.row === null && department.wanted !== null
  if (!unrouted && !draft.dispatch) {
    ctx.atLast.push(async () => {
      if (known) known.clocks = await clocksOf(ctx, row)
      return await rows()
    })
    return { ...locked, known }
  }
  await sql`with ${await rows()} select`.execute(ctx.db)
  if (unrouted) await tellLeaders(ctx, row, department.wanted!)
  if (draft.dispatch) {
    await ports.dispatch.makeAndPrint(ctx, locked, draft.override)
    if (department.row) await notifyDepartment(ctx, locked, { override: draft.override })
  }
  return { ...locked, known }
}

function promisedTime(ctx: Ctx, draft: TicketDraft): number | null {
  if (draft.promisedAt === undefined) return null
  const at = Date.parse(draft.promisedAt)
  if (!promisable(at, ctx.now())) throw new Fault('invalid.time', {}, { fields: [{ path: '/promisedAt', message: 'not|{}' }] })
  return at
}

type Decided = Pick<TicketRecord, 'fault' | 'field'> & { promisedAt: number | null }
function newRow(
  ctx: Ctx,
  siteId: number,
  draft: TicketDraft,
  origin: Origin,
  { fault, promisedAt, field }: Decided,
): TicketRecord {
  return {
    site_id: siteId,
    id: ctx.newId(),
    case_id: origin.contact.case_id,
    contact_id: origin.contact.id,
    number: '',
    kind: draft.kind,
    category: draft.category,
    field,
    urgency: draft.urgency ?? 'normal',
    status: 'registered',
    waiting_for: 'nobody',
    title: draft.title,
    description: draft.description ?? null,
    address: draft.address ?? origin.address,
    fault,
    customer_id: origin.contact.customer_id,
    department_id: null,
    department_name: null,
    // R020: whoever the customer spoke to first
    front_owner_id: origin.contact.received_by,
    handler_id: null,
    received_at: origin.contact.received_at,
    registered_at: ctx.now(),
    notified_at: null,
    accepted_at: null,
    waiting_since: null,
    closed_at: null,
    promised_at: promisedAt,
    transfers: 0,
    transfer_summary: null,
    result: null,
    reopened: 0,
    version: 1,
    changed_at: ctx.now(),
    changed_by: ctx.actor.personId,
    case_seq: 0,
  }
}

/** Chosen by hand, else by the standard. A name that the site does not know loses no ticket: it stays without a department and `wanted` says which. */
async function responsible(
  ctx: Ctx,
  caseRow: Case,
  row: TicketRecord,
  draft: TicketDraft,
): Promise<{ row: DepartmentRow | null; wanted: string | null; ruleId: string | null }> {
  if (draft.departmentId) return { row: await mustBeDepartment(ctx, row.site_id, draft.departmentId), wanted: null, ruleId: null }
  const routed = await ctx.kernel.route(ctx, caseRow, ticketFacts(row))
  if (!routed) return { row: null, wanted: null, ruleId: null }
  return { row: await departmentByName(ctx, row.site_id, routed.department), wanted: routed.department, ruleId: routed.ruleId }
}

async function tellLeaders(ctx: Ctx, row: TicketRecord, wanted: string): Promise<void> {
  await notify(ctx, {
    siteId: row.site_id,
    persons: await personsWithRole(ctx, row.site_id, 'shift-leader'),
    why: 'assign',
    params: { what: `${row.number} ${row.title}（${wanted}？）` },
    caseId: row.case_id,
    ticketId: row.id,
  })
}

export const searchedOf = ({ number, title, category, description, address }: TicketRecord) => ({
  number,
  title,
  category,
  description,
  address,
})
export const wordsOfFault = ({ phenomenon, location, operation }: NonNullable<TicketRecord['fault']>) => ({
  phenomenon,
  location,
  operation,
})
