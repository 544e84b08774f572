import { expect, test } from 'vitest'
import { compile } from '../engine/index.ts'
import { propose } from './propose.ts'

const handbook = `来电中心工作手册

第一章 接听

第一条 电话应在铃响三声以内接起。

第二条 投诉应于三十分钟内通知主管部门处理。
`

test('a sentence with a figure gets a proposed rule below it, and its words stay', () => {
  const { source, proposals, title } = propose(handbook)
  expect(title).toBe('来电中心工作手册')
  expect(proposals.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual(['limit 3 声', 'deadline 30 分钟'])
  for (const { sentence, from, to, block, blockFrom, blockTo } of proposals) {
    expect(source.slice(from, to)).toBe(sentence)
    expect(source.slice(blockFrom, blockTo)).toBe(block)
  }
  expect(source).toContain('## 第一章 接听')
  const { problems, rules } = compile(source)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(rules.map(({ state }) => state)).toEqual(['proposed', 'proposed'])
})

test('articles of a Markdown handbook become clauses below their chapter, each with its own rules', () => {
  const { source, clauses, proposals } = propose(
    '# 手册\n\n## 第一章 受理\n\n第一条 接到来电，十分钟内登记。\n第二条 登记后三十分钟内通知责任部门。\n\n## 第二章 说话\n\n第三条 严禁说“不知道”。\n',
  )
  expect(clauses).toBe(5)
  expect(source).toContain('### 第二条 登记后三十分钟内通知责任部门\n\n登记后三十分钟内通知责任部门。')
  expect(proposals.map(({ id, clauseNumber }) => [id, clauseNumber])).toEqual([
    ['register-in-10-min', '第一条'],
    ['notify-in-30-min', '第二条'],
    ['never-say', '第三条'],
  ])
})

test.each([
  ['投诉应于一个月内办结。', '限: 1 个月'],
  ['投诉应于两个月内办结。', '限: 2 个月'],
  ['投诉应于半个月内办结。', '限: 15 天'],
  ['投诉应于半个工作日内办结。', '限: 0.5 个工作日'],
  ['投诉应于1.5个工作日内办结。', '限: 1.5 个工作日'],
  ['每季度检查一次服务记录。', '每: 3 个月'],
])('months and half workdays stand as they are written: %s', (sentence, line) => {
  const { source, proposals } = propose(`手册\n\n第一条 ${sentence}\n`)
  expect(proposals.map(({ block }) => block.split('\n').find(each => each === line))).toEqual([line])
  expect(proposals[0]!.why.zh).not.toMatch(/30 天|工作小时/)
  expect(compile(source).problems).toEqual([])
})
