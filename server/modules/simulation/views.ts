/** Runs as the screens get them. */
import type { RuleOutcome, WhatIfChange, WhatIfRun } from '@sansheng/contract/what-if.ts'
import type { Sum } from '@sansheng/rulebook/replay'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { personRefs } from '../people/index.ts'
import { rootLink, theirs } from '../standards/index.ts'
import type { Differs } from './past.ts'
import { mayCancel } from './runs.ts'
import type { RunRow } from './store.ts'

export async function runRows(
  ctx: Ctx,
  siteId: number,
  rows: RunRow[],
): Promise<Omit<WhatIfRun, 'events' | 'changed' | 'rules'>[]> {
  const persons = await personRefs(
    ctx,
    rows.map(r => r.created_by),
  )
  return rows.map(run => ({
    id: run.id,
    state: run.failed ? ('failed' as const) : run.state,
    title: run.title,
    publicationId: run.publication_id,
    base: run.base_id ? { id: run.base_id, number: run.base_number! } : null,
    from: iso(run.from_at),
    until: iso(run.until_at),
    createdAt: iso(run.created_at),
    createdBy: persons.get(run.created_by) ?? null,
    finishedAt: isoOrNull(run.finished_at),
    done: run.done,
    total: run.total,
    mayCancel: mayCancel(ctx, siteId, run),
  }))
}

export async function runView(ctx: Ctx, siteId: number, run: RunRow, locale: Locale): Promise<WhatIfRun> {
  const [row] = await runRows(ctx, siteId, [run])
  return { ...row!, events: run.events, changed: run.changed, rules: run.rules.map(rule => ruleOutcome(rule, locale)) }
}

function ruleOutcome({ ruleId, kind, clause, sentences, before, after, changed, cost }: Differs, locale: Locale): RuleOutcome {
  const { longer, shorter, forgiven, blamed, ruleId: _, ...counts } = cost
  return {
    ruleId,
    kind,
    clause,
    sentenceBefore: sentences.before?.[locale] ?? null,
    sentenceAfter: sentences.after?.[locale] ?? null,
    before,
    after,
    changed,
    cost: { ...counts, longer: average(longer), shorter: average(shorter), forgiven: average(forgiven), blamed: average(blamed) },
  }
}

const average = ({ count, ms }: Sum) => ({ count, averageMs: count === 0 ? 0 : Math.round(ms / count) })

type ChangeRow = {
  n: number
  case_id: string
  subject_kind: string
  subject_id: string
  verdict_before: string | null
  verdict_after: string | null
  due_before: number | null
  due_after: number | null
  department_before: string | null
  department_after: string | null
  root_kind: string
  root_id: string
  number: string | null
  title: string | null
}

/** Changes within the reach of whoever asks, with the ticket that they are about. */
export async function changesOf(
  ctx: Ctx,
  siteId: number,
  runId: string,
  ruleId: string,
  { after, limit }: { after: number; limit: number },
): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select c.*, t.number, t.title from what_if_changes c ${ctx.subjects.join('c', { kind: 'root_kind', id: 'root_id' }, 't')}
    where c.site_id = ${siteId} and c.run_id = ${runId} and c.rule_id = ${ruleId} and c.n > ${after} and ${theirs(ctx, siteId)}
    order by c.n limit ${limit + 1}`.execute(ctx.db)
  return rows
}

export const changeView = (ctx: Ctx, r: ChangeRow): WhatIfChange => ({
  n: r.n,
  caseId: r.case_id,
  subject: { kind: r.subject_kind as WhatIfChange['subject']['kind'], id: r.subject_id },
  before: r.verdict_before as WhatIfChange['before'],
  after: r.verdict_after as WhatIfChange['after'],
  dueBefore: isoOrNull(r.due_before),
  dueAfter: isoOrNull(r.due_after),
  departmentBefore: r.department_before,
  departmentAfter: r.department_after,
  root: rootLink(ctx, r),
})
