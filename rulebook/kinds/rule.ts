/** Compiled rules and the rulebook that the engine runs. */

import type { Condition, Path } from '../conditions/index.ts'
import type { Say } from '../document/index.ts'
import type { Calendar } from '../time/index.ts'
import type { EventType, RefKind, Role } from '../vocabulary/index.ts'
import type { Common, Ends, Mode, Period, Step, Variant } from './rule-parts.ts'
import type { Approve, Charge, Decide, Order, Phrase, Score, Script, Target } from './rule-sheets.ts'

type Clocked = Common & {
  from: Ends
  to: Ends
  within: Variant[]
  unless: Condition | null
  /** An end counts only when this holds; as long as the facts do not decide it, it counts. */
  settles: Condition | null
  pause: Condition | null
  per: RefKind | null
  calendar: string
  roll: boolean
  /** In the order in which they come due; the breach itself is one of them. */
  steps: Step[]
}
export type Deadline = Clocked & { kind: 'deadline' }
export type Cadence = Clocked & {
  kind: 'cadence'
  /** Counted form: so many times in a period. Null for the rolling form. */
  times: { min: number; max: number | null } | null
  period: Period | null
  while: Condition | null
  end: EventType[]
}
export type Limit = Common & {
  kind: 'limit'
  on: EventType[]
  count: EventType[]
  measure: Path | null
  max: number
  per: RefKind
  mode: Mode
  override: Role[]
}
export type Require = Common & { kind: 'require'; before: EventType[]; need: Path[]; asked: Path[]; mode: Mode; override: Role[] }
export type Route = Common & { kind: 'route'; on: EventType[]; lines: { department: string; when: Condition | null }[] }

export type ClockRule = Deadline | Cadence
export type Rule = ClockRule | Limit | Require | Route | Phrase | Script | Decide | Approve | Order | Score | Charge | Target

export type Rulebook = {
  standard: string
  title: string
  version: string
  /** What this organisation calls things. */
  words: Record<string, string>
  trial: boolean
  rules: Rule[]
  byId: Map<string, Rule>
  calendars: Record<string, Calendar>
  /** Rules that run, by the event at which they have something to do. */
  starts: Map<EventType, ClockRule[]>
  counts: Map<EventType, Limit[]>
  /** Limits that are measured when a plain event has happened. */
  watches: Map<EventType, Limit[]>
  gates: Map<EventType, (Limit | Require)[]>
  routes: Map<EventType, Route[]>
}

/** What a rule promises, in one line of either language. */
export type Sentence = Say

export function isClockRule(rule: Rule | undefined): rule is ClockRule {
  return rule?.kind === 'deadline' || rule?.kind === 'cadence'
}
