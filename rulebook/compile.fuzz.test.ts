import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standard } from './builders.ts'
import { compile } from './compile.ts'
import { printRule } from './format.ts'

const sample = standard(
  [
    "rule: deadline\nid: a\nfrom: last intake.received, ticket.accepted\nto: all ticket.registered, ticket.notified\nunless: contact.outcome in ['answered']\nwithin:\n- 0.5 × b when customer.tier == 'key'\n- 28 d\nwarn: 80%\nescalate:\n- +30 min to role:director",
    '规则: 时限\n编号: b\n起: 工单.登记\n止: 工单.结案\n限: 十四天\n暂停: 工单.等待 == "客户"\n顺延: 是',
    '规则：频次\n编号：丙\n起：工单.接单\n止：工单.跟进\n次数：2..3\n按：周\n期间：工单.未结',
    'rule: require\nid: d\nbefore: ticket.closed\nneed: ticket.result\nasked: customer.name',
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
          for (const tongue of ['zh', 'en'] as const) expect(typeof printRule(text.text, tongue)).toBe('string')
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
  ])('takes %s for what it is', (_, source) => {
    expect(() => compile(source as string)).not.toThrow()
  })
})
