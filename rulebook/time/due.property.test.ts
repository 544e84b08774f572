import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeWalker } from '../testing/index.ts'
import { compileCalendar } from './calendar.ts'
import { addOpen, atPercent, dueAt, dueBefore, openMs } from './due.ts'

const ORIGIN = '2026-02-02' // a Monday
const START = Date.parse('2026-02-02T00:00:00+08:00')
const WINDOW = 120
const at = (minute: number) => START + minute * 60_000
const minuteOf = (ms: number) => (ms - START) / 60_000

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Up to three spans a day from 06:00 on, the last perhaps over midnight, so that a night never meets the next morning. */
const daySpans = (earliest: number) =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: earliest / 15, max: 95 }), { minLength: 0, maxLength: 6 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 24 }),
    )
    .map(([marks, overnight, morning]) => {
      const edges = marks.sort((a, b) => a - b).slice(0, marks.length - (marks.length % 2))
      const spans: string[] = []
      for (let i = 0; i < edges.length; i += 2) spans.push(`${clock(edges[i]! * 15)}-${clock(edges[i + 1]! * 15)}`)
      if (overnight && edges.length > 0 && edges.at(-2) !== morning)
        spans[spans.length - 1] = `${clock(edges.at(-2)! * 15)}-${clock(morning * 15)}`
      return spans
    })

const dateAfter = (days: number) => new Date(Date.parse(`${ORIGIN}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const calendars = fc
  .tuple(
    fc.tuple(...Array.from({ length: 7 }, () => daySpans(360))),
    fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.oneof(fc.constant<string[]>([]), daySpans(0))), {
      maxLength: 12,
      selector: ([day]) => day,
    }),
  )
  .map(([week, days]) => ({
    zone: 'Asia/Shanghai',
    week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((name, i) => [name, week[i]!])),
    days: Object.fromEntries(days.map(([day, spans]) => [dateAfter(day), spans])),
  }))
  .filter(({ week }) => Object.values(week).some(spans => spans.length > 0))

const minutes = fc.integer({ min: 1440, max: 30 * 1440 })
const pauseLists = fc.array(
  fc.tuple(minutes, fc.integer({ min: 0, max: 4 * 1440 })).map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 4 },
)
const timed = (pauses: { from: number; to: number }[]) => pauses.map(({ from, to }) => ({ from: at(from), to: at(to) }))
const amounts = fc.integer({ min: 0, max: 2000 })
const fewDays = fc.integer({ min: 0, max: 6 })

describe('the calendar agrees with one who walks minute by minute', () => {
  it('for open time between two instants, with nights, dated days and pauses', () => {
    fc.assert(
      fc.property(calendars, minutes, minutes, pauseLists, (spec, a, b, pauses) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const walker = makeWalker(spec, ORIGIN, WINDOW)
        expect(openMs(compileCalendar(spec), at(from), at(to), timed(pauses))).toBe(walker.openBetween(from, to, pauses) * 60_000)
      }),
      { numRuns: 200 },
    )
  })

  it('for terms in open minutes, exact minutes, days and working days', () => {
    fc.assert(
      fc.property(calendars, minutes, amounts, fewDays, pauseLists, (spec, from, amount, days, pauses) => {
        const walker = makeWalker(spec, ORIGIN, WINDOW)
        const calendar = compileCalendar(spec)
        const due = (n: number, unit: 'workmin' | 'min' | 'd' | 'workday') =>
          minuteOf(dueAt(calendar, at(from), { amount: n, unit }, { pauses: timed(pauses) }))
        const open = walker.workmin(from, amount, pauses)
        if (!Number.isNaN(open)) expect(due(amount, 'workmin')).toBe(open)
        expect(due(amount, 'min')).toBe(walker.exact(from, amount, pauses))
        expect(due(days, 'd')).toBe(walker.days(from, days, pauses))
        const closing = days > 0 ? walker.workdays(from, days, pauses) : Number.NaN
        if (!Number.isNaN(closing)) expect(due(days, 'workday')).toBe(closing)
      }),
      { numRuns: 200 },
    )
  })

  it('also in milliseconds: seconds are kept, never cut', () => {
    fc.assert(
      fc.property(
        calendars,
        minutes,
        fc.integer({ min: 0, max: 59_999 }),
        fc.integer({ min: 1, max: 1e8 }),
        (spec, from, extra, budget) => {
          const calendar = compileCalendar(spec)
          const start = at(from) + extra
          const due = addOpen(calendar, start, budget)
          expect(openMs(calendar, start, due)).toBe(budget)
          expect(openMs(calendar, start, due - 1)).toBe(budget - 1)
        },
      ),
    )
  })
})

describe('whatever the calendar', () => {
  it('more minutes never fall due earlier', () => {
    fc.assert(
      fc.property(calendars, minutes, amounts, amounts, pauseLists, (spec, from, a, b, pauses) => {
        const calendar = compileCalendar(spec)
        for (const unit of ['min', 'workmin', 'd', 'workday'] as const) {
          const due = (amount: number) => dueAt(calendar, at(from), { amount, unit }, { pauses: timed(pauses), roll: true })
          expect(due(Math.min(a, b))).toBeLessThanOrEqual(due(Math.max(a, b)))
        }
      }),
    )
  })

  it('a pause never brings a due instant forward', () => {
    fc.assert(
      fc.property(calendars, minutes, fewDays, pauseLists, fc.boolean(), (spec, from, amount, pauses, roll) => {
        const calendar = compileCalendar(spec)
        for (const unit of ['h', 'workh', 'd', 'workday'] as const) {
          const plain = dueAt(calendar, at(from), { amount, unit }, { roll })
          let before = plain
          for (let n = 1; n <= pauses.length; n++) {
            const due = dueAt(calendar, at(from), { amount, unit }, { roll, pauses: timed(pauses.slice(0, n)) })
            expect(due).toBeGreaterThanOrEqual(before)
            before = due
          }
        }
      }),
    )
  })

  it('open time adds up: from a to b and from b to c is from a to c', () => {
    fc.assert(
      fc.property(calendars, fc.tuple(minutes, minutes, minutes), pauseLists, (spec, points, pauses) => {
        const [a, b, c] = points.sort((x, y) => x - y).map(at) as [number, number, number]
        const calendar = compileCalendar(spec)
        const open = (from: number, to: number) => openMs(calendar, from, to, timed(pauses))
        expect(open(a, b) + open(b, c)).toBe(open(a, c))
      }),
    )
  })

  it('a backward term leaves exactly its open time, and one millisecond later no longer does', () => {
    fc.assert(
      fc.property(calendars, minutes, fc.integer({ min: 1, max: 3000 }), (spec, end, amount) => {
        const calendar = compileCalendar(spec)
        const start = dueBefore(calendar, at(end), { amount, unit: 'workmin' })
        expect(openMs(calendar, start, at(end))).toBe(amount * 60_000)
        expect(openMs(calendar, start + 1, at(end))).toBeLessThan(amount * 60_000)
      }),
    )
  })

  it('a warning comes after the start, not after the due instant, and later for a higher percentage', () => {
    fc.assert(
      fc.property(
        calendars,
        minutes,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        pauseLists,
        (spec, from, p, q, pauses) => {
          const calendar = compileCalendar(spec)
          for (const unit of ['h', 'workh', 'd', 'workday'] as const) {
            const opts = { unit, pauses: timed(pauses) }
            const due = dueAt(calendar, at(from), { amount: 3, unit }, opts)
            const [low, high] = [Math.min(p, q), Math.max(p, q)].map(percent => atPercent(calendar, at(from), due, percent, opts))
            expect(low).toBeGreaterThanOrEqual(at(from))
            expect(low).toBeLessThanOrEqual(high!)
            expect(high).toBeLessThanOrEqual(due)
          }
        },
      ),
    )
  })
})
