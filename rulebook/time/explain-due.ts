import type { Unit } from '../vocabulary/index.ts'
import { type Calendar, closingOf, closingsUpTo, dutyDay, isWorkday, openingOf, openUpTo, reasonOf, spansOf } from './calendar.ts'
import { dateOfDay, spanText } from './calendar-spec.ts'
import { dayReaching, sumBefore, weekdayOf as weekday } from './day-index.ts'
import { type DueOptions, dueAt, mergePauses, openMs } from './due.ts'
import type { Duration } from './duration.ts'
import { civilDay, DAY, toLocal } from './zone.ts'

type Reason = ReturnType<typeof reasonOf>
/** A moment of the wall clock: `2026-02-13`, its weekday (0 = Monday), `16:00` or `16:00:05`; an end of day is `24:00` of that day. */
export type WallTime = { date: string; weekday: number; time: string }

/** One step of the arithmetic, as data; due-text.ts says it in words. Instants are ms, `spans` local times, days dates of the zone. */
export type DueLine =
  | { kind: 'start'; at: number; wall: WallTime }
  | { kind: 'term'; duration: Duration }
  | { kind: 'calendar'; name: string; version: string; zone: string }
  /** The zone in which the moments are written, of a term that asks no calendar. */
  | { kind: 'zone'; zone: string }
  | { kind: 'missing'; years: number[] }
  /** The starting day of a `d`, `month` or `workday` term, which is not counted. */
  | { kind: 'uncounted'; date: string; rest: boolean }
  /** A working day that counts: its number within a workday term, or the open time that it gives. */
  | { kind: 'day'; date: string; weekday: number; reason: Reason; spans: string[]; number: number | null; openMs: number | null }
  /** Working days left out of the list, with what they give. */
  | { kind: 'more'; days: number; openMs: number | null }
  /** Days between that are closed. */
  | { kind: 'closed'; days: number }
  /** `moved`: ms, open ms, midnights or closings by which the pause moved the term. */
  | { kind: 'pause'; from: WallTime; to: WallTime; moved: number; measure: 'ms' | 'openMs' | 'midnights' | 'closings' }
  | { kind: 'rolled'; from: string; to: string; reason: Reason }
  | { kind: 'due'; at: number; wall: WallTime }

/** The arithmetic behind dueAt, step by step. Long stretches are summed up, so a term of years is as short to read as one of days. */
export const explainDue = (calendar: Calendar, from: number, duration: Duration, opts: DueOptions = {}): DueLine[] => {
  const due = dueAt(calendar, from, duration, opts)
  const { unit } = duration
  const lines: DueLine[] = [
    { kind: 'start', at: from, wall: wallTime(calendar, from) },
    { kind: 'term', duration },
  ]
  if (UNITS_OF_PLAIN_TIME.has(unit)) lines.push({ kind: 'zone', zone: calendar.zone.id })
  else {
    lines.push({ kind: 'calendar', name: calendar.name, version: calendar.version, zone: calendar.zone.id })
    const years = yearsWithoutList(calendar, from, due, duration, opts)
    if (years.length > 0) lines.push({ kind: 'missing', years })
    if (isCivil(unit)) lines.push({ kind: 'uncounted', date: dateOfDay(civilDay(calendar.zone, from)), rest: false })
    else lines.push(...workingDays(calendar, from, due, duration, opts))
  }
  lines.push(...pauseLines(calendar, from, due, duration, opts))
  if (isCivil(unit) && opts.roll) {
    const last = civilDay(calendar.zone, dueAt(calendar, from, duration, { ...opts, roll: false }) - 1)
    const rolled = civilDay(calendar.zone, due - 1)
    if (rolled !== last) {
      lines.push({ kind: 'rolled', from: dateOfDay(last), to: dateOfDay(rolled), reason: reasonOf(calendar, dateOfDay(last)) })
    }
  }
  return [...lines, { kind: 'due', at: due, wall: wallTime(calendar, due, isCivil(unit) || unit === 'workday') }]
}

const isCivil = (unit: Unit): boolean => unit === 'd' || unit === 'month'

/** Years between start and end of which only the holidays fixed by law are known; empty for a term that asks no calendar. */
export const yearsWithoutList = (
  calendar: Calendar,
  from: number,
  due: number,
  { unit }: Duration,
  { roll }: DueOptions = {},
): number[] => {
  if (UNITS_OF_PLAIN_TIME.has(unit) || (isCivil(unit) && !roll)) return []
  return calendar.missingYears(yearOf(calendar, from), yearOf(calendar, due - 1)).slice(0, 20)
}
const UNITS_OF_PLAIN_TIME = new Set<Unit>(['s', 'min', 'h', 'ring'])

/** Local date and time of an instant; with `asEnd`, midnight is the 24:00 of the day that ends. */
export const wallTime = ({ zone }: Calendar, utc: number, asEnd = false): WallTime => {
  const local = toLocal(zone, utc)
  const day = Math.floor(local / DAY)
  const ms = local - day * DAY
  if (asEnd && ms === 0) return { date: dateOfDay(day - 1), weekday: weekday(day - 1), time: '24:00' }
  const text = new Date(local).toISOString().slice(11, 23)
  const time = ms % 60_000 === 0 ? text.slice(0, 5) : ms % 1000 === 0 ? text.slice(0, 8) : text
  return { date: dateOfDay(day), weekday: weekday(day), time }
}

const HEAD = 4
const TAIL = 2

const workingDays = (
  calendar: Calendar,
  from: number,
  due: number,
  { amount, unit }: Duration,
  { pauses = [] }: DueOptions,
): DueLine[] => {
  const { work } = calendar
  const counted = unit === 'workday' && Number.isInteger(amount)
  const startDay = dutyDay(calendar, from)
  const endDay = dutyDay(calendar, Math.max(from, due - 1))
  const first = counted ? sumBefore(work, startDay + 1) + 1 : sumBefore(work, startDay) + 1
  const last = sumBefore(work, endDay + 1)
  const openOf = (fromDay: number, toDay: number): number => {
    const edge = (day: number, ended: boolean) => clamp(ended ? closingOf(calendar, day) : openingOf(calendar, day), from, due)
    return openMs(calendar, edge(fromDay, false), edge(toDay, true), pauses)
  }
  const lines: DueLine[] = counted ? [{ kind: 'uncounted', date: dateOfDay(startDay), rest: !isWorkday(calendar, startDay) }] : []
  const total = last - first + 1
  const shownDays = total <= HEAD + TAIL + 1 ? total : HEAD
  const line = (rank: number): DueLine => {
    const day = dayReaching(work, rank)
    return {
      kind: 'day',
      date: dateOfDay(day),
      weekday: weekday(day),
      reason: reasonOf(calendar, dateOfDay(day)),
      spans: spanTexts(calendar, day),
      number: counted ? rank - first + 1 : null,
      openMs: counted ? null : openOf(day, day),
    }
  }
  for (let rank = first; rank < first + shownDays; rank++) lines.push(line(rank))
  if (shownDays < total) {
    const [a, b] = [first + shownDays, last - TAIL]
    lines.push({
      kind: 'more',
      days: b - a + 1,
      openMs: counted ? null : openOf(dayReaching(work, a), dayReaching(work, b)),
    })
    for (let rank = b + 1; rank <= last; rank++) lines.push(line(rank))
  }
  const closed = endDay - startDay - (last - sumBefore(work, startDay + 1))
  if (closed > 0) lines.push({ kind: 'closed', days: closed })
  return lines
}

const pauseLines = (
  calendar: Calendar,
  from: number,
  due: number,
  duration: Duration,
  { pauses = [] }: DueOptions,
): DueLine[] => {
  const unit = Number.isInteger(duration.amount) || duration.unit !== 'workday' ? duration.unit : 'workmin'
  const [measure, upTo] = MEASURES[unit] ?? MEASURES.s!
  return mergePauses(pauses, from)
    .filter(pause => pause.from < due)
    .map(pause => ({
      kind: 'pause',
      from: wallTime(calendar, pause.from),
      to: wallTime(calendar, pause.to),
      moved: upTo(calendar, pause.to) - upTo(calendar, pause.from),
      measure,
    }))
}

type Measure = ['ms' | 'openMs' | 'midnights' | 'closings', (calendar: Calendar, utc: number) => number]
const MEASURES: Partial<Record<Unit, Measure>> = {
  s: ['ms', (_, utc) => utc],
  workmin: ['openMs', openUpTo],
  workh: ['openMs', openUpTo],
  d: ['midnights', ({ zone }, utc) => civilDay(zone, utc)],
  month: ['midnights', ({ zone }, utc) => civilDay(zone, utc)],
  workday: ['closings', closingsUpTo],
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)
const yearOf = (calendar: Calendar, utc: number): number => new Date(toLocal(calendar.zone, utc)).getUTCFullYear()

const spanTexts = (calendar: Calendar, day: number): string[] => {
  const spans = spansOf(calendar, day)
  const texts: string[] = []
  for (let i = 0; i < spans.length; i += 2) texts.push(spanText(spans[i]!, spans[i + 1]!))
  return texts
}
