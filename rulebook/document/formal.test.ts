import { expect, it } from 'vitest'
import { compile } from '../engine/index.ts'
import { formal, rulesOnTrial } from './formal.ts'

const limit = (id: string, more = '') =>
  `\`\`\`规则\n规则: 限度\n编号: ${id}\n${more}遇: 工单.转办\n计数: 工单.转办\n按: 工单\n上限: 1\n\`\`\`\n`
const text = (front: string, rules: string) =>
  `---\nstandard: s\ntitle: 规范\n${front}calendar: natural\n---\n## 1 转办\n${rules}`
const recording = (source: string) => compile(source).rulebook!.rules.map(rule => rule.record)

it('a standard on trial becomes the same standard without', () => {
  const trial = text('试行: 是\n', limit('a') + limit('b'))
  expect(recording(trial)).toEqual([true, true])
  expect(formal(trial)).toBe(text('', limit('a') + limit('b')))
})

it('rules on trial become rules, all of them or one', () => {
  const trial = text('', limit('a', '试行: 是\n') + limit('b') + limit('c', 'trial: true\n'))
  expect(rulesOnTrial(trial)).toEqual(['a', 'c'])
  expect(recording(trial)).toEqual([true, false, true])
  expect(recording(formal(trial))).toEqual([false, false, false])
  expect(recording(formal(trial, 'c'))).toEqual([true, false, false])
})

it('reads a trial in every spelling that the compiler reads', () => {
  const trial = text('', limit('a', 'Trial： YES\n'))
  expect(recording(trial)).toEqual([true])
  expect(formal(trial)).toBe(text('', limit('a')))
})

it.each(['', 'nothing here', text('', limit('a')), '---\ntrial: true'])('a text without a trial stays as it is: %j', source => {
  expect(formal(source)).toBe(source)
})
