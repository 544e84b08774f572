/** Read models of the living standard and the board. They may join any table. */
import type { ClockView } from '@sansheng/contract/clocks.ts'
import type { Figures } from '@sansheng/contract/standards.ts'
import { sql } from 'kysely'
import { reach, withinReach } from '../../platform/access.ts'
import { type ClockRow, clockView } from '../../platform/clock-view.ts'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import type { Book } from './books.ts'
import { noTally, rateOf, type Tally } from './rules.ts'

/** What of the joined ticket `t` lies within the reach of whoever asks; a matter without a ticket shows to those who see the whole site. */
const theirs = (ctx: Ctx, siteId: number) =>
  withinReach(ctx.actor, 'standards:read', siteId, {
    persons: ['t.handler_id', 't.front_owner_id'],
    department: 't.department_id',
  })

/** Whether any ticket of the case lies within reach. */
export async function maySeeCase(ctx: Ctx, siteId: number, caseId: string): Promise<boolean> {
  if (reach(ctx.actor, 'standards:read', siteId) === 'site') return true
  const { rows } =
    await sql`select 1 from tickets t where t.site_id = ${siteId} and t.case_id = ${caseId} and ${theirs(ctx, siteId)} limit 1`.execute(
      ctx.db,
    )
  return rows.length > 0
}

export type Period = { from: number; to: number }

/** Figures of every rule of a book in a period: two statements, however many rules. A clock counts in the period in which it started. */
export async function compliance(ctx: Ctx, siteId: number, book: Book, { from, to }: Period): Promise<Figures[]> {
  const clocks = await sql<{ rule_id: string; day: string; state: string; breached: boolean; n: number }>`
    select rule_id, to_char(started_at at time zone ${book.zone}, 'YYYY-MM-DD') as day, state, (state in ('running', 'paused') and due_at < ${iso(ctx.now())} and state = 'running') as breached, count(*)::int as n
    from clocks where site_id = ${siteId} and started_at >= ${iso(from)} and started_at < ${iso(to)} group by 1, 2, 3, 4`.execute(
    ctx.db,
  )
  const verdicts = await sql<{ rule_id: string; verdict: string; n: number }>`
    select rule_id, verdict, count(*)::int as n from findings
    where site_id = ${siteId} and at >= ${iso(from)} and at < ${iso(to)} and clock_id is null group by 1, 2`.execute(ctx.db)
  const tallies = new Map<string, Tally>()
  const days = new Map<string, Map<string, { met: number; late: number }>>()
  const tally = (id: string) => tallies.get(id) ?? tallies.set(id, { ...noTally }).get(id)!
  for (const r of clocks.rows) {
    const t = tally(r.rule_id)
    if (r.breached) t.breached += r.n
    else if (r.state === 'running' || r.state === 'paused') t.running += r.n
    else t[r.state as 'met' | 'late' | 'void'] += r.n
    const late = r.state === 'late' || r.breached
    if (!late && r.state !== 'met') continue
    const perDay = days.get(r.rule_id) ?? days.set(r.rule_id, new Map()).get(r.rule_id)!
    const day = perDay.get(r.day) ?? perDay.set(r.day, { met: 0, late: 0 }).get(r.day)!
    day[late ? 'late' : 'met'] += r.n
  }
  for (const r of verdicts.rows) {
    const key = r.verdict === 'routed' ? 'passed' : (r.verdict as keyof Tally)
    const t = tally(r.rule_id)
    if (key in t) t[key] += r.n
  }
  return book.compiled.rules.map(rule => {
    const { passed: _, ...counts } = tallies.get(rule.id) ?? noTally
    const perDay = [...(days.get(rule.id) ?? [])].map(([day, n]) => ({ day, ...n })).sort((a, b) => (a.day < b.day ? -1 : 1))
    return {
      ruleId: rule.id,
      kind: rule.kind,
      clause: rule.clause,
      ...counts,
      rate: rateOf(tallies.get(rule.id) ?? noTally),
      days: perDay,
    }
  })
}

export async function contactCount(ctx: Ctx, siteId: number, { from, to }: Period): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from contacts where site_id = ${siteId} and received_at >= ${iso(from)} and received_at < ${iso(to)}`.execute(
    ctx.db,
  )
  return rows[0]!.n
}

export type SubjectPage = { verdict?: string | undefined; limit: number; before: { at: number; id: string } | null }

/** The cases behind a figure, newest first: clocks of the rule, or verdicts of its gate. */
export async function subjects(ctx: Ctx, siteId: number, ruleId: string, { from, to }: Period, page: SubjectPage) {
  const { rows } = await sql<{
    id: string
    at: number
    verdict: string
    over: number | null
    clock_id: string | null
    ticket_id: string | null
    number: string | null
    title: string | null
    handler_id: string | null
    handler: string | null
    staff: string | null
  }>`
    select x.id, x.at, x.verdict, x.over, x.clock_id, t.id as ticket_id, t.number, t.title, p.id as handler_id, p.name as handler, p.staff_number as staff from (
      select id, case_id, started_at as at, case when state = 'running' and due_at < ${iso(ctx.now())} then 'breached' else state end as verdict,
        case when state = 'late' then (extract(epoch from settled_at - due_at) * 1000)::bigint when state = 'running' and due_at < ${iso(ctx.now())}
          then (extract(epoch from ${iso(ctx.now())}::timestamptz - due_at) * 1000)::bigint end as over, id as clock_id, ticket_id
      from clocks where site_id = ${siteId} and rule_id = ${ruleId} and started_at >= ${iso(from)} and started_at < ${iso(to)}
      union all
      select id, case_id, at, verdict, over_by, null, ticket_id from findings where site_id = ${siteId} and rule_id = ${ruleId} and clock_id is null
        and at >= ${iso(from)} and at < ${iso(to)}
    ) x left join lateral (select id, number, title, handler_id, front_owner_id, department_id from tickets t where t.site_id = ${siteId} and t.case_id = x.case_id
        and (x.ticket_id is null or t.id = x.ticket_id) order by registered_at limit 1) t on true
      left join persons p on p.id = coalesce(t.handler_id, t.front_owner_id)
    where ${theirs(ctx, siteId)} and (${page.verdict ?? null}::text is null or x.verdict = any(${verdictsOf(page.verdict)}::text[]))
      and (${page.before ? iso(page.before.at) : null}::timestamptz is null or (x.at, x.id) < (${page.before ? iso(page.before.at) : null}::timestamptz, ${page.before?.id ?? null}::uuid))
    order by x.at desc, x.id desc limit ${page.limit + 1}`.execute(ctx.db)
  return rows
}

const verdictsOf = (verdict: string | undefined): string[] =>
  verdict === 'late'
    ? ['late', 'breached']
    : verdict === 'running'
      ? ['running', 'paused']
      : verdict === 'met'
        ? ['met', 'passed', 'routed']
        : verdict
          ? [verdict]
          : []

export type ClockPage = {
  ticketId?: string | undefined
  caseId?: string | undefined
  breached?: boolean | undefined
  limit: number
  after: { paused: boolean; due: number; id: string } | null
}

/** Open clocks of a site for the board: overdue first, then by time left, paused ones last. */
export async function openClocksOf(ctx: Ctx, siteId: number, page: ClockPage) {
  const { rows } = await sql<ClockRow & { number: string | null; title: string | null; who: string | null }>`
    select k.*, t.number, t.title, coalesce(p.name, d.name) as who from clocks k
    left join lateral (select number, title, handler_id, front_owner_id, department_id from tickets t where t.site_id = k.site_id and t.case_id = k.case_id
      and (k.ticket_id is null or t.id = k.ticket_id) order by registered_at limit 1) t on true
    left join persons p on p.id = coalesce(t.handler_id, t.front_owner_id) left join departments d on d.id = t.department_id
    where k.site_id = ${siteId} and k.state in ('running', 'paused') and ${theirs(ctx, siteId)}
      and (${page.ticketId ?? null}::uuid is null or k.ticket_id = ${page.ticketId ?? null} or (k.ticket_id is null and k.case_id = (select case_id from tickets where site_id = ${siteId} and id = ${page.ticketId ?? null})))
      and (${page.caseId ?? null}::uuid is null or k.case_id = ${page.caseId ?? null})
      and (not ${page.breached ?? false} or (k.state = 'running' and k.due_at < ${iso(ctx.now())}))
      and (${page.after?.id ?? null}::uuid is null or (k.state = 'paused', k.due_at, k.id) > (${page.after?.paused ?? false}, ${isoOrNull(page.after?.due ?? null)}::timestamptz, ${page.after?.id ?? null}::uuid))
    order by (k.state = 'paused'), k.due_at, k.id limit ${page.limit + 1}`.execute(ctx.db)
  return rows.map(r => ({ row: r, item: { clock: clockView(r, ctx.now()), ticketNumber: r.number, title: r.title, who: r.who } }))
}

export async function clockViewById(ctx: Ctx, siteId: number, id: string): Promise<ClockView | null> {
  const row = await ctx.db.selectFrom('clocks').selectAll().where('site_id', '=', siteId).where('id', '=', id).executeTakeFirst()
  return row ? clockView(row as unknown as ClockRow, ctx.now()) : null
}

export type LedgerRow = {
  seq: number
  type: string
  at: number
  recorded_at: number
  actor_id: string | null
  actor: string | null
  staff: string | null
  subject_kind: string
  subject_id: string
  detail: Record<string, unknown>
  refs: Record<string, string>
  facts: object
  hash: string
  words: Record<string, string | null> | null
}

/** Events of a case with who and the words beside them, in order. */
export async function ledgerOf(ctx: Ctx, siteId: number, caseId: string): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    select e.seq, e.type, e.at, e.recorded_at, e.actor_id, p.name as actor, p.staff_number as staff, e.subject_kind, e.subject_id, e.detail, e.refs, e.facts, e.hash,
      (select jsonb_object_agg(v.name, v.value) from event_values v where v.site_id = e.site_id and v.case_id = e.case_id and v.seq = e.seq) as words
    from events e left join persons p on p.id = e.actor_id where e.site_id = ${siteId} and e.case_id = ${caseId} order by e.seq`.execute(
    ctx.db,
  )
  return rows
}
