/** The words of a clause against its rules: what is said of each way in which they differ, and where it has to be silent. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile } from '../engine/index.ts'
import { differencesIn } from './differences.ts'
import { propose } from './propose.ts'

const clause = (words: string, ...rules: string[]) =>
  `---\nstandard: test\ntitle: 试验\n---\n## 1 条款\n${words}\n\n${rules.map(rule => `\`\`\`规则\n${rule}\n\`\`\``).join('\n\n')}\n`
const found = (words: string, ...rules: string[]) => {
  const compiled = compile(clause(words, ...rules))
  expect(compiled.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return differencesIn(compiled).map(({ what, message }) => `${what} ${message.zh}`)
}
const deadline = (within: string, from = '接触.受理', to = '工单.登记') =>
  `规则: 时限\n编号: 甲\n起: ${from}\n止: ${to}\n限: ${within}`
const often = (every: string) => `规则: 频次\n编号: 甲\n起: 工单.接单\n止: 工单.跟进\n每: ${every}\n终止: 工单.结案`
const rings = (max: string) => `规则: 限度\n编号: 甲\n遇: 来电.接起\n量: 来电.声数\n上限: ${max}\n方式: 只记`
const transfers = (max: number) => `规则: 限度\n编号: 甲\n遇: 来电.转接\n计数: 来电.转接\n上限: ${max}`
const consent = (role: string) => `规则: 审批\n编号: 甲\n之前: 工单.结案\n须经: 岗位:${role}`

describe('differ', () => {
  it.each([
    ['接到来电，十分钟内登记。', deadline('5 分钟'), 'amount 这一句写的是「10 分钟」，规则「甲」写的是「5 分钟」'],
    ['接到来电，一天内登记。', deadline('24 小时'), 'unit 这一句写的是「1 天」，规则「甲」写的是「24 小时」'],
    ['接到来电，三个工作日内登记。', deadline('3 天'), 'unit 这一句写的是「3 个工作日」，规则「甲」写的是「3 天」'],
    ['接到来电，一个月内登记。', deadline('30 天'), 'unit 这一句写的是「1 个月」，规则「甲」写的是「30 天」'],
    ['接到来电，四个工作小时内登记。', deadline('4 小时'), 'unit 这一句写的是「4 工作小时」，规则「甲」写的是「4 小时」'],
    ['电话应在铃响三声以内接起。', rings('5 声'), 'amount 这一句写的是「3」，规则「甲」写的是「5」'],
    ['同一电话最多转接一次。', transfers(2), 'amount 这一句写的是「1」，规则「甲」写的是「2」'],
    ['接单后每三天至少跟进一次。', often('7 天'), 'amount 这一句写的是「3 天」，规则「甲」写的是「7 天」'],
    ['接单后每三天跟进一次。', deadline('3 天', '工单.接单', '工单.跟进'), 'kind 这一句读作反复的频次，规则「甲」是一次的时限'],
    ['结案须经主任批准。', consent('班长'), 'who 这一句写的是「主任」，规则「甲」写的是「班长」'],
    [
      '登记后三十分钟内通知责任部门。',
      deadline('30 分钟', '接触.受理', '工单.通知'),
      'when 这一句起于「工单.登记」，规则「甲」起于「接触.受理」',
    ],
  ])('%s', (words, rule, says) => {
    expect(found(words, rule)).toEqual([says])
  })

  it('in the heading of the clause', () => {
    const source = clause('', deadline('5 分钟')).replace('## 1 条款', '## 1 十分钟内登记')
    expect(differencesIn(compile(source))).toMatchObject([
      { line: 5, column: 6, what: 'amount', ruleId: '甲', severity: 'warning' },
    ])
  })

  it('in one of two figures', () => {
    const words = '接到来电，十分钟内登记。登记后三十分钟内通知责任部门。'
    const second = (within: string) => deadline(within, '工单.登记', '工单.通知').replace('甲', '乙')
    expect(found(words, deadline('10 分钟'), second('30 分钟'))).toEqual([])
    expect(found(words, deadline('10 分钟'), second('40 分钟'))).toEqual([
      'amount 这一句写的是「30 分钟」，规则「乙」写的是「40 分钟」',
    ])
  })
})

describe('say nothing', () => {
  it.each([
    ['the same in another spelling', '接到来电，半小时内登记。', deadline('30 分钟')],
    ['words that leave open time open', '接到来电，半小时内登记。', deadline('30 工作分钟')],
    ['a figure only in the rule', '接到来电，及时登记。', deadline('30 分钟')],
    ['a figure only in the words', '接到来电，三十分钟内登记。', '规则: 必备\n编号: 甲\n之前: 工单.登记\n须有: 工单.类别'],
    ['a figure of something else', '值班二十四小时不间断，接到来电及时登记。', deadline('30 分钟')],
    ['a consent in other words', '结案须经领导批准。', consent('班长')],
    ['an act in other words', '录入后三十分钟内通知责任部门。', deadline('30 分钟', '接触.受理', '工单.通知')],
    ['a proposal that nobody accepted', '接到来电，十分钟内登记。', `${deadline('5 分钟')}\n拟议: 是`],
  ])('%s', (_, words, rule) => {
    expect(found(words, rule)).toEqual([])
  })

  it.each(['heating.txt', 'gas.md', 'bank.txt', 'courier.txt', 'hospital.md'])(
    'of rules that were proposed from the words of %s and accepted as they are',
    file => {
      const { source } = propose(readFileSync(new URL(`handbooks/${file}`, import.meta.url), 'utf8'))
      const compiled = compile(source.replaceAll('\n拟议: 是', ''))
      expect(differencesIn(compiled).map(({ line, message }) => `${line} ${message.zh}`)).toEqual([])
    },
  )
})

it('the note of a rule is no part of what it holds people to', () => {
  expect(
    found('接到来电，十分钟内登记。', `${deadline('5 分钟')}\n说明: 原来是十分钟\n升级: +10 分钟 给 岗位:班长`),
  ).toHaveLength(1)
})
