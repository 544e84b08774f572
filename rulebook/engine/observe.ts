/**
 * What an event does to the clocks and counts of its case. Pure: the same function serves the live system and the replay.
 * Order at one event: void, settle, end, pause or resume, move, revive, start. Every verdict follows from the event's own time.
 */

import type { Condition } from '../conditions/index.ts'
import { readFact } from '../conditions/index.ts'
import { type ClockRule, isClockRule, type Rulebook } from '../kinds/index.ts'
import type { KnownFacts } from '../vocabulary/index.ts'
import { calendarOf, clockFinding, dueOf, isOpenClock, nextFire, refOf, startClock, variantOfClock } from './clock.ts'
import { advanceCounted, settleCounted } from './counted.ts'
import { countLimits, watchLimits } from './limits.ts'
import { applies, bind, concerns, matches } from './matching.ts'
import { reviveEnded } from './revive.ts'
import { routeFindings } from './route.ts'
import {
  changing,
  closeLast,
  conclude,
  dueNow,
  factsOf,
  type Scene,
  settleAs,
  standStill,
  type TrackedClock,
} from './tracked-clocks.ts'
import type { CaseEvent, CaseState, Clock, Finding, Observation } from './types.ts'

/**
 * `counts` of the result holds only the entries that changed, with their new value. Clocks of rules that this rulebook lacks stay as they
 * are. `onlyOpenClocks`: nothing starts and nothing is counted; for clocks that began under an earlier version than the one in force.
 */
export function observe(
  rulebook: Rulebook,
  state: CaseState,
  event: CaseEvent,
  newId: () => string,
  { onlyOpenClocks = false } = {},
): Observation {
  const out: Observation = { started: [], changed: [], findings: [], announcements: [], counts: {} }
  const clocks: TrackedClock[] = []
  for (const clock of state.clocks) {
    if (!isOpenClock(clock)) continue
    const rule = rulebook.byId.get(clock.ruleId)
    if (isClockRule(rule)) clocks.push({ rule, clock, fresh: false, why: null })
  }
  const scene: Scene = { rulebook, event, state, clocks: clocks, out, newId }
  if (clocks.length > 0) {
    advanceCounted(scene)
    for (let i = 0, before = clocks.length; i < before; i++) look(clocks[i]!, scene)
  }
  reviveEnded(scene)
  if (!onlyOpenClocks) begin(scene)
  for (const { clock, fresh, why } of clocks) {
    if (fresh) out.started.push(clock)
    else if (why) out.changed.push({ clock, why })
  }
  return out
}

function begin(scene: Scene): void {
  const { rulebook, event, out } = scene
  const starting = rulebook.starts.get(event.type)
  if (starting) for (const rule of starting) start(rule, scene)
  countLimits(scene)
  watchLimits(scene)
  if (rulebook.routes.has(event.type)) out.findings.push(...routeFindings(rulebook, event))
}

function look(item: TrackedClock, scene: Scene): void {
  const { rule } = item
  const { event } = scene
  if (!isOpenClock(item.clock)) return
  const facts = factsOf(item, scene)
  if (rule.unless?.holds(facts) && concerns(item, event, rule.unless.groups)) {
    const read = Object.fromEntries(rule.unless.paths.map(path => [path, readFact(facts, path) ?? null]))
    endUnsettled(item, scene, read)
    return
  }
  if (rule.to.events.includes(event.type) && matches(item, event) && counts(rule, facts)) {
    if (rule.kind === 'cadence' && rule.times) settleCounted(item, scene)
    else settle(item, scene)
    if (item.clock.state === 'met' || item.clock.state === 'late') {
      if (rule.kind === 'cadence' && !rule.times) restart(item, scene, facts)
      return
    }
  }
  if (isOpenClock(item.clock) && (isVoidedBy(item, scene) || (rule.kind === 'cadence' && ended(item, event, facts)))) {
    endUnsettled(item, scene)
    return
  }
  if (rule.pause && isOpenClock(item.clock)) pauseOrResume(item, scene, rule.pause, facts)
  move(item, scene, facts)
}

function counts({ settles }: ClockRule, facts: KnownFacts): boolean {
  return !settles?.ready(facts) || settles.holds(facts)
}

function settle(item: TrackedClock, scene: Scene): void {
  const { event } = scene
  bind(item, event)
  if (item.clock.pending.length > 0) {
    const pending = item.clock.pending.filter(name => name !== event.type)
    if (pending.length < item.clock.pending.length) changing(item, 'bound').pending = pending
    if (pending.length > 0) return
  }
  const verdict = event.at <= dueNow(item, scene) ? 'met' : 'late'
  settleAs(item, scene, verdict, verdict)
  conclude(item, scene, verdict)
}

function restart(item: TrackedClock, scene: Scene, facts: KnownFacts): void {
  const { rule, clock } = item
  const { rulebook, clocks, newId } = scene
  if (rule.kind === 'cadence' && ended(item, scene.event, facts)) return
  const event = facts === scene.event.facts ? scene.event : { ...scene.event, facts }
  const next = startClock(rulebook, rule, event, newId, clock.period + 1)
  if (!next) return
  // It is still the same matter: the event that restarts it may be about another subject.
  const again = { ...next, per: clock.per, perId: clock.perId, refs: clock.refs }
  standStill(rule, again, event)
  clocks.push({ rule, fresh: true, why: null, clock: again })
}

/** Whether nothing more is owed from this event on. */
function ended(item: TrackedClock, event: CaseEvent, facts: KnownFacts): boolean {
  const { rule } = item
  if (rule.kind !== 'cadence') return false
  if (rule.end.includes(event.type) && matches(item, event)) return true
  return rule.while !== null && applies(rule.while, item, event, facts) && !rule.while.holds(facts)
}

/** Whether the event says that nothing more is owed to what this clock runs for. */
function isVoidedBy({ clock }: TrackedClock, { rulebook, event: { type, subject } }: Scene): boolean {
  return rulebook.vocabulary.events[type]?.voids === true && clock.refs[subject.kind] === subject.id
}

/** A term that had run out was broken, and stays so; one that had not is no longer owed. */
function endUnsettled(item: TrackedClock, scene: Scene, read: Finding['evidence'] = {}): void {
  const verdict = scene.event.at > dueNow(item, scene) ? 'late' : 'void'
  settleAs(item, scene, verdict, 'ended')
  conclude(item, scene, verdict, read)
}

function pauseOrResume(item: TrackedClock, scene: Scene, pause: Condition, facts: KnownFacts): void {
  const { clock, rule } = item
  const { event, rulebook } = scene
  const holds = pause.holds(facts)
  if (holds === (clock.state === 'paused') || !applies(pause, item, event, facts)) return
  if (holds) {
    // A term that has run out is not saved by a pause.
    if (event.at > clock.dueAt) return
    const paused = changing(item, 'paused')
    paused.state = 'paused'
    paused.pauses = [...clock.pauses, { from: event.at, to: null, fromSeq: event.seq, toSeq: null }]
    paused.nextFireAt = null
    if (paused.breachedAt !== null) disprove(paused, scene)
  } else {
    const resumed = changing(item, 'resumed')
    resumed.dueAt = dueNow(item, scene)
    resumed.pauses = closeLast(clock, event)
    resumed.state = 'running'
    if (resumed.breachedAt !== null) resumed.nextStep = 0
    resumed.nextFireAt = nextFire(rule, calendarOf(rulebook, rule), resumed)
  }
}

/** A pause that began before the due instant and came in after the breach: the breach stays, superseded, until the new due instant passes. */
function disprove(clock: Clock, { event, out }: Scene): void {
  clock.supersededSeq = event.seq
  out.findings.push(clockFinding(clock, 'superseded', event.at, event.seq, { breachedAt: clock.breachedAt }))
}

/** A term that ends by a fact moves with the fact until it has run out; what was promised before stays in the evidence. */
function move(item: TrackedClock, scene: Scene, facts: KnownFacts): void {
  const { clock, rule } = item
  const { event, rulebook } = scene
  if (rule.kind !== 'deadline' || !isOpenClock(clock) || event.at > clock.dueAt || clock.breachedAt !== null) return
  const variant = variantOfClock(rule, clock)
  if (variant?.term.kind !== 'by') return
  const { path } = variant.term
  const value = readFact(facts, path)
  const before = clock.evidence.facts[path]
  if (value === undefined || value === before) return
  if (!concerns(item, event, [path.slice(0, path.indexOf('.'))])) return
  const calendar = calendarOf(rulebook, rule)
  const dueAt = dueOf(rule, calendar, variant, clock.startedAt, () => value, [])
  if (dueAt === null) return
  const read = { ...clock.evidence.facts, [path]: value, [`${path} until #${event.seq}`]: before ?? null }
  const moved = changing(item, 'moved')
  moved.dueAt = dueAt
  moved.nextStep = 0
  moved.evidence = { ...clock.evidence, facts: read }
  moved.nextFireAt = nextFire(rule, calendar, moved)
}

function start(rule: ClockRule, scene: Scene): void {
  const { event, rulebook, clocks, newId } = scene
  if (rule.sinceAt !== null && event.at < rule.sinceAt) return
  if (rule.untilAt !== null && event.at >= rule.untilAt) return
  if (rule.from.mode === 'last' && !haveAllHappened(rule, scene)) return
  if (rule.when && !rule.when.holds(event.facts)) return
  if (rule.unless?.holds(event.facts)) return
  if (rule.kind === 'cadence' && rule.while?.ready(event.facts) && !rule.while.holds(event.facts)) return
  const per = rule.per ?? event.subject.kind
  const id = refOf(event, per)
  const subject = event.subject
  // The first promise stands: a second start for the same thing changes nothing while the first clock runs.
  for (const item of clocks)
    if (
      item.rule === rule &&
      isOpenClock(item.clock) &&
      item.clock.per === per &&
      item.clock.perId === id &&
      (id !== null || item.clock.refs[subject.kind] === subject.id)
    )
      return
  const clock = startClock(rulebook, rule, event, newId)
  if (!clock) return
  standStill(rule, clock, event)
  clocks.push({ rule, clock, fresh: true, why: null })
}

/** Bit i of the count stands for the i-th event of `last …`; when the last bit comes, the clock starts and the bits begin anew. */
function haveAllHappened(rule: ClockRule, { event, state, out }: Scene): boolean {
  const per = rule.per ?? (rule.startSubjects.length === 1 ? event.subject.kind : 'case')
  const key = `${rule.id}#seen|${per}|${refOf(event, per) ?? ''}`
  const bits = (out.counts[key] ?? state.counts[key] ?? 0) | (1 << rule.from.events.indexOf(event.type))
  const complete = bits === 2 ** rule.from.events.length - 1
  out.counts[key] = complete ? 0 : bits
  return complete
}
