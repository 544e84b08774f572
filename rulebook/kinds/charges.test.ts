import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rulebookOf } from '../testing/index.ts'
import { compileCalendar, findCalendar } from '../time/index.ts'
import { advanceOf, dueDayOf, feeOf, type LateAsk, lateFeeOf } from './charges.ts'
import type { Charge } from './rule-sheets.ts'

const waive = 'rule: approve\nid: waive\nmatter: 减免\nconsent: role:director'
const charge = (lines: string) => rulebookOf([`rule: charge\nid: a\n${lines}`, waive]).byId.get('a') as Charge
const late = (more = '') => charge(`due: day 20\nrate: 3‰\n${more}`)
const ask = (more: Partial<LateAsk> = {}): LateAsk => ({ principal: 100_000, dueOn: '2026-01-20', until: '2026-01-20', ...more })
const yuan = (fee: ReturnType<typeof lateFeeOf>) => fee && [fee.days, fee.lateFee, fee.principalLeft, fee.lateFeeLeft, fee.credit]

describe('R224: the due day', () => {
  it.each([
    ['day 20', '2026-01', '2026-01-20'],
    ['before day 20', '2026-01', '2026-01-19'],
    ['before day 1', '2026-03', '2026-02-28'],
    ['day 31', '2026-04', '2026-04-30'],
    ['day 31', '2026-02', '2026-02-28'],
    ['day 31', '2028-02', '2028-02-29'],
    ['day 30', '2026-12', '2026-12-30'],
  ])('%s in %s is %s', (due, month, day) => {
    expect(dueDayOf(charge(`due: ${due}\nrate: 3‰`), month)).toBe(day)
  })

  it('rolls over rest days of the calendar: 20 September 2026 is a Sunday on which offices work, 20 June a Saturday of a holiday', () => {
    const rule = charge('due: day 20\nroll: true\nrate: 3‰')
    const office = findCalendar('cn-office')!
    const weekdays = compileCalendar({
      zone: 'Asia/Shanghai',
      week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, ['09:00-17:00']])),
    })
    expect(dueDayOf(rule, '2026-06', weekdays)).toBe('2026-06-22')
    expect(dueDayOf(rule, '2026-09', weekdays)).toBe('2026-09-21')
    expect(dueDayOf(rule, '2026-09', office)).toBe('2026-09-20')
    expect(dueDayOf(charge('due: day 20\nrate: 3‰'), '2026-06', weekdays)).toBe('2026-06-20')
    expect([dueDayOf(charge('price: 1'), '2026-06'), dueDayOf(rule, '2026-13')]).toEqual([null, null])
  })
})

/** Days, late fee, principal left, late fee left, credit: all money in cents. */
const table: [string, string, Partial<LateAsk>, [number, number, number, number, number]][] = [
  ['nothing on the due day', '', {}, [0, 0, 100_000, 0, 0]],
  ['3‰ of 1000 yuan on the day after', '', { until: '2026-01-21' }, [1, 300, 100_000, 300, 0]],
  ['every day of January and February', '', { until: '2026-02-28' }, [39, 11_700, 100_000, 11_700, 0]],
  ['the leap day too', '', { dueOn: '2028-02-20', until: '2028-03-01' }, [10, 3000, 100_000, 3000, 0]],
  ['no leap day in 2026', '', { dueOn: '2026-02-20', until: '2026-03-01' }, [9, 2700, 100_000, 2700, 0]],
  ['over the end of a year', '', { dueOn: '2026-12-20', until: '2027-01-05' }, [16, 4800, 100_000, 4800, 0]],
  ['from the due day itself', 'start: 0 days', { until: '2026-01-21' }, [2, 600, 100_000, 600, 0]],
  ['only after five days', 'start: 6 days', { until: '2026-01-26' }, [1, 300, 100_000, 300, 0]],
  ['nothing within those five days', 'start: 6 days', { until: '2026-01-25' }, [0, 0, 100_000, 0, 0]],
  ['not more than the principal', 'cap: 100%', { until: '2027-01-20' }, [365, 100_000, 100_000, 100_000, 0]],
  ['exactly as much as the cap', 'cap: 30%', { until: '2026-04-30' }, [100, 30_000, 100_000, 30_000, 0]],
  ['not more than an amount', 'cap: 5 元', { until: '2026-01-25' }, [5, 500, 100_000, 500, 0]],
  ['cents rounded half up', '', { principal: 12_350, until: '2026-01-21' }, [1, 37, 12_350, 37, 0]],
  ['half a cent up', '', { principal: 500, until: '2026-01-21' }, [1, 2, 500, 2, 0]],
  ['half a cent to the even one', 'round: half-even', { principal: 500, until: '2026-01-21' }, [1, 2, 500, 2, 0]],
  ['one and a half cents down', 'round: down', { principal: 500, until: '2026-01-21' }, [1, 1, 500, 1, 0]],
  ['a part of a cent up', 'round: up', { principal: 1, until: '2026-01-21' }, [1, 1, 1, 1, 0]],
  ['to a tenth of a yuan', 'round: half-up 0.1', { principal: 12_350, until: '2026-01-21' }, [1, 40, 12_350, 40, 0]],
  ['to a yuan', 'round: down 1', { principal: 99_999, until: '2026-01-21' }, [1, 200, 99_999, 200, 0]],
  ['rounding once at the end, not day by day', '', { principal: 111, until: '2026-01-30' }, [10, 3, 111, 3, 0]],
  [
    'paid on the due day: nothing more',
    '',
    { until: '2026-03-01', payments: [{ on: '2026-01-20', cents: 100_000 }] },
    [0, 0, 0, 0, 0],
  ],
  [
    'paid a day late: the day of payment counts',
    '',
    { until: '2026-03-01', payments: [{ on: '2026-01-21', cents: 100_000 }] },
    [1, 300, 0, 300, 0],
  ],
  [
    'a part payment takes from the principal first',
    '',
    { until: '2026-02-09', payments: [{ on: '2026-01-30', cents: 50_000 }] },
    [20, 4500, 50_000, 4500, 0],
  ],
  [
    'the late fee of what was due runs on in full until all is paid',
    'base: due',
    { until: '2026-02-09', payments: [{ on: '2026-01-30', cents: 50_000 }] },
    [20, 6000, 50_000, 6000, 0],
  ],
  [
    'late fee first leaves more principal',
    'payments: late fee first',
    { until: '2026-02-09', payments: [{ on: '2026-01-30', cents: 50_000 }] },
    [20, 4590, 53_000, 1590, 0],
  ],
  [
    'what is left after the principal pays the late fee, and what is left of that stands to credit',
    '',
    { until: '2026-02-09', payments: [{ on: '2026-01-30', cents: 104_000 }] },
    [10, 3000, 0, 0, 1000],
  ],
  [
    'payments in any order, those after the last day left out',
    '',
    {
      until: '2026-02-09',
      payments: [
        { on: '2026-02-10', cents: 1 },
        { on: '2026-02-04', cents: 30_000 },
        { on: '2026-01-25', cents: 40_000 },
      ],
    },
    [20, 1500 + 1800 + 450, 30_000, 3750, 0],
  ],
  [
    'a payment before the due day',
    '',
    { until: '2026-01-21', payments: [{ on: '2026-01-02', cents: 60_000 }] },
    [1, 120, 40_000, 120, 0],
  ],
]

describe('R225: three per mille a day', () => {
  it.each(table)('%s', (_, rule, more, wanted) => {
    expect(yuan(lateFeeOf(late(rule), ask(more)))).toEqual(wanted)
  })

  it('shows its lines: from, to, days and what they were reckoned of', () => {
    const fee = lateFeeOf(late('cap: 4 元'), ask({ until: '2026-02-01', payments: [{ on: '2026-01-31', cents: 99_000 }] }))
    expect(fee).toEqual({
      lines: [
        { from: '2026-01-21', to: '2026-01-31', days: 11, base: 100_000 },
        { from: '2026-02-01', to: '2026-02-01', days: 1, base: 1000 },
      ],
      days: 12,
      lateFee: 400,
      capped: true,
      waived: 0,
      principalLeft: 1000,
      lateFeeLeft: 400,
      credit: 0,
    })
  })

  it('C12, R226: is waived only under the approval that the rule names, and never beyond what is left of it', () => {
    const [open, closed] = [late('waiver: waive'), late()]
    const waived = (rule: Charge, cents: number | 'all', approval: string, paid = 0) => {
      const fee = lateFeeOf(
        rule,
        ask({ until: '2026-01-30', waived: { cents, approval }, payments: [{ on: '2026-01-30', cents: 100_000 + paid }] }),
      )!
      return [fee.lateFee, fee.waived, fee.lateFeeLeft]
    }
    expect(waived(open, 'all', 'waive')).toEqual([3000, 3000, 0])
    expect(waived(open, 1000, 'waive')).toEqual([3000, 1000, 2000])
    expect(waived(open, 'all', 'waive', 2500)).toEqual([3000, 500, 0])
    expect(waived(open, 'all', 'somebody')).toEqual([3000, 0, 3000])
    expect(waived(closed, 'all', 'waive')).toEqual([3000, 0, 3000])
  })

  it('is exact for sums and times beyond what a number keeps', () => {
    expect(lateFeeOf(late(), ask({ principal: 99_999_999_999, until: '2036-01-20' }))!.lateFee).toBe(1_095_599_999_989)
  })

  it('says nothing of dates that are none, or without a rate', () => {
    expect(lateFeeOf(late(), ask({ until: '2026-02-30' }))).toBe(null)
    expect(lateFeeOf(late(), ask({ payments: [{ on: 'x', cents: 1 }] }))).toBe(null)
    expect(lateFeeOf(charge('price: 1'), ask())).toBe(null)
  })

  it('never falls as days go by, and never grows by paying earlier', () => {
    const rule = late()
    const day = fc.integer({ min: 0, max: 400 })
    const date = (n: number) => new Date(Date.UTC(2026, 0, 20 + n)).toISOString().slice(0, 10)
    fc.assert(
      fc.property(day, day, day, fc.integer({ min: 1, max: 200_000 }), (a, b, on, cents) => {
        const [early, lateDay] = a < b ? [a, b] : [b, a]
        const fee = (until: number, paid: number) =>
          lateFeeOf(rule, ask({ until: date(until), payments: [{ on: date(paid), cents }] }))!.lateFee
        expect(fee(early, on)).toBeLessThanOrEqual(fee(lateDay, on))
        expect(fee(400, early)).toBeLessThanOrEqual(fee(400, lateDay))
      }),
      { numRuns: 200 },
    )
  })
})

describe('fees', () => {
  const monthly = charge('price: 2.85 CNY per m2 per month\nvacant: 90% 12 months\nadvance: 6 months')
  const fee = (rule: Charge, more: Parameters<typeof feeOf>[1]) => feeOf(rule, more)?.cents

  it('R223: are price times area, and once or by the piece where the price says so', () => {
    expect(fee(monthly, { month: '2026-03', area: 8936 })).toBe(25_468)
    expect(fee(charge('price: 15 CNY per piece'), { month: '2026-03', pieces: 3 })).toBe(4500)
    expect(fee(charge('price: 0'), { month: '2026-03' })).toBe(0)
    expect(fee(charge('price: 8.325 per piece'), { month: '2026-03', pieces: 1 })).toBe(833)
    expect(fee(charge('price: 1.005'), { month: '2026-03' })).toBe(101)
    expect(fee(charge('price: 1200 per year'), { month: '2026-02' })).toBe(10_000)
    expect(fee(charge('price: 1.5 per day'), { month: '2028-02' })).toBe(4350)
    expect(fee(monthly, { month: '2026-03' })).toBe(undefined)
    expect(fee(late(), { month: '2026-03' })).toBe(undefined)
  })

  it.each([
    ['R231: a whole month at ninety per cent', '2026-03', { from: '2026-01-15', to: null }, 256_50],
    ['R231: from the day of the notice', '2026-01', { from: '2026-01-15', to: null }, 269_37],
    ['R231: up to the day of the take-over, which is full', '2026-02', { from: '2026-01-15', to: '2026-02-15' }, 270_75],
    ['C18: after twelve months in full', '2027-02', { from: '2026-01-15', to: null }, 285_00],
    ['C18: the month in which the year ends', '2027-01', { from: '2026-01-15', to: null }, 272_13],
    ['C18: a year from a leap day ends on 28 February', '2029-02', { from: '2028-02-29', to: null }, 257_52],
    ['R232: a vacancy before it began', '2025-12', { from: '2026-01-15', to: null }, 285_00],
  ])('%s', (_, month, vacant, cents) => {
    expect(fee(monthly, { month, area: 10_000, vacant })).toBe(cents)
  })

  it('C18: a second share after the first, and none without a line for it', () => {
    const rule = charge('price: 100 per month\nvacant:\n- 90% 12 months\n- 50%')
    expect(fee(rule, { month: '2027-02', vacant: { from: '2026-01-15', to: null } })).toBe(5000)
    expect(fee(charge('price: 100 per month'), { month: '2026-02', vacant: { from: '2026-01-15', to: null } })).toBe(10_000)
  })

  it('R233: six months in advance, each as it is rounded', () => {
    expect(advanceOf(monthly, { month: '2026-09', area: 8936 })).toBe(6 * 25_468)
    expect(advanceOf(monthly, { month: '2026-11', area: 10_000, vacant: { from: '2026-11-01', to: null } })).toBe(6 * 25_650)
    expect(advanceOf(charge('price: 1'), { month: '2026-09' })).toBe(null)
  })
})
