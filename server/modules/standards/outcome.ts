/** What a transaction brought under the standard, as rows of clocks and findings. */

import { type Clock, figuresOf, type Refs } from '@sansheng/rulebook/engine'
import { type RawBuilder, sql } from 'kysely'
import type { ClockRow } from '../../platform/clock-row.ts'
import { type Ctx, dueBy, iso, isoOrNull } from '../../platform/ctx.ts'
import type { Case } from '../../platform/events/index.ts'
import { personIdOf } from '../../platform/principal.ts'
import type { Subject } from '../../platform/subjects.ts'
import { type Answerable, answerableForGate } from './answerable.ts'
import type { CompiledStandard } from './compiled-standards.ts'

type Figures = ReturnType<typeof figuresOf>
type StandardOf = (id: string) => Promise<CompiledStandard>

/** What writes clocks and findings, as parts of one statement. */
export async function outcomeRows(ctx: Ctx, cases: Case[], standard: StandardOf): Promise<RawBuilder<unknown>[]> {
  const started: object[] = []
  const changed: object[] = []
  const findings: object[] = []
  for (const caseRow of cases) {
    const written = [...caseRow.started, ...caseRow.changed.values()]
    for (const clock of written) dueBy(ctx, clock.nextFireAt)
    for (const clock of caseRow.started) started.push(clockRow(ctx, caseRow, clock, await standard(clock.rulebook)))
    for (const clock of caseRow.changed.values()) changed.push(clockRow(ctx, caseRow, clock, await standard(clock.rulebook)))
    for (const f of caseRow.findings) findings.push(findingRow(ctx, caseRow, f, clockOfFinding(caseRow, f, written)))
  }
  const parts: RawBuilder<unknown>[] = []
  if (findings.length > 0)
    parts.push(sql`finding as (
      insert into findings (site_id, id, case_id, seq, rule_id, rulebook_id, clock_id, subject_kind, subject_id, root_kind, root_id, answerable_id, answerable_department_id, verdict, at, over_by, evidence)
      select site_id, id, case_id, seq, rule_id, rulebook_id, clock_id, subject_kind, subject_id, root_kind, root_id, who_id, who_department_id, verdict, at, over_by, evidence
      from ${answering(sql`jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) as c(site_id int, id uuid, case_id uuid, seq int, rule_id text, rulebook_id uuid, clock_id uuid,
        subject_kind text, subject_id text, root_kind text, root_id uuid, verdict text, at timestamptz, over_by bigint, evidence jsonb, ${answerableColumns})`)})`)
  if (started.length > 0)
    parts.push(sql`started_clock as (
      insert into clocks (site_id, id, case_id, rule_id, rulebook_id, kind, per, per_id, root_kind, root_id, answerable_id, answerable_department_id, refs, started_at, started_seq, due_at, warn_at, state,
        breached_at, settled_at, settled_seq, superseded_seq, exempted_seq, next_step, next_fire_at, pending, ends, pauses, period, within, term_ms, used_ms, clause, record_only, evidence)
      select site_id, id, case_id, rule_id, rulebook_id, kind, per, per_id, root_kind, root_id, who_id, who_department_id, refs, started_at, started_seq, due_at, warn_at, state,
        breached_at, settled_at, settled_seq, superseded_seq, exempted_seq, next_step, next_fire_at, pending, ends, pauses, period, within, term_ms, used_ms, clause, record_only, evidence
      from ${clockRecords(started)})`)
  if (changed.length > 0)
    parts.push(sql`changed_clock as (
      update clocks c set per_id = r.per_id, root_kind = r.root_kind, root_id = r.root_id, answerable_id = r.who_id, answerable_department_id = r.who_department_id, refs = r.refs, due_at = r.due_at, warn_at = r.warn_at, state = r.state,
        breached_at = r.breached_at, settled_at = r.settled_at, settled_seq = r.settled_seq, superseded_seq = r.superseded_seq, exempted_seq = r.exempted_seq, next_step = r.next_step,
        next_fire_at = r.next_fire_at, lease_until = null, pending = r.pending, pauses = r.pauses, term_ms = r.term_ms, used_ms = r.used_ms, evidence = r.evidence
      from ${clockRecords(changed)} where c.site_id = r.site_id and c.id = r.id)`)
  return parts
}

const answerableColumns = sql`answerable_id uuid, department_id uuid, department text, otherwise_id uuid`
const noAnswerable = { answerable_id: null, department_id: null, department: null, otherwise_id: null }
const answerableOf = (who: Answerable | null): typeof noAnswerable | object =>
  who
    ? { answerable_id: who.personId, department_id: who.departmentId, department: who.department, otherwise_id: who.otherwiseId }
    : noAnswerable

/**
 * Records with who answers for them: of a department that nobody has in hand its head, where it has none
 * whoever took the matter; the department that is named by its id, else the one
 * that is named if the person belongs to it, else his own.
 */
const answering = (records: RawBuilder<unknown>) => sql`(
  select c.*, coalesce(c.answerable_id, d.head_id, c.otherwise_id) as who_id,
    case when c.department_id is not null or c.answerable_id is null then d.id else own.id end as who_department_id
  from ${records}
    left join departments d on d.site_id = c.site_id and (d.id = c.department_id or (c.department_id is null and lower(d.name) = lower(c.department)))
    left join lateral (select o.id from departments o where o.site_id = c.site_id and (o.head_id = c.answerable_id
      or exists (select from department_members m where m.site_id = o.site_id and m.department_id = o.id and m.person_id = c.answerable_id))
      order by (o.id = d.id) desc nulls last, o.id limit 1) own on true) r`

const clockRecords = (rows: object[]) =>
  answering(sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(site_id int, id uuid, case_id uuid, rule_id text, rulebook_id uuid,
  kind text, per text, per_id text, root_kind text, root_id uuid, refs jsonb, started_at timestamptz, started_seq int, due_at timestamptz, warn_at timestamptz, state text,
  breached_at timestamptz, settled_at timestamptz, settled_seq int, superseded_seq int, exempted_seq int, next_step int, next_fire_at timestamptz, pending text[], ends text[], pauses jsonb,
  period int, within text, term_ms bigint, used_ms bigint, clause jsonb, record_only boolean, evidence jsonb, ${answerableColumns})`)

const findingRow = (ctx: Ctx, caseRow: Case, f: Case['findings'][number], clock: Clock | null): object => ({
  site_id: caseRow.siteId,
  id: ctx.newId(),
  case_id: caseRow.id,
  seq: f.seq,
  rule_id: f.ruleId,
  rulebook_id: f.rulebook,
  clock_id: f.clockId,
  subject_kind: f.subject.kind,
  subject_id: f.subject.id,
  ...rootColumns(clock ? rootOfClock(ctx, clock) : ctx.subjects.rootOf(f.subject, refsOfEvent(caseRow, f.seq))),
  ...answerableOf(clock ? clock.answerable : answerableForGate(personIdOf(ctx.actor))),
  verdict: f.verdict,
  at: iso(f.at),
  over_by: f.overBy,
  evidence: f.evidence,
})

/** What a clock is kept for: its case until an event names more. */
export const subjectOfClock = ({ per, perId, refs }: Clock): Subject =>
  perId === null ? { kind: 'case', id: refs.case ?? '' } : { kind: per, id: perId }

/** What people open for a clock: what was found since it began, else what its own refs say. */
export const rootOfClock = (ctx: Ctx, clock: Clock): { kind: string; id: string } =>
  clock.root ?? ctx.subjects.rootOf(subjectOfClock(clock), clock.refs)

function clockOfFinding(caseRow: Case, { clockId }: Case['findings'][number], written: readonly Clock[]): Clock | null {
  if (clockId === null) return null
  return written.find(c => c.id === clockId) ?? caseRow.clocks?.find(c => c.id === clockId) ?? null
}

const rootColumns = ({ kind, id }: { kind: string; id: string }) => ({ root_kind: kind, root_id: id })

/** The refs of the event that brought a finding of a gate; before it is recorded, those that the case has. */
const refsOfEvent = (caseRow: Case, seq: number): Refs => caseRow.events.find(e => e.seq === seq)?.refs ?? caseRow.refs

function clockRow(ctx: Ctx, caseRow: Case, clock: Clock, standard: CompiledStandard): object {
  const figures = figuresIn(standard, clock)
  const shown = shownClock(ctx, caseRow, clock, figures)
  return {
    ...shown,
    site_id: caseRow.siteId,
    rulebook_id: clock.rulebook,
    refs: clock.refs,
    started_at: iso(shown.started_at),
    started_seq: clock.startedSeq,
    due_at: iso(shown.due_at),
    warn_at: isoOrNull(shown.warn_at),
    breached_at: isoOrNull(shown.breached_at),
    settled_at: isoOrNull(shown.settled_at),
    settled_seq: clock.settledSeq,
    superseded_seq: clock.supersededSeq,
    next_step: clock.nextStep,
    next_fire_at: isoOrNull(clock.nextFireAt),
    pending: clock.pending,
    ends: figures.ends,
    evidence: clock.evidence,
    ...answerableOf(clock.answerable),
  }
}

/** What people see of a clock, as its row reads once it is written. */
function shownClock(ctx: Ctx, caseRow: Case, clock: Clock, figures: Figures): ClockRow {
  return {
    id: clock.id,
    case_id: caseRow.id,
    rule_id: clock.ruleId,
    kind: clock.kind,
    per: clock.per,
    per_id: clock.perId,
    ...rootColumns(rootOfClock(ctx, clock)),
    started_at: clock.startedAt,
    due_at: clock.dueAt,
    warn_at: figures.warnAt,
    state: clock.state,
    breached_at: clock.breachedAt,
    settled_at: clock.settledAt,
    exempted_seq: clock.exemptedSeq,
    pauses: clock.pauses,
    period: clock.period,
    within: clock.evidence.within,
    term_ms: figures.termMs,
    used_ms: figures.usedMs,
    clause: figures.clause,
    record_only: figures.recordOnly,
  }
}

/** The clocks that this transaction has started or changed for a case and not written yet. */
export const unwrittenClocks = (ctx: Ctx, caseRow: Case, standard: StandardOf): Promise<ClockRow[]> =>
  Promise.all(
    [...caseRow.started, ...caseRow.changed.values()].map(async clock =>
      shownClock(ctx, caseRow, clock, figuresIn(await standard(clock.rulebook), clock)),
    ),
  )

/** Asked for the row of a clock, and for the reply that shows it. */
function figuresIn({ rulebook }: CompiledStandard, clock: Clock): Figures {
  const known = figuresOfClocks.get(clock)
  if (known) return known
  const figures = figuresOf(rulebook, clock)
  figuresOfClocks.set(clock, figures)
  return figures
}
const figuresOfClocks = new WeakMap<Clock, Figures>()
