import { expect, it } from 'vitest'
import { withChoices } from './choices.ts'

it.each([
  ['取法: { 无声: 甲 }', '取法: { 无声: 乙 }'],
  ['取法:\n  无声: 甲\n  其他: 丁', '取法: { 无声: 乙, 其他: 丁 }'],
  ['choices:\n  quiet: a\n# 注\ncalendar: natural', 'choices: { quiet: a, 无声: 乙 }\n# 注\ncalendar: natural'],
  ['calendar: natural', 'calendar: natural\n取法: { 无声: 乙 }'],
])('C1–C22: the choice is written into %j and nothing else changes', (before, after) => {
  const document = (front: string) => `---\nstandard: a # 甲\n${front}\n---\n## 1 条款\n取法: 正文里的不动\n`
  expect(withChoices(document(before), { 无声: '乙' })).toBe(document(after))
})

it('a document without front matter stays as it is', () => {
  expect(withChoices('## 1 条款\n', { 无声: '乙' })).toBe('## 1 条款\n')
})
