import { describe, expect, it } from 'vitest'
import { coreVocabulary, recordedBy } from '../vocabulary/index.ts'
import { compile } from './compile.ts'

const front = (more: string) => `---
standard: hotline
title: 热线
选项:
  无声来电: { 三遍三秒: 每遍隔三秒, 两遍五秒: 每遍隔五秒 }
${more}---
`
const body = `## 2 接听
### 2.3 无声
\`\`\`规则
规则: 话术
编号: silent-call
选项: 无声来电 = 三遍三秒
步骤:
- 说 您好，请讲
- 等 3 秒
- 重复 3 遍 从 1
- 结束 无声
\`\`\`
\`\`\`规则
规则: 话术
编号: silent-call
选项: 无声来电 = 两遍五秒
步骤:
- 说 您好，请讲
- 等 5 秒
- 重复 2 遍 从 1
- 结束 无声
\`\`\`
`
const said = (source: string, inherited: Record<string, string> = {}) => {
  const { problems } = compile(source, { inherited })
  return problems.map(({ line, message, suggestion }) => `${line}: ${message.zh}${suggestion ? ` → ${suggestion}` : ''}`)
}

describe('alternatives of an option', () => {
  it('C1: only the rule of the alternative that was taken runs; the other one is kept and shown as not chosen', () => {
    const done = compile(front('取法: { 无声来电: 两遍五秒 }\n') + body)
    expect(done.problems).toEqual([])
    expect(done.rules.map(rule => rule.option?.alternative)).toEqual(['两遍五秒'])
    expect(done.alternatives.map(({ id, state, option }) => [id, state, option?.alternative])).toEqual([
      ['silent-call', 'unchosen', '三遍三秒'],
    ])
  })

  it('asks for the choice, and knows neither other options nor other alternatives', () => {
    expect(said(front('') + body)).toEqual(['4: 选项「无声来电」还没有取法，在「取法」里选一种 → 三遍三秒 | 两遍五秒'])
    expect(said(front('取法: { 无声来电: 三遍五秒 }\n') + body)).toEqual([
      '6: 选项「无声来电」没有「三遍五秒」这种取法 → 三遍三秒',
    ])
    expect(said(front('取法: { 无声来电: 三遍三秒, 无声: 三遍三秒 }\n') + body)).toEqual(['6: 没有叫「无声」的选项 → 无声来电'])
    expect(said(front('取法: { 无声来电: 三遍三秒 }\n') + body.replace('选项: 无声来电 = 两遍五秒', '选项: 无声来电'))).toEqual([
      '23: 写成「选项的名字 = 取法」',
    ])
    expect(said(front('取法: { 无声来电: 三遍三秒 }\n') + body.replace('无声来电 = 两遍', '无音来电 = 两遍'))).toEqual([
      '23: 没有叫「无音来电」的选项 → 无声来电',
    ])
  })

  it('a standard that extends another one may take another alternative, and its clauses say where they come from', () => {
    const heir = '---\nstandard: ours\nextends: hotline\n取法: { 无声来电: 两遍五秒 }\n---\n'
    const done = compile(heir, { inherited: { hotline: front('取法: { 无声来电: 三遍三秒 }\n') + body } })
    expect(done.problems).toEqual([])
    expect(done.rules.map(({ option, clause }) => [option?.alternative, clause.number, clause.anchor])).toEqual([
      ['两遍五秒', '附2.3', 'hotline-c2.3'],
    ])
    expect(done.above.map(other => other.front.standard)).toEqual(['hotline'])
  })
})

it('one rule alone can be on trial', () => {
  const source = `---
standard: a
---
## 1 甲
\`\`\`规则
规则: 时限
编号: fast
起: 工单.登记
止: 工单.通知
限: 10 分钟
试行: 是
\`\`\`
\`\`\`规则
规则: 时限
编号: slow
起: 工单.登记
止: 工单.结案
限: 3 天
\`\`\`
`
  const done = compile(source)
  expect(done.rules.map(({ id, state }) => [id, state])).toEqual([
    ['fast', 'record-only'],
    ['slow', 'runs'],
  ])
  expect(done.rulebook?.rules.map(rule => rule.record)).toEqual([true, false])
})

it('a whole standard on trial takes what it inherits with it', () => {
  const above =
    '---\nstandard: b\n---\n## 1 甲\n```rule\nrule: deadline\nid: x\nfrom: ticket.registered\nto: ticket.closed\nwithin: 1 d\n```\n'
  const done = compile('---\nstandard: a\nextends: b\ntrial: true\n---\n', { inherited: { b: above } })
  expect(done.rulebook?.rules.map(rule => rule.record)).toEqual([true])
})

it('what nobody records or says yet is shown as not yet measured, and stops nobody', () => {
  const source = `---
standard: a
---
## 1 甲
\`\`\`规则
规则: 必备
编号: notes-open
之前: 工单.登记
须有: 接触.已开速记
\`\`\`
\`\`\`规则
规则: 时限
编号: install
起: 装移机.缴费
止: 装移机.完成
限: 28 天
\`\`\`
\`\`\`规则
规则: 指标
编号: on-time
量: 达标率
所量: install
目标: >= 98%
按: 月
\`\`\`
`
  const vocabulary = recordedBy(coreVocabulary, { events: ['ticket.registered'], facts: ['ticket'] })
  const done = compile(source, { vocabulary })
  expect(done.problems).toEqual([])
  expect(done.rules.map(({ id, state }) => [id, state])).toEqual([
    ['notes-open', 'later'],
    ['install', 'later'],
    ['on-time', 'later'],
  ])
  expect(done.rulebook?.gates.get('ticket.registered')).toBeUndefined()
})
