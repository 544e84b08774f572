/** Rules that an act passed or was routed by: they stand in its event instead of a row each. */
import type { Finding } from '@sansheng/rulebook/engine'
import { type RawBuilder, sql } from 'kysely'
import type { PassedRule } from '../../platform/case.ts'
import type { Case, PendingEvent } from '../../platform/events/index.ts'

type GateFinding = Case['findings'][number]

const passes = (verdict: Finding['verdict']): verdict is PassedRule['verdict'] => verdict === 'passed' || verdict === 'routed'

/** The event that carries a finding; null for one that is a row of its own, and for one of another version than the event was observed under. */
export function eventOfPassed(caseRow: Case, { verdict, clockId, seq, rulebook }: GateFinding): PendingEvent | null {
  if (clockId !== null || !passes(verdict)) return null
  return caseRow.events.find(event => event.seq === seq && event.rulebook === rulebook) ?? null
}

export const passedRule = (
  { ruleId, verdict, evidence }: GateFinding,
  root: PassedRule['root'],
  department: string | null,
): PassedRule => ({ rule: ruleId, verdict: verdict as PassedRule['verdict'], root, department, evidence })

/**
 * What the events say that passed, one row a rule, as findings are: `site_id, id, case_id, seq, root_kind, root_id, rule_id, rulebook_id, at,
 * answerable_id, answerable_department_id, verdict, evidence`. `where` is a condition on the events `e`, `rules` names those that are asked for.
 */
export const passedRules = (where: RawBuilder<unknown>, rules: readonly string[] | null = null): RawBuilder<unknown> => sql`
  select e.site_id, e.case_id || '-' || e.seq || '-' || p.n as id, e.case_id, e.seq, p.root->>'kind' as root_kind, (p.root->>'id')::uuid as root_id,
    p.rule as rule_id, e.rulebook_id, e.at, case e.actor_kind when 'staff' then e.actor_id end as answerable_id,
    p.department as answerable_department_id, p.verdict, p.evidence
  from events e cross join lateral rows from (jsonb_to_recordset(e.passed) as (rule text, verdict text, root jsonb, department uuid, evidence jsonb))
    with ordinality as p(rule, verdict, root, department, evidence, n)
  where e.passed is not null and ${where} ${rules ? sql`and p.rule = any(${[...rules]}::text[])` : sql``}`

/** The event of a passed rule and its place there, from its id; null for the id of a row. */
export function placeOfPassed(id: string): { caseId: string; seq: number; n: number } | null {
  const found = /^(.{36})-(\d+)-(\d+)$/.exec(id)
  return found && { caseId: found[1]!, seq: Number(found[2]), n: Number(found[3]) }
}
