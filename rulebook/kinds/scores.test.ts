import { describe, expect, it } from 'vitest'
import { rulebookOf } from '../testing/index.ts'
import type { Score } from './rule-sheets.ts'
import { bandOf, gradesOf, type Marks, scoreOf } from './scores.ts'

const rule = (more = '', items = '- 接待 60\n- 首问 40\n- 亮点 bonus 5\n- 负面 penalty 10\n- 推诿 fatal') =>
  rulebookOf(`rule: score\nid: a\nitems:\n${items}\nbands:\n- 优秀 95\n- 良好 90\n- 达标 80\n${more}`).rules[0] as Score
const scored = (of: Score, marks: Marks) => {
  const result = scoreOf(of, marks)
  return result.state === 'scored' ? [result.total, result.band] : [result.missing, result.outside]
}

describe('R301: bands take their lower end, not their upper one', () => {
  it.each([
    [100, '优秀'],
    [95, '优秀'],
    [94.99, '良好'],
    [90, '良好'],
    [89.99, '达标'],
    [80, '达标'],
    [79.99, null],
    [0, null],
  ])('%d is %s', (total, band) => {
    expect(bandOf(rule().bands, total)?.name ?? null).toBe(band)
  })

  it('gives the rest to a last band without a figure', () => {
    expect(bandOf(rule('- 未达标').bands, 3)?.name).toBe('未达标')
  })
})

describe('a sheet', () => {
  it.each([
    ['all points', rule(), { 接待: 60, 首问: 40 }, [100, '优秀']],
    ['R305: bonus and penalty', rule(), { 接待: 50, 首问: 40, 亮点: 5, 负面: 1 }, [94, '良好']],
    ['R305: more than full by a bonus', rule(), { 接待: 60, 首问: 40, 亮点: 5 }, [105, '优秀']],
    ['a bonus within its cap', rule('max: 100'), { 接待: 60, 首问: 40, 亮点: 5 }, [100, '优秀']],
    ['never less than nothing', rule(), { 接待: 0, 首问: 0, 负面: 10 }, [0, null]],
    ['R075: a fatal item takes all', rule(), { 接待: 60, 首问: 40, 推诿: true }, [0, null]],
    ['a fatal item that did not happen', rule(), { 接待: 60, 首问: 40, 推诿: false }, [100, '优秀']],
    ['an item that does not apply', rule(), { 接待: null, 首问: 38 }, [95, '优秀']],
    ['another full score', rule('full: 50'), { 接待: 60, 首问: 37 }, [48.5, null]],
    ['thirds, rounded', rule('', '- 甲 1\n- 乙 1\n- 丙 1\nfull: 100'), { 甲: 1, 乙: 1, 丙: 0 }, [66.67, null]],
    ['thirds, cut', rule('round: down 0.1', '- 甲 1\n- 乙 1\n- 丙 1\nfull: 100'), { 甲: 1, 乙: 1, 丙: 0 }, [66.6, null]],
    ['tenths that binary does not know', rule('', '- 甲 0.1\n- 乙 0.2'), { 甲: 0.1, 乙: 0.2 }, [0.3, null]],
    ['rounded first, banded then', rule('round: half-up 0.1'), { 接待: 59.96, 首问: 35 }, [95, '优秀']],
    ['half to the even figure', rule('round: half-even 1'), { 接待: 60, 首问: 34.5 }, [94, '良好']],
    ['half up', rule('round: half-up 1'), { 接待: 60, 首问: 34.5 }, [95, '优秀']],
    ['a mark that is missing', rule(), { 接待: 60 }, [['首问'], []]],
    ['marks out of their range', rule(), { 接待: 61, 首问: -1, 亮点: true }, [[], ['接待', '首问', '亮点']]],
    ['nothing that applies', rule(), { 接待: null, 首问: null }, [['接待', '首问'], []]],
    ['a name of the language', rule('', '- constructor 10'), {}, [['constructor'], []]],
  ] as [string, Score, Marks, unknown[]][])('%s', (_, of, marks, wanted) => {
    expect(scored(of, marks)).toEqual(wanted)
  })
})

describe('R302: quotas', () => {
  const quota = 'quota:\n- 优秀 5%\n- 良好 20%'
  const sheets = (...totals: number[]) => totals.map((total, i) => ({ id: `h${String(i).padStart(2, '0')}`, total, marks: {} }))
  const count = (of: Score, totals: number[]) => {
    const bands: Record<string, number> = {}
    for (const { band } of gradesOf(of, sheets(...totals))) bands[String(band)] = (bands[String(band)] ?? 0) + 1
    return bands
  }
  const twenty = [99, 98, 97, 96, 94, 93, 92, 91, ...Array(12).fill(85)]

  it('five per cent of twenty is one; the others fall to good, where four have room, and then to standard', () => {
    expect(count(rule(quota), twenty)).toEqual({ 优秀: 1, 良好: 4, 达标: 15 })
    const graded = gradesOf(rule(quota), sheets(...twenty))
    expect(graded.slice(0, 6).map(({ total, earned, band }) => [total, earned, band])).toEqual([
      [99, '优秀', '优秀'],
      [98, '优秀', '良好'],
      [97, '优秀', '良好'],
      [96, '优秀', '良好'],
      [94, '良好', '良好'],
      [93, '良好', '达标'],
    ])
  })

  it('a share of nineteen is none, unless it is rounded up', () => {
    expect(count(rule('quota: 优秀 5%'), twenty.slice(1)).优秀).toBe(undefined)
    expect(count(rule('quota: 优秀 5% up'), twenty.slice(1)).优秀).toBe(1)
    expect(count(rule('quota: 优秀 5% half-up'), twenty.slice(1)).优秀).toBe(1)
  })

  it('C14: the tied at the edge: none of them, all of them, or by items', () => {
    const tied = [99, 99, 96, ...Array(17).fill(85)]
    expect(count(rule('quota: 优秀 5%'), tied).优秀).toBe(undefined)
    expect(count(rule('quota: 优秀 5%\ntie: all'), tied).优秀).toBe(2)
    const by = rule('quota: 优秀 5%\ntie: 首问, 接待')
    const marked = sheets(...tied).map((sheet, i) => ({ ...sheet, marks: { 首问: i === 1 ? 40 : 39, 接待: 59 } }))
    expect(gradesOf(by, marked).slice(0, 2)).toEqual([
      { id: 'h01', total: 99, earned: '优秀', band: '优秀' },
      { id: 'h00', total: 99, earned: '优秀', band: '良好' },
    ])
    const same = sheets(...tied).map(sheet => ({ ...sheet, marks: { 首问: 39, 接待: 60 } }))
    expect(gradesOf(by, same).filter(({ band }) => band === '优秀')).toEqual([])
  })

  it('gives nobody a band that he did not earn', () => {
    expect(count(rule(quota), [94, 93, 70])).toEqual({ 达标: 2, null: 1 })
    expect(count(rule(), [])).toEqual({})
  })
})
