import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
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
