/** Writes of this module: clocks and findings of a transaction in one statement, versions, calendars. */

import type { Clock, Refs } from '@sansheng/rulebook/engine'
import { figuresOf } from '@sansheng/rulebook/engine'
import { sql } from 'kysely'
import { type Ctx, dueBy, iso, isoOrNull } from '../../platform/ctx.ts'
import type { Case } from '../../platform/events/index.ts'
import { personIdOf } from '../../platform/principal.ts'
import type { Subject } from '../../platform/subjects.ts'
import type { CompiledStandard } from './compiled-standards.ts'

export async function storeOutcome(ctx: Ctx, cases: Case[], standard: (id: string) => Promise<CompiledStandard>): Promise<void> {
  const clocks: object[] = []
  const findings: object[] = []
  for (const caseRow of cases) {
    const written = [...caseRow.started, ...caseRow.changed.values()]
    for (const clock of written) {
      dueBy(ctx, clock.nextFireAt)
      clocks.push(clockRow(ctx, caseRow, clock, await standard(clock.rulebook)))
    }
    for (const f of caseRow.findings)
      findings.push({
        site_id: caseRow.siteId,
        id: ctx.newId(),
        case_id: caseRow.id,
        seq: f.seq,
        rule_id: f.ruleId,
        rulebook_id: f.rulebook,
        clock_id: f.clockId,
        subject_kind: f.subject.kind,
        subject_id: f.subject.id,
        ...rootColumns(rootOfFinding(ctx, caseRow, f, written)),
        verdict: f.verdict,
        at: iso(f.at),
        over_by: f.overBy,
        evidence: f.evidence,
      })
  }
  if (clocks.length === 0 && findings.length === 0) return
  await sql`
    with f as (
      insert into findings (site_id, id, case_id, seq, rule_id, rulebook_id, clock_id, subject_kind, subject_id, root_kind, root_id, verdict, at, over_by, evidence)
      select site_id, id, case_id, seq, rule_id, rulebook_id, clock_id, subject_kind, subject_id, root_kind, root_id, verdict, at, over_by, evidence
      from jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) as r(site_id int, id uuid, case_id uuid, seq int, rule_id text, rulebook_id uuid, clock_id uuid,
        subject_kind text, subject_id text, root_kind text, root_id uuid, verdict text, at timestamptz, over_by bigint, evidence jsonb)
    )
    insert into clocks (site_id, id, case_id, rule_id, rulebook_id, kind, per, per_id, root_kind, root_id, refs, started_at, started_seq, due_at, warn_at, state,
      breached_at, settled_at, settled_seq, superseded_seq, next_step, next_fire_at, pending, ends, pauses, period, within, term_ms, used_ms, clause, record_only, evidence)
    select site_id, id, case_id, rule_id, rulebook_id, kind, per, per_id, root_kind, root_id, refs, started_at, started_seq, due_at, warn_at, state,
      breached_at, settled_at, settled_seq, superseded_seq, next_step, next_fire_at, pending, ends, pauses, period, within, term_ms, used_ms, clause, record_only, evidence
    from jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) as r(site_id int, id uuid, case_id uuid, rule_id text, rulebook_id uuid, kind text, per text, per_id text,
      root_kind text, root_id uuid, refs jsonb, started_at timestamptz, started_seq int, due_at timestamptz, warn_at timestamptz, state text,
      breached_at timestamptz, settled_at timestamptz, settled_seq int, superseded_seq int, next_step int, next_fire_at timestamptz, pending text[], ends text[], pauses jsonb,
      period int, within text, term_ms bigint, used_ms bigint, clause jsonb, record_only boolean, evidence jsonb)
    on conflict (site_id, id) do update set per_id = excluded.per_id, root_kind = excluded.root_kind, root_id = excluded.root_id, refs = excluded.refs,
      due_at = excluded.due_at, warn_at = excluded.warn_at, state = excluded.state, breached_at = excluded.breached_at, settled_at = excluded.settled_at,
      settled_seq = excluded.settled_seq, superseded_seq = excluded.superseded_seq, next_step = excluded.next_step, next_fire_at = excluded.next_fire_at, lease_until = null, pending = excluded.pending,
      pauses = excluded.pauses, term_ms = excluded.term_ms, used_ms = excluded.used_ms, evidence = excluded.evidence`.execute(
    ctx.db,
  )
}

/** What a clock is kept for: its case until an event names more. */
export const subjectOfClock = ({ per, perId, refs }: Clock): Subject =>
  perId === null ? { kind: 'case', id: refs.case ?? '' } : { kind: per, id: perId }

/** What people open for a clock: what was found since it began, else what its own refs say. */
export const rootOfClock = (ctx: Ctx, clock: Clock): { kind: string; id: string } =>
  clock.root ?? ctx.subjects.rootOf(subjectOfClock(clock), clock.refs)

function rootOfFinding(ctx: Ctx, caseRow: Case, finding: Case['findings'][number], written: readonly Clock[]) {
  const clock = finding.clockId
    ? (written.find(c => c.id === finding.clockId) ?? caseRow.clocks?.find(c => c.id === finding.clockId))
    : null
  return clock ? rootOfClock(ctx, clock) : ctx.subjects.rootOf(finding.subject, refsOfEvent(caseRow, finding.seq))
}

const rootColumns = ({ kind, id }: { kind: string; id: string }) => ({ root_kind: kind, root_id: id })

/** The refs of the event that brought a finding of a gate; before it is recorded, those that the case has. */
const refsOfEvent = (caseRow: Case, seq: number): Refs => caseRow.events.find(e => e.seq === seq)?.refs ?? caseRow.refs

function clockRow(ctx: Ctx, caseRow: Case, clock: Clock, { rulebook }: CompiledStandard): object {
  const figures = figuresOf(rulebook, clock)
  return {
    site_id: caseRow.siteId,
    id: clock.id,
    case_id: caseRow.id,
    rule_id: clock.ruleId,
    rulebook_id: clock.rulebook,
    kind: clock.kind,
    per: clock.per,
    per_id: clock.perId,
    ...rootColumns(rootOfClock(ctx, clock)),
    refs: clock.refs,
    started_at: iso(clock.startedAt),
    started_seq: clock.startedSeq,
    due_at: iso(clock.dueAt),
    warn_at: isoOrNull(figures.warnAt),
    state: clock.state,
    breached_at: isoOrNull(clock.breachedAt),
    settled_at: isoOrNull(clock.settledAt),
    settled_seq: clock.settledSeq,
    superseded_seq: clock.supersededSeq,
    next_step: clock.nextStep,
    next_fire_at: isoOrNull(clock.nextFireAt),
    pending: clock.pending,
    ends: figures.ends,
    pauses: clock.pauses,
    period: clock.period,
    within: clock.evidence.within,
    term_ms: figures.termMs,
    used_ms: figures.usedMs,
    clause: figures.clause,
    record_only: figures.recordOnly,
    evidence: clock.evidence,
  }
}

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
  'started_at',
  'started_seq',
  'due_at',
  'state',
  'breached_at',
  'settled_at',
  'settled_seq',
  'superseded_seq',
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

export async function clockById(ctx: Ctx, siteId: number, id: string): Promise<(Clock & { caseId: string }) | null> {
  const row = await ctx.db
    .selectFrom('clocks')
    .select([...clockColumns, 'case_id'])
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...clockOf(row), caseId: row.case_id } : null
}

type ClockRow = { [K in (typeof clockColumns)[number]]: unknown }
/** The row as the rulebook sees it; what stands in the table was written from the same type. */
function clockOf(row: ClockRow): Clock {
  return {
    id: row.id,
    ruleId: row.rule_id,
    rulebook: row.rulebook_id,
    kind: row.kind,
    per: row.per,
    perId: row.per_id,
    refs: row.refs,
    root: { kind: row.root_kind, id: row.root_id },
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
export async function insertVersion(ctx: Ctx, v: VersionDraft): Promise<void> {
  await ctx.db
    .insertInto('standard_versions')
    .values({
      id: v.id,
      site_id: v.siteId,
      number: v.number,
      title: v.title,
      source: v.source,
      inherited: JSON.stringify(v.inherited),
      calendars: JSON.stringify(v.calendars),
      trial: v.trial,
      published_at: iso(v.publishedAt),
      published_by: v.publishedBy,
      note: v.note,
    })
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

export async function insertCalendar(ctx: Ctx, siteId: number, name: string, version: number, spec: object): Promise<void> {
  await ctx.db
    .insertInto('calendars')
    .values({
      site_id: siteId,
      name,
      version,
      spec: JSON.stringify(spec),
      published_at: iso(ctx.now()),
      published_by: personIdOf(ctx.actor),
    })
    .execute()
}
