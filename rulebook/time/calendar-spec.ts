import { cutText } from '../vocabulary/index.ts'
import { timeFault } from './time-problem.ts'
import { DAY, findZone } from './zone.ts'

/**
 * A calendar as people write it. Spans are local times: `08:30-12:00`; an end not after its start is the next day's (`22:00-06:00`);
 * `00:00-24:00` is the whole day. `days` replaces the week on that date: `[]` closes it, spans open it.
 */
export type CalendarSpec = {
  zone: string
  /** `cn`: holidays and make-up days of the State Council's yearly list. */
  holidays?: 'cn'
  week: Partial<Record<Weekday, string[]>>
  days?: Record<string, string[]>
  name?: string
}
export type Weekday = (typeof WEEKDAYS)[number]
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Spans of one day as start, end, start, end … in ms after local midnight; an overnight end lies beyond 24 h. */
export type DaySpans = readonly number[]

export type ReadCalendar = { spec: CalendarSpec; week: DaySpans[]; days: Map<number, DaySpans> }

/** Checks a calendar and turns its texts into numbers. Throws a RangeError with `.problem` at the first mistake. */
export const readCalendarSpec = (spec: unknown): ReadCalendar => {
  if (!isRecord(spec)) throw timeFault('calendar.shape')
  for (const key of Object.keys(spec)) {
    if (!KEYS.includes(key)) throw timeFault('calendar.key', { key: shorten(key), ...nearest(key, KEYS) })
  }
  const { zone, holidays, name } = spec
  if (typeof zone !== 'string' || !findZone(zone)) throw timeFault('calendar.zone', { zone: shorten(zone ?? '') })
  if (holidays !== undefined && holidays !== 'cn') throw timeFault('calendar.holidays')
  if (name !== undefined && (typeof name !== 'string' || name.length < 1 || name.length > 100)) throw timeFault('calendar.name')
  return { spec: spec as CalendarSpec, week: readWeek(spec.week), days: readDays(spec.days) }
}

/** Day number (1970-01-01 is 0) of a date such as 2026-10-01, or undefined if there is no such day. */
export const dayOfDate = (date: string): number | undefined => {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)
  if (!match) return undefined
  const ms = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(ms) || dateOfDay(ms / DAY) !== date || match[1] === '0000' ? undefined : ms / DAY
}

export const dateOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** The same day of another month, or its last day where it has no such day; `months` may be negative. */
export function monthsLater(day: number, months: number): number {
  const date = new Date(day * DAY)
  const firstOf = (more: number) => {
    const first = new Date(0)
    first.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + more, 1)
    return first.getTime() / DAY
  }
  return Math.min(firstOf(months) + date.getUTCDate() - 1, firstOf(months + 1) - 1)
}

const KEYS = ['zone', 'holidays', 'week', 'days', 'name']
const MOST_DAYS = 5_000
const MOST_SPANS = 24

const readWeek = (week: unknown): DaySpans[] => {
  if (!isRecord(week)) throw timeFault('calendar.week')
  for (const key of Object.keys(week)) {
    if (!WEEKDAYS.includes(key as Weekday)) throw timeFault('calendar.weekday', { key: shorten(key) })
  }
  const spans = WEEKDAYS.map(day => readSpans(week[day] ?? [], `week.${day}`))
  for (const [i, today] of spans.entries()) {
    const tail = (today.at(-1) ?? 0) - DAY
    const next = (i + 1) % 7
    if (tail > (spans[next]![0] ?? DAY)) {
      throw timeFault('calendar.overlap', {
        where: `week.${WEEKDAYS[next]}`,
        ...spanNames(spans[next]!, 0, today, today.length - 2),
      })
    }
  }
  return spans
}

const readDays = (days: unknown): Map<number, DaySpans> => {
  const read = new Map<number, DaySpans>()
  if (days === undefined) return read
  if (!isRecord(days)) throw timeFault('calendar.days')
  const entries = Object.entries(days)
  if (entries.length > MOST_DAYS) throw timeFault('calendar.tooMany', { where: 'days', most: MOST_DAYS })
  for (const [date, spans] of entries) {
    const day = dayOfDate(date)
    if (day === undefined) throw timeFault('calendar.date', { key: shorten(date) })
    read.set(day, readSpans(spans, `days.${date}`))
  }
  return read
}

const readSpans = (list: unknown, where: string): DaySpans => {
  if (!Array.isArray(list)) throw timeFault('calendar.spans', { where })
  if (list.length > MOST_SPANS) throw timeFault('calendar.tooMany', { where, most: MOST_SPANS })
  const spans = list.map(text => readSpan(text, where)).sort((a, b) => a[0] - b[0])
  const flat = spans.flat()
  for (let i = 2; i < flat.length; i += 2) {
    if (flat[i]! < flat[i - 1]!) throw timeFault('calendar.overlap', { where, ...spanNames(flat, i, flat, i - 2) })
  }
  return flat
}

const readSpan = (text: unknown, where: string): [number, number] => {
  const match = typeof text === 'string' && text.length <= 40 ? SPAN.exec(text.trim()) : null
  const numbers = match?.slice(1).map(Number)
  if (numbers) {
    const [startHour, startMinute, endHour, endMinute] = numbers as [number, number, number, number]
    const start = startHour * 60 + startMinute
    const end = endHour * 60 + endMinute
    if (startMinute < 60 && endMinute < 60 && start < 1440 && end <= 1440 && start !== end) {
      return [start * 60_000, (end < start ? end + 1440 : end) * 60_000]
    }
  }
  throw timeFault('calendar.span', { where, span: shorten(text) })
}

/** Also what a Chinese keyboard gives: full-width colon, dash, wave, 至. */
const SPAN = /^(\d{1,2})[:：](\d\d)\s*[-–—~～至]\s*(\d{1,2})[:：](\d\d)$/

const spanNames = (spans: DaySpans, i: number, others: DaySpans, j: number) => ({
  span: spanText(spans[i]!, spans[i + 1]!),
  other: spanText(others[j]!, others[j + 1]!),
})

/** A span as it is written: `22:00-06:00`. */
export const spanText = (start: number, end: number): string => `${clockText(start)}-${clockText(end > DAY ? end - DAY : end)}`

const clockText = (ms: number): string => {
  const minutes = ms / 60_000
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shorten = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return cutText(text, 61, '…')
}

const nearest = (word: string, words: string[]): { hintZh: string; hintEn: string } => {
  const near = words.find(candidate => candidate.slice(0, 3) === word.toLowerCase().slice(0, 3))
  return near
    ? { hintZh: `，是不是“${near}”`, hintEn: `; did you mean "${near}"` }
    : { hintZh: `，可用：${words.join('、')}`, hintEn: `; use ${words.join(', ')}` }
}
