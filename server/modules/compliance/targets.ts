/** Targets of the standard in force: what each of their own periods has reached. */
import type { TargetRow } from '@sansheng/contract/compliance.ts'
import type { Target } from '@sansheng/rulebook/kinds'
import { permilleOf, reachedBy } from '@sansheng/rulebook/kinds'
import { findZone, wholeBucketsOf } from '@sansheng/rulebook/time'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { type CompiledStandard, type CompiledStandards, inReadingOrder, theirs, withRoot } from '../standards/index.ts'
import { measured, type Period } from './tally.ts'
import { earlierWordings, wordedSince } from './wording.ts'

type SumRow = {
  target: string
  period: number
  met: number
  late: number
  n: number
  sum: number | null
  ranked: number | null
  earlier: number
}
const nothing = { met: 0, late: 0, n: 0, sum: null, ranked: null, earlier: 0 }
const unmeasured = new Set(['later', 'open', 'proposed'])

/** Every period of a target that touches the stretch, as a whole; one statement for all of them. */
export async function targetRows(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
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
  const asked = targets.flatMap((target, i) =>
    periods[i]!.map((p, period) => ({
      target: target.id,
      period,
      since: iso(p.from),
      until: iso(p.to),
      rules: target.of,
      permille: permilleOf(target) ?? 1000,
    })),
  )
  const stretch = { from: Math.min(...asked.map(p => Date.parse(p.since))), to: Math.max(...asked.map(p => Date.parse(p.until))) }
  const versions = await earlierVersions(ctx, standard, stretch)
  const found = await sums(ctx, standard, {
    stretch,
    periods: asked,
    earlier: await pairsOfOtherWords(compiledStandards, standard, targets, versions),
  })
  const since = await wordedSince(
    compiledStandards,
    standard,
    targets.map(({ id }) => id),
    versions,
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
        const { met, late, n, sum, ranked, earlier } = found.find(f => f.target === target.id && f.period === period) ?? nothing
        const reached = reachedBy(target, { met, late, n, sumMs: sum ?? 0, rankedMs: ranked })
        const before = p.to <= since.get(target.id)!
        return {
          from: iso(p.from),
          to: iso(p.to),
          day: p.day,
          open: p.to > ctx.now(),
          ...reached,
          reached: before ? null : reached.reached,
          earlier,
          before,
        }
      }),
    }
  })
}

/** Versions that were in force at some time of the stretch, without the one that is, the newest first. */
async function earlierVersions(ctx: Ctx, { siteId, number }: CompiledStandard, { from, to }: Period): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (select id, number, published_at, lead(published_at) over (order by number) as until
      from standard_versions where site_id = ${siteId} and number <= ${number}) v
    where number < ${number} and published_at < ${iso(to)}::timestamptz and until > ${iso(from)}::timestamptz order by number desc`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}

type Pair = { rule_id: string; rulebook_id: string }
/** Rules that the targets measure, with the versions that had other words for them. */
async function pairsOfOtherWords(
  compiledStandards: CompiledStandards,
  standard: CompiledStandard,
  targets: readonly Target[],
  versions: readonly string[],
): Promise<Pair[]> {
  const rules = [...new Set(targets.flatMap(({ of }) => of))]
  const pairs = versions.flatMap(rulebook_id => rules.map(rule_id => ({ rule_id, rulebook_id, site_id: standard.siteId })))
  const earlierOf = await earlierWordings(compiledStandards, standard, pairs)
  return pairs.filter(pair => earlierOf(pair) !== null).map(({ rule_id, rulebook_id }) => ({ rule_id, rulebook_id }))
}

type TargetPeriod = { target: string; period: number; since: string; until: string; rules: string[]; permille: number }

/** What was measured under other words of a rule counts in none of the figures but `earlier`. */
async function sums(
  ctx: Ctx,
  { siteId }: CompiledStandard,
  { stretch, periods, earlier }: { stretch: Period; periods: TargetPeriod[]; earlier: Pair[] },
): Promise<SumRow[]> {
  const rules = [...new Set(periods.flatMap(p => p.rules))]
  const { rows } = await sql<SumRow>`
    select target, period, count(*) filter (where own and verdict in ('met', 'passed', 'routed'))::int as met,
      count(*) filter (where own and verdict in ('late', 'breached', 'denied', 'warned', 'overridden', 'recorded'))::int as late,
      count(took)::int as n, sum(took)::bigint as sum, max(took) filter (where rank = greatest(1, (permille * timed + 999) / 1000)) as ranked,
      count(*) filter (where not own)::int as earlier
    from (
      select target, period, permille, verdict, took, own, count(took) over whole as timed,
        row_number() over (partition by target, period order by took) as rank
      from (
        select p.target, p.period, p.permille, x.verdict, e.rule_id is null as own, case when e.rule_id is null then x.took end as took
        from jsonb_to_recordset(${JSON.stringify(periods)}::jsonb) as p(target text, period int, since timestamptz, until timestamptz, rules text[], permille int)
          join (${measured(ctx, [siteId], stretch, rules)}) x on x.rule_id = any(p.rules) and x.at >= p.since and x.at < p.until ${withRoot(ctx)}
          left join jsonb_to_recordset(${JSON.stringify(earlier)}::jsonb) as e(rule_id text, rulebook_id uuid) using (rule_id, rulebook_id)
        where ${theirs(ctx, siteId)}
      ) z window whole as (partition by target, period)
    ) y group by 1, 2`.execute(ctx.db)
  return rows
}
