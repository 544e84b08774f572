/** Which department gets it. */

import type { ClauseRef } from '../document/index.ts'
import type { Route, Rulebook } from '../kinds/index.ts'
import type { EventName, KnownFacts } from '../vocabulary/index.ts'
import { inForce } from './limits.ts'
import type { CaseEvent, Finding } from './types.ts'

export type Routed = { department: string; ruleId: string; clause: ClauseRef }

/** The first line that holds, over the route rules of one event that are in force then, in the order of the document. */
export function routeTo(rulebook: Rulebook, facts: KnownFacts, on: EventName, at: number): Routed | null {
  for (const rule of rulebook.routes.get(on) ?? []) {
    if (!inForce(rule, at)) continue
    const found = routeBy(rule, facts)
    if (found) return found
  }
  return null
}

function routeBy(rule: Route, facts: KnownFacts): Routed | null {
  if (rule.when && !rule.when.holds(facts)) return null
  const line = rule.lines.find(({ when }) => !when || when.holds(facts))
  return line ? { department: line.department, ruleId: rule.id, clause: rule.clause } : null
}

export function routeFindings(rulebook: Rulebook, event: CaseEvent): Finding[] {
  const routed = routeTo(rulebook, event.facts, event.type, event.at)
  if (!routed) return []
  const { ruleId, department } = routed
  return [
    {
      ruleId,
      clockId: null,
      subject: event.subject,
      verdict: 'routed',
      at: event.at,
      overBy: null,
      evidence: { department, seq: event.seq },
    },
  ]
}
