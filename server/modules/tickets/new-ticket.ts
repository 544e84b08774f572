/** What a draft becomes before the gate is asked: its case and contact, its row, its department, its promise. */
import { newTicketState, registrationFacts } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { Site } from '@sansheng/contract/people.ts'
import type { TicketDraft } from '@sansheng/contract/tickets.ts'
import type { Urgency } from '@sansheng/rulebook/kinds'
import type { Ctx } from '../../platform/ctx.ts'
import type { Case } from '../../platform/events/index.ts'
import { principalId } from '../../platform/principal.ts'
import { contactState } from '../contacts/index.ts'
import { departmentNamed, mustBeDepartment, siteById } from '../people/index.ts'
import { type Origin, takeOrigin } from './origin.ts'
import type { TicketRecord } from './queries.ts'
import { promisable, stateOf } from './rules.ts'
import { refsOf } from './step.ts'

/** `wanted`: the name that the standard gave; `row` is null when the site has no such department. */
type Responsible = { row: { id: string; name: string } | null; wanted: string | null; ruleId: string | null }
/** What the standard proposed, by which rule, for the event of the registration; what was chosen otherwise stands in the facts. */
type Proposals = { urgency: { urgency: Urgency; ruleId: string } | null }
type NewPromise = { id: string; dueAt: number; words: string | null }
export type NewTicket = {
  caseRow: Case
  origin: Origin
  zone: string
  row: TicketRecord
  responsible: Responsible
  proposed: Proposals
  promise: NewPromise | null
}

export async function newTicket(ctx: Ctx, siteId: number, draft: TicketDraft): Promise<NewTicket> {
  if (draft.promisedAt !== undefined) mustBePromisable(ctx, draft.promisedAt)
  const { caseRow, origin } = await takeOrigin(ctx, siteId, draft)
  const site = await siteById(ctx, siteId)
  const row = newRow(ctx, { siteId, siteKind: site.kind as Site['kind'], draft, origin })
  const proposed = { urgency: await proposedUrgency(ctx, caseRow, { row, origin, draft }) }
  // taken as proposed unless whoever registers chose
  row.urgency = draft.urgency ?? proposed.urgency?.urgency ?? row.urgency
  const responsible = await responsibleFor(ctx, caseRow, { row, origin, draft })
  row.department_id = responsible.row?.id ?? null
  row.department_name = responsible.row?.name ?? null
  const promise = row.promised_at === null ? null : { id: ctx.newId(), dueAt: row.promised_at, words: draft.promiseWords ?? null }
  return { caseRow, origin, zone: site.zone, row, responsible, proposed, promise }
}

/** What the gate reads of a new ticket, and what its event carries. */
export const newTicketFacts = (row: TicketRecord, { contact }: Origin, { noticeGiven }: TicketDraft) =>
  registrationFacts({ ticket: stateOf(row), contact: contactState(contact), noticeGiven })

function mustBePromisable(ctx: Ctx, promisedAt: string): void {
  if (!promisable(Date.parse(promisedAt), ctx.now()))
    throw new Fault('invalid.time', {}, { fields: [{ path: '/promisedAt', message: 'not|{}' }] })
}

/** R020: the front owner is whoever the customer spoke to first. */
function newRow(
  ctx: Ctx,
  { siteId, siteKind, draft, origin }: { siteId: number; siteKind: Site['kind']; draft: TicketDraft; origin: Origin },
): TicketRecord {
  const { contact } = origin
  const state = newTicketState(draft, { siteKind, frontOwner: contact.received_by, department: null })
  return {
    site_id: siteId,
    id: ctx.newId(),
    case_id: contact.case_id,
    contact_id: contact.id,
    number: '',
    kind: draft.kind,
    category: state.category,
    field: state.field!,
    urgency: state.urgency,
    status: state.status,
    waiting_for: state.waitingFor,
    title: draft.title,
    description: draft.description ?? null,
    address: draft.address ?? origin.address,
    fault: state.fault,
    customer_id: contact.customer_id,
    department_id: null,
    department_name: null,
    front_owner_id: state.frontOwner,
    handler_id: state.handler,
    received_at: contact.received_at,
    registered_at: ctx.now(),
    notified_at: null,
    accepted_at: null,
    waiting_since: null,
    closed_at: null,
    promised_at: state.promisedAt,
    transfers: state.transfers,
    transfer_summary: state.transferSummary,
    result: state.result,
    reopened: 0,
    version: 1,
    changed_at: ctx.now(),
    changed_by: principalId(ctx.actor),
    case_seq: 0,
  }
}

type Drafted = { row: TicketRecord; origin: Origin; draft: TicketDraft }
const askedOf = ({ row, origin, draft }: Drafted) => ({
  action: 'ticket.registered' as const,
  refs: refsOf(row),
  facts: newTicketFacts(row, origin, draft),
})

const proposedUrgency = (ctx: Ctx, caseRow: Case, drafted: Drafted) => ctx.kernel.urgency(ctx, caseRow, askedOf(drafted))

/**
 * Chosen by hand, else by the standard; what it would have chosen is kept either way. A name that the site does not know loses no ticket:
 * it stays without a department.
 */
async function responsibleFor(ctx: Ctx, caseRow: Case, drafted: Drafted): Promise<Responsible> {
  const { row, draft } = drafted
  const routed = await ctx.kernel.route(ctx, caseRow, askedOf(drafted))
  if (draft.departmentId) {
    const chosen = await mustBeDepartment(ctx, row.site_id, draft.departmentId)
    return { row: chosen, wanted: routed?.department ?? null, ruleId: routed?.ruleId ?? null }
  }
  if (!routed) return { row: null, wanted: null, ruleId: null }
  return { row: await departmentNamed(ctx, row.site_id, routed.department), wanted: routed.department, ruleId: routed.ruleId }
}
