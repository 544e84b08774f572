/** One clock: its term, its due instant, its steps. Everything that starts, moves or fires a clock goes through here. */

import { readFact } from '../conditions/index.ts'
import type { Cadence, ClockRule, Rulebook, Step, Variant } from '../kinds/index.ts'
import { printStep } from '../kinds/index.ts'
import type { Calendar } from '../time/index.ts'
import { atPercent, dueAt, dueBefore, FIRST_INSTANT, LAST_INSTANT, timeProblemOf } from '../time/index.ts'
import type { KnownFacts, Path, SubjectKind } from '../vocabulary/index.ts'
import type { CaseEvent, Clock, Evidence, Finding, Span } from './types.ts'
import { windowEnd } from './window.ts'

export function isOpenClock({ state }: Clock): boolean {
  return state === 'running' || state === 'paused'
}

/** Whether its due instant has passed without what was promised, settled since or not. */
export function isBreached({ state, dueAt }: Clock, now: number): boolean {
  return state === 'late' || (state === 'running' && dueAt < now)
}

export function calendarOf(rulebook: Rulebook, rule: ClockRule): Calendar {
  return rulebook.calendars[rule.calendar]!
}

/** Id of a kind of ref that an event carries; its own subject counts. */
export function refOf({ refs, subject }: Pick<CaseEvent, 'refs' | 'subject'>, kind: SubjectKind): string | null {
  return refs[kind] ?? (subject.kind === kind ? subject.id : null)
}

/** The first variant whose condition holds and whose fact, if it ends by one, is there. */
function variantFor(variants: readonly Variant[], facts: KnownFacts): Variant | null {
  for (const variant of variants) {
    if (variant.when && !variant.when.holds(facts)) continue
    if (variant.term.kind === 'by' && typeof readFact(facts, variant.term.path) !== 'number') continue
    return variant
  }
  return null
}

/** The variant that a clock started under, found again by its evidence. */
export function variantOfClock(rule: ClockRule, clock: Clock): Variant | null {
  return rule.within.find(variant => variant.text === clock.evidence.within) ?? null
}

/** Null when there is no such instant: the calendar ends before, or the fact is out of range. */
export function dueOf(
  rule: ClockRule,
  calendar: Calendar,
  variant: Variant | null,
  from: number,
  read: Read,
  pauses: readonly Span[],
): number | null {
  try {
    if (!variant) return rule.kind === 'cadence' && rule.period ? windowEnd(calendar, rule.period, from) : null
    const { term } = variant
    if (term.kind === 'span') return dueAt(calendar, from, term.duration, { roll: rule.roll, pauses: closed(pauses) })
    if (term.kind !== 'by') return null
    const at = read(term.path)
    if (typeof at !== 'number') return null
    if (!term.shift) return at >= FIRST_INSTANT && at <= LAST_INSTANT ? at : null
    return term.shift.sign < 0 ? dueBefore(calendar, at, term.shift.duration) : dueAt(calendar, at, term.shift.duration)
  } catch (error) {
    if (!timeProblemOf(error)) throw error
    return null
  }
}
export type Read = (path: Path) => unknown

const none: readonly { from: number; to: number }[] = []

/** Pauses that have ended; an open one counts once it is closed. */
export function closed(pauses: readonly Span[]): readonly { from: number; to: number }[] {
  return pauses.length === 0 ? none : pauses.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]))
}

/** When a step of a clock comes due. */
export function stepAt(rule: ClockRule, calendar: Calendar, clock: Clock, step: Step): number {
  if (step.percent !== null) {
    if (step.percent === 100 || clock.dueAt <= clock.startedAt) return clock.dueAt
    const term = variantOfClock(rule, clock)?.term
    const unit = term?.kind === 'span' ? term.duration.unit : undefined
    if (step.percent < 100)
      return atPercent(calendar, clock.startedAt, clock.dueAt, step.percent, { unit, pauses: closed(clock.pauses) })
    const whole = clock.dueAt - clock.startedAt
    return clock.dueAt + Math.round((whole * (step.percent - 100)) / 100)
  }
  try {
    return dueAt(calendar, clock.dueAt, step.after!)
  } catch (error) {
    if (!timeProblemOf(error)) throw error
    return Number.POSITIVE_INFINITY
  }
}

/** The instant at which the next step fires, never before the step that it follows; null when none is left or the clock stands still. */
export function nextFire(rule: ClockRule, calendar: Calendar, clock: Clock): number | null {
  const step = rule.steps[clock.nextStep]
  if (!step || clock.state !== 'running') return null
  const at = stepAt(rule, calendar, clock, step)
  return Number.isFinite(at) ? at : null
}

/** A clock as it begins; null when the rule gives no term for these facts. */
export function startClock(
  rulebook: Rulebook,
  rule: ClockRule,
  event: CaseEvent,
  newId: () => string,
  period = 1,
  startedAt = event.at,
): Clock | null {
  const calendar = calendarOf(rulebook, rule)
  const variant = variantFor(rule.within, event.facts)
  const due = dueOf(rule, calendar, variant, startedAt, path => readFact(event.facts, path), [])
  if (due === null) return null
  const per = rule.per ?? event.subject.kind
  const refs =
    event.refs[event.subject.kind] === undefined ? { ...event.refs, [event.subject.kind]: event.subject.id } : event.refs
  const clock: Clock = {
    id: newId(),
    ruleId: rule.id,
    rulebook: rulebook.version,
    kind: rule.kind,
    per,
    perId: refOf(event, per),
    refs,
    root: null,
    answerable: null,
    startedAt,
    startedSeq: event.seq,
    dueAt: due,
    state: 'running',
    breachedAt: null,
    pending: rule.to.mode === 'all' ? [...rule.to.events] : [],
    pauses: [],
    settledAt: null,
    settledSeq: null,
    supersededSeq: null,
    exemptedSeq: null,
    nextStep: 0,
    nextFireAt: null,
    period,
    evidence: evidenceOf(rule, variant, calendar, event.facts),
  }
  clock.nextFireAt = nextFire(rule, calendar, clock)
  return clock
}

/** The next period of a counted cadence follows the last one without a gap. */
export function nextPeriod(rulebook: Rulebook, rule: Cadence, clock: Clock, newId: () => string): Clock | null {
  const calendar = calendarOf(rulebook, rule)
  const due = dueOf(rule, calendar, null, clock.dueAt, () => undefined, [])
  if (due === null) return null
  const next: Clock = {
    ...clock,
    id: newId(),
    rulebook: rulebook.version,
    startedAt: clock.dueAt,
    dueAt: due,
    state: 'running',
    breachedAt: null,
    pauses: [],
    settledAt: null,
    settledSeq: null,
    supersededSeq: null,
    exemptedSeq: null,
    nextStep: 0,
    nextFireAt: null,
    period: clock.period + 1,
  }
  next.nextFireAt = nextFire(rule, calendar, next)
  return next
}

function evidenceOf(rule: ClockRule, variant: Variant | null, calendar: Calendar, facts: KnownFacts): Evidence {
  const read: Evidence['facts'] = {}
  if (rule.when) keep(read, rule.when.paths, facts)
  for (const each of rule.within) {
    if (each.when) keep(read, each.when.paths, facts)
    if (each === variant) break
  }
  if (variant?.term.kind === 'by') keep(read, [variant.term.path], facts)
  return { within: variant?.text ?? timesText(rule), calendar: { name: calendar.name, version: calendar.version }, facts: read }
}

function keep(read: Evidence['facts'], paths: readonly Path[], facts: KnownFacts): void {
  for (const path of paths) read[path] = readFact(facts, path) ?? null
}

function timesText(rule: ClockRule): string {
  if (rule.kind !== 'cadence' || !rule.times) return ''
  const { min, max } = rule.times
  const period = typeof rule.period === 'string' ? rule.period : `${rule.period!.amount} ${rule.period!.unit}`
  return `${max === null ? min : `${min}..${max}`} per ${period}`
}

/** The verdict of a clock as a finding; subject is what the clock is kept for. */
export function clockFinding(
  clock: Clock,
  verdict: Finding['verdict'],
  at: number,
  toSeq: number | null = null,
  more: Finding['evidence'] | null = null,
): Finding {
  const evidence: Finding['evidence'] = { fromSeq: clock.startedSeq, toSeq, startedAt: clock.startedAt, dueAt: clock.dueAt }
  const { facts } = clock.evidence
  for (const path in facts) evidence[path] = facts[path]!
  if (more) for (const key in more) evidence[key] = more[key]!
  return {
    ruleId: clock.ruleId,
    clockId: clock.id,
    subject: clock.perId === null ? { kind: 'case', id: clock.refs.case ?? '' } : { kind: clock.per, id: clock.perId },
    verdict,
    at,
    overBy: verdict === 'late' || verdict === 'breached' ? Math.max(0, at - clock.dueAt) : null,
    evidence,
  }
}

/** Written out, because every event of a busy case copies clocks. */
export function copyOf(clock: Clock): Clock {
  return {
    id: clock.id,
    ruleId: clock.ruleId,
    rulebook: clock.rulebook,
    kind: clock.kind,
    per: clock.per,
    perId: clock.perId,
    refs: clock.refs,
    root: clock.root,
    answerable: clock.answerable,
    startedAt: clock.startedAt,
    startedSeq: clock.startedSeq,
    dueAt: clock.dueAt,
    state: clock.state,
    breachedAt: clock.breachedAt,
    pending: clock.pending,
    pauses: clock.pauses,
    settledAt: clock.settledAt,
    settledSeq: clock.settledSeq,
    supersededSeq: clock.supersededSeq,
    exemptedSeq: clock.exemptedSeq,
    nextStep: clock.nextStep,
    nextFireAt: clock.nextFireAt,
    period: clock.period,
    evidence: clock.evidence,
  }
}

export function stepText(step: Step): string {
  return printStep(step, 'en')
}
