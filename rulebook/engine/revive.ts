/** An end that is taken back: what it ended is owed again. */

import { readFact } from '../conditions/index.ts'
import type { ClockRule } from '../kinds/index.ts'
import { isClockRule } from '../kinds/index.ts'
import { calendarOf, copyOf, dueOf, nextFire, type Read, variantOfClock } from './clock.ts'
import { factsOf, type Scene, standStill, type TrackedClock } from './tracked-clocks.ts'
import type { Clock } from './types.ts'

/**
 * Starts the clocks again that the event ended which this one takes back, each from when it started first and by what was read then: where the
 * due instant has passed meanwhile it is breached. A promise that was found late stays so, and is not owed twice. Where work only goes on, as at
 * a ticket that is opened again, what the end had kept stays kept and the time between is left out.
 */
export function reviveEnded(scene: Scene): void {
  const { event, rulebook, state, clocks } = scene
  const spec = rulebook.vocabulary.events[event.type]
  if (event.undoes === undefined || !state.ended || !spec) return
  const undone = spec.undoes ?? []
  for (const ended of state.ended) {
    if (ended.settledSeq !== event.undoes || ended.state === 'late') continue
    const rule = rulebook.byId.get(ended.ruleId)
    if (!isClockRule(rule)) continue
    if (ended.state === 'met' && (rule.kind !== 'deadline' || !rule.to.events.some(name => undone.includes(name)))) continue
    const revived: TrackedClock = { rule, clock: again(rule, ended, scene, undone), fresh: true, why: null }
    if (clocks.some(({ rule: of, clock }) => of === rule && clock.perId === ended.perId && clock.startedAt === ended.startedAt))
      continue
    const facts = factsOf(revived, scene)
    if (rule.unless?.holds(facts)) continue
    if (rule.kind === 'cadence' && rule.while?.ready(facts) && !rule.while.holds(facts)) continue
    if (event.at <= revived.clock.dueAt) standStill(rule, revived.clock, { ...event, facts })
    clocks.push(revived)
  }
}

function again(rule: ClockRule, ended: Clock, { event, rulebook, newId }: Scene, undone: readonly string[]): Clock {
  const calendar = calendarOf(rulebook, rule)
  const clock = copyOf(ended)
  clock.id = newId()
  clock.startedSeq = event.seq
  clock.state = 'running'
  clock.settledAt = null
  clock.settledSeq = null
  clock.supersededSeq = null
  if (ended.breachedAt !== null) clock.nextStep = 0
  clock.breachedAt = null
  if (ended.state === 'met' && rule.to.mode === 'all') clock.pending = rule.to.events.filter(name => undone.includes(name))
  if (undone.length === 0 && ended.settledAt !== null) {
    clock.pauses = [...ended.pauses, { from: ended.settledAt, to: event.at, fromSeq: ended.settledSeq!, toSeq: event.seq }]
    const read: Read = path => ended.evidence.facts[path] ?? readFact(event.facts, path)
    clock.dueAt = dueOf(rule, calendar, variantOfClock(rule, ended), ended.startedAt, read, clock.pauses) ?? ended.dueAt
  }
  clock.nextFireAt = nextFire(rule, calendar, clock)
  return clock
}
