import { expect, test } from 'vitest'
import { covers, mayNotice, unclearPlaces } from './rules.ts'

test.each([
  // places, areas, address, area of the premises, covered
  [['槐荫里'], [], '槐荫里 7 栋 2 单元 601', null, true],
  [['槐荫里 7 栋'], [], '槐荫里7栋2单元601', null, true],
  [['槐荫里　７栋'], [], '澜州市槐荫里-7栋', null, true],
  [['临川路 1'], [], '临川路 12 号', null, false],
  [['临川路 12'], [], '临川路 12 号', null, true],
  [['柳营巷 1 至 20 号'], [], '柳营巷 3 号', null, true],
  [['柳营巷 1 至 20 号'], [], '柳营巷 23 号', null, false],
  [['7 栋'], [], '桐花苑 17 栋 3 单元', null, false],
  [['7 栋'], [], '桐花苑 17 栋，7 栋对面', null, true],
  [['桐花苑'], [], '槐荫里 7 栋', null, false],
  [['桐花苑'], ['临川片区'], '槐荫里 7 栋', '临川片区', true],
  [['桐花苑'], ['临川 片区'], null, '临川片区', true],
  [['桐花苑'], ['临川片区'], '临川片区', null, false],
  [['——'], [], '槐荫里', null, false],
  [['槐荫里'], [], '', null, false],
] as const)('R188: a notice for %j and areas %j covers %j (%j): %j', (places, areas, address, area, covered) => {
  expect(covers({ places, areas }, { address, area })).toBe(covered)
})

test('a notice is published once and ended once', () => {
  const steps = (['draft', 'published', 'ended'] as const).map(state => [mayNotice('publish', state), mayNotice('end', state)])
  expect(steps).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ])
})

test('a line that does not say whom it covers is found', () => {
  expect(unclearPlaces(['槐荫里 6、8 栋', '临川路附近', '临川路 25 至 3 号'])).toEqual([
    { place: '临川路附近', part: '附近' },
    { place: '临川路 25 至 3 号', part: '25 至 3' },
  ])
})
