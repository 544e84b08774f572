/** The clocks of a case while one event is looked at. */

import type { ClockRule, Rulebook } from '../kinds/index.ts'
import type { Facts } from '../vocabulary/index.ts'
import { factsFor } from './case-facts.ts'
import { calendarOf, clockFinding, copyOf, dueOf, variantOfClock } from './clock.ts'
import type { CaseEvent, CaseState, Clock, Finding, Observation } from './types.ts'

export type Why = Observation['changed'][number]['why']
/** A clock while one event is looked at: `fresh` has no row yet. */
export type TrackedClock = { rule: ClockRule; clock: Clock; fresh: boolean; why: Why | null }
export type Scene = {
  rulebook: Rulebook
  event: CaseEvent
  state: CaseState
  clocks: TrackedClock[]
  out: Observation
  newId: () => string
}

/** Facts as this clock reads them: those of its own refs, and of the moment those of the event. */
export function factsOf({ clock }: TrackedClock, { event }: Pick<Scene, 'event'>): Facts {
  const { known } = event
  if (!known || isEmpty(known.others)) return event.facts
  const { time } = event.facts
  return { ...factsFor(known, clock.refs), ...(time ? { time } : {}) }
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false
  return true
}

/** The clock of an item, to be changed. Events never change what they were given: the first change of an event takes a copy. */
export function changing(item: TrackedClock, why: Why): Clock {
  if (!item.fresh && item.why === null) item.clock = copyOf(item.clock)
  item.why = why
  return item.clock
}

/** Ends a clock; an open pause ends with it, and the due instant that counts is the one with that pause. */
export function settleAs(item: TrackedClock, scene: Scene, state: Clock['state'], why: Why): void {
  const { event } = scene
  const clock = changing(item, why)
  if (clock.state === 'paused') {
    clock.dueAt = dueNow(item, scene)
    clock.pauses = closeLast(clock, event)
  }
  clock.state = state
  clock.nextFireAt = null
  clock.settledAt = event.at
  clock.settledSeq = event.seq
}

/** Records the verdict. A clock that was found broken before an event of an earlier time came in keeps the breach, `superseded`. */
export function conclude(
  { clock }: TrackedClock,
  { event, out }: Scene,
  verdict: 'met' | 'late' | 'void',
  read: Finding['evidence'] = {},
): void {
  const superseded = verdict !== 'late' && clock.breachedAt !== null
  clock.supersededSeq = superseded ? event.seq : null
  const more = superseded ? { ...read, breachedAt: clock.breachedAt } : read
  out.findings.push(clockFinding(clock, superseded ? 'superseded' : verdict, event.at, event.seq, more))
}

export function closeLast({ pauses }: Clock, event: CaseEvent): Clock['pauses'] {
  return pauses.map(span => (span.to === null ? { ...span, to: Math.max(span.from, event.at), toSeq: event.seq } : span))
}

/** The due instant as of this event: a pause that is still open has moved it so far. */
export function dueNow(item: TrackedClock, scene: Scene): number {
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

/** A clock that starts while its pause holds does not run. */
export function standStill(rule: ClockRule, clock: Clock, event: Pick<CaseEvent, 'at' | 'seq' | 'facts'>): void {
  if (!rule.pause?.holds(event.facts)) return
  clock.state = 'paused'
  clock.pauses = [{ from: event.at, to: null, fromSeq: event.seq, toSeq: null }]
  clock.nextFireAt = null
}
