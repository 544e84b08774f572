/** Rows of replays of past days: how far they are, and what came of them. */
import type { Changed } from '@sansheng/rulebook/replay'
import { sql } from 'kysely'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { mustBeStaff, personIdOf } from '../../platform/principal.ts'
import type { Cursor, Differs } from './past.ts'

export type RunRow = {
  id: string
  created_by: string
  created_at: number
  title: string
  source: string
  publication_id: string | null
  base_id: string | null
  base_number: number | null
  from_at: number
  until_at: number
  state: 'waiting' | 'running' | 'done' | 'cancelled'
  total: number
  done: number
  events: number
  changed: number
  cursor_at: number | null
  cursor_case: string | null
  rules: Differs[]
  finished_at: number | null
  /** Its job was given up. */
  failed: boolean
}

const columns = sql`r.*, v.number as base_number,
  (r.state in ('waiting', 'running') and exists (select from jobs j where j.kind = 'simulation.replay' and j.key = r.id::text and j.done_at is not null)) as failed
  from what_if_runs r left join standard_versions v on v.id = r.base_id`

export async function runById(ctx: Ctx, siteId: number, id: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`select ${columns} where r.site_id = ${siteId} and r.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

const shown = 20
/** The last ones: of a submission, or of drafts by this person. */
export async function newestRuns(ctx: Ctx, siteId: number, publicationId: string | null): Promise<RunRow[]> {
  const whose = publicationId
    ? sql`r.publication_id = ${publicationId}`
    : sql`r.publication_id is null and r.created_by = ${personIdOf(ctx.actor)}`
  const { rows } = await sql<RunRow>`select ${columns} where r.site_id = ${siteId} and ${whose}
    order by r.created_at desc, r.id desc limit ${shown}`.execute(ctx.db)
  return rows
}

export type NewRun = Pick<
  RunRow,
  'id' | 'title' | 'source' | 'publication_id' | 'base_id' | 'from_at' | 'until_at' | 'total' | 'rules'
>
export async function insertRun(ctx: Ctx, siteId: number, run: NewRun): Promise<void> {
  await ctx.db
    .insertInto('what_if_runs')
    .values({
      site_id: siteId,
      ...run,
      from_at: iso(run.from_at),
      until_at: iso(run.until_at),
      rules: JSON.stringify(run.rules),
      created_by: mustBeStaff(ctx.actor).personId,
      created_at: iso(ctx.now()),
      state: 'waiting',
      done: 0,
      events: 0,
      changed: 0,
    })
    .execute()
}

/** False when it was cancelled meanwhile: then nothing is kept of this part. */
export async function keepProgress(
  ctx: Ctx,
  siteId: number,
  run: Pick<RunRow, 'id' | 'done' | 'events' | 'changed' | 'rules'> & { cursor: Cursor | null; finished: boolean },
): Promise<boolean> {
  const saved = await ctx.db
    .updateTable('what_if_runs')
    .set({
      state: run.finished ? 'done' : 'running',
      done: run.done,
      events: run.events,
      changed: run.changed,
      rules: JSON.stringify(run.rules),
      cursor_at: isoOrNull(run.cursor?.at ?? null),
      cursor_case: run.cursor?.caseId ?? null,
      ...(run.finished ? { finished_at: iso(ctx.now()) } : {}),
    })
    .where('site_id', '=', siteId)
    .where('id', '=', run.id)
    .where('state', 'in', ['waiting', 'running'])
    .returning('id')
    .executeTakeFirst()
  return saved !== undefined
}

/** Ends what is open: one run, or every one of this person. */
export async function cancelRuns(ctx: Ctx, siteId: number, which: { id: string } | { by: string }): Promise<void> {
  let ending = ctx.db
    .updateTable('what_if_runs')
    .set({ state: 'cancelled', finished_at: iso(ctx.now()) })
    .where('site_id', '=', siteId)
    .where('state', 'in', ['waiting', 'running'])
  ending = 'id' in which ? ending.where('id', '=', which.id) : ending.where('created_by', '=', which.by)
  await ending.execute()
}

export async function openRuns(ctx: Ctx, siteId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from what_if_runs r
    where site_id = ${siteId} and state in ('waiting', 'running')
      and exists (select from jobs j where j.kind = 'simulation.replay' and j.key = r.id::text and j.done_at is null)`.execute(
    ctx.db,
  )
  return rows[0]!.n
}

export async function insertChanges(
  ctx: Ctx,
  siteId: number,
  runId: string,
  changes: (Changed & { place: number })[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(c => ({
    rule_id: c.ruleId,
    n: c.place,
    case_id: c.caseId,
    subject_kind: c.subject.kind,
    subject_id: c.subject.id,
    ...rootOf(ctx, c),
    period: c.n,
    verdict_before: c.before,
    verdict_after: c.after,
    due_before: c.dueBefore === undefined ? null : iso(c.dueBefore),
    due_after: c.dueAfter === undefined ? null : iso(c.dueAfter),
    department_before: c.departmentBefore ?? null,
    department_after: c.departmentAfter ?? null,
  }))
  await sql`insert into what_if_changes (site_id, run_id, rule_id, n, case_id, subject_kind, subject_id, root_kind, root_id, period, verdict_before, verdict_after, due_before,
      due_after, department_before, department_after)
    select ${siteId}::int, ${runId}::uuid, rule_id, n, case_id, subject_kind, subject_id, root_kind, root_id, period, verdict_before, verdict_after, due_before, due_after,
      department_before, department_after
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(rule_id text, n int, case_id uuid, subject_kind text, subject_id text, root_kind text, root_id uuid, period int,
      verdict_before text, verdict_after text, due_before timestamptz, due_after timestamptz, department_before text, department_after text)`.execute(
    ctx.db,
  )
}

/** With its changes. */
export async function deleteRun(ctx: Ctx, siteId: number, id: string): Promise<void> {
  await ctx.db.deleteFrom('what_if_runs').where('site_id', '=', siteId).where('id', '=', id).execute()
}

function rootOf(ctx: Ctx, { subject, refs }: Changed): { root_kind: string; root_id: string } {
  const root = ctx.subjects.rootOf(subject, refs)
  return { root_kind: root.kind, root_id: root.id }
}
