/**
 * What was measured, once for the figures and the lists behind them: both read the same rows with the same filter, so they cannot differ.
 * A clock counts in the period in which it started, the finding of a gate in the period in which it was asked.
 */
import { type RawBuilder, sql } from 'kysely'
import { reach, withinReach } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'

export type Period = { from: number; to: number }
/** `none`: what has no department, or nobody. */
export type Whose = { department?: string | undefined; person?: string | undefined }

const counted = [
  'met',
  'late',
  'breached',
  'running',
  'paused',
  'void',
  'passed',
  'routed',
  'denied',
  'warned',
  'overridden',
  'recorded',
]

/** Clocks and verdicts of gates of these sites, each as `site_id, id, case_id, ticket_id, rule_id, rulebook_id, at, clock_id, verdict, over, took` (milliseconds). */
export function measured(
  ctx: Ctx,
  sites: readonly number[],
  { from, to }: Period,
  rules: readonly string[] | null = null,
): RawBuilder<unknown> {
  const now = iso(ctx.now())
  const within = (column: string) => sql`site_id = any(${[...sites]}::int[]) and ${sql.ref(column)} >= ${iso(from)}::timestamptz
    and ${sql.ref(column)} < ${iso(to)}::timestamptz ${rules ? sql`and rule_id = any(${[...rules]}::text[])` : sql``}`
  return sql`
    select site_id, id, case_id, ticket_id, rule_id, rulebook_id, started_at as at, id as clock_id,
      case when state = 'running' and due_at < ${now}::timestamptz then 'breached' else state end as verdict,
      case when state = 'late' then (extract(epoch from settled_at - due_at) * 1000)::bigint
        when state = 'running' and due_at < ${now}::timestamptz then (extract(epoch from ${now}::timestamptz - due_at) * 1000)::bigint end as over,
      case when state in ('met', 'late') then (extract(epoch from settled_at - started_at) * 1000)::bigint end as took
    from clocks where ${within('started_at')}
    union all
    select site_id, id, case_id, ticket_id, rule_id, rulebook_id, at, null::uuid, verdict, over_by, null
    from findings where clock_id is null and verdict = any(${counted}::text[]) and ${within('at')}`
}

/**
 * The ticket `t` of what was measured `x`: its own, or the first of its case. In two steps, so that the database may join the first, which
 * nearly all have, in one go and look only for the rest one by one.
 */
export const withTicket = sql`left join tickets own on own.site_id = x.site_id and own.id = x.ticket_id
  left join lateral (select id, number, title, handler_id, front_owner_id, department_id from tickets
    where x.ticket_id is null and site_id = x.site_id and case_id = x.case_id order by registered_at, id limit 1) first on true
  cross join lateral (select coalesce(own.id, first.id) as id, coalesce(own.number, first.number) as number, coalesce(own.title, first.title) as title,
    coalesce(own.front_owner_id, first.front_owner_id) as front_owner_id,
    case when own.id is null then first.handler_id else own.handler_id end as handler_id,
    case when own.id is null then first.department_id else own.department_id end as department_id) t`

/** Whom it counts for: who has the ticket now, before that whoever took it first. */
export const person = sql`coalesce(t.handler_id, t.front_owner_id)`

/** What of the joined ticket `t` lies within the reach of whoever asks; a matter without a ticket shows to those who see the whole site. */
export const theirs = (ctx: Ctx, siteId: number) =>
  withinReach(ctx.actor, 'standards:read', siteId, {
    persons: ['t.handler_id', 't.front_owner_id'],
    department: 't.department_id',
  })

/** Joins the ticket only where `theirs` looks at it. */
export const ticketWhereAsked = (ctx: Ctx, siteId: number) =>
  reach(ctx.actor, 'standards:read', siteId) === 'site' ? sql`` : withTicket

export function ofWhom({ department, person: who }: Whose): RawBuilder<unknown> {
  const is = (column: RawBuilder<unknown>, id: string) => (id === 'none' ? sql`${column} is null` : sql`${column} = ${id}::uuid`)
  return sql`${department === undefined ? sql`true` : is(sql`t.department_id`, department)} and ${who === undefined ? sql`true` : is(person, who)}`
}
