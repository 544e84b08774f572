import { Environment } from '@marcbachmann/cel-js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportOn } from '../document/index.ts'
import { type Facts, type Path, coreVocabulary as vocabulary } from '../vocabulary/index.ts'
import { closureOf } from './closure.ts'
import { printCondition } from './condition-print.ts'
import { compileCondition, throughCel } from './expression.ts'

const read = (text: string) => compileCondition({ text, at: 0 }, { report: reportOn(text), vocabulary })

describe('a condition', () => {
  it.each([
    ["工单.类别 in ['报修', '投诉']", "ticket.kind in ['repair', 'complaint']"],
    ['工单.类别 属于 【“报修”，“投诉”】', "ticket.kind in ['repair', 'complaint']"],
    ['工单.未结且客户.长者', 'ticket.open && customer.elder'],
    ['工单.未结 或 非 客户.长者', 'ticket.open || !customer.elder'],
    ['来电.声数 不大于 3', 'call.rings <= 3'],
    ["客户.电话 == '不愿说'", "customer.phone == 'declined'"],
    ["事件.种类 == '工单.结案'", "event.type == 'ticket.closed'"],
    ["（工单.类别!='咨询'）", "(ticket.kind != 'inquiry')"],
    ['工单.转办次数 + 1 > 3', 'ticket.transfers + 1 > 3'],
    ["工单.分类.startsWith('漏')", "ticket.category.startsWith('漏')"],
  ])('%s is %s', (chinese, english) => {
    expect(read(chinese)?.cel).toBe(english)
    expect(read(printCondition(read(english)!, 'zh', vocabulary))?.cel).toBe(english)
  })

  const facts: Facts = { ticket: { kind: 'repair', open: true, transfers: 2, category: '漏水' } }
  it.each([
    ["ticket.kind == 'repair'", true],
    ["customer.tier == 'key'", false],
    ["customer.tier != 'key'", false],
    ['!customer.elder', false],
    ["customer.tier == 'key' || ticket.open", true],
    ["customer.tier == 'key' && ticket.open", false],
    ['ticket.transfers + 1 > 2', true],
    ['call.rings + 1 > 2', false],
    ["ticket.category.startsWith('漏')", true],
    ['has(ticket.kind) && !has(customer.tier)', true],
    ['size(ticket.category) == 2 ? ticket.open : false', true],
  ])('an absent fact makes it false: %s is %s', (text, value) => {
    expect(read(text)!.holds(facts)).toBe(value)
  })

  it('knows which facts it waits for', () => {
    const condition = read("ticket.open && customer.tier == 'key'")!
    expect(condition).toMatchObject({ paths: ['ticket.open', 'customer.tier'], groups: ['ticket', 'customer'] })
    expect([condition.ready(facts), condition.ready({ ...facts, customer: { tier: 'ordinary' } })]).toEqual([false, true])
  })
})

const atom = fc.constantFrom(
  'ticket.open',
  'customer.elder',
  "ticket.kind == 'repair'",
  "ticket.kind != 'complaint'",
  "ticket.kind in ['repair', 'inquiry']",
  "customer.tier == 'key'",
  'ticket.transfers > 1',
  'ticket.transfers <= 2',
  'ticket.transfers == 2',
  'call.rings >= 3',
  "ticket.category == '漏水'",
  'true',
  'false',
)
const { condition } = fc.letrec<{ condition: string }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    atom,
    tie('condition').map(a => `!(${a})`),
    fc.tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition')).map(([a, op, b]) => `(${a} ${op} ${b})`),
  ),
}))
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  ticket: fc.record({
    open: optional(fc.boolean()),
    kind: optional(fc.constantFrom('repair' as const, 'complaint' as const, 'inquiry' as const)),
    transfers: optional(fc.integer({ min: 0, max: 4 })),
    category: optional(fc.constantFrom('漏水', '账单')),
  }),
  customer: fc.record({ elder: optional(fc.boolean()), tier: optional(fc.constantFrom('key' as const, 'ordinary' as const)) }),
  call: fc.record({ rings: optional(fc.integer({ min: 0, max: 5 })) }),
})

describe('the closures of the common subset', { timeout: 120_000 }, () => {
  it('agree with cel-js on every condition and every state of facts, absent facts included', () => {
    const paths: Path[] = [
      'ticket.open',
      'customer.elder',
      'ticket.kind',
      'customer.tier',
      'ticket.transfers',
      'call.rings',
      'ticket.category',
    ]
    const environment = new Environment({ unlistedVariablesAreDyn: true })
    fc.assert(
      fc.property(condition, anyFacts, (text, state) => {
        const parsed = environment.parse(text)
        expect(closureOf(parsed.ast)!(state) === true).toBe(throughCel(parsed, paths, vocabulary)(state) === true)
      }),
      { numRuns: 2000 },
    )
  })
})
