import { calendarSpecs } from '@sansheng/rulebook/time'
import { beforeEach, expect, test } from 'vitest'
import { compiledTexts } from './compiled-texts.ts'

const source = (minutes: number, front = '') => `---
standard: s
title: 规范
calendar: natural
${front}---
## 1 派办
\`\`\`规则
规则: 时限
编号: notify
起: 工单.登记
止: 工单.通知
限: ${minutes} 分钟
\`\`\`
`
const natural = { natural: { spec: calendarSpecs.natural!, version: '1' } }
let compilations = 0
let compileText: ReturnType<typeof compiledTexts>
beforeEach(() => {
  compilations = 0
  compileText = compiledTexts(() => {
    compilations += 1
  })
})

test.each([
  ['the same again', source(5), { inherited: {}, calendars: {} }, 1],
  ['another text', source(6), { inherited: {}, calendars: {} }, 2],
  ['a calendar of the site', source(5), { inherited: {}, calendars: natural }, 2],
  ['a text that it does not extend', source(5), { inherited: { other: source(7) }, calendars: {} }, 1],
])('%s', (_, text, needs, expected) => {
  const first = compileText(source(5), { inherited: {}, calendars: {} })
  expect(compileText(text, needs) === first).toBe(expected === 1)
  expect(compilations).toBe(expected)
})

test('a text that it extends has changed', () => {
  const heir = source(5, 'extends: [other]\n')
  compileText(heir, { inherited: { other: source(7) }, calendars: {} })
  compileText(heir, { inherited: { other: source(7) }, calendars: {} })
  expect(compilations).toBe(1)
  compileText(heir, { inherited: { other: source(8) }, calendars: {} })
  expect(compilations).toBe(2)
})

test('a text with errors is not kept', () => {
  const wrong = source(5).replace('工单.登记', '工单.建立')
  expect(compileText(wrong, { inherited: {}, calendars: {} }).rulebook).toBeNull()
  compileText(wrong, { inherited: {}, calendars: {} })
  expect(compilations).toBe(2)
})
