/** What goes into the rulebook and what comes out. Instants are milliseconds since 1970; every type is plain data that fits in JSON. */
import type { ClauseRef } from '../document/index.ts'
import type { EventName, Facts, KnownFacts, Role, SubjectKind } from '../vocabulary/index.ts'

/** Ids by kind of subject. */
export type Refs = { [kind: SubjectKind]: string | undefined }

/** Facts of a case; see `case-facts.ts`. */
export type CaseFacts<F extends KnownFacts = Facts> = { latest: F; ids: Refs; others: Record<string, F> }

/**
 * An event as the rulebook sees it: `facts` are those of its refs once it has happened. `known` are all facts of the case then, by which a
 * clock reads those of its own refs; without them every clock reads `facts`. `undoes`: seq of the event that this one takes back or goes on from.
 */
export type CaseEvent = {
  seq: number
  type: EventName
  at: number
  subject: { kind: SubjectKind; id: string }
  refs: Refs
  facts: KnownFacts
  known?: CaseFacts<KnownFacts>
  undoes?: number
}

/**
 * What the rulebook has to know of a case besides the event: its open clocks and what it counted for `limit` rules; `ended` has at least the
 * clocks that were settled by the event which this one takes back.
 */
export type CaseState = { clocks: Clock[]; counts: Counts; ended?: readonly Clock[] }
/** Key: `<ruleId>|<ref kind>|<ref id>`; value: how often, or the measure seen last. */
export type Counts = Record<string, number>

export type Span = { from: number; to: number | null; fromSeq: number; toSeq: number | null }

/**
 * One running promise. `late` is final (settled after due); a breached clock that is not settled yet stays `running` with `breachedAt`.
 * `nextStep` counts the steps (warnings, escalations) that are behind it; `nextFireAt` is null when nothing more will fire by itself.
 */
export type Clock = {
  id: string
  ruleId: string
  /** Version of the rulebook that the clock started under. */
  rulebook: string
  kind: 'deadline' | 'cadence'
  per: SubjectKind
  /** Null until the first event that carries such a ref binds it. */
  perId: string | null
  refs: Refs
  /** What people open for it, where whoever stores it has found that; no rule reads it. */
  root: { kind: string; id: string } | null
  /**
   * Who answers for it, where whoever stores it knows; no rule reads it. A department by id or name; of one without a head `otherwiseId`.
   */
  answerable: {
    personId: string | null
    departmentId: string | null
    department: string | null
    otherwiseId: string | null
  } | null
  startedAt: number
  startedSeq: number
  dueAt: number
  state: 'running' | 'paused' | 'met' | 'late' | 'void'
  breachedAt: number | null
  /** Ends of an `all` rule that have not come yet. */
  pending: EventName[]
  pauses: Span[]
  settledAt: number | null
  settledSeq: number | null
  /** Seq of an event that came in after the breach and proves that the promise had been kept; the breach stays, and counts apart. */
  supersededSeq: number | null
  /** Seq of the event that exempts the breach: it stays late, and counts apart as well. No rule sets or reads it. */
  exemptedSeq: number | null
  nextStep: number
  nextFireAt: number | null
  /** Number of the period of a cadence, from 1; 1 for a deadline. */
  period: number
  /** What was read when it started: facts by path, the term as written, calendar with version. */
  evidence: Evidence
}

export type Evidence = {
  within: string
  calendar: { name: string; version: string }
  facts: Record<string, string | number | boolean | null>
}

export type Verdict =
  | 'met'
  | 'late'
  | 'breached'
  | 'void'
  | 'passed'
  | 'warned'
  | 'denied'
  | 'overridden'
  | 'recorded'
  | 'routed'
  | 'withdrawn'
  | 'superseded'
  | 'exempted'
/**
 * Verdict of a rule on a subject. `breached`: due passed in silence; a later `late` says by how much; `superseded`: an event that came in
 * later, from a named source, shows that it had been kept in time; `exempted`: two persons agreed to excuse the breach, which stays.
 * `passed`/`warned`/`denied`/`overridden`: outcome of a gate rule; `recorded`: broken but only recorded (mode `record`, or a trial).
 */
export type Finding = {
  ruleId: string
  clockId: string | null
  subject: { kind: SubjectKind; id: string }
  verdict: Verdict
  at: number
  /** Milliseconds past due (late, breached); null elsewhere. */
  overBy: number | null
  /** Facts read by path, the count or measure seen, seq of the events that decided. */
  evidence: Record<string, string | number | boolean | null>
}

export type Announcement = {
  ruleId: string
  clockId: string | null
  why: 'warn' | 'breach' | 'escalate' | 'gate'
  to: Role[]
  at: number
  /** The step as written: `80%`, `100%`, `+30 min`. */
  step: string
}

export type Observation = {
  /** New clocks, without row: the caller stores them. */
  started: Clock[]
  /** Clocks that changed, with their new value, and why. */
  changed: { clock: Clock; why: 'bound' | 'paused' | 'resumed' | 'moved' | 'met' | 'late' | 'void' | 'ended' }[]
  findings: Finding[]
  announcements: Announcement[]
  counts: Counts
}

/** What the worker does when `nextFireAt` has come: steps that fired (the latest) and those passed over. */
export type Firing = {
  clock: Clock
  findings: Finding[]
  announcements: Announcement[]
  fired: { step: string; kind: 'warn' | 'breach' | 'escalate'; to: Role[]; passedOver: boolean }[]
  /** The next period of a cadence that starts when this one ran out. */
  started: Clock[]
}

export type GateVerdict =
  | { outcome: 'allow'; findings: Finding[] }
  | { outcome: 'warn'; violations: GateViolation[]; findings: Finding[] }
  | { outcome: 'deny'; violations: GateViolation[]; overridableBy: Role[]; findings: Finding[] }
export type GateViolation = {
  ruleId: string
  clause: ClauseRef
  /** `missing`: facts by path that are not there; `over`: a count or measure against its bound. */
  why: { missing: string[] } | { over: { count: number; max: number } }
  note: string | null
}
export type GateAsk = {
  action: EventName
  facts: KnownFacts
  refs: Refs
  counts: Counts
  at: number
  subject: { kind: SubjectKind; id: string }
}
