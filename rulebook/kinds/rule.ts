/** Compiled rules and the rulebook that the engine runs. */

import type { Condition, Path } from '../conditions/index.ts'
import type { ClauseRef, Say } from '../document/index.ts'
import type { Calendar, Duration } from '../time/index.ts'
import type { EventType, RefKind, Role } from '../vocabulary/index.ts'
import type { Approve, Charge, Decide, Order, Phrase, Score, Script, Target } from './rule-sheets.ts'

/** `all`: every one of them; `last`: the later one starts; `any`: whichever comes. */
export type Ends = { mode: 'any' | 'all' | 'last'; events: EventType[] }
export type Term =
  | { kind: 'span'; duration: Duration; of?: { factor: number; rule: string } }
  | { kind: 'by'; path: Path; shift: { sign: 1 | -1; duration: Duration } | null }
  | { kind: 'factor'; factor: number; rule: string }
  | { kind: 'open' }
/** Variants are tried in order; the first whose condition holds gives the term. */
export type Variant = { term: Term; when: Condition | null /** As it stands in the evidence of a clock. */; text: string }
/** `percent` of the open time of the term, or `after` the due instant. */
export type Step = { why: 'warn' | 'breach' | 'escalate'; percent: number | null; after: Duration | null; to: Role[] }
export type Period = 'day' | 'week' | 'month' | Duration
export type Mode = 'block' | 'warn' | 'record'

export type Common = {
  id: string
  clause: ClauseRef
  /** The standard in which it is written; another one's when it is inherited. */
  standard: string
  when: Condition | null
  note: string | null
  basis: 'local choice' | 'standard' | 'law' | null
  /** First instant in force and first instant no longer in force. */
  sinceAt: number | null
  untilAt: number | null
  /** Record only: by its own mode, on trial by itself, or because the whole standard is. */
  record: boolean
  proposed: boolean
  /** A figure is still to be filled in. */
  open: boolean
}
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
