/** Limits while events happen: counting, and measuring what can no longer be blocked. */

import { readFact } from '../conditions/index.ts'
import type { Limit } from '../kinds/index.ts'
import { inCharge } from '../kinds/index.ts'
import { refOf } from './clock.ts'
import type { Scene } from './tracked-clocks.ts'
import type { CaseEvent, Counts, Finding } from './types.ts'

/** Key of a count; null when the event names nothing to count by. */
function countKey(rule: Limit, of: Pick<CaseEvent, 'refs' | 'subject'>): string | null {
  const id = refOf(of, rule.per)
  return id === null ? null : `${rule.id}|${rule.per}|${id}`
}

export function countLimits({ rulebook, event, state, out }: Scene): void {
  const rules = rulebook.counts.get(event.type)
  if (!rules) return
  for (const rule of rules) {
    if (!inForce(rule, event.at)) continue
    const key = countKey(rule, event)
    if (key) out.counts[key] = (out.counts[key] ?? state.counts[key] ?? 0) + 1
  }
}

/** Limits at plain events: what has happened is warned about or recorded. */
export function watchLimits({ rulebook, event, state, out }: Scene): void {
  const rules = rulebook.watches.get(event.type)
  if (!rules) return
  for (const rule of rules) {
    if (!inForce(rule, event.at) || (rule.when && !rule.when.holds(event.facts))) continue
    const count = rule.measure
      ? readFact(event.facts, rule.measure)
      : countMatching(rule, event, { ...state.counts, ...out.counts })
    if (typeof count !== 'number') continue
    const hit = count > rule.max
    const verdict: Finding['verdict'] = !hit ? 'passed' : rule.record ? 'recorded' : 'warned'
    out.findings.push({
      ruleId: rule.id,
      clockId: null,
      subject: event.subject,
      verdict,
      at: event.at,
      overBy: null,
      evidence: { ...(rule.measure ? { [rule.measure]: count } : { count: count }), max: rule.max, seq: event.seq },
    })
    if (verdict === 'warned')
      out.announcements.push({
        ruleId: rule.id,
        clockId: null,
        why: 'gate',
        to: inCharge,
        at: event.at,
        step: `${count} > ${rule.max}`,
      })
  }
}

export function countMatching(rule: Limit, of: Pick<CaseEvent, 'refs' | 'subject'>, counts: Counts): number {
  const key = countKey(rule, of)
  return key ? (counts[key] ?? 0) : 0
}

export function inForce(rule: { sinceAt: number | null; untilAt: number | null }, at: number): boolean {
  return (rule.sinceAt === null || at >= rule.sinceAt) && (rule.untilAt === null || at < rule.untilAt)
}
