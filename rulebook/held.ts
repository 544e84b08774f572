/** The clocks of a case while one event is looked at. */
import { calendarOf, dueOf, variantOfClock, withFields } from './clock.ts'
import type { ClockRule, Rulebook } from './rule.ts'
import type { CaseEvent, CaseState, Clock, Observation } from './types.ts'

export type Why = Observation['changed'][number]['why']
/** A clock while one event is looked at: `fresh` has no row yet. */
export type Held = { rule: ClockRule; clock: Clock; fresh: boolean; why: Why | null }
export type Scene = {
  rulebook: Rulebook
  event: CaseEvent
  state: CaseState
  held: Held[]
  out: Observation
  newId: () => string
}

/** Replaces the clock of an item; events never change what they were given. */
export function change(item: Held, why: Why, fields: Partial<Clock>): void {
  item.clock = withFields(item.clock, fields)
  item.why = why
}

/** Ends a clock; an open pause ends with it, and the due instant that counts is the one with that pause. */
export function settleAs(item: Held, scene: Scene, state: Clock['state'], why: Why): void {
  const { event } = scene
  const fields: Partial<Clock> = { state, nextFireAt: null, settledAt: event.at, settledSeq: event.seq }
  if (item.clock.state === 'paused') {
    fields.dueAt = dueNow(item, scene)
    fields.pauses = closeLast(item.clock, event)
  }
  change(item, why, fields)
}

export function closeLast({ pauses }: Clock, event: CaseEvent): Clock['pauses'] {
  return pauses.map(span => (span.to === null ? { ...span, to: event.at, toSeq: event.seq } : span))
}

/** The due instant as of this event: a pause that is still open has moved it so far. */
export function dueNow(item: Held, scene: Scene): number {
  const { clock, rule } = item
  if (clock.state !== 'paused') return clock.dueAt
  const pauses = closeLast(clock, scene.event)
  const due = dueOf(
    rule,
    calendarOf(scene.rulebook, rule),
    variantOfClock(rule, clock),
    clock.startedAt,
    path => clock.evidence.facts[path],
    pauses,
  )
  return due ?? clock.dueAt
}
