import {
  type Calendar,
  compileCalendar,
  type Duration,
  dueAt,
  findCalendar,
  isTimeProblem,
  openMs,
  type Pause,
  parseDuration,
  timeProblemOf,
  timeProblemText,
  yearsWithoutList,
} from '@sansheng/rulebook/time'
import { cutText, type Locale } from '@sansheng/rulebook/vocabulary'

/** Bytes that one line of a batch may have; a longer one is answered with an error and passed over. */
export const LONGEST_LINE = 1_000_000

/** Answers the lines of a batch one by one; calendars and durations seen before are not read again. Its functions never throw. */
export const makeBatch = (locale: Locale): { answer: (line: string) => string; tooLong: string } => {
  const calendars = new Map<string, Calendar>()
  const durations = new Map<string, Duration>()

  const calendarOf = (value: unknown): Calendar => {
    if (typeof value === 'string') return namedCalendar(value, locale)
    if (value === undefined) throw new Error(SAYS[locale].noCalendar)
    const key = JSON.stringify(value)
    const known = calendars.get(key)
    if (known) return known
    const calendar = compileCalendar(value as Parameters<typeof compileCalendar>[0])
    if (calendars.size >= 500) calendars.clear()
    calendars.set(key, calendar)
    return calendar
  }

  const durationOf = (value: unknown): Duration => {
    if (typeof value !== 'string') throw new Error(SAYS[locale].noWithin)
    const known = durations.get(value)
    if (known) return known
    const duration = readDuration(value, locale)
    if (durations.size >= 500) durations.clear()
    durations.set(value, duration)
    return duration
  }

  const reply = (line: string): object => {
    const ask = parseObject(line, locale)
    for (const key of Object.keys(ask)) if (!KEYS.has(key)) throw new Error(SAYS[locale].key(cutText(key, 60)))
    const calendar = calendarOf(ask.calendar)
    const from = readInstant(ask.from, 'from', locale)
    const pauses = readPauses(ask.pauses, locale)
    if (ask.roll !== undefined && typeof ask.roll !== 'boolean') throw new Error(SAYS[locale].roll)
    if (ask.to !== undefined) {
      if (ask.within !== undefined || ask.roll !== undefined) throw new Error(SAYS[locale].either)
      const to = readInstant(ask.to, 'to', locale)
      return {
        openMs: openMs(calendar, from, to, pauses),
        ...missing(yearsWithoutList(calendar, from, to, { amount: 0, unit: 'workmin' })),
      }
    }
    const duration = durationOf(ask.within)
    const due = dueAt(calendar, from, duration, { roll: ask.roll, pauses })
    return {
      due: new Date(due).toISOString(),
      ...missing(yearsWithoutList(calendar, from, due, duration, { roll: ask.roll })),
    }
  }

  const answer = (line: string): string => {
    try {
      return JSON.stringify(reply(line))
    } catch (error) {
      return JSON.stringify({ error: errorText(error, locale) })
    }
  }
  return { answer, tooLong: JSON.stringify({ error: SAYS[locale].long }) }
}

export const namedCalendar = (name: string, locale: Locale): Calendar => {
  const calendar = findCalendar(name)
  if (!calendar) throw new Error(SAYS[locale].unknown(cutText(name, 60)))
  return calendar
}

export const readDuration = (text: string, locale: Locale): Duration => {
  const duration = parseDuration(text)
  if (isTimeProblem(duration)) throw new Error(timeProblemText(duration, locale))
  return duration
}

/** ISO 8601 with seconds optional and an offset required, because a time without one means a different instant on every machine. */
export const readInstant = (value: unknown, what: string, locale: Locale): number => {
  const match = typeof value === 'string' && value.length <= 40 ? ISO.exec(value) : null
  if (match) {
    const [, date, hour, minute, second = '00', fraction = '', offset] = match as unknown as string[]
    const ms = Date.parse(`${date}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
    // Date.parse turns 02-30 into 03-02 and 24:00 into the next day: what it gives must read as what was written.
    if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(`${date}T${hour}:${minute}:${second}`)) {
      const zone = offsetMs(offset!)
      if (zone !== undefined) return ms - zone
    }
  }
  throw new Error(SAYS[locale].instant(what))
}

export const errorText = (error: unknown, locale: Locale): string => {
  const problem = timeProblemOf(error)
  if (problem) return timeProblemText(problem, locale)
  return error instanceof Error ? error.message : String(error)
}

const ISO = /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?([Zz]|[+-]\d\d:?\d\d)$/
const KEYS = new Set(['calendar', 'from', 'to', 'within', 'pauses', 'roll'])
const MOST_PAUSES = 10_000

const offsetMs = (text: string): number | undefined => {
  if (text === 'Z' || text === 'z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(-2))
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return undefined
  return (text[0] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

const readPauses = (value: unknown, locale: Locale): Pause[] => {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new Error(SAYS[locale].pauses)
  if (value.length > MOST_PAUSES) throw new Error(SAYS[locale].manyPauses)
  return value.map((pause, i) => {
    if (typeof pause !== 'object' || pause === null) throw new Error(SAYS[locale].pauses)
    for (const key of Object.keys(pause)) if (key !== 'from' && key !== 'to') throw new Error(SAYS[locale].key(cutText(key, 60)))
    return { from: readInstant(pause.from, `pauses[${i}].from`, locale), to: readInstant(pause.to, `pauses[${i}].to`, locale) }
  })
}

/** Said only where there are some. */
export const missing = (missingYears: number[]): object => (missingYears.length > 0 ? { missingYears } : {})

const parseObject = (line: string, locale: Locale): Record<string, unknown> => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new Error(SAYS[locale].json)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(SAYS[locale].json)
  return value as Record<string, unknown>
}

const SAYS = {
  zh: {
    json: '这一行不是 JSON 对象',
    long: `这一行太长，最多 ${LONGEST_LINE} 字节`,
    key: (key: string) => `没有“${key}”这一项；可用：calendar、from、within、to、pauses、roll，暂停里只有 from、to`,
    noCalendar: '缺少 calendar：写日历名称，或写一个日历对象',
    unknown: (name: string) => `没有名为“${name}”的日历；可用：natural、cn-office、cn-hotline、cn-counter`,
    noWithin: '缺少 within（算到期时刻）或 to（算开放时间）',
    either: 'to 不能与 within、roll 同时写',
    roll: 'roll 只能是 true 或 false',
    instant: (what: string) => `${what} 应是带时区偏移的时刻，例如 2026-02-13T16:00:00+08:00`,
    pauses: 'pauses 应是列表，例如 [{"from":"…","to":"…"}]',
    manyPauses: `暂停太多，最多 ${MOST_PAUSES} 个`,
  },
  en: {
    json: 'the line is not a JSON object',
    long: `the line is too long; at most ${LONGEST_LINE} bytes`,
    key: (key: string) => `unknown key "${key}"; use calendar, from, within, to, pauses, roll; a pause has from and to`,
    noCalendar: 'calendar is missing: give a name or a calendar object',
    unknown: (name: string) => `there is no calendar named "${name}"; use natural, cn-office, cn-hotline or cn-counter`,
    noWithin: 'give within (for a due instant) or to (for open time)',
    either: 'to cannot stand together with within or roll',
    roll: 'roll must be true or false',
    instant: (what: string) => `${what} must be an instant with an offset, for example 2026-02-13T16:00:00+08:00`,
    pauses: 'pauses must be a list, for example [{"from":"…","to":"…"}]',
    manyPauses: `too many pauses; at most ${MOST_PAUSES}`,
  },
}
