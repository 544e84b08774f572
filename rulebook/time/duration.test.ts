import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Unit, units } from '../vocabulary/index.ts'
import { isTimeProblem, parseDuration, printDuration } from './duration.ts'
import { timeProblemText } from './time-problem.ts'

describe('a duration', () => {
  it.each<[string, number, Unit]>([
    ['10 min', 10, 'min'],
    ['10min', 10, 'min'],
    ['10 分钟', 10, 'min'],
    ['十分钟', 10, 'min'],
    ['１０分钟', 10, 'min'],
    ['1.5 h', 1.5, 'h'],
    ['半小时', 0.5, 'h'],
    ['半个小时', 0.5, 'h'],
    ['一个半小时', 1.5, 'h'],
    ['两小时', 2, 'h'],
    ['24 小时', 24, 'h'],
    ['三十秒', 30, 's'],
    ['30 s', 30, 's'],
    ['3 d', 3, 'd'],
    ['3天', 3, 'd'],
    ['十五日', 15, 'd'],
    ['half-month', 15, 'd'],
    ['半个月', 15, 'd'],
    ['半月', 15, 'd'],
    ['二十八天', 28, 'd'],
    ['一百二十天', 120, 'd'],
    ['1 workday', 1, 'workday'],
    ['1 工作日', 1, 'workday'],
    ['1个工作日', 1, 'workday'],
    ['两个工作日', 2, 'workday'],
    ['90 workmin', 90, 'workmin'],
    ['90 工作分钟', 90, 'workmin'],
    ['0 workmin', 0, 'workmin'],
    ['2 workh', 2, 'workh'],
    ['2 个工作小时', 2, 'workh'],
    ['24H', 24, 'h'],
    ['30Min', 30, 'min'],
    ['一周', 7, 'd'],
    ['3 周', 21, 'd'],
    ['两个星期', 14, 'd'],
    ['3 weeks', 21, 'd'],
    ['六个月', 6, 'month'],
    ['12 个月', 12, 'month'],
    ['6 months', 6, 'month'],
    ['半个工作日', 0.5, 'workday'],
    ['一个半工作日', 1.5, 'workday'],
    ['3 ring', 3, 'ring'],
    ['三声', 3, 'ring'],
  ])('%s is %d %s', (text, amount, unit) => {
    expect(parseDuration(text)).toEqual({ amount, unit })
  })

  it.each([
    ['', 'duration.empty'],
    ['soon', 'duration.unreadable'],
    ['-5 min', 'duration.unreadable'],
    ['10', 'duration.unreadable'],
    ['1e3 min', 'duration.unit'],
    ['3 fortnights', 'duration.unit'],
    ['半周', 'duration.whole'],
    ['一个半月', 'duration.whole'],
    ['0.3 个工作日', 'duration.whole'],
    ['5 minutes', 'duration.unit'],
    ['1.5 d', 'duration.whole'],
    ['半天', 'duration.whole'],
    ['2.5 ring', 'duration.whole'],
    ['99999999999999 s', 'duration.large'],
    ['五六分钟', 'duration.unreadable'],
    ['9'.repeat(500), 'duration.unreadable'],
  ])('%j is refused with a reason in both locales', (text, code) => {
    const problem = parseDuration(text)
    if (!isTimeProblem(problem)) throw new Error(`read as ${JSON.stringify(problem)}`)
    expect(problem.code).toBe(code)
    for (const locale of ['zh', 'en'] as const) expect(timeProblemText(problem, locale)).not.toMatch(/[{}]|undefined/)
  })

  it('names the unit that was probably meant', () => {
    const problem = parseDuration('5 minutes')
    expect(isTimeProblem(problem) && timeProblemText(problem, 'en')).toContain('did you mean "min"')
  })

  it('reads back as it was printed, in either language', () => {
    const names = Object.keys(units) as Unit[]
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.constantFrom(...names),
        fc.constantFrom('zh' as const, 'en' as const),
        (amount, unit, locale) => {
          expect(parseDuration(printDuration({ amount, unit }, locale))).toEqual({ amount, unit })
        },
      ),
    )
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void parseDuration(text)))
  })
})
