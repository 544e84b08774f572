/**
 * Registering a ticket: the hot path. Everybody who registers waits for the next number until who has it commits, so it is taken last: what
 * can be decided and written without it comes before, and what contains it is one statement.
 */

import { changedFacts, faultFacts, newPromiseFacts } from '@sansheng/contract/facts/index.ts'
import type { TicketDraft } from '@sansheng/contract/tickets.ts'
import type { RawBuilder } from 'kysely'
import type { ClockRow } from '../../platform/clock-row.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { knownFacts, type PendingEvent, record, writeAtLast } from '../../platform/events/index.ts'
import { principalId } from '../../platform/principal.ts'
import { nextNumber } from '../../platform/serials.ts'
import { closeRegistered } from '../contacts/index.ts'
import { notify } from '../notifications/index.ts'
import { personsWithRole } from '../people/index.ts'
import type { DispatchPort } from './dispatch-port.ts'
import { notifyOfNew } from './hand-over.ts'
import { type NewTicket, newTicket, newTicketFacts } from './new-ticket.ts'
import type { TicketRecord } from './queries.ts'
import { prefixes, type TicketKind } from './rules.ts'
import { lineText, newSearchRow, textOf } from './searched.ts'
import { type LockedTicket, refsOf } from './step.ts'
import { newPromiseRow, newTicketRows } from './store.ts'
import { faultTexts, searchedTexts } from './texts.ts'
import { clocksOfCase, clocksOfTicket, type NewTicketParts } from './views.ts'

/** `parts`: what its view needs besides its row; null when somebody else took the contact, whose name is read then. */
export type Registered = LockedTicket & { parts: NewTicketParts | null }

export async function registerTicket(
  ctx: Ctx,
  siteId: number,
  draft: TicketDraft,
  ports: { dispatch: DispatchPort },
): Promise<Registered> {
  const ticket = await newTicket(ctx, siteId, draft)
  const { caseRow, row, responsible } = ticket
  const locked: LockedTicket = { caseRow, row, violations: await askGate(ctx, ticket, draft) }
  if (draft.contactId) await closeRegistered(ctx, caseRow, row.contact_id, { noticeGiven: draft.noticeGiven })
  const event = await recordNew(ctx, ticket, draft)
  const parts = partsOf(ctx, ticket)
  const unrouted = responsible.row === null ? responsible.wanted : null
  const alone = unrouted === null && !draft.dispatch
  if (parts && alone) parts.clocks = await clocksAfter(ctx, ticket)
  if (ticket.promise) ctx.rows.push(newPromiseRow(ctx, row, ticket.promise))
  ctx.rows.push(newSearchRow(row, 'words', wordsOf(ticket)), newSearchRow(row, 'phone', lineText(ticket.origin.phone)))
  ctx.atLast.push(() => numberedRows(ctx, ticket, event))
  if (alone) return { ...locked, parts }
  await writeAtLast(ctx)
  if (unrouted !== null) await notifyLeaders(ctx, row, unrouted)
  if (draft.dispatch) {
    await ports.dispatch.make(ctx, locked, draft.override)
    if (responsible.row) await notifyOfNew(ctx, locked, responsible.row.id, draft.override)
  }
  return { ...locked, parts }
}

const subjectOf = (row: TicketRecord) => ({ kind: 'ticket', id: row.id }) as const
const promiseRefs = ({ row, promise }: NewTicket) => ({ ...refsOf(row), promise: promise?.id })

/** Asks the gate for the ticket, then for its promise; gives what the standard would have liked. */
async function askGate(ctx: Ctx, ticket: NewTicket, draft: TicketDraft): Promise<LockedTicket['violations']> {
  const { caseRow, row, origin, promise } = ticket
  const { override } = draft
  const facts = newTicketFacts(row, origin, draft)
  const violations = await ctx.kernel.gate(ctx, caseRow, {
    action: 'ticket.registered',
    subject: subjectOf(row),
    refs: refsOf(row),
    facts,
    override,
  })
  if (!promise) return violations
  const ofPromise = await ctx.kernel.gate(ctx, caseRow, {
    action: 'promise.made',
    subject: { kind: 'promise', id: promise.id },
    refs: promiseRefs(ticket),
    facts: { ...facts, ...newPromiseFacts(promise.dueAt) },
    override,
  })
  return [...violations, ...ofPromise]
}

/** Records the fault, the ticket and its promise; the event of the ticket gets its number when the rows are written. */
async function recordNew(ctx: Ctx, ticket: NewTicket, draft: TicketDraft): Promise<PendingEvent> {
  const { caseRow, row, origin, promise } = ticket
  const facts = newTicketFacts(row, origin, draft)
  const about = { subject: subjectOf(row), refs: refsOf(row) }
  if (row.fault)
    await record(ctx, caseRow, {
      type: 'fault.recorded',
      ...about,
      facts: { fault: faultFacts(row.fault) },
      values: faultTexts(row.fault),
    })
  const event = await record(ctx, caseRow, {
    type: 'ticket.registered',
    ...about,
    facts: changedFacts(knownFacts(caseRow, about.refs), facts),
    detail: { version: 1, ...proposalDetail(ticket) },
    values: { title: row.title, description: row.description, address: row.address },
  })
  if (promise)
    await record(ctx, caseRow, {
      type: 'promise.made',
      subject: { kind: 'promise', id: promise.id },
      refs: promiseRefs(ticket),
      facts: newPromiseFacts(promise.dueAt),
      detail: { dueAt: iso(promise.dueAt) },
      values: { words: promise.words },
    })
  return event
}

/** By which rules department and urgency were proposed, and what was proposed where something else was chosen. */
function proposalDetail({ row, responsible, proposed: { urgency } }: NewTicket): Record<string, string> {
  const { ruleId, wanted } = responsible
  return {
    ...(ruleId ? { routedBy: ruleId } : {}),
    ...(wanted !== null && wanted !== row.department_name ? { proposedDepartment: wanted } : {}),
    ...(urgency ? { urgencyBy: urgency.ruleId } : {}),
    ...(urgency && urgency.urgency !== row.urgency ? { proposedUrgency: urgency.urgency } : {}),
  }
}

function partsOf(ctx: Ctx, { row, responsible, origin, promise }: NewTicket): NewTicketParts | null {
  if (row.front_owner_id !== principalId(ctx.actor)) return null
  return { department: responsible.row, customer: origin.customer, promise, clocks: null }
}

/** The clocks as they will be: read before the number is taken, with what this transaction is about to write of them. */
async function clocksAfter(ctx: Ctx, { caseRow, row }: NewTicket): Promise<ClockRow[]> {
  const unwritten = await ctx.kernel.unwrittenClocks(ctx, caseRow)
  if (caseRow.isNew) return clocksOfTicket(row, unwritten)
  const written = await clocksOfCase(ctx, row)
  return clocksOfTicket(row, [...new Map([...written, ...unwritten].map(clock => [clock.id, clock])).values()])
}

/** Takes the number, writes it into row and event, and gives the statement of all rows. */
async function numberedRows(ctx: Ctx, { row, zone }: NewTicket, event: PendingEvent): Promise<RawBuilder<unknown>> {
  row.number = await nextNumber(ctx, row.site_id, zone, prefixes[row.kind as TicketKind])
  event.detail.number = row.number
  const { department_name: _, case_seq: __, ...columns } = row
  return newTicketRows(ctx, columns)
}

const wordsOf = ({ row, origin }: NewTicket): string => textOf({ ...searchedTexts(row), code: origin.code, phone: origin.phone })

/** The standard named a department that the site does not have: the shift leaders decide. */
async function notifyLeaders(ctx: Ctx, row: TicketRecord, wanted: string): Promise<void> {
  await notify(ctx, {
    siteId: row.site_id,
    persons: await personsWithRole(ctx, row.site_id, 'shift-leader'),
    why: 'assign',
    params: { what: `${row.number} ${row.title}（${wanted}？）` },
    caseId: row.case_id,
    subject: { kind: 'ticket', id: row.id },
    root: { kind: 'ticket', id: row.id },
  })
}
