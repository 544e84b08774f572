/** What a standard on trial kept to itself: actions that it would have stopped, people whom it would have alarmed. */
import { rulesOnTrial } from '@sansheng/rulebook/formal.ts'
import type { RuleSummary } from '@sansheng/rulebook/types.ts'
import { type Role, roles } from '@sansheng/rulebook/vocabulary.ts'
import { sql } from 'kysely'
import { withinReach } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import type { Book } from './books.ts'

type Stretch = { from: number; to: number }

/** Rules of the book that only record because they are on trial: all of them, or those that say so of themselves. */
export function trialRules(book: Book): RuleSummary[] {
  if (book.trial || book.rulebook.trial) return book.compiled.rules
  const ids = new Set(rulesOnTrial(book.source))
  return book.compiled.rules.filter(rule => ids.has(rule.id))
}

/** Null: it would have recorded in earnest, too. */
export function wouldDo(book: Book, ruleId: string): 'stop' | 'warn' | null {
  const rule = book.rulebook.byId.get(ruleId)
  if (rule?.kind !== 'limit' && rule?.kind !== 'require') return null
  if (rule.mode === 'record') return null
  const gated = [...book.rulebook.gates.values()].some(list => list.includes(rule))
  return rule.mode === 'block' && gated ? 'stop' : 'warn'
}

export type Count = { ruleId: string; day: string; n: number }
export async function recordedByDay(
  ctx: Ctx,
  siteId: number,
  zone: string,
  ids: readonly string[],
  { from, to }: Stretch,
): Promise<Count[]> {
  const { rows } = await sql<Count>`
    select rule_id as "ruleId", to_char(at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*)::int as n from findings
    where site_id = ${siteId} and rule_id = any(${[...ids]}::text[]) and verdict = 'recorded' and clock_id is null and at >= ${iso(from)} and at < ${iso(to)}
    group by 1, 2 order by 1, 2`.execute(ctx.db)
  return rows
}

const alarms = sql`e.type in ('clock.warned', 'clock.breached', 'clock.escalated') and (e.detail->>'recordOnly')::boolean is true
  and (e.detail->>'passedOver')::boolean is not true`
const why = sql<
  'warn' | 'breach' | 'escalate'
>`case e.type when 'clock.warned' then 'warn' when 'clock.breached' then 'breach' else 'escalate' end`

export type AlarmCount = { ruleId: string; why: 'warn' | 'breach' | 'escalate'; step: string; role: Role; day: string; n: number }
export async function alarmsByDay(
  ctx: Ctx,
  siteId: number,
  zone: string,
  ids: readonly string[],
  { from, to }: Stretch,
): Promise<AlarmCount[]> {
  const { rows } = await sql<AlarmCount>`
    select e.detail->>'rule' as "ruleId", ${why} as why, e.detail->>'step' as step, role, to_char(e.at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*)::int as n
    from events e, unnest(string_to_array(e.detail->>'to', ' ')) role
    where e.site_id = ${siteId} and ${alarms} and e.at >= ${iso(from)} and e.at < ${iso(to)} and e.detail->>'rule' = any(${[...ids]}::text[]) and role <> ''
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.execute(ctx.db)
  return rows.filter(row => row.role in roles)
}

export const rolesOfCase: readonly Role[] = ['front-owner', 'handler', 'department']

/** How often whom, where the case itself names the person: its handler, or whoever received it first. */
export async function personsAlarmed(
  ctx: Ctx,
  siteId: number,
  ids: readonly string[],
  { from, to }: Stretch,
): Promise<{ role: Role; personId: string; n: number }[]> {
  const { rows } = await sql<{ role: Role; personId: string; n: number }>`
    select role, person_id as "personId", count(*)::int as n from (
      select role, case role when 'handler' then coalesce(t.handler_id, t.front_owner_id, c.received_by) else coalesce(t.front_owner_id, c.received_by) end as person_id
      from events e cross join lateral unnest(string_to_array(e.detail->>'to', ' ')) role
      left join tickets t on t.site_id = e.site_id and t.id::text = e.refs->>'ticket'
      left join lateral (select received_by from contacts c where c.site_id = e.site_id and c.case_id = e.case_id order by received_at limit 1) c on true
      where e.site_id = ${siteId} and ${alarms} and e.at >= ${iso(from)} and e.at < ${iso(to)} and e.detail->>'rule' = any(${[...ids]}::text[])
        and role in ('handler', 'front-owner')
    ) x where person_id is not null group by 1, 2 order by 3 desc, 2`.execute(ctx.db)
  return rows
}

export type AlarmRow = {
  at: number
  case_id: string
  seq: number
  rule_id: string
  why: 'warn' | 'breach' | 'escalate'
  step: string
  clock_id: string | null
  ticket_id: string | null
  number: string | null
  title: string | null
}

/** One role's alarms, newest first, of the cases within the reach of whoever asks. */
export async function alarmsOf(
  ctx: Ctx,
  siteId: number,
  ids: readonly string[],
  role: Role,
  { from, to }: Stretch,
  page: { limit: number; before: { at: number; caseId: string; seq: number } | null },
): Promise<AlarmRow[]> {
  const theirs = withinReach(ctx.actor, 'standards:read', siteId, {
    persons: ['t.handler_id', 't.front_owner_id'],
    department: 't.department_id',
  })
  const { before } = page
  const past = before
    ? sql`and (e.at, e.case_id, e.seq) < (${iso(before.at)}::timestamptz, ${before.caseId}::uuid, ${before.seq}::int)`
    : sql``
  const { rows } = await sql<AlarmRow>`
    select e.at, e.case_id, e.seq, e.detail->>'rule' as rule_id, ${why} as why, e.detail->>'step' as step, e.refs->>'clock' as clock_id, t.id as ticket_id, t.number, t.title
    from events e left join lateral (select id, number, title, handler_id, front_owner_id, department_id from tickets t where t.site_id = e.site_id and t.case_id = e.case_id
      order by (t.id::text = e.refs->>'ticket') desc, registered_at limit 1) t on true
    where e.site_id = ${siteId} and ${alarms} and e.at >= ${iso(from)} and e.at < ${iso(to)} and e.detail->>'rule' = any(${[...ids]}::text[])
      and ${role} = any(string_to_array(e.detail->>'to', ' ')) and ${theirs} ${past}
    order by e.at desc, e.case_id desc, e.seq desc limit ${page.limit + 1}`.execute(ctx.db)
  return rows
}
