/** What rules of several kinds are made of: ends, terms, steps, and what every rule has. */

import type { Condition } from '../conditions/index.ts'
import type { ClauseRef } from '../document/index.ts'
import type { Duration } from '../time/index.ts'
import type { EventName, Facts, Path, Role } from '../vocabulary/index.ts'

/** `all`: every one of them; `last`: the later one starts; `any`: whichever comes. */
export type Ends = { mode: 'any' | 'all' | 'last'; events: EventName[] }
export type Term =
  | { kind: 'span'; duration: Duration; of?: { factor: number; rule: string } }
  | { kind: 'by'; path: Path; shift: { sign: 1 | -1; duration: Duration } | null }
  | { kind: 'factor'; factor: number; rule: string }
  | { kind: 'open' }
/** Variants are tried in order; the first whose condition holds gives the term. */
export type Variant = { term: Term; when: Condition | null /** As it stands in the evidence of a clock. */; text: string }
/** `percent` of the open time of the term, or `after` the due instant. */
export type Step = { why: 'warn' | 'breach' | 'escalate'; percent: number | null; after: Duration | null; to: Role[] }
export type Urgency = NonNullable<NonNullable<Facts['ticket']>['urgency']>
/** A line of a route: at least one of department and urgency is named. */
export type RouteLine = { department: string | null; urgency: Urgency | null; when: Condition | null }
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
