import type { Unit } from '../vocabulary/index.ts'
import { type Calendar, closingOf, closingsUpTo, dutyDay, isWorkday, openingOf, openReaching, openUpTo } from './calendar.ts'
import { monthsLater } from './calendar-spec.ts'
import { dayReaching, sumBefore } from './day-index.ts'
import { type Duration, UNIT_MS } from './duration.ts'
import { timeFault } from './time-problem.ts'
import { civilDay, DAY, FIRST_INSTANT, firstReach, LAST_INSTANT, lastReach } from './zone.ts'

/** A stretch in which a clock stands still, in ms since 1970; from inclusive, to exclusive. They may overlap and come in any order. */
export type Pause = { from: number; to: number }
export type DueOptions = {
  /** Moves the last day of a `d` or `month` term that is a rest day to the next day that is none. */
  roll?: boolean
  pauses?: readonly Pause[]
}

/**
 * The instant at which the term ends; settled exactly then is met. Rules of the language, section "Time":
 * s, min, h are exact; workmin, workh count open time and end at a closing rather than at the next opening; d ends at 24:00 of the
 * last day, month at 24:00 of the same day of a later month (or its last), workday at its closing, the starting day not counted. A part of
 * a workday is that part of the open time of the first working day. A zero budget is due at once or at the next opening.
 * Throws a RangeError with `.problem` for rings, parts of a day, or a term that never ends.
 */
export const dueAt = (calendar: Calendar, from: number, duration: Duration, opts: DueOptions = NO_OPTIONS): number => {
  checkInstant(from)
  const due = termEnd(calendar, from, duration, opts)
  if (!(due <= LAST_INSTANT)) throw timeFault('due.never')
  return due
}

/** Open milliseconds between two instants, pauses left out. Throws if `to` is before `from`. */
export const openMs = (calendar: Calendar, from: number, to: number, pauses: readonly Pause[] = []): number => {
  checkInstant(from)
  checkInstant(to)
  if (to < from) throw timeFault('instant.order')
  let open = openUpTo(calendar, to) - openUpTo(calendar, from)
  for (const pause of mergePauses(pauses, from)) {
    if (pause.from >= to) break
    open -= openUpTo(calendar, Math.min(pause.to, to)) - openUpTo(calendar, pause.from)
  }
  return open
}

/** The first instant after so many open milliseconds; with 0, `from` itself or the next opening. */
export const addOpen = (calendar: Calendar, from: number, ms: number, pauses: readonly Pause[] = []): number =>
  dueAt(calendar, from, { amount: ms / 60_000, unit: 'workmin' }, { pauses })

/**
 * A term counted backward from an instant: the latest moment that still leaves the whole term. Mirrors dueAt: the day of the instant
 * is not counted; N d reach back to 00:00, N workday to the opening, of the Nth day before, N month to 00:00 of that day; open time that runs out exactly at an
 * opening ends at that opening. Such terms cannot pause.
 */
export const dueBefore = (calendar: Calendar, at: number, duration: Duration): number => {
  checkInstant(at)
  const due = termStart(calendar, at, duration)
  if (!(due >= FIRST_INSTANT && due <= LAST_INSTANT)) throw timeFault('due.never')
  return due
}

/**
 * The instant at which so many per cent of the term's open time have passed. Terms in s, min and h count every millisecond; the
 * others those of the calendar. A term without any open time (it ends before the next opening) is measured in plain time.
 */
export const atPercent = (
  calendar: Calendar,
  from: number,
  due: number,
  percent: number,
  { unit = 'workmin', pauses = [] }: { unit?: Unit; pauses?: readonly Pause[] } = {},
): number => {
  if (percent >= 100) return due
  if (percent <= 0) return from
  if (!EXACT.has(unit)) {
    const open = openMs(calendar, from, due, pauses)
    const part = Math.round((open * percent) / 100)
    if (part > 0) return Math.min(due, addOpen(calendar, from, part, pauses))
  }
  if (pauses.length === 0) return Math.min(due, from + Math.round(((due - from) * percent) / 100))
  const merged = mergePauses(pauses, from)
  const plain = due - from - merged.reduce((sum, pause) => sum + Math.max(0, Math.min(pause.to, due) - pause.from), 0)
  return Math.min(
    due,
    shift(from + Math.round((plain * percent) / 100), merged, utc => utc),
  )
}

/** Pauses as the arithmetic sees them: sorted, joined, cut at the start. Throws for one that ends before it begins. */
export const mergePauses = (pauses: readonly Pause[], from: number): Pause[] => {
  if (pauses.length === 0) return []
  const merged: Pause[] = []
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    checkInstant(pause.from)
    checkInstant(pause.to)
    if (pause.to < pause.from) throw timeFault('pause.order')
    if (pause.to <= from || pause.to === pause.from) continue
    const start = Math.max(pause.from, from)
    const last = merged.at(-1)
    if (last && start <= last.to) last.to = Math.max(last.to, pause.to)
    else merged.push({ from: start, to: pause.to })
  }
  return merged
}

const NO_OPTIONS: DueOptions = {}
const EXACT = new Set<Unit>(['s', 'min', 'h'])

const termEnd = (calendar: Calendar, from: number, { amount, unit }: Duration, { roll, pauses }: DueOptions): number => {
  const merged = pauses && pauses.length > 0 ? mergePauses(pauses, from) : undefined
  const ms = UNIT_MS[unit]
  if (ms !== undefined) {
    const budget = Math.round(amount * ms)
    if (!(budget >= 0)) throw timeFault('instant.range')
    if (EXACT.has(unit)) return exactEnd(from, budget, merged)
    return openEnd(calendar, from, budget, merged)
  }
  if (unit === 'ring') throw timeFault('duration.rings')
  if (isHalf(amount, unit)) return openEnd(calendar, from, partOfWorkday(calendar, from, amount), merged)
  if (!Number.isInteger(amount) || amount < 0) throw timeFault('duration.whole', { text: `${amount} ${unit}` })
  if (unit === 'workday') return workdayEnd(calendar, from, amount, merged)
  const start = civilDay(calendar.zone, from)
  return civilEnd(calendar, unit === 'month' ? monthsLater(start, amount) : start + amount, merged, roll)
}

const isHalf = (amount: number, unit: Unit): boolean => unit === 'workday' && amount > 0 && amount % 1 === 0.5

/** Open milliseconds of so many of the working days that the instant is on, or else comes to. */
const partOfWorkday = (calendar: Calendar, utc: number, amount: number): number => {
  const day = dayReaching(calendar.work, sumBefore(calendar.work, dutyDay(calendar, utc)) + 1)
  const { open } = calendar
  return Math.round((sumBefore(open, day + 1) - sumBefore(open, day)) * amount)
}

const exactEnd = (from: number, budget: number, pauses: Pause[] | undefined): number => {
  if (!pauses) return from + budget
  return budget === 0 ? shift(from + 1, pauses, utc => utc) - 1 : shift(from + budget, pauses, utc => utc)
}

/** With no budget at all the first open millisecond is looked for, and its beginning is due. */
const openEnd = (calendar: Calendar, from: number, budget: number, pauses: Pause[] | undefined): number => {
  let target = openUpTo(calendar, from) + (budget || 1)
  if (pauses) target = shift(target, pauses, utc => openUpTo(calendar, utc))
  const end = openReaching(calendar, target)
  return budget === 0 ? end - 1 : end
}

const civilEnd = (calendar: Calendar, lastDay: number, pauses: Pause[] | undefined, roll: boolean | undefined): number => {
  const { zone, work } = calendar
  const settle = (midnight: number) => (roll ? dayReaching(work, sumBefore(work, midnight - 1) + 1) + 1 : midnight)
  let midnight = lastDay + 1
  if (pauses) midnight = shift(midnight, pauses, utc => civilDay(zone, utc), settle)
  const last = settle(midnight)
  return last * DAY > LAST_INSTANT + DAY ? Number.POSITIVE_INFINITY : lastReach(zone, last * DAY)
}

const workdayEnd = (calendar: Calendar, from: number, days: number, pauses: Pause[] | undefined): number => {
  const { work } = calendar
  const start = dutyDay(calendar, from)
  if (days === 0 && !(isWorkday(calendar, start) && closingOf(calendar, start) >= from)) {
    return openEnd(calendar, from, 0, pauses)
  }
  let closing = sumBefore(work, start + 1) + days
  if (pauses) closing = shift(closing, pauses, utc => closingsUpTo(calendar, utc))
  const day = dayReaching(work, closing)
  return day * DAY > LAST_INSTANT ? Number.POSITIVE_INFINITY : closingOf(calendar, day)
}

const termStart = (calendar: Calendar, at: number, { amount, unit }: Duration): number => {
  const ms = UNIT_MS[unit]
  if (ms !== undefined) {
    const budget = Math.round(amount * ms)
    if (!(budget >= 0)) throw timeFault('instant.range')
    if (EXACT.has(unit)) return at - budget
    const reached = openUpTo(calendar, at) - budget
    return budget === 0 ? openReaching(calendar, reached) : openReaching(calendar, reached + 1) - 1
  }
  if (unit === 'ring') throw timeFault('duration.rings')
  if (isHalf(amount, unit)) return openReaching(calendar, openUpTo(calendar, at) - partOfWorkday(calendar, at, amount) + 1) - 1
  if (!Number.isInteger(amount) || amount < 0) throw timeFault('duration.whole', { text: `${amount} ${unit}` })
  const start = civilDay(calendar.zone, at)
  if (unit === 'd') return firstReach(calendar.zone, (start - amount) * DAY)
  if (unit === 'month') return firstReach(calendar.zone, monthsLater(start, -amount) * DAY)
  if (amount === 0) return at
  const { work } = calendar
  const day = dayReaching(work, sumBefore(work, dutyDay(calendar, at)) - amount + 1)
  return Number.isFinite(day) && day * DAY > FIRST_INSTANT ? openingOf(calendar, day) : Number.NaN
}

/**
 * Moves a target count by what passes during the pauses that begin before it is reached. One loop serves milliseconds, open
 * milliseconds, midnights and closings. A midnight or closing at the very end of a pause is covered by it, one at its start is not.
 */
const shift = (target: number, pauses: Pause[], upTo: (utc: number) => number, settle = (count: number) => count): number => {
  let moved = target
  for (const pause of pauses) {
    const before = upTo(pause.from)
    if (before >= settle(moved)) break
    moved += Math.max(0, upTo(pause.to) - before)
  }
  return moved
}

const checkInstant = (utc: number): void => {
  if (!(utc >= FIRST_INSTANT && utc <= LAST_INSTANT)) throw timeFault('instant.range')
}
