import { expect, test } from 'vitest'
import { titleOf } from './rules.ts'

const clause = '三十分钟内通知责任部门'
const ticket = 'BX-20261120-001 家中无水'

test.each([
  ['zh', 'warn', `${clause} 将到时限`],
  ['zh', 'breach', `${clause} 超时`],
  ['zh', 'escalate', `${clause} 超时，已升级到您`],
  ['zh', 'gate', `${clause} 没有满足`],
  ['zh', 'notify', `请接单：${ticket}`],
  ['zh', 'assign', `交给您：${ticket}`],
  ['en', 'breach', `${clause}: overdue`],
  ['en', 'notify', `To be taken on: ${ticket}`],
] as const)('in %s the bell says of %s: %s', (locale, why, title) => {
  expect(titleOf(locale, why, { clause, root: ticket, params: {} })).toBe(title)
})

test('what the sender names stands before clause and ticket, and something always stands there', () => {
  expect(titleOf('zh', 'notice', { clause, root: ticket, params: { what: '临川路停水' } })).toBe('公告：临川路停水')
  expect(titleOf('zh', 'breach', { clause: null, root: ticket, params: {} })).toBe(`${ticket} 超时`)
  expect(titleOf('zh', 'assign', { clause: null, root: null, params: {} })).toBe('交给您：一项工作')
})
