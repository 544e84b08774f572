/** What a standard on trial kept to itself: actions that it would have stopped, people whom it would have alarmed. */
import { rulesOnTrial } from '@sansheng/rulebook/document'
import type { RuleSummary } from '@sansheng/rulebook/kinds'
import { type Role, roles } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { withinReach } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import { type CompiledStandard, rootWhereNeeded, theirs, withRoot } from '../standards/index.ts'

type Stretch = { from: number; to: number }

/** Rules of the standard that only record because they are on trial: all of them, or those that say so of themselves. */
export function trialRules(standard: CompiledStandard): RuleSummary[] {
  if (standard.trial || standard.rulebook.trial) return standard.compiled.rules
  const ids = new Set(rulesOnTrial(standard.source))
  return standard.compiled.rules.filter(rule => ids.has(rule.id))
}

/** Null: it would have recorded in earnest, too. */
export function wouldDo(standard: CompiledStandard, ruleId: string): 'stop' | 'warn' | null {
  const rule = standard.rulebook.byId.get(ruleId)
  if (rule?.kind !== 'limit' && rule?.kind !== 'require') return null
  if (rule.mode === 'record') return null
  const gated = [...standard.rulebook.gates.values()].some(list => list.includes(rule))
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
    select x.rule_id as "ruleId", to_char(x.at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*)::int as n from findings x ${rootWhereNeeded(ctx, siteId)}
    where x.site_id = ${siteId} and x.rule_id = any(${[...ids]}::text[]) and x.verdict = 'recorded' and x.clock_id is null
      and x.at >= ${iso(from)} and x.at < ${iso(to)} and ${theirs(ctx, siteId)}
    group by 1, 2 order by 1, 2`.execute(ctx.db)
  return rows
}

/** What the system recorded instead of ringing, each as `site_id, case_id, seq, at, rule_id, why, step, clock_id, root_kind, root_id, told`. */
const alarmed = (siteId: number, ids: readonly string[], { from, to }: Stretch) => sql`
  select e.site_id, e.case_id, e.seq, e.at, detail->>'rule' as rule_id, detail->>'step' as step, k.id as clock_id, k.root_kind, k.root_id,
    case type when 'clock.warned' then 'warn' when 'clock.breached' then 'breach' else 'escalate' end as why, string_to_array(detail->>'to', ' ') as told
  from events e join clocks k on k.site_id = e.site_id and k.id = (e.refs->>'clock')::uuid
  where e.site_id = ${siteId} and type in ('clock.warned', 'clock.breached', 'clock.escalated') and e.at >= ${iso(from)} and e.at < ${iso(to)}
    and (detail->>'recordOnly')::boolean is true and (detail->>'passedOver')::boolean is not true and detail->>'rule' = any(${[...ids]}::text[])`

export type AlarmCount = { ruleId: string; why: 'warn' | 'breach' | 'escalate'; step: string; role: Role; day: string; n: number }
export async function alarmsByDay(
  ctx: Ctx,
  siteId: number,
  zone: string,
  ids: readonly string[],
  stretch: Stretch,
): Promise<AlarmCount[]> {
  const { rows } = await sql<AlarmCount>`
    select x.rule_id as "ruleId", x.why, x.step, role, to_char(x.at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*)::int as n
    from (${alarmed(siteId, ids, stretch)}) x ${rootWhereNeeded(ctx, siteId)} cross join lateral unnest(x.told) role
    where role <> '' and ${theirs(ctx, siteId)} group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.execute(ctx.db)
  return rows.filter(row => row.role in roles)
}

export const rolesOfCase: readonly Role[] = ['front-owner', 'handler', 'department']

/** How often whom, where the case itself names the person: its handler, or whoever received it first. Whoever may not see figures of a person sees only himself. */
export async function personsAlarmed(
  ctx: Ctx,
  siteId: number,
  ids: readonly string[],
  stretch: Stretch,
): Promise<{ role: Role; personId: string; n: number }[]> {
  const theirFigures = withinReach(ctx.actor, 'standards:persons', siteId, {
    persons: ['person_id'],
    department: 'department_id',
  })
  const { rows } = await sql<{ role: Role; personId: string; n: number }>`
    select role, person_id as "personId", count(*)::int as n from (
      select role, case role when 'handler' then t.department_id end as department_id, coalesce(case role when 'handler' then t.handler_id end, t.front_owner_id) as person_id
      from (${alarmed(siteId, ids, stretch)}) x ${withRoot(ctx)} cross join lateral unnest(x.told) role
      where role in ('handler', 'front-owner') and ${theirs(ctx, siteId)}
    ) y where person_id is not null and (${theirFigures} or person_id = ${personIdOf(ctx.actor)})
    group by 1, 2 order by 3 desc, 2`.execute(ctx.db)
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
  root_kind: string
  root_id: string
  number: string | null
  title: string | null
}

/** One role's alarms, newest first. */
export async function alarmsOf(
  ctx: Ctx,
  siteId: number,
  ids: readonly string[],
  role: Role,
  stretch: Stretch,
  page: { limit: number; before: { at: number; caseId: string; seq: number } | null },
): Promise<AlarmRow[]> {
  const { before } = page
  const past = before
    ? sql`and (x.at, x.case_id, x.seq) < (${iso(before.at)}::timestamptz, ${before.caseId}::uuid, ${before.seq}::int)`
    : sql``
  const { rows } = await sql<AlarmRow>`
    select x.at, x.case_id, x.seq, x.rule_id, x.why, x.step, x.clock_id, x.root_kind, x.root_id, t.number, t.title
    from (${alarmed(siteId, ids, stretch)}) x ${withRoot(ctx)}
    where ${role} = any(x.told) and ${theirs(ctx, siteId)} ${past}
    order by x.at desc, x.case_id desc, x.seq desc limit ${page.limit + 1}`.execute(ctx.db)
  return rows
}
