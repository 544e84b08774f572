/** Compiled rules and the rulebook that the engine runs. */

import type { Condition } from '../conditions/index.ts'
import type { Calendar } from '../time/index.ts'
import type { EventName, Path, Role, SubjectKind, Vocabulary } from '../vocabulary/index.ts'
import type { Common, Ends, Mode, Period, RouteLine, Step, Variant } from './rule-parts.ts'
import type { Approve, Charge, Decide, Order, Phrase, Score, Script, Target } from './rule-sheets.ts'

type Clocked = Common & {
  from: Ends
  /** Kinds of subjects that its starts are about. */
  startSubjects: SubjectKind[]
  to: Ends
  within: Variant[]
  unless: Condition | null
  /** An end counts only when this holds; as long as the facts do not decide it, it counts. */
  settles: Condition | null
  pause: Condition | null
  per: SubjectKind | null
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
  end: EventName[]
}
export type Limit = Common & {
  kind: 'limit'
  on: EventName[]
  count: EventName[]
  measure: Path | null
  max: number
  per: SubjectKind
  mode: Mode
  override: Role[]
}
export type Require = Common & {
  kind: 'require'
  before: EventName[]
  need: Path[]
  asked: Path[]
  mode: Mode
  override: Role[]
}
export type Route = Common & { kind: 'route'; on: EventName[]; lines: RouteLine[] }

export type ClockRule = Deadline | Cadence
export type Rule = ClockRule | Limit | Require | Route | Phrase | Script | Decide | Approve | Order | Score | Charge | Target

export type Rulebook = {
  standard: string
  title: string
  version: string
  /** The names that its rules use. */
  vocabulary: Vocabulary
  /** What this organisation calls things. */
  words: Record<string, string>
  trial: boolean
  rules: Rule[]
  byId: Map<string, Rule>
  calendars: Record<string, Calendar>
  /** Rules that run, by the event at which they have something to do. */
  starts: Map<EventName, ClockRule[]>
  counts: Map<EventName, Limit[]>
  /** Limits that are measured when a plain event has happened. */
  watches: Map<EventName, Limit[]>
  gates: Map<EventName, (Limit | Require)[]>
  routes: Map<EventName, Route[]>
}

export function isClockRule(rule: Rule | undefined): rule is ClockRule {
  return rule?.kind === 'deadline' || rule?.kind === 'cadence'
}
