/** Targets of the standard in force: what each of their own periods has reached. */
import type { TargetRow } from '@sansheng/contract/compliance.ts'
import type { Target } from '@sansheng/rulebook/kinds'
import { permilleOf, reachedBy } from '@sansheng/rulebook/kinds'
import { findZone, wholeBucketsOf } from '@sansheng/rulebook/time'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { type CompiledStandard, inReadingOrder, theirs, withRoot } from '../standards/index.ts'
import { measured, type Period } from './tally.ts'

type SumRow = { target: string; period: number; met: number; late: number; n: number; sum: number | null; ranked: number | null }
const unmeasured = new Set(['later', 'open', 'proposed'])

/** Every period of a target that touches the stretch, as a whole; one statement for all of them. */
export async function targetRows(
  ctx: Ctx,
  siteId: number,
  standard: CompiledStandard,
  period: Period,
  locale: Locale,
): Promise<TargetRow[]> {
  const targets = inReadingOrder(
    standard.compiled,
    standard.rulebook.rules.filter((rule): rule is Target => rule.kind === 'target' && !rule.proposed),
  )
  if (targets.length === 0) return []
  const zone = findZone(standard.zone)!
  const periods = targets.map(target => wholeBucketsOf(zone, period, target.per))
  const found = await sums(
    ctx,
    siteId,
    targets.flatMap((target, i) =>
      periods[i]!.map((p, period) => ({
        target: target.id,
        period,
        since: iso(p.from),
        until: iso(p.to),
        rules: target.of,
        permille: permilleOf(target) ?? 1000,
      })),
    ),
  )
  const summaries = new Map(standard.compiled.rules.map(r => [r.id, r]))
  return targets.map((target, i) => {
    const { clause, sentence } = summaries.get(target.id)!
    return {
      ruleId: target.id,
      clause,
      sentence: sentence[locale],
      measure: target.measure.by,
      of: target.of,
      unmeasured: target.of.every(id => unmeasured.has(summaries.get(id)?.state ?? 'later')),
      periods: periods[i]!.map((p, period) => {
        const row = found.find(f => f.target === target.id && f.period === period)
        const sum = {
          met: row?.met ?? 0,
          late: row?.late ?? 0,
          n: row?.n ?? 0,
          sumMs: row?.sum ?? 0,
          rankedMs: row?.ranked ?? null,
        }
        return { from: iso(p.from), to: iso(p.to), day: p.day, open: p.to > ctx.now(), ...reachedBy(target, sum) }
      }),
    }
  })
}

type TargetPeriod = { target: string; period: number; since: string; until: string; rules: string[]; permille: number }

async function sums(ctx: Ctx, siteId: number, periods: TargetPeriod[]): Promise<SumRow[]> {
  const edges = periods.flatMap(p => [Date.parse(p.since), Date.parse(p.until)])
  const stretch = { from: Math.min(...edges), to: Math.max(...edges) }
  const rules = [...new Set(periods.flatMap(p => p.rules))]
  const { rows } = await sql<SumRow>`
    select target, period, count(*) filter (where verdict in ('met', 'passed', 'routed'))::int as met,
      count(*) filter (where verdict in ('late', 'breached', 'denied', 'warned', 'overridden', 'recorded'))::int as late,
      count(took)::int as n, sum(took)::bigint as sum, max(took) filter (where rank = greatest(1, (permille * timed + 999) / 1000)) as ranked
    from (
      select p.target, p.period, p.permille, x.verdict, x.took, count(x.took) over whole as timed,
        row_number() over (partition by p.target, p.period order by x.took) as rank
      from jsonb_to_recordset(${JSON.stringify(periods)}::jsonb) as p(target text, period int, since timestamptz, until timestamptz, rules text[], permille int)
        join (${measured(ctx, [siteId], stretch, rules)}) x on x.rule_id = any(p.rules) and x.at >= p.since and x.at < p.until ${withRoot(ctx)}
      where ${theirs(ctx, siteId)} window whole as (partition by p.target, p.period)
    ) y group by 1, 2`.execute(ctx.db)
  return rows
}
