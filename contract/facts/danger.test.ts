import { expect, test } from 'vitest'
import { type Danger, dangerOf } from './index.ts'

const told: [string, Danger | null][] = [
  ['小区门口水管爆了，水往外喷', 'burst'],
  ['爆 管', 'burst'],
  ['路面大量漏水', 'flood'],
  ['地下车库被淹了', 'flood'],
  ['整栋楼都没有水', 'outage'],
  ['我们全小区停电了', 'outage'],
  ['电梯里有人被困', 'trapped'],
  ['老人困在电梯里', 'trapped'],
  ['厨房闻到很重的煤气味', 'gas'],
  ['楼道起火，冒浓烟', 'fire'],
  ['洗衣机漏电', 'electric'],
  ['没有爆管，就是水小', null],
  ['不是漏电', null],
  ['没有人被困', null],
  ['问一下燃气费怎么交', null],
  ['漏电保护器跳闸', null],
  ['喷水池的灯不亮', null],
  ['贫困人口的水费减免', null],
  ['家里没水', null],
  ['', null],
]
test.each(told)('“%s” tells of %s', (words, danger) => {
  expect(dangerOf([words])).toBe(danger)
})

test('of several dangers the gravest counts, in whichever text it stands', () => {
  expect(dangerOf(['水管爆了', null, undefined, '电梯里有人被困'])).toBe('trapped')
})
