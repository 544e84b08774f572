/** How every act on a ticket goes: hold the case, look at the row, ask the table of steps and the gate, write, record. */

import type { Override } from '@sansheng/contract/clocks.ts'
import { changedFacts } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { RecordedType } from '@sansheng/contract/recorded.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import type { GateViolation, Refs } from '@sansheng/rulebook/engine'
import { type Action, events, type Facts, type RefKind } from '@sansheng/rulebook/vocabulary'
import type { Static } from 'typebox'
import { mustReach, type Owned } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, knownFacts, lockCase, record } from '../../platform/events/index.ts'
import { takenFrom } from '../../platform/subjects.ts'
import { changesSince, type TicketRecord, ticketRow, type Versioned, type VersionKeys } from './queries.ts'
import { rowFacts, statusAfter, type Verb, wireName } from './rules.ts'
import { type TicketRow, updateTicket } from './store.ts'

/** A ticket whose case this transaction holds, and what the gate would have liked so far. */
export type LockedTicket = { caseRow: Case; row: TicketRecord; violations: GateViolation[] }
/** What an act may bring with it: the version that was seen, and a reason to go past the gate. */
export type Acting = { version?: number | undefined; override?: Static<typeof Override> | undefined }

export const ownersOf = (row: Pick<TicketRow, 'handler_id' | 'front_owner_id' | 'department_id'>): Owned => ({
  persons: [row.handler_id, row.front_owner_id],
  departmentId: row.department_id,
})

/** Takes the case, then the row as it is now; refuses whom it is not for, and whoever saw an older version. */
export async function lockTicket(
  ctx: Ctx,
  siteId: number,
  id: string,
  needs: Permission,
  acting: Acting = {},
): Promise<LockedTicket> {
  const before = await ticketRow(ctx, siteId, id)
  const caseRow = await lockCase(ctx, siteId, before.case_id)
  // every change of a ticket is an event of its case: the same event means the same row
  const row = caseRow.seq === before.case_seq ? before : await ticketRow(ctx, siteId, id)
  mustReach(ctx.actor, needs, siteId, ownersOf(row))
  await mustBeFresh(ctx, row, acting.version, { ref: 'ticket', version: 'version', changed: 'changed' })
  return { caseRow, row, violations: [] }
}

/** The ticket of a form or call-back whose case is locked already; whether the actor may act is asked of these, not of the ticket. */
export async function ticketIn(ctx: Ctx, caseRow: Case, id: string): Promise<LockedTicket> {
  return { caseRow, row: await ticketRow(ctx, caseRow.siteId, id), violations: [] }
}

/** Two people on one thing: the second learns who was first and what he changed. */
export async function mustBeFresh(ctx: Ctx, row: Versioned, expected: number | undefined, keys: VersionKeys): Promise<void> {
  if (expected === undefined || expected === row.version) return
  const { by, at, ...detail } = await changesSince(ctx, row, expected, keys)
  throw new Fault('stale', { by, at }, { detail })
}

export const refsOf = (row: Pick<TicketRow, 'id' | 'contact_id'>): Refs => ({ ticket: row.id, contact: row.contact_id })

export type Step = {
  verb: Verb
  type: RecordedType
  patch?: Partial<TicketRecord>
  /** The ticket itself when absent. */
  subject?: { kind: RefKind; id: string }
  refs?: Refs
  /** Facts besides those of the ticket. */
  facts?: Facts
  detail?: Record<string, string | number | boolean | null>
  values?: Record<string, string | null | undefined>
  override?: Acting['override']
  /** Rows of other tables, written once the gate has let it pass. */
  write?: () => Promise<void>
}

/** One step of a ticket: one event. The gate sees the facts as they would be afterwards. */
export async function takeStep(ctx: Ctx, locked: LockedTicket, step: Step): Promise<void> {
  const { caseRow, row } = locked
  const after: TicketRecord = { ...row, ...step.patch, status: mustFollow(row.status, step.verb) }
  const subject = step.subject ?? { kind: 'ticket' as const, id: row.id }
  const refs = { ...refsOf(row), ...step.refs }
  const facts: Facts = { ...rowFacts(after), ...step.facts }
  if ('action' in events[step.type]) {
    const question = { action: step.type as Action, subject, refs, facts, override: step.override }
    locked.violations.push(...(await ctx.kernel.gate(ctx, caseRow, question)))
  }
  const changed = await writeChanges(ctx, row, after)
  if (changed.length > 0) after.version = row.version + 1
  await step.write?.()
  await record(ctx, caseRow, {
    type: step.type,
    subject,
    refs,
    facts: changedFacts(knownFacts(caseRow, refs), facts),
    detail: { version: after.version, ...(changed.length > 0 ? { changed: changed.join(',') } : {}), ...step.detail },
    values: step.values,
    former: takenFrom({ kind: 'ticket', id: row.id }, ownersOf(row), ownersOf(after)),
  })
  locked.row = after
}

export function mustFollow(status: string, verb: Verb): TicketRecord['status'] {
  const next = statusAfter(status as Parameters<typeof statusAfter>[0], verb)
  if (next === null) throw new Fault('state.wrong', { status, verb })
  return next
}

/** Writes the columns that differ and gives their names as the wire has them. */
export async function writeChanges(ctx: Ctx, row: TicketRecord, after: TicketRecord): Promise<string[]> {
  const { department_name: _, case_seq: __, ...columns } = after
  const differs = Object.entries(columns).filter(([key, value]) => !same(row[key as keyof TicketRow], value))
  if (differs.length > 0) await updateTicket(ctx, row, Object.fromEntries(differs) as Partial<TicketRow>)
  return differs.map(([key]) => wireName(key))
}

const same = (a: unknown, b: unknown): boolean => a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
