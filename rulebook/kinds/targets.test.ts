import { describe, expect, it } from 'vitest'
import { rulebookOf } from '../testing/index.ts'
import type { Target } from './rule-sheets.ts'
import { reachedOf } from './targets.ts'

const install = 'rule: deadline\nid: install\nfrom: ticket.registered\nto: ticket.closed\nwithin: 28 d'
const target = (measure: string, goal: string) =>
  rulebookOf([install, `rule: target\nid: a\nmeasure: ${measure}\nof: install\ngoal: ${goal}\nper: month`]).byId.get(
    'a',
  ) as Target
const days = (...list: number[]) => list.map(n => n * 86_400_000)

describe('R331: ninety-eight of a hundred in time', () => {
  it.each([
    [98, 2, true],
    [97, 3, false],
    [49, 1, true],
    [48, 1, false],
    [1, 0, true],
    [0, 0, null],
    [980_000, 20_001, false],
  ])('%d met and %d late: %s', (met, late, reached) => {
    expect(reachedOf(target('ratio', '>= 98%'), { met, late, tookMs: [] }).reached).toBe(reached)
  })

  it('gives the ratio and what it was taken of', () => {
    expect(reachedOf(target('ratio', '> 50%'), { met: 1, late: 1, tookMs: [] })).toEqual({ value: 0.5, n: 2, reached: false })
    expect(reachedOf(target('ratio', 'open'), { met: 1, late: 1, tookMs: [] })).toEqual({ value: 0.5, n: 2, reached: null })
  })
})

describe('R332: fifteen days in the mean', () => {
  it.each([
    [[15], true],
    [[1, 29], true],
    [[1, 29.0001], false],
    [[], null],
  ])('%j days: %s', (list, reached) => {
    expect(reachedOf(target('mean', '<= 15 d'), { met: 0, late: 0, tookMs: days(...list) }).reached).toBe(reached)
  })

  it('by the nearest rank where a percentile is asked', () => {
    const tookMs = days(10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
    const value = (percent: string) => reachedOf(target(`percentile ${percent}`, '< 9 d'), { met: 0, late: 0, tookMs })
    expect(value('70')).toMatchObject({ value: days(7)[0], n: 10, reached: true })
    expect(value('90')).toMatchObject({ value: days(9)[0], reached: false })
    expect(value('90.1')).toMatchObject({ value: days(10)[0] })
    expect(value('1')).toMatchObject({ value: days(1)[0] })
  })
})
