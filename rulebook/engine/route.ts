/** Which department gets it, and how urgent the standard holds it. */

import type { ClauseRef } from '../document/index.ts'
import type { Route, Rulebook, Urgency } from '../kinds/index.ts'
import type { EventName, KnownFacts } from '../vocabulary/index.ts'
import { inForce } from './limits.ts'
import type { CaseEvent, Finding } from './types.ts'

type Line = Route['lines'][number]
type Source = { ruleId: string; clause: ClauseRef }
export type Routed = Source & { department: string }
export type ProposedUrgency = Source & { urgency: Urgency }

/** The first line that holds and names a department, over the route rules of one event that are in force then, in the order of the document. */
export function routeTo(rulebook: Rulebook, facts: KnownFacts, on: EventName, at: number): Routed | null {
  const found = firstLine(rulebook, { facts, on, at }, ({ department }) => department !== null)
  return found && { department: found.line.department!, ...sourceOf(found.rule) }
}

/** The first line that holds and names an urgency. No such line reads the urgency, so that it may be asked before one is chosen. */
export function urgencyOf(rulebook: Rulebook, facts: KnownFacts, on: EventName, at: number): ProposedUrgency | null {
  const found = firstLine(rulebook, { facts, on, at }, ({ urgency }) => urgency !== null)
  return found && { urgency: found.line.urgency!, ...sourceOf(found.rule) }
}

const sourceOf = ({ id, clause }: Route): Source => ({ ruleId: id, clause })

function firstLine(
  rulebook: Rulebook,
  { facts, on, at }: { facts: KnownFacts; on: EventName; at: number },
  names: (line: Line) => boolean,
): { rule: Route; line: Line } | null {
  for (const rule of rulebook.routes.get(on) ?? []) {
    if (!inForce(rule, at) || (rule.when && !rule.when.holds(facts))) continue
    const line = rule.lines.find(one => names(one) && (!one.when || one.when.holds(facts)))
    if (line) return { rule, line }
  }
  return null
}

/** One finding for each rule that decided something: the department, the urgency, or both. */
export function routeFindings(rulebook: Rulebook, event: CaseEvent): Finding[] {
  const { facts, type, at, seq, subject } = event
  const decided = new Map<string, Record<string, string>>()
  const routed = routeTo(rulebook, facts, type, at)
  if (routed) decided.set(routed.ruleId, { department: routed.department })
  const proposed = urgencyOf(rulebook, facts, type, at)
  if (proposed) decided.set(proposed.ruleId, { ...decided.get(proposed.ruleId), urgency: proposed.urgency })
  return [...decided].map(([ruleId, evidence]) => ({
    ruleId,
    clockId: null,
    subject,
    verdict: 'routed',
    at,
    overBy: null,
    evidence: { ...evidence, seq },
  }))
}
