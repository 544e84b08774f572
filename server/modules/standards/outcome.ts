/** What a transaction brought under the standard, as rows of clocks and findings. */

import { type Clock, figuresOf, type Refs } from '@sansheng/rulebook/engine'
import { type RawBuilder, sql } from 'kysely'
import type { ClockRow } from '../../platform/clock-row.ts'
import { type Ctx, dueBy, iso, isoOrNull } from '../../platform/ctx.ts'
import { type Case, coverRow, type PendingEvent } from '../../platform/events/index.ts'
import { personIdOf } from '../../platform/principal.ts'
import type { Subject } from '../../platform/subjects.ts'
import { type Answerable, answerableForGate } from './answerable.ts'
import type { CompiledStandard } from './compiled-standards.ts'
import { eventOfPassed, passedRule } from './passed.ts'

type Figures = ReturnType<typeof figuresOf>
type StandardOf = (id: string) => Promise<CompiledStandard>

/** What writes clocks and findings, as parts of one statement; the next event of each case vouches for these rows. */
export async function outcomeRows(ctx: Ctx, cases: Case[], standard: StandardOf): Promise<RawBuilder<unknown>[]> {
  const drafts: Draft[] = []
  const passed: Passed[] = []
  for (const caseRow of cases) {
    const written = [...caseRow.started, ...caseRow.changed.values()]
    for (const clock of written) dueBy(ctx, clock.nextFireAt)
    const add = async (kind: 'started' | 'changed', clock: Clock) =>
      void drafts.push({
        kind,
        caseRow,
        who: clock.answerable,
        row: clockRow(ctx, caseRow, clock, await standard(clock.rulebook)),
      })
    for (const clock of caseRow.started) await add('started', clock)
    for (const clock of caseRow.changed.values()) await add('changed', clock)
    for (const f of caseRow.findings) {
      const clock = clockOfFinding(caseRow, f, written)
      const who = clock ? clock.answerable : answerableForGate(personIdOf(ctx.actor))
      const event = eventOfPassed(caseRow, f)
      if (event) passed.push({ event, finding: f, who, caseRow })
      else drafts.push({ kind: 'finding', caseRow, who, row: findingRow(ctx, caseRow, f, clock) })
    }
  }
  const answers = await answering(ctx, [...drafts, ...passed])
  for (const [n, { event, finding, caseRow }] of passed.entries()) {
    const { answerable_department_id: department } = answers[drafts.length + n]!
    const root = ctx.subjects.rootOf(finding.subject, refsOfEvent(caseRow, finding.seq))
    event.passed = [...(event.passed ?? []), passedRule(finding, root, department)]
  }
  const rows: Record<Draft['kind'], object[]> = { started: [], changed: [], finding: [] }
  for (const [n, { kind, caseRow, row }] of drafts.entries()) {
    const whole = { ...row, ...answers[n] }
    coverRow(caseRow, kind === 'finding' ? 'findings' : 'clocks', whole)
    rows[kind].push(whole)
  }
  const parts: RawBuilder<unknown>[] = []
  if (rows.finding.length > 0)
    parts.push(sql`finding as (insert into findings (${findingColumns}) select ${findingColumns}
      from jsonb_populate_recordset(null::findings, ${JSON.stringify(rows.finding)}::jsonb))`)
  if (rows.started.length > 0)
    parts.push(sql`started_clock as (insert into clocks (${clockColumns}) select ${clockColumns}
      from jsonb_populate_recordset(null::clocks, ${JSON.stringify(rows.started)}::jsonb))`)
  if (rows.changed.length > 0)
    parts.push(sql`changed_clock as (
      update clocks c set (${clockColumns}, lease_until) = (select ${clockColumns}, null::timestamptz from (select r.*) r)
      from jsonb_populate_recordset(null::clocks, ${JSON.stringify(rows.changed)}::jsonb) r where c.site_id = r.site_id and c.id = r.id)`)
  return parts
}

/** A row to be written, and who is to answer for it. */
type Draft = { kind: 'started' | 'changed' | 'finding'; caseRow: Case; who: Answerable | null; row: Record<string, unknown> }
type Passed = { event: PendingEvent; finding: Case['findings'][number]; caseRow: Case; who: Answerable | null }
type Answered = { answerable_id: string | null; answerable_department_id: string | null }
const nobody: Answered = { answerable_id: null, answerable_department_id: null }

const columns = (names: string) => sql.raw(names)
const findingColumns =
  columns(`site_id, id, case_id, seq, rule_id, rulebook_id, clock_id, subject_kind, subject_id, root_kind, root_id, answerable_id,
  answerable_department_id, verdict, at, over_by, evidence`)
const clockColumns =
  columns(`site_id, id, case_id, rule_id, rulebook_id, kind, per, per_id, root_kind, root_id, answerable_id, answerable_department_id, refs,
  started_at, started_seq, due_at, warn_at, state, breached_at, settled_at, settled_seq, superseded_seq, exempted_seq, next_step, next_fire_at, pending,
  ends, pauses, period, within, term_ms, used_ms, clause, record_only, evidence`)

/**
 * Who answers for each row, in one question: of a department that nobody has in hand its head, where it has none whoever took the matter; the
 * department that is named by its id, else the one that is named if the person belongs to it, else his own.
 */
async function answering(ctx: Ctx, drafts: readonly Pick<Draft, 'caseRow' | 'who'>[]): Promise<Answered[]> {
  const asked = new Map<string, number>()
  const keys = drafts.map(({ who, caseRow: { siteId } }) => {
    if (!who) return null
    const key = JSON.stringify({
      site_id: siteId,
      person_id: who.personId,
      department_id: who.departmentId,
      department: who.department,
      otherwise_id: who.otherwiseId,
    })
    if (!asked.has(key)) asked.set(key, asked.size)
    return key
  })
  if (asked.size === 0) return drafts.map(() => nobody)
  const { rows } = await sql<Answered>`
    select coalesce(c.person_id, d.head_id, c.otherwise_id) as answerable_id,
      case when c.department_id is not null or c.person_id is null then d.id else own.id end as answerable_department_id
    from rows from (jsonb_to_recordset(${`[${[...asked.keys()].join(',')}]`}::jsonb)
        as (site_id int, person_id uuid, department_id uuid, department text, otherwise_id uuid)) with ordinality
        as c(site_id, person_id, department_id, department, otherwise_id, n)
      left join departments d on d.site_id = c.site_id and (d.id = c.department_id or (c.department_id is null and lower(d.name) = lower(c.department)))
      left join lateral (select o.id from departments o where o.site_id = c.site_id and (o.head_id = c.person_id
        or exists (select from department_members m where m.site_id = o.site_id and m.department_id = o.id and m.person_id = c.person_id))
        order by (o.id = d.id) desc nulls last, o.id limit 1) own on true
    order by c.n`.execute(ctx.db)
  return keys.map(key => (key === null ? nobody : rows[asked.get(key)!]!))
}

const findingRow = (ctx: Ctx, caseRow: Case, f: Case['findings'][number], clock: Clock | null) => ({
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

function clockRow(ctx: Ctx, caseRow: Case, clock: Clock, standard: CompiledStandard): Record<string, unknown> {
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
