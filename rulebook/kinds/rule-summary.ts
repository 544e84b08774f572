import type { ClauseRef, LocalizedText } from '../document/index.ts'
import type { EventName, GroupName, Kind } from '../vocabulary/index.ts'

/** A rule for lists of people; kinds that the product does not run by itself yet show as `not yet measured`. */
export type RuleSummary = {
  id: string
  kind: Kind
  /** The standard in which it is written: another one's when it is inherited. */
  standard: string
  clause: ClauseRef
  /** Which rule block of that document it is, from 0. */
  block: number
  /** The rule as written; `printRule` gives it in either language. */
  source: string
  /**
   * `open`: a figure is still to be filled in; `proposed`: waits for a person; `later`: nothing measures it yet;
   * `unchosen`: another alternative of its option was taken; `retired`: its last day in force is over.
   */
  state: 'runs' | 'record-only' | 'open' | 'proposed' | 'later' | 'unchosen' | 'retired'
  /** Why nothing measures it, and what would; null where it is measured, or would be once it is accepted or filled in. */
  unmeasured: LocalizedText | null
  option: { name: string; alternative: string } | null
  /** First instant in force and first instant no longer in force. */
  sinceAt: number | null
  untilAt: number | null
  /** One line for people: what it promises, in both languages. */
  sentence: { zh: string; en: string }
  basis: string | null
  note: string | null
  /** Events and fact groups that it listens to. */
  listens: EventName[]
  reads: GroupName[]
}
