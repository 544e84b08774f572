import { describe, expect, it } from 'vitest'
import { rulebookOf } from '../testing/index.ts'
import { type Answers, decisionOf } from './decisions.ts'
import type { Answer, Decide } from './rule-sheets.ts'

/** The acceptance of a consumer complaint, in our words. */
const source = `规则: 判定
编号: 受理
问:
- 消费者的权益受到经营者损害了吗？ 否 → 不受理: 没有受到经营者损害
- 是经营者之间的买卖吗？ 是 → 不受理: 经营者之间的买卖不在受理范围
- 是个人之间的交易，或商品来路不明吗？ 是 → 不受理: 个人交易或来路不明
- 过了保修期、保质期吗？ 是 → 不受理: 已过保修期
- 买的时候已经言明是处理品吗？ 是 → 不受理: 言明的处理品
- 没有按说明安装、使用、保管或拆动吗？ 是 → 不受理: 没有按说明使用
- 说不清是谁、没有凭据或理由不足吗？ 是 → 不受理: 证据不足或没有明确的对方
- 已经调解成并履行，又没有新情况吗？ 是 → 不受理: 已经调解并履行
- 行政部门已经在处理吗？ 是 → 不受理: 行政部门正在处理
- 法院或仲裁机构已经受理或裁决吗？ 是 → 不受理: 已由法院或仲裁机构处理
- 不符合法律规定吗？ 是 → 不受理: 不符合法律规定
- 凭证齐全吗？ 否 → 待补: 请补齐发票或凭证
否则: 受理`
const rule = rulebookOf(source).rules[0] as Decide
const answers = (list: string): Answers => [...list].map(sign => (sign === '?' ? null : { answer: sign === 'y' ? 'yes' : 'no' }))

describe('R111: a complaint is accepted when no question rejects it', () => {
  it.each([
    ['', { state: 'asking', question: 1 }],
    ['yn', { state: 'asking', question: 3 }],
    ['y?y', { state: 'asking', question: 2 }],
    ['ynnnnnnnnnny', { state: 'decided', outcome: 'accept', question: null, reason: null }],
    ['n', { state: 'decided', outcome: 'reject', question: 1, reason: '没有受到经营者损害' }],
    ['ynnnnnnnnnnn', { state: 'decided', outcome: 'wait', question: 12, reason: '请补齐发票或凭证' }],
  ])('%s', (given, wanted) => {
    expect(decisionOf(rule, answers(given))).toMatchObject(wanted)
  })

  it.each(Array.from({ length: 10 }, (_, i) => i + 2))('R112–R121: a yes to question %i rejects with its reason', n => {
    const decision = decisionOf(rule, answers(`y${'n'.repeat(n - 2)}y`))
    expect(decision).toMatchObject({ outcome: 'reject', question: n, reason: rule.ask[n - 1]!.reason })
  })

  it('R125: tells every reason that was answered, the deciding one first', () => {
    expect(decisionOf(rule, answers('ynynyn'))).toMatchObject({ question: 3, reasons: ['个人交易或来路不明', '言明的处理品'] })
  })

  it('R121: asks for a remark to the deciding answer where the rule wants one', () => {
    const strict: Decide = { ...rule, remark: true }
    const decide = (remark?: string) =>
      decisionOf(strict, [{ answer: 'no' satisfies Answer, ...(remark === undefined ? {} : { remark }) }])
    expect(decide()).toEqual({ state: 'remark', question: 1, text: rule.ask[0]!.text })
    expect(decide('  ')).toMatchObject({ state: 'remark' })
    expect(decide('来电说明')).toMatchObject({ state: 'decided', remark: '来电说明' })
  })
})
