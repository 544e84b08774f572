import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printRule } from '../kinds/index.ts'
import { standard } from '../testing/index.ts'
import { compile } from './compile.ts'

const sample = standard(
  [
    "rule: deadline\nid: a\nfrom: last intake.received, ticket.accepted\nto: all ticket.registered, ticket.notified\nunless: contact.outcome in ['answered']\nwithin:\n- 0.5 × b when customer.tier == 'key'\n- 28 d\nwarn: 80%\nescalate:\n- +30 min to role:director",
    '规则: 时限\n编号: b\n起: 工单.登记\n止: 工单.结案\n限: 十四天\n暂停: 工单.等待 == "客户"\n顺延: 是',
    '规则：频次\n编号：丙\n起：工单.接单\n止：工单.跟进\n次数：2..3\n按：周\n期间：工单.未结',
    'rule: require\nid: d\nbefore: ticket.closed\nneed: ticket.result\nasked: customer.name',
    '规则: 用语\n编号: f\n禁用:\n- 我不知道、不懂 → 我马上查\n除外: 我不知道您\n忽略: 标点\n场合: 口头',
    '规则: 话术\n编号: g\n遇: 来电.接起\n步骤:\n- 说 您好，{单位}\n- 等 3 秒\n- 分支 当 来电.无声 → 4\n- 重复 3 遍 从 1\n- 结束 无声',
    '规则: 判定\n编号: h\n问:\n- 有凭证吗？ 否 → 待补: 请补齐\n附言: 是',
    "规则: 审批\n编号: i\n之前: 工单.转办\n须经:\n- 岗位:主任 限 1 工作日 当 客户.等级 == '重点'\n次序: 依次",
    '规则: 次序\n编号: j\n先后:\n- 客户.长者\n- 先来先到 限 5 分钟\n- 从高到低 工单.转办次数',
    '规则: 评分\n编号: k\n项目:\n- 接待 60 分\n- 亮点 加分 5\n等级:\n- 优秀 50 分\n- 其他\n名额: 优秀 5%\n并列: 接待',
    '规则: 收费\n编号: l\n单价: 2.80 元/平方米·月\n空置: 90% 12 个月\n应缴日: 每月 20 日\n费率: 每日 3‰\n封顶: 100%\n减免: i',
    'rule: target\nid: m\nmeasure: percentile 90\nof: a\ngoal: <= 15 d\nper: month',
    "规则: 分派\n编号: e\n遇: 工单.登记\n派往:\n- 维修部 当 工单.分类 in ['漏水']\n- 客服",
  ],
  'calendar: cn-office\nextends: [other]\nwords: { customer: 业主 }\n',
)
const scraps = [
  '\n',
  ' ',
  ':',
  '：',
  '-',
  '#',
  '```',
  '---',
  "'",
  '"',
  '(',
  ')',
  '[',
  ']',
  ',',
  '、',
  '。',
  '%',
  '×',
  '&&',
  '!',
  '.',
  '\0',
  '\uFEFF',
  '\r',
  '\t',
  '😀',
  '\ud800',
  'when',
  '当',
  'to',
  '给',
  'open',
  '待定',
  'all ',
  '最后',
  '999999999999',
  '-1',
  '{',
  '}',
  '*',
  '<!--',
  '$',
  '__proto__',
  'constructor',
]
const mutation = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 12 }),
  fc.oneof(fc.constantFrom(...scraps), fc.string({ unit: 'binary', maxLength: 5 })),
)

function mutated(changes: [number, number, string][]): string {
  let text = sample
  for (const [where, cut, scrap] of changes) {
    const from = Math.floor(where * text.length)
    text = text.slice(0, from) + scrap + text.slice(from + cut)
  }
  return text
}

describe('compile', () => {
  it('never throws, and its problems lie within the text', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 8 }), changes => {
        const source = mutated(changes as [number, number, string][])
        const rows = source.split('\n')
        const result = compile(source, { inherited: { other: sample.replace('standard: test', 'standard: other') } })
        for (const { line, column, message } of result.problems) {
          expect(line >= 1 && line <= rows.length && column >= 1 && column <= rows[line - 1]!.length + 1).toBe(true)
          expect(message.zh !== '' && message.en !== '').toBe(true)
        }
        for (const { text } of result.document.blocks)
          for (const locale of ['zh', 'en'] as const) expect(typeof printRule(text.text, locale)).toBe('string')
      }),
      { numRuns: 100 },
    )
  })

  it.each([
    ['nothing', ''],
    ['no text', null],
    ['a number', 5],
    ['only fences', '```rule\n'.repeat(50)],
    ['deep lists', `${'- '.repeat(300)}x`],
    ['a long line', `---\nstandard: a\n---\n${'x'.repeat(200_000)}`],
    ['a condition without end', deadline('a', { 限: '10 分钟', 当: `${"工单.种类 == '报修' 且 ".repeat(3000)}1` })],
    ['brackets without end', deadline('a', { 限: '10 分钟', 当: '('.repeat(20_000) })],
    [
      'limits that double with each rule',
      Array.from({ length: 40 }, (_, i) =>
        deadline(`a${i}`, { 限: i ? `\n- 1 × a${i - 1} 当 工单.紧急程度 == '抢修'\n- 1 × a${i - 1}` : '10 分钟' }),
      ).join('\n'),
    ],
  ])('takes %s for what it is', (_, source) => {
    expect(() => compile(source as string)).not.toThrow()
  })
})

function deadline(id: string, lines: Record<string, string>): string {
  const rows = Object.entries(lines).map(([key, value]) => `${key}: ${value}`)
  return ['```规则', '规则: 时限', `编号: ${id}`, '起: 接触.受理', '止: 工单.登记', ...rows, '```'].join('\n')
}
