import { describe, expect, it } from 'vitest'
import { type CalendarSpec, compileCalendar } from './calendar.ts'
import { findCalendar } from './calendars.ts'
import { addOpen, atPercent, type DueOptions, dueAt, dueBefore, openMs } from './due.ts'
import { type Duration, parseDuration } from './duration.ts'

const office = findCalendar('cn-office')!
const natural = findCalendar('natural')!
const at = (local: string) => Date.parse(`${local.replace(' ', 'T')}+08:00`)
const local = (ms: number) =>
  new Date(ms + 8 * 3_600_000)
    .toISOString()
    .replace('T', ' ')
    .replace(/(:00)?\.000Z$|Z$/, '')
const within = (text: string) => parseDuration(text) as Duration
const due = (from: string, text: string, opts?: DueOptions, calendar = office) =>
  local(dueAt(calendar, at(from), within(text), opts))
const pause = (from: string, to: string) => ({ from: at(from), to: at(to) })

describe('when a term ends', () => {
  it.each([
    // exact units take no notice of the calendar
    ['2026-02-13 17:25', '10 min', '2026-02-13 17:35'],
    ['2026-02-13 17:25', '72 h', '2026-02-16 17:25'],
    ['2026-02-13 17:25:30', '30 s', '2026-02-13 17:26'],
    // open time: 08:30-12:00 and 13:30-17:30
    ['2026-02-13 16:00', '90 workmin', '2026-02-13 17:30'],
    ['2026-02-13 16:00', '91 workmin', '2026-02-14 08:31'],
    ['2026-02-13 11:59:30', '1 workmin', '2026-02-13 13:30:30'],
    ['2026-02-13 12:00', '0 workmin', '2026-02-13 13:30'],
    ['2026-02-13 11:00', '0 workmin', '2026-02-13 11:00'],
    ['2026-02-13 20:00', '1 workh', '2026-02-14 09:30'],
    ['2026-02-14 16:30', '2 workh', '2026-02-24 09:30'],
    ['2026-09-30 17:30', '0 workmin', '2026-10-08 08:30'],
    // days the civil way: the starting day does not count, 24:00 of the last day
    ['2026-02-13 00:00', '3 d', '2026-02-17 00:00'],
    ['2026-02-13 23:59:59', '3 d', '2026-02-17 00:00'],
    ['2026-01-30 10:00', '1 d', '2026-02-01 00:00'],
    ['2026-01-31 10:00', '28 d', '2026-03-01 00:00'],
    ['2028-02-28 10:00', '1 d', '2028-03-01 00:00'],
    ['2026-02-10 10:00', 'half-month', '2026-02-26 00:00'],
    ['2026-12-20 10:00', '半个月', '2027-01-05 00:00'],
    ['2026-02-13 10:00', '0 d', '2026-02-14 00:00'],
    // months the civil way: the same day of a later month, or its last
    ['2026-08-31 10:00', '六个月', '2027-03-01 00:00'],
    ['2026-03-15 10:00', '1 month', '2026-04-16 00:00'],
    ['2027-08-31 10:00', '6 个月', '2028-03-01 00:00'],
    ['2026-02-13 10:00', '一周', '2026-02-21 00:00'],
    // half a working day is half of the open time of that day: 3 h 45 min here
    ['2026-03-06 08:30', '半个工作日', '2026-03-06 13:45'],
    ['2026-03-06 16:30', '半个工作日', '2026-03-09 11:15'],
    ['2026-03-07 10:00', '半个工作日', '2026-03-09 13:45'],
    // holidays fixed by law, before the yearly list is there
    ['2026-12-31 10:00', '1 workday', '2027-01-04 17:30'],
    ['2027-02-04 10:00', '1 workday', '2027-02-09 17:30'],
    ['2027-04-02 10:00', '1 workday', '2027-04-06 17:30'],
    ['2027-04-30 10:00', '1 workday', '2027-05-03 17:30'],
    ['2027-06-08 10:00', '1 workday', '2027-06-10 17:30'],
    ['2027-09-14 10:00', '1 workday', '2027-09-16 17:30'],
    ['2027-09-30 10:00', '1 workday', '2027-10-04 17:30'],
    // working days end at closing
    ['2026-03-06 10:00', '1 workday', '2026-03-09 17:30'],
    ['2026-03-07 10:00', '1 workday', '2026-03-09 17:30'],
    ['2026-03-08 23:00', '1 workday', '2026-03-09 17:30'],
    ['2026-03-09 07:00', '1 workday', '2026-03-10 17:30'],
    ['2026-03-09 18:00', '1 workday', '2026-03-10 17:30'],
    ['2026-03-09 10:00', '0 workday', '2026-03-09 17:30'],
    ['2026-03-09 18:00', '0 workday', '2026-03-10 08:30'],
    // Spring Festival and National Day of 2026, with the days worked in return
    ['2026-02-13 16:00', '1 workday', '2026-02-14 17:30'],
    ['2026-02-14 10:00', '1 workday', '2026-02-24 17:30'],
    ['2026-02-17 10:00', '5 workday', '2026-02-28 17:30'],
    ['2026-09-30 10:00', '1 workday', '2026-10-08 17:30'],
    ['2026-10-09 10:00', '1 workday', '2026-10-10 17:30'],
    ['2026-10-10 10:00', '1 workday', '2026-10-12 17:30'],
  ])('from %s within %s: %s', (from, text, expected) => {
    expect(due(from, text)).toBe(expected)
  })

  it.each([
    ['2026-09-30 17:00', '3 d', '2026-10-09 00:00', 'out of the holiday'],
    ['2026-10-08 17:00', '2 d', '2026-10-11 00:00', 'not away from a Saturday that is worked'],
    ['2026-10-08 17:00', '3 d', '2026-10-13 00:00', 'past a plain Sunday'],
    ['2026-03-02 17:00', '2 d', '2026-03-05 00:00', 'nowhere from a working day'],
  ])('from %s within %s, with roll: %s (%s)', (from, text, expected) => {
    expect(due(from, text, { roll: true })).toBe(expected)
  })

  it('gives an overnight span to the day on which it opens', () => {
    const nights = compileCalendar({ zone: 'Asia/Shanghai', week: { fri: ['22:00-06:00'], sat: ['22:00-06:00'] } })
    expect(due('2026-03-07 03:00', '1 workday', {}, nights)).toBe('2026-03-08 06:00')
    expect(due('2026-03-07 07:00', '1 workday', {}, nights)).toBe('2026-03-14 06:00')
    expect(due('2026-03-06 23:00', '8 workh', {}, nights)).toBe('2026-03-07 23:00')
    expect(due('2026-03-06 23:00', '7 workh', {}, nights)).toBe('2026-03-07 06:00')
  })
})

describe('pauses', () => {
  it.each([
    ['30 min', ['2026-03-09 10:10', '2026-03-09 10:40'], '2026-03-09 11:00', 'exact time stands still for as long'],
    [
      '30 min',
      ['2026-03-09 10:30', '2026-03-09 10:40'],
      '2026-03-09 10:30',
      'a pause that begins at the due instant comes too late',
    ],
    [
      '90 workmin',
      ['2026-03-09 11:00', '2026-03-09 14:30'],
      '2026-03-09 15:00',
      'open time loses only the open part of the pause',
    ],
    ['90 workmin', ['2026-03-09 12:00', '2026-03-09 13:30'], '2026-03-09 11:30', 'a pause over lunch changes nothing'],
    ['3 d', ['2026-03-10 09:00', '2026-03-10 23:00'], '2026-03-13 00:00', 'no midnight, no move'],
    ['3 d', ['2026-03-10 09:00', '2026-03-12 09:00'], '2026-03-15 00:00', 'two midnights, two days'],
    ['1 workday', ['2026-03-10 09:00', '2026-03-10 17:00'], '2026-03-10 17:30', 'no closing, no move'],
    ['1 workday', ['2026-03-10 09:00', '2026-03-12 09:00'], '2026-03-12 17:30', 'two closings, two working days'],
    ['5 workday', ['2026-03-13 18:00', '2026-03-16 08:00'], '2026-03-16 17:30', 'a weekend covers no closing'],
  ])('%s with a pause from %j is due %s: %s', (text, [from, to], expected) => {
    expect(due('2026-03-09 10:00', text, { pauses: [pause(from!, to!)] })).toBe(expected)
  })

  it('count once where they overlap, in any order, and not at all before the start', () => {
    const pauses = [
      pause('2026-03-09 10:20', '2026-03-09 10:40'),
      pause('2026-03-09 10:10', '2026-03-09 10:30'),
      pause('2026-03-09 08:00', '2026-03-09 09:00'),
      pause('2026-03-09 10:50', '2026-03-09 10:50'),
    ]
    expect(due('2026-03-09 10:00', '30 min', { pauses })).toBe('2026-03-09 11:00')
    expect(openMs(office, at('2026-03-09 10:00'), at('2026-03-09 11:00'), pauses)).toBe(30 * 60_000)
  })

  it('move a rolled last day again only if they begin before it', () => {
    const roll = { roll: true }
    expect(due('2026-03-05 10:00', '2 d', roll)).toBe('2026-03-10 00:00')
    expect(due('2026-03-05 10:00', '2 d', { ...roll, pauses: [pause('2026-03-09 12:00', '2026-03-10 12:00')] })).toBe(
      '2026-03-10 00:00',
    )
    expect(due('2026-03-05 10:00', '2 d', { ...roll, pauses: [pause('2026-03-08 12:00', '2026-03-11 12:00')] })).toBe(
      '2026-03-11 00:00',
    )
  })
})

describe('backward terms', () => {
  it.each([
    ['2026-03-09 08:00', '10 min', '2026-03-09 07:50', 'R269: ten minutes before the shift'],
    ['2026-06-15 00:00', '5 workday', '2026-06-08 08:30', 'R238: five whole working days lie between'],
    ['2026-06-15 00:00', '5 d', '2026-06-10 00:00', 'five whole days lie between'],
    ['2026-10-08 09:00', '1 workday', '2026-09-30 08:30', 'over the holiday'],
    ['2026-03-09 10:00', '90 workmin', '2026-03-09 08:30', 'open time that runs out exactly at an opening ends there'],
    ['2026-03-09 10:00', '91 workmin', '2026-03-06 17:29', 'and a minute more reaches into Friday'],
  ])('before %s by %s: %s (%s)', (instant, text, expected) => {
    expect(local(dueBefore(office, at(instant), within(text)))).toBe(expected)
  })
})

describe('a percentage of a term', () => {
  it('is of its open time, so that nobody is warned at night', () => {
    const from = at('2026-03-06 15:30')
    const to = dueAt(office, from, within('1 workday'))
    expect(local(atPercent(office, from, to, 80, { unit: 'workday' }))).toBe('2026-03-09 15:36')
  })

  it('counts every minute of an exact term', () => {
    const from = at('2026-03-06 17:25')
    expect(local(atPercent(office, from, at('2026-03-06 17:35'), 80, { unit: 'min' }))).toBe('2026-03-06 17:33')
  })

  it('moves with the pauses and falls back to plain time where nothing is open', () => {
    const from = at('2026-03-09 10:00')
    const pauses = [pause('2026-03-09 10:10', '2026-03-09 11:10')]
    const end = dueAt(office, from, within('100 min'), { pauses })
    expect(local(atPercent(office, from, end, 80, { unit: 'min', pauses }))).toBe('2026-03-09 12:20')
    expect(local(atPercent(office, at('2026-03-07 10:00'), at('2026-03-07 20:00'), 50))).toBe('2026-03-07 15:00')
  })

  it('gives the ends themselves for 0 and 100 per cent', () => {
    expect(atPercent(office, 1000, 9000, 0)).toBe(1000)
    expect(atPercent(office, 1000, 9000, 100)).toBe(9000)
  })
})

describe('where clocks change', () => {
  const berlin = (week: CalendarSpec['week']) => compileCalendar({ zone: 'Europe/Berlin', week })
  const utc = (iso: string) => Date.parse(iso)

  it('a day has 23 or 25 hours, and a civil day ends at its own midnight', () => {
    const all = berlin({ sat: ['00:00-24:00'], sun: ['00:00-24:00'] })
    expect(openMs(all, utc('2026-03-28T23:00Z'), utc('2026-03-29T22:00Z')) / 3_600_000).toBe(23)
    expect(openMs(all, utc('2026-10-24T22:00Z'), utc('2026-10-25T23:00Z')) / 3_600_000).toBe(25)
    expect(dueAt(all, utc('2026-03-28T12:00Z'), within('1 d'))).toBe(utc('2026-03-29T22:00Z'))
    expect(dueAt(all, utc('2026-10-24T12:00Z'), within('1 d'))).toBe(utc('2026-10-25T23:00Z'))
  })

  it('a night shift loses the skipped hour and gains the repeated one', () => {
    const nights = berlin({ sat: ['22:00-06:00'] })
    expect(openMs(nights, utc('2026-03-28T00:00Z'), utc('2026-03-30T00:00Z')) / 3_600_000).toBe(7)
    expect(openMs(nights, utc('2026-10-24T00:00Z'), utc('2026-10-26T00:00Z')) / 3_600_000).toBe(9)
    expect(dueAt(nights, utc('2026-03-28T21:00Z'), within('7 workh'))).toBe(utc('2026-03-29T04:00Z'))
    expect(dueAt(nights, utc('2026-10-24T20:00Z'), within('9 workh'))).toBe(utc('2026-10-25T05:00Z'))
  })

  it('agrees with a wall clock that is read minute by minute over both changes', () => {
    const calendar = berlin({ sat: ['22:10-02:20'], sun: ['02:40-11:00', '23:00-02:30'] })
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Berlin',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    })
    const open = (wall: string) => {
      const [day, time] = wall.split(/,? /) as [string, string]
      if (day === 'Sat') return time >= '22:10'
      if (day === 'Sun') return time < '02:20' || (time >= '02:40' && time < '11:00') || time >= '23:00'
      return day === 'Mon' && time < '02:30'
    }
    for (const start of ['2026-03-28T12:00Z', '2026-10-24T12:00Z']) {
      let sum = 0
      for (let m = 0; m < 2 * 1440; m++) {
        const instant = utc(start) + m * 60_000
        expect(openMs(calendar, utc(start), instant)).toBe(sum * 60_000)
        if (open(clock.format(instant))) {
          sum++
          expect(addOpen(calendar, utc(start), sum * 60_000)).toBe(instant + 60_000)
        }
      }
    }
  })

  it('also in the year 9998, by the rule that holds today', () => {
    const nights = berlin({ sat: ['22:00-06:00'] })
    const from = utc('9998-01-01T00:00Z')
    const end = addOpen(nights, from, 300 * 3_600_000)
    expect(openMs(nights, from, end)).toBe(300 * 3_600_000)
    expect(openMs(nights, from, utc('9999-01-01T00:00Z')) / 3_600_000).toBe(8 * 52)
  })
})

describe('long spans', () => {
  it('counts the open time of a thousand years', () => {
    const plain = compileCalendar({ zone: 'Asia/Shanghai', week: { mon: ['09:00-10:00'] } })
    const from = at('2026-03-02 00:00')
    const cycle = 146_097 * 86_400_000
    expect(openMs(plain, from, from + 2 * cycle) / 3_600_000).toBe((2 * 146_097) / 7)
    expect(addOpen(plain, from, ((2 * 146_097) / 7) * 3_600_000)).toBe(from + 2 * cycle - (6 * 24 + 14) * 3_600_000)
  })

  it('reaches the year 9999 and says so when it would go beyond', () => {
    expect(due('9999-12-30 10:00', '1 workday')).toBe('9999-12-31 17:30')
    for (const text of ['3000000 workday', '4000000 d', '99999999 workh', '99999999 h']) {
      expect(() => due('2026-03-09 10:00', text)).toThrow('do not hold so much time')
    }
  })

  it('finds no due instant on a calendar that opens only once', () => {
    const once = compileCalendar({ zone: 'Asia/Shanghai', week: {}, days: { '2026-03-02': ['09:00-10:00'] } })
    expect(due('2026-03-01 10:00', '60 workmin', {}, once)).toBe('2026-03-02 10:00')
    expect(() => due('2026-03-01 10:00', '61 workmin', {}, once)).toThrow('do not hold so much time')
    expect(() => due('2026-03-03 10:00', '1 workday', {}, once)).toThrow('do not hold so much time')
    expect(() => due('2026-03-03 10:00', '1 d', { roll: true }, once)).toThrow('do not hold so much time')
    expect(() => dueBefore(once, at('2026-03-01 10:00'), within('1 workday'))).toThrow('do not hold so much time')
    expect(() => dueBefore(once, at('2026-03-01 10:00'), within('5 workmin'))).toThrow('do not hold so much time')
  })
})

describe('questions that make no sense', () => {
  it('are refused with a reason', () => {
    expect(() => due('2026-03-09 10:00', '3 ring')).toThrow('rings are counted')
    expect(() => dueAt(office, at('2026-03-09 10:00'), { amount: 1.5, unit: 'd' })).toThrow('whole number')
    expect(() => dueAt(office, Number.NaN, within('1 h'))).toThrow('out of range')
    expect(() => dueAt(natural, 9e15, within('1 h'))).toThrow('out of range')
    expect(() => openMs(office, 2000, 1000)).toThrow('before the start')
    expect(() =>
      due('2026-03-09 10:00', '1 h', { pauses: [{ from: at('2026-03-09 11:00'), to: at('2026-03-09 10:00') }] }),
    ).toThrow('ends before')
  })
})
