import holidayList from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { type CalendarSpec, type DaySpans, dayOfDate, readCalendarSpec } from './calendar-spec.ts'
import { type DayIndex, dayReaching, makeDayIndex, sumBefore, weekdayOf } from './day-index.ts'
import { LAST_STATUTORY_YEAR, statutoryDays } from './statutory-days.ts'
import { type TimeProblem, timeFault, timeProblemOf } from './time-problem.ts'
import { civilDay, DAY, findZone, firstReach, lastReach, stretchAt, type Zone } from './zone.ts'

export type { CalendarSpec } from './calendar-spec.ts'

/** A calendar ready to count with. It is immutable to its users; `version` goes into the evidence of every verdict. */
export type Calendar = {
  name: string
  version: string
  spec: CalendarSpec
  zone: Zone
  /** Open every minute of every day: open time is then plain time. */
  always: boolean
  week: DaySpans[]
  special: Map<number, DaySpans>
  overnight: boolean
  /** Open local milliseconds, and working days (days on which a span opens), summed by day. */
  open: DayIndex
  work: DayIndex
  /** Open time up to the start of each stretch of the zone, and what to add to local open time within it. */
  carry: number[]
  openAtStart: number[]
  /** Years from..to (inclusive) of which only the holidays fixed by law are known, not the yearly list. Empty without `holidays`. */
  missingYears: (from: number, to: number) => number[]
}

/**
 * Checks and compiles a calendar. Throws a RangeError with `.problem` (see time-problem.ts) for a calendar that makes no sense or
 * never opens. A make-up day (调休上班) opens with the spans of the week's first open day of Monday…Friday, unless `days` says
 * otherwise; `days` also wins over a holiday. Where a dated day begins before the overnight span of the day before has ended, the
 * overlapping time counts once, for the earlier day. The default version is a fingerprint of the content and of the holiday list.
 */
export const compileCalendar = (spec: CalendarSpec, { name, version }: { name?: string; version?: string } = {}): Calendar => {
  const { week, days } = readCalendarSpec(spec)
  const special = joinNights(week, spec.holidays === 'cn' ? withHolidays(week, days) : days)
  const exceptions = [...special].sort(([a], [b]) => a - b)
  const open = makeDayIndex(
    week.map(length),
    exceptions.map(([day, spans]) => [day, length(spans)]),
  )
  const work = makeDayIndex(
    week.map(isOpen),
    exceptions.map(([day, spans]) => [day, isOpen(spans)]),
  )
  if (work.week[7] === 0 && !work.values.includes(1)) throw timeFault('calendar.neverOpens')
  return {
    name: name ?? spec.name ?? '',
    version: version ?? fingerprint(spec),
    spec,
    zone: findZone(spec.zone)!,
    always: special.size === 0 && week.every(spans => length(spans) === DAY),
    week,
    special,
    overnight: [...week, ...special.values()].some(spans => (spans.at(-1) ?? 0) > DAY),
    open,
    work,
    carry: [0],
    openAtStart: [Number.NEGATIVE_INFINITY],
    missingYears: (from, to) => (spec.holidays === 'cn' ? yearsMissing(from, to) : []),
  }
}

/** What is wrong with a calendar, or null: for checkers and forms, where a mistake is no surprise. */
export const calendarProblem = (spec: unknown): TimeProblem | null => {
  try {
    compileCalendar(spec as CalendarSpec)
    return null
  } catch (error) {
    const problem = timeProblemOf(error)
    if (!problem) throw error
    return problem
  }
}

/** Open milliseconds up to the instant, from a fixed origin: the difference of two is the open time between them. */
export const openUpTo = (calendar: Calendar, utc: number): number => {
  if (calendar.always) return utc
  const { zone } = calendar
  const k = stretchAt(zone, utc)
  if (calendar.carry.length !== zone.starts.length) carryOn(calendar)
  return localOpen(calendar, utc + zone.offsets[k]!) + calendar.carry[k]!
}

/** The first instant up to which so much open time has passed: the inverse of openUpTo. Infinity if it never does. */
export const openReaching = (calendar: Calendar, open: number): number => {
  if (calendar.always) return open
  const { zone, openAtStart } = calendar
  if (calendar.carry.length !== zone.starts.length) carryOn(calendar)
  let k = zone.starts.length - 1
  if (openAtStart[k]! >= open) {
    let low = 0
    while (low < k) {
      const middle = (low + k + 1) >> 1
      if (openAtStart[middle]! < open) low = middle
      else k = middle - 1
    }
  }
  const rest = open - calendar.carry[k]!
  const day = dayReaching(calendar.open, rest)
  if (day === Number.POSITIVE_INFINITY) return day
  const spans = spansOf(calendar, day)
  let left = rest - sumBefore(calendar.open, day)
  let i = 0
  while (left > spans[i + 1]! - spans[i]!) {
    left -= spans[i + 1]! - spans[i]!
    i += 2
  }
  const utc = day * DAY + spans[i]! + left - zone.offsets[k]!
  if (utc < zone.horizon) return utc
  // Beyond the surveyed years of a zone that keeps changing its clocks: survey on, then look again.
  stretchAt(zone, utc)
  return openReaching(calendar, open)
}

/** Spans of a civil day, in ms after its local midnight. */
export const spansOf = (calendar: Calendar, day: number): DaySpans => calendar.special.get(day) ?? calendar.week[weekdayOf(day)]!

export const isWorkday = (calendar: Calendar, day: number): boolean => spansOf(calendar, day).length > 0

/** The instants at which a working day opens and closes (the end of its last span, be it after midnight). */
export const openingOf = (calendar: Calendar, day: number): number =>
  firstReach(calendar.zone, day * DAY + spansOf(calendar, day)[0]!)
export const closingOf = (calendar: Calendar, day: number): number =>
  lastReach(calendar.zone, day * DAY + spansOf(calendar, day).at(-1)!)

/** The day that an instant belongs to: the civil day, or the day before while that day's overnight span is still open. */
export const dutyDay = (calendar: Calendar, utc: number): number => {
  const day = civilDay(calendar.zone, utc)
  return calendar.overnight && isWorkday(calendar, day - 1) && utc < closingOf(calendar, day - 1) ? day - 1 : day
}

/** How many closings of working days lie at or before the instant, from a fixed origin. */
export const closingsUpTo = (calendar: Calendar, utc: number): number => {
  const day = civilDay(calendar.zone, utc)
  let count = sumBefore(calendar.work, day - 1)
  for (const d of [day - 1, day]) if (isWorkday(calendar, d) && closingOf(calendar, d) <= utc) count++
  return count
}

/** Why a dated day differs from the week: `days` of the calendar, the holiday list, or the law. Null for a plain day. */
export const reasonOf = (calendar: Calendar, date: string): 'dated' | 'holiday' | 'make-up' | null => {
  if (calendar.spec.days && Object.hasOwn(calendar.spec.days, date)) return 'dated'
  if (calendar.spec.holidays !== 'cn') return null
  if (fixedDays.has(dayOfDate(date)!)) return 'holiday'
  return date in holidayList.holidays ? 'holiday' : date in holidayList.workdays ? 'make-up' : null
}

const localOpen = (calendar: Calendar, local: number): number => {
  const day = Math.floor(local / DAY)
  const time = local - day * DAY
  return calendar.overnight
    ? sumBefore(calendar.open, day - 1) +
        openWithin(spansOf(calendar, day - 1), time + DAY) +
        openWithin(spansOf(calendar, day), time)
    : sumBefore(calendar.open, day) + openWithin(spansOf(calendar, day), time)
}

const openWithin = (spans: DaySpans, time: number): number => {
  let sum = 0
  for (let i = 0; i < spans.length; i += 2) {
    if (time <= spans[i]!) break
    sum += Math.min(time, spans[i + 1]!) - spans[i]!
  }
  return sum
}

/**
 * Where the clocks change, local time jumps. The office is open when the wall clock shows a time within a span, so an hour that is
 * lived twice counts twice and an hour that is skipped counts for nothing.
 */
const carryOn = (calendar: Calendar): void => {
  const { zone, carry, openAtStart } = calendar
  for (let k = carry.length; k < zone.starts.length; k++) {
    const start = zone.starts[k]!
    const reached = localOpen(calendar, start + zone.offsets[k - 1]!) + carry[k - 1]!
    openAtStart.push(reached)
    carry.push(reached - localOpen(calendar, start + zone.offsets[k]!))
  }
}

const length = (spans: DaySpans): number => openWithin(spans, Number.POSITIVE_INFINITY)
const isOpen = (spans: DaySpans): number => (spans.length > 0 ? 1 : 0)

const withHolidays = (week: DaySpans[], days: Map<number, DaySpans>): Map<number, DaySpans> => {
  const working = week.slice(0, 5).find(spans => spans.length > 0)
  const all = new Map<number, DaySpans>()
  for (const [day, closed] of listedDays) {
    const plain = week[weekdayOf(day)]!
    if (closed ? plain.length > 0 : working && plain !== working) all.set(day, closed ? [] : working!)
  }
  for (const [day, spans] of days) all.set(day, spans)
  return all
}

/** Cuts off what the night before has already opened, so that no minute counts twice. */
const joinNights = (week: DaySpans[], dated: Map<number, DaySpans>): Map<number, DaySpans> => {
  const joined = new Map<number, DaySpans>()
  const written = (day: number): DaySpans => dated.get(day) ?? week[weekdayOf(day)]!
  for (const day of new Set([...dated.keys()].sort((a, b) => a - b).flatMap(d => [d, d + 1]))) {
    const tail = ((joined.get(day - 1) ?? written(day - 1)).at(-1) ?? 0) - DAY
    const spans = cut(written(day), tail)
    if (dated.has(day) || spans !== written(day)) joined.set(day, spans)
  }
  return joined
}

const cut = (spans: DaySpans, from: number): DaySpans => {
  if (spans.length === 0 || spans[0]! >= from) return spans
  const left: number[] = []
  for (let i = 0; i < spans.length; i += 2) if (spans[i + 1]! > from) left.push(Math.max(spans[i]!, from), spans[i + 1]!)
  return left
}

const listedYears = new Set(Object.keys(holidayList.holidays).map(date => Number(date.slice(0, 4))))

/** Holidays that the law fixes, of the years that the list does not reach. */
const fixedDays = new Set<number>()
for (let year = Math.max(...listedYears) + 1; year <= LAST_STATUTORY_YEAR; year++)
  for (const day of statutoryDays(year)) fixedDays.add(day)

/** Day numbers of holidays and make-up days, ascending; true for a holiday, false for a make-up day. */
const listedDays: [day: number, closed: boolean][] = [
  ...Object.keys(holidayList.holidays).map(date => [dayOfDate(date)!, true] as [number, boolean]),
  ...Object.keys(holidayList.workdays).map(date => [dayOfDate(date)!, false] as [number, boolean]),
  ...[...fixedDays].map(day => [day, true] as [number, boolean]),
].sort(([a], [b]) => a - b)

const yearsMissing = (from: number, to: number): number[] => {
  const years: number[] = []
  for (let year = from; year <= to; year++) if (!listedYears.has(year)) years.push(year)
  return years
}

/** FNV-1a, 32 bits: tells two contents apart for people who read evidence; it protects nothing. */
const hash = (text: string): string => {
  let sum = 0x811c9dc5
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  return (sum >>> 0).toString(16).padStart(8, '0')
}

const listVersion = hash(JSON.stringify(listedDays))

const fingerprint = ({ zone, holidays, week, days = {} }: CalendarSpec): string => {
  const sorted = (entries: object) => Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1))
  return hash(JSON.stringify([zone, sorted(week), sorted(days), holidays === 'cn' ? listVersion : null]))
}
