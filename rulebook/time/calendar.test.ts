import { describe, expect, it } from 'vitest'
import { calendarProblem, compileCalendar } from './calendar.ts'
import { calendarSpecs, findCalendar } from './calendars.ts'
import { openMs } from './due.ts'
import { timeProblemText } from './time-problem.ts'

const day = (date: string) => Date.parse(`${date}T00:00:00+08:00`)
const hours = (calendar: ReturnType<typeof compileCalendar>, date: string) =>
  openMs(calendar, day(date), day(date) + 86_400_000) / 3_600_000
const office = findCalendar('cn-office')!
const base = { zone: 'Asia/Shanghai', week: { mon: ['09:00-17:00'] } }

describe('a calendar', () => {
  it.each([
    ['2026-02-13', 7.5, 'an ordinary Friday'],
    ['2026-02-14', 7.5, 'a Saturday made a working day before Spring Festival'],
    ['2026-02-15', 0, 'the first day of Spring Festival'],
    ['2026-02-17', 0, 'New Year by the lunar calendar'],
    ['2026-02-23', 0, 'the last day of the holiday'],
    ['2026-02-24', 7.5, 'the first day back'],
    ['2026-02-28', 7.5, 'a Saturday worked in return'],
    ['2026-03-01', 0, 'an ordinary Sunday'],
    ['2026-09-20', 7.5, 'a Sunday worked for National Day'],
    ['2026-10-01', 0, 'National Day'],
    ['2026-10-07', 0, 'the last day of the holiday'],
    ['2026-10-08', 7.5, 'the first day back'],
    ['2026-10-10', 7.5, 'a Saturday worked in return'],
    ['2026-10-11', 0, 'an ordinary Sunday'],
  ])('cn-office on %s opens %d hours: %s', (date, open) => {
    expect(hours(office, date)).toBe(open)
  })

  it('lets a dated entry win over the holiday list, in both directions', () => {
    const calendar = compileCalendar({
      ...calendarSpecs['cn-office']!,
      days: { '2026-10-01': ['10:00-12:00'], '2026-10-10': [], '2026-12-31': [] },
    })
    expect([hours(calendar, '2026-10-01'), hours(calendar, '2026-10-10'), hours(calendar, '2026-12-31')]).toEqual([2, 0, 0])
  })

  it('opens a make-up Saturday with the hours of the first open weekday, not with its own', () => {
    const calendar = compileCalendar({
      zone: 'Asia/Shanghai',
      holidays: 'cn',
      week: { tue: ['08:00-12:00'], sat: ['22:00-23:00'] },
    })
    expect([hours(calendar, '2026-02-14'), hours(calendar, '2026-03-07')]).toEqual([4, 1])
  })

  it('counts time once where a dated day begins before the night before has ended', () => {
    const calendar = compileCalendar({
      zone: 'Asia/Shanghai',
      week: { sat: ['22:00-06:00'] },
      days: { '2026-03-08': ['05:00-10:00'] },
    })
    expect(openMs(calendar, day('2026-03-07'), day('2026-03-09')) / 3_600_000).toBe(12)
  })

  it('keeps open on a holiday the night that opened the day before', () => {
    const calendar = compileCalendar({
      zone: 'Asia/Shanghai',
      week: { sat: ['22:00-06:00'], sun: ['09:00-12:00'] },
      days: { '2026-03-08': [] },
    })
    expect(hours(calendar, '2026-03-08')).toBe(6)
  })

  it('says which years the holiday list does not cover', () => {
    expect(office.missingYears(2025, 2026)).toEqual([])
    expect(office.missingYears(2098, 2100)).toEqual([2098, 2099, 2100])
    expect(findCalendar('natural')!.missingYears(2098, 2100)).toEqual([])
  })

  it('has a version that changes with its content and only with it', () => {
    const reordered = { week: calendarSpecs['cn-office']!.week, holidays: 'cn', zone: 'Asia/Shanghai' } as const
    expect(compileCalendar(reordered).version).toBe(office.version)
    expect(compileCalendar({ ...reordered, days: { '2026-12-31': [] } }).version).not.toBe(office.version)
    expect(compileCalendar(reordered, { name: 'x', version: '7' })).toMatchObject({ name: 'x', version: '7' })
  })

  it('reads what a Chinese keyboard types', () => {
    expect(hours(compileCalendar({ zone: 'Asia/Shanghai', week: { mon: ['8：30至17：30'] } }), '2026-03-02')).toBe(9)
  })
})

describe('a calendar that makes no sense is refused', () => {
  it.each<[string, unknown, string]>([
    ['nothing', null, 'calendar.shape'],
    ['a list', [], 'calendar.shape'],
    ['an unknown key', { ...base, holiday: 'cn' }, 'calendar.key'],
    ['no zone', { week: base.week }, 'calendar.zone'],
    ['an unknown zone', { ...base, zone: 'Asia/Peking' }, 'calendar.zone'],
    ['holidays of a land that we do not know', { ...base, holidays: 'fr' }, 'calendar.holidays'],
    ['no week', { zone: 'Asia/Shanghai' }, 'calendar.week'],
    ['an unknown weekday', { ...base, week: { monday: [] } }, 'calendar.weekday'],
    ['a span that is no list', { ...base, week: { mon: '09:00-17:00' } }, 'calendar.spans'],
    ['hour 25', { ...base, week: { mon: ['09:00-25:00'] } }, 'calendar.span'],
    ['a span of no length', { ...base, week: { mon: ['09:00-09:00'] } }, 'calendar.span'],
    ['a number for a span', { ...base, week: { mon: [9] } }, 'calendar.span'],
    ['spans that overlap', { ...base, week: { mon: ['09:00-12:00', '11:30-17:00'] } }, 'calendar.overlap'],
    [
      'a night that meets the next morning',
      { ...base, week: { sun: ['22:00-09:30'], mon: ['09:00-17:00'] } },
      'calendar.overlap',
    ],
    ['a date that is none', { ...base, days: { '2026-02-30': [] } }, 'calendar.date'],
    ['a date in another form', { ...base, days: { '2026-2-3': [] } }, 'calendar.date'],
    ['a calendar that never opens', { ...base, week: {} }, 'calendar.neverOpens'],
    ['too many spans', { ...base, week: { mon: Array.from({ length: 25 }, () => '09:00-10:00') } }, 'calendar.tooMany'],
    ['an empty name', { ...base, name: '' }, 'calendar.name'],
  ])('%s', (_, spec, code) => {
    const problem = calendarProblem(spec)
    expect(problem?.code).toBe(code)
    for (const locale of ['zh', 'en'] as const) expect(timeProblemText(problem!, locale)).not.toMatch(/[{}]|undefined/)
  })

  it('but one that is open on a single date is a calendar', () => {
    expect(
      hours(compileCalendar({ zone: 'Asia/Shanghai', week: {}, days: { '2026-03-02': ['09:00-10:00'] } }), '2026-03-02'),
    ).toBe(1)
  })
})
