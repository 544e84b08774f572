/** Figures of the clauses, and the cases behind each of them. */
import {
  type Figures,
  type Grouping,
  longestPeriodDays,
  mostCells,
  noTally,
  rateOf,
  type Tally,
} from '@sansheng/contract/compliance.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import { type Bucket, bucketsOf, findZone } from '@sansheng/rulebook/time'
import { type RawBuilder, sql } from 'kysely'
import { reach } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { caseWithinReach } from '../customers/index.ts'
import { type CompiledStandard, type CompiledStandards, theirs, withRoot } from '../standards/index.ts'
import { measured, ofWhom, type Period, type Whose } from './tally.ts'
import { earlierWordings } from './wording.ts'

const day = 86_400_000

/** The last month unless asked otherwise. */
export function periodOf(ctx: Ctx, query: { from?: string | undefined; to?: string | undefined }): Period {
  const to = query.to ? Date.parse(query.to) : ctx.now() + 1
  const from = query.from ? Date.parse(query.from) : to - 31 * day
  if (!(from < to)) throw new Fault('invalid.time')
  if (to - from > longestPeriodDays * day) throw new Fault('period.long', { days: longestPeriodDays })
  return { from, to }
}

export type TallyRow = {
  rule_id: string
  rulebook_id: string
  site_id: number
  bucket: number
  who: string | null
  verdict: Exclude<keyof Tally, 'exempted'>
  n: number
  /** How many of them were exempted. */
  exempted: number
}
export type FiguresQuery = { sites: readonly number[]; period: Period; buckets: readonly Bucket[]; group: Grouping }

/** How many of each verdict, by rule, period and group: one statement, however many rules. `bucket` counts from 0. */
export async function tally(ctx: Ctx, { sites, period, buckets, group }: FiguresQuery): Promise<TallyRow[]> {
  const whole = sites.every(site => reach(ctx.actor, 'standards:read', site) === 'site')
  const who =
    group === 'department'
      ? sql`x.answerable_department_id::text`
      : group === 'person'
        ? sql`x.answerable_id::text`
        : sql`null::text`
  const allowed = whole
    ? sql`true`
    : sql`(${sql.join(
        sites.map(site => sql`(x.site_id = ${site} and ${theirs(ctx, site)})`),
        sql` or `,
      )})`
  const limit = mostCells * 4
  const { rows } = await sql<TallyRow>`
    select x.rule_id, x.rulebook_id, x.site_id, width_bucket(x.at, ${buckets.map(b => iso(b.from))}::timestamptz[]) - 1 as bucket, ${who} as who,
      case x.verdict when 'paused' then 'running' when 'routed' then 'passed' else x.verdict end as verdict, count(*)::int as n,
      count(*) filter (where x.exempted)::int as exempted
    from (${measured(ctx, sites, period)}) x ${whole ? sql`` : withRoot(ctx)}
    where ${allowed} group by 1, 2, 3, 4, 5, 6 limit ${limit + 1}`.execute(ctx.db)
  if (rows.length > limit) throw new Fault('table.wide', { limit: mostCells })
  return rows
}

/** Figures of every rule of a standard, with its days; what was measured under other words of its clause is left to the table. */
export async function compliance(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  standard: CompiledStandard,
  period: Period,
): Promise<Figures[]> {
  const buckets = bucketsOf(findZone(standard.zone)!, period, 'day')
  const tallies = new Map<string, Tally>()
  const days = new Map<string, Map<number, { met: number; late: number }>>()
  const found = await tally(ctx, { sites: [siteId], period, buckets, group: 'none' })
  const earlierOf = await earlierWordings(compiledStandards, standard, found)
  for (const row of found) {
    if (earlierOf(row)) continue
    const sum = tallies.get(row.rule_id) ?? tallies.set(row.rule_id, { ...noTally }).get(row.rule_id)!
    sum[row.verdict] += row.n
    sum.exempted += row.exempted
    const late = row.verdict === 'late' || row.verdict === 'breached'
    if (!late && row.verdict !== 'met') continue
    const perDay = days.get(row.rule_id) ?? days.set(row.rule_id, new Map()).get(row.rule_id)!
    const one = perDay.get(row.bucket) ?? perDay.set(row.bucket, { met: 0, late: 0 }).get(row.bucket)!
    one[late ? 'late' : 'met'] += row.n
  }
  return standard.compiled.rules.map(({ id, kind, clause }) => {
    const sum = tallies.get(id) ?? noTally
    const perDay = [...(days.get(id) ?? [])].sort(([a], [b]) => a - b).map(([at, n]) => ({ day: buckets[at]!.day, ...n }))
    return { ruleId: id, kind, clause, ...sum, rate: rateOf(sum), days: perDay }
  })
}

export async function contactCount(ctx: Ctx, siteId: number, { from, to }: Period): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from contacts k
    where k.site_id = ${siteId} and k.received_at >= ${iso(from)} and k.received_at < ${iso(to)}
      and ${caseWithinReach(ctx.actor, 'standards:read', siteId, 'k.case_id')}`.execute(ctx.db)
  return rows[0]!.n
}

type SubjectFilter = Whose & { verdict?: string | undefined; versions?: string | undefined }
export type SubjectPage = SubjectFilter & { limit: number; before: { at: number; id: string } | null }
export type SubjectRow = {
  id: string
  at: number
  verdict: string
  over: number | null
  exempted: boolean
  clock_id: string | null
  root_kind: string
  root_id: string
  number: string | null
  title: string | null
  answerable_id: string | null
  answerable: string | null
  staff: string | null
  department: string | null
}

/** The cases behind a figure, newest first: clocks of the rule, or verdicts of its gate. One row more than the limit where there is one. */
export async function subjects(
  ctx: Ctx,
  siteId: number,
  ruleId: string,
  period: Period,
  page: SubjectPage,
): Promise<SubjectRow[]> {
  const before = page.before ? sql`(x.at, x.id) < (${iso(page.before.at)}::timestamptz, ${page.before.id}::text)` : sql`true`
  const ofVerdict = isOfVerdict(page.verdict)
  const { rows } = await sql<SubjectRow>`
    select x.id, x.at, x.verdict, x.over, x.exempted, x.clock_id, x.root_kind, x.root_id, t.number, t.title, p.id as answerable_id, p.name as answerable, p.staff_number as staff,
      d.name as department
    from (${measured(ctx, [siteId], period, [ruleId])}) x ${withRoot(ctx)}
      left join persons p on p.id = x.answerable_id left join departments d on d.site_id = x.site_id and d.id = x.answerable_department_id
    where ${theirs(ctx, siteId)} and ${ofVerdict} and ${ofWhom(page)} and ${ofVersions(siteId, page.versions)} and ${before}
    order by x.at desc, x.id desc limit ${page.limit + 1}`.execute(ctx.db)
  return rows
}

function ofVersions(siteId: number, versions: string | undefined): RawBuilder<unknown> {
  if (versions === undefined) return sql`true`
  return sql`x.rulebook_id in (select id from standard_versions where site_id = ${siteId} and number = any(${versions.split(',').map(Number)}::int[]))`
}

function isOfVerdict(verdict: string | undefined): RawBuilder<unknown> {
  if (verdict === undefined) return sql`true`
  return verdict === 'exempted' ? sql`x.exempted` : sql`x.verdict = any(${verdictsOf[verdict] ?? [verdict]}::text[])`
}

/** Which verdicts stand behind a figure: late ones are those that were settled late and those that still run past due. */
const verdictsOf: Record<string, string[]> = {
  late: ['late', 'breached'],
  running: ['running', 'paused'],
  passed: ['passed', 'routed'],
}
