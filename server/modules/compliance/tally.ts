/**
 * What was measured, once for the figures and the lists behind them: both read the same rows with the same filter, so they cannot differ.
 * A clock counts in the period in which it started, the finding of a gate in the period in which it was asked, what it let pass with its act.
 */
import { type RawBuilder, sql } from 'kysely'
import { reach, withinReach } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import { passedRules } from '../standards/index.ts'

export type Period = { from: number; to: number }
/** `none`: what has no department, or nobody. */
export type Whose = { department?: string | undefined; person?: string | undefined }

const counted = [
  'met',
  'late',
  'breached',
  'superseded',
  'running',
  'paused',
  'void',
  'denied',
  'warned',
  'overridden',
  'recorded',
]

/** Whoever may not see the figures of each person sees his own under his name, and those of others under none. */
function named(ctx: Ctx, sites: readonly number[]): RawBuilder<unknown> {
  const conditions = sites.map(site => sql`(site_id = ${site} and ${namedAt(ctx, site)})`)
  return sites.every(site => reach(ctx.actor, 'standards:persons', site) === 'site')
    ? sql`answerable_id`
    : sql`case when ${sql.join(conditions, sql` or `)} then answerable_id end as answerable_id`
}

function namedAt(ctx: Ctx, site: number): RawBuilder<unknown> {
  const columns = { persons: ['answerable_id'], department: 'answerable_department_id' }
  return sql`(${withinReach(ctx.actor, 'standards:persons', site, columns)} or answerable_id = ${personIdOf(ctx.actor)})`
}

/** Clocks and verdicts of gates of these sites, each as `site_id, id, case_id, root_kind, root_id, rule_id, rulebook_id, at, clock_id, answerable_id, answerable_department_id, verdict, exempted, over, took` (milliseconds). */
export function measured(
  ctx: Ctx,
  sites: readonly number[],
  { from, to }: Period,
  rules: readonly string[] | null = null,
): RawBuilder<unknown> {
  const now = iso(ctx.now())
  const during = (column: string) => sql`site_id = any(${[...sites]}::int[]) and ${sql.ref(column)} >= ${iso(from)}::timestamptz
    and ${sql.ref(column)} < ${iso(to)}::timestamptz`
  const within = (column: string) => sql`${during(column)} ${rules ? sql`and rule_id = any(${[...rules]}::text[])` : sql``}`
  return sql`
    select site_id, id::text, case_id, root_kind, root_id, rule_id, rulebook_id, started_at as at, id as clock_id, ${named(ctx, sites)}, answerable_department_id,
      case when superseded_seq is not null then 'superseded' when state = 'running' and due_at < ${now}::timestamptz then 'breached' else state end as verdict,
      exempted_seq is not null and superseded_seq is null as exempted,
      case when state = 'late' then (extract(epoch from settled_at - due_at) * 1000)::bigint
        when state = 'running' and due_at < ${now}::timestamptz then (extract(epoch from ${now}::timestamptz - due_at) * 1000)::bigint end as over,
      case when state in ('met', 'late') then (extract(epoch from settled_at - started_at) * 1000)::bigint end as took
    from clocks where ${within('started_at')}
    union all
    select site_id, id::text, case_id, root_kind, root_id, rule_id, rulebook_id, at, null::uuid, ${named(ctx, sites)}, answerable_department_id, verdict, false, over_by, null
    from findings where clock_id is null and verdict = any(${counted}::text[]) and ${within('at')}
    union all
    select site_id, id, case_id, root_kind, root_id, rule_id, rulebook_id, at, null::uuid, ${named(ctx, sites)}, answerable_department_id, verdict, false, null, null
    from (${passedRules(during('at'), rules)}) p`
}

/** What of the measured rows `x` counts for this department or person. */
export function ofWhom({ department, person }: Whose): RawBuilder<unknown> {
  const is = (column: RawBuilder<unknown>, id: string) => (id === 'none' ? sql`${column} is null` : sql`${column} = ${id}::uuid`)
  return sql`${department === undefined ? sql`true` : is(sql`x.answerable_department_id`, department)}
    and ${person === undefined ? sql`true` : is(sql`x.answerable_id`, person)}`
}
