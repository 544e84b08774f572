/** How every step of a form goes: hold the case, look at the row, ask the table of steps and the gate, write, record. */

import { changedFacts } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { RecordedType } from '@sansheng/contract/recorded.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import { type Action, events, type Facts } from '@sansheng/rulebook/vocabulary'
import { mustReach } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { knownFacts, lockCase, record } from '../../platform/events/index.ts'
import { takenFrom } from '../../platform/subjects.ts'
import { allButActor, notify } from '../notifications/index.ts'
import {
  type Acting,
  type Follow,
  factsAfter,
  followForm,
  type LockedTicket,
  mustBeFresh,
  refsOf,
  ticketIn,
  wireName,
} from '../tickets/index.ts'
import { formRow, ownersOf } from './queries.ts'
import { type FormStatus, type FormVerb, rowFacts, statusAfter } from './rules.ts'
import { type FormRow, updateForm } from './store.ts'

export type LockedForm = { ticket: LockedTicket; row: FormRow }

/** Takes the case, then the form as it is now; refuses whom it is not for, and whoever saw an older version. */
export async function lockForm(ctx: Ctx, siteId: number, id: string, needs: Permission, acting: Acting): Promise<LockedForm> {
  const before = await formRow(ctx, siteId, id)
  const caseRow = await lockCase(ctx, siteId, before.case_id)
  const row = caseRow.seq === before.case_seq ? before : await formRow(ctx, siteId, id)
  mustReach(ctx.actor, needs, siteId, ownersOf(row))
  await mustBeFresh(ctx, row, acting.version, { ref: 'form', version: 'formVersion', changed: 'formChanged' })
  const { case_seq: _, ...form } = row
  return { row: form, ticket: await ticketIn(ctx, caseRow, row.ticket_id) }
}

export type Step = {
  verb: FormVerb
  type: RecordedType
  patch: Partial<FormRow>
  /** The step that the ticket takes with it. */
  follows?: Follow
  detail?: Record<string, string | number | boolean | null>
  values?: Record<string, string | null | undefined>
  override?: Acting['override']
}

/** One step of a form: table, gate, row, status of the ticket, one event for both. */
export async function takeStep(ctx: Ctx, locked: LockedForm, act: Step): Promise<FormRow> {
  const { row, ticket } = locked
  const status = statusAfter(row.status as FormStatus, act.verb)
  if (status === null) throw new Fault('state.wrong', { status: row.status, verb: act.verb })
  const after: FormRow = { ...row, ...act.patch, status, version: row.version + 1 }
  const about = { subject: { kind: 'form' as const, id: row.id }, refs: { ...refsOf(ticket.row), form: row.id } }
  const facts: Facts = { ...factsAfter(ticket, act.follows ?? { verb: 'callBack' }), ...rowFacts(after) }
  if ('action' in events[act.type])
    ticket.violations.push(
      ...(await ctx.kernel.gate(ctx, ticket.caseRow, { action: act.type as Action, ...about, facts, override: act.override })),
    )
  const patch = { ...act.patch, ...(status === row.status ? {} : { status }) }
  await updateForm(ctx, row, patch)
  const moved = act.follows ? await followForm(ctx, ticket, act.follows) : {}
  const formChanged = Object.keys(patch).map(wireName).join(',')
  await record(ctx, ticket.caseRow, {
    type: act.type,
    ...about,
    facts: changedFacts(knownFacts(ticket.caseRow, about.refs), facts),
    detail: { ...moved, formVersion: after.version, formChanged, ...act.detail },
    values: act.values,
    former: takenFrom(about.subject, ownersOf(row), ownersOf(after)),
  })
  locked.row = after
  return after
}

/** Those who have the form in hand hear of it, unless they did it themselves. */
export async function notifyHolders(ctx: Ctx, row: FormRow, persons: (string | null)[]): Promise<void> {
  await notify(ctx, {
    siteId: row.site_id,
    persons: allButActor(ctx, persons),
    why: 'assign',
    caseId: row.case_id,
    subject: { kind: 'form', id: row.id },
    root: { kind: 'ticket', id: row.ticket_id },
  })
}

/** Whoever was to go hears that nobody goes any more. */
export async function notifyWithdrawn(ctx: Ctx, row: FormRow): Promise<void> {
  await notify(ctx, {
    siteId: row.site_id,
    persons: allButActor(ctx, [row.worker_id]),
    why: 'withdrawn',
    params: { what: row.number },
    caseId: row.case_id,
    subject: { kind: 'form', id: row.id },
    root: { kind: 'form', id: row.id },
  })
}
