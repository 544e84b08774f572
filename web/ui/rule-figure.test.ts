import { describe, expect, it } from 'vitest'
import { type ClauseView, departmentsOf, figureOf } from './rule-figure.ts'

describe('the figure of a rule', () => {
  it.each([
    ['deadline', '限: 10 分钟', '10 分钟'],
    ['deadline', 'within: 30 min', '30 分钟'],
    ['deadline', "限:\n- 10 分钟 当 工单.紧急程度 == '抢修'\n- 30 分钟", '30 分钟'],
    ['deadline', '截至: 工单.答应时间', null],
    ['cadence', '每: 3 天', '每 3 天'],
    ['limit', '量: 来电.声数\n上限: 3', '3 声'],
    ['limit', '计数: 来电.转接\n上限: 1', '1 次'],
    ['require', '须有: 接触.记录', null],
  ] as const)('of a %s “%s” is %s', (kind, source, figure) => {
    expect(figureOf({ kind, source })).toBe(figure)
  })
  it.each([
    ['within: 120 min', '两小时内上门', '2 小时'],
    ['within: 90 min', '一个半小时内', '90 分钟'],
    ['限: 30 分钟', '半小时内到场', '半小时'],
    ['限: 1 小时', '六十分钟内回复', '60 分钟'],
    ['限: 60 分钟', '一小时（六十分钟）内', '60 分钟'],
    ['within: 600 s', '10 分钟内', '10 分钟'],
    ['限: 72 小时', '三天内', '72 小时'],
    ['限: 10 分钟', '', '10 分钟'],
  ])('“%s” under “%s” is told as %s, in the unit of the clause', (source, said, figure) => {
    expect(figureOf({ kind: 'deadline', source }, said)).toBe(figure)
  })
  it('names the departments of a routing table once each, without their conditions', () => {
    const source = "派往:\n- 抢修队 当 工单.紧急程度 == '抢修'\n- 水质科 当 工单.分类 属于 ['水质']\n- 抢修队\n- '客户服务部'"
    const clauses = [{ rules: [{ kind: 'route', source }] }] as unknown as ClauseView[]
    expect(departmentsOf(clauses)).toEqual(['抢修队', '水质科', '客户服务部'])
  })
  it('names neither a level of urgency nor whoever calls back', () => {
    const rules = [
      "遇: 工单.登记\n派往:\n- 紧急程度 抢修 当 工单.分类 == '爆管'\n- 抢险队 紧急程度 抢修 当 时刻.时 >= 12\n- 客户服务部",
      '遇: 回访.待办\n派往: 回访组',
    ]
    const clauses = [{ rules: rules.map(source => ({ kind: 'route', source })) }] as unknown as ClauseView[]
    expect(departmentsOf(clauses)).toEqual(['抢险队', '客户服务部'])
  })
})
