/** Clocks as they were written; versions and calendars. */

import type { Clock } from '@sansheng/rulebook/engine'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { type Case, cover } from '../../platform/events/index.ts'
import { personIdOf } from '../../platform/principal.ts'

const clockColumns = [
  'id',
  'rule_id',
  'rulebook_id',
  'kind',
  'per',
  'per_id',
  'refs',
  'root_kind',
  'root_id',
  'answerable_id',
  'answerable_department_id',
  'started_at',
  'started_seq',
  'due_at',
  'state',
  'breached_at',
  'settled_at',
  'settled_seq',
  'superseded_seq',
  'exempted_seq',
  'next_step',
  'next_fire_at',
  'pending',
  'pauses',
  'period',
  'evidence',
] as const

/** Open clocks of a case that this transaction holds. */
export async function openClocks(ctx: Ctx, siteId: number, caseId: string): Promise<Clock[]> {
  const rows = await ctx.db
    .selectFrom('clocks')
    .select(clockColumns)
    .where('site_id', '=', siteId)
    .where('case_id', '=', caseId)
    .where('state', 'in', ['running', 'paused'])
    .orderBy('id')
    .execute()
  return rows.map(clockOf)
}

/** Clocks of one version that an event of the case settled, before this transaction or in it. */
export async function clocksEndedBy(
  ctx: Ctx,
  caseRow: Pick<Case, 'siteId' | 'id' | 'changed'>,
  seq: number,
  version: string,
): Promise<Clock[]> {
  const rows = await ctx.db
    .selectFrom('clocks')
    .select(clockColumns)
    .where('site_id', '=', caseRow.siteId)
    .where('case_id', '=', caseRow.id)
    .where('settled_seq', '=', seq)
    .where('rulebook_id', '=', version)
    .orderBy('id')
    .execute()
  const here = [...caseRow.changed.values()].filter(clock => clock.settledSeq === seq && clock.rulebook === version)
  return [...rows.map(clockOf).filter(({ id }) => !caseRow.changed.has(id)), ...here]
}

export async function clockById(ctx: Ctx, siteId: number, id: string): Promise<(Clock & { caseId: string }) | null> {
  const row = await ctx.db
    .selectFrom('clocks')
    .select([...clockColumns, 'case_id'])
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...clockOf(row), caseId: row.case_id } : null
}

type StoredClock = { [K in (typeof clockColumns)[number]]: unknown }
/** The row as the rulebook sees it; what stands in the table was written from the same type. */
function clockOf(row: StoredClock): Clock {
  return {
    id: row.id,
    ruleId: row.rule_id,
    rulebook: row.rulebook_id,
    kind: row.kind,
    per: row.per,
    perId: row.per_id,
    refs: row.refs,
    root: { kind: row.root_kind, id: row.root_id },
    answerable: { personId: row.answerable_id, departmentId: row.answerable_department_id, department: null, otherwiseId: null },
    startedAt: row.started_at,
    startedSeq: row.started_seq,
    dueAt: row.due_at,
    state: row.state,
    breachedAt: row.breached_at,
    pending: row.pending,
    pauses: row.pauses,
    settledAt: row.settled_at,
    settledSeq: row.settled_seq,
    supersededSeq: row.superseded_seq,
    exemptedSeq: row.exempted_seq,
    nextStep: row.next_step,
    nextFireAt: row.next_fire_at,
    period: row.period,
    evidence: row.evidence,
  } as Clock
}

/** A worker looked and there was nothing to do any more: the lease ends. */
export async function releaseLease(ctx: Ctx, siteId: number, id: string): Promise<void> {
  await ctx.db.updateTable('clocks').set({ lease_until: null }).where('site_id', '=', siteId).where('id', '=', id).execute()
}

export type VersionDraft = {
  id: string
  siteId: number
  number: number
  title: string
  source: string
  inherited: Record<string, string>
  calendars: object
  trial: boolean
  publishedAt: number
  publishedBy: string | null
  note: string | null
}
/** The event of its publication vouches for every word of it. */
export async function insertVersion(ctx: Ctx, caseId: string, v: VersionDraft): Promise<void> {
  const row = {
    id: v.id,
    site_id: v.siteId,
    number: v.number,
    title: v.title,
    source: v.source,
    inherited: v.inherited,
    calendars: v.calendars,
    trial: v.trial,
    published_at: iso(v.publishedAt),
    published_by: v.publishedBy,
    note: v.note,
  }
  cover(ctx, caseId, 'standard_versions', row)
  await ctx.db
    .insertInto('standard_versions')
    .values({ ...row, inherited: JSON.stringify(v.inherited), calendars: JSON.stringify(v.calendars) })
    .execute()
}

/** The version in force. */
export async function latestVersion(ctx: Pick<Ctx, 'db'>, siteId: number): Promise<{ id: string; number: number } | null> {
  const row = await ctx.db
    .selectFrom('standard_versions')
    .select(['id', 'number'])
    .where('site_id', '=', siteId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export async function insertCalendar(
  ctx: Ctx,
  { siteId, id }: Case,
  { name, version, spec }: { name: string; version: number; spec: object },
): Promise<void> {
  const row = {
    site_id: siteId,
    name,
    version,
    spec,
    published_at: iso(ctx.now()),
    published_by: personIdOf(ctx.actor),
  }
  cover(ctx, id, 'calendars', row)
  await ctx.db
    .insertInto('calendars')
    .values({ ...row, spec: JSON.stringify(spec) })
    .execute()
}
