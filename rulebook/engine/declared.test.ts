/** A standard with names of its own: a register of pass cards, which the product does not know, and keys, which it knows and nobody records. */
import { describe, expect, it } from 'vitest'
import type { Text } from '../document/index.ts'
import { printRule } from '../kinds/index.ts'
import { at, rulebookOf, standard, story } from '../testing/index.ts'
import { coreVocabulary, type Declaration, extendVocabulary, recordedBy } from '../vocabulary/index.ts'
import { compile } from './compile.ts'
import { explain, explainText } from './explain.ts'
import { gate } from './gate.ts'

const product = recordedBy(coreVocabulary, {
  events: ['ticket.registered', 'ticket.closed'],
  facts: ['site', 'agent', 'event', 'ticket', 'customer.known'],
})
const here: Text = { text: '登记簿: 门禁卡', at: 4 }
const knows = ['site', 'agent', 'event', 'time', 'card']
const cards: Declaration<Text>[] = [
  { of: 'refKinds', name: 'card', labels: { zh: '门禁卡', en: 'pass card' }, at: here },
  {
    of: 'facts',
    name: 'card',
    labels: { zh: '门禁卡' },
    fields: {
      colour: { zh: '颜色', type: 'enum', values: { red: '红', blue: '蓝' } },
      deposit: { zh: '押金收据', type: 'disclosure' },
      dueBack: { zh: '预计归还', type: 'instant' },
    },
    at: here,
  },
  { of: 'events', name: 'card.lent', spec: { zh: '门禁卡.借出', subject: 'card', knows, action: true }, at: here },
  { of: 'events', name: 'card.returned', spec: { zh: '门禁卡.归还', subject: 'card', knows }, at: here },
]
const { vocabulary } = extendVocabulary(product, cards)
const back = `规则: 时限
编号: card-back
起: 门禁卡.借出
止: 门禁卡.归还
限: 2 天
当: 门禁卡.颜色 == '红'
提醒: 80%`
const receipt = `规则: 必备
编号: card-receipt
之前: 门禁卡.借出
须问: 门禁卡.押金收据
放行: 岗位:班长`

describe('a rule over names that the document declares', () => {
  const rulebook = rulebookOf([back, receipt], '', { vocabulary })
  const cases = [
    ['zh', back, receipt],
    [
      'en',
      "rule: deadline\nid: card-back\nfrom: card.lent\nto: card.returned\nwithin: 2 d\nwhen: card.colour == 'red'\nwarn: 80%",
      'rule: require\nid: card-receipt\nbefore: card.lent\nasked: card.deposit\noverride: role:shift-leader',
    ],
  ] as const

  it.each(cases)('compiles, runs, and prints in %s', (locale, ...rules) => {
    const compiled = compile(standard([...rules]), { vocabulary })
    expect(compiled.problems).toEqual([])
    expect(compiled.vocabulary).toBe(vocabulary)
    expect(compiled.rules.map(({ state, listens, reads }) => [state, listens, reads])).toEqual([
      ['runs', ['card.lent', 'card.returned'], ['card']],
      ['runs', ['card.lent'], ['card']],
    ])
    expect(compiled.rules.map(({ sentence }) => sentence[locale])).toEqual(
      locale === 'zh'
        ? ['「门禁卡.借出」后，2 天内须有「门禁卡.归还」', '「门禁卡.借出」之前须问过 门禁卡.押金收据']
        : ['after `card.lent`: `card.returned` within 2 d', '`card.lent` asks card.deposit'],
    )
    expect([back, receipt].map(source => printRule(source, locale, { vocabulary }))).toEqual(rules)
  })

  it('is observed: a clock starts by its facts, for its own subject, and settles', () => {
    const s = story(rulebook)
    s.happen('card.lent', '09:00', { id: 'k1', facts: { card: { colour: 'blue' } } })
    expect(s.clocks()).toEqual([])
    s.happen('card.lent', '10:00', { id: 'k2', facts: { card: { colour: 'red' } } })
    s.happen('card.returned', '11:00', { id: 'k3' })
    expect(s.clocks()).toMatchObject([
      { per: 'card', perId: 'k2', state: 'running', evidence: { facts: { 'card.colour': 'red' } } },
    ])
    s.happen('card.returned', '12:00', { id: 'k2' })
    expect(s.findings).toMatchObject([{ ruleId: 'card-back', verdict: 'met', subject: { kind: 'card', id: 'k2' } }])
  })

  it('is gated: the action is denied until the customer was asked', () => {
    const ask = { action: 'card.lent', refs: {}, counts: {}, at: at('09:00'), subject: { kind: 'card', id: 'k1' } }
    expect(gate(rulebook, { ...ask, facts: {} })).toMatchObject({
      outcome: 'deny',
      overridableBy: ['shift-leader'],
      violations: [{ ruleId: 'card-receipt', why: { missing: ['card.deposit'] } }],
    })
    expect(gate(rulebook, { ...ask, facts: { card: { deposit: 'declined' } } }).outcome).toBe('allow')
  })

  it('is explained in both languages', () => {
    const s = story(rulebook)
    s.happen('card.lent', '09:00', { facts: { card: { colour: 'red' } } })
    const lines = explain(rulebook, s.clocks()[0]!, at('10:00'))!
    expect(explainText(lines, 'zh').join('\n')).toContain('依据 门禁卡.颜色=红')
    expect(explainText(lines, 'en').join('\n')).toContain('because card.colour=red')
  })
})

it('what nobody declares is an unknown name; a name of the product that nobody records is shown as not measured', () => {
  expect(compile(standard(back), { vocabulary: product }).problems.map(({ code }) => code)).toContain('event-unknown')
  const keys = '规则: 时限\n编号: key-back\n起: 钥匙.借出\n止: 钥匙.归还\n限: 1 天'
  expect(compile(standard(keys), { vocabulary: product }).rules[0]!.state).toBe('later')
  const adopted = extendVocabulary(
    product,
    ['key.lent', 'key.returned'].map((name): Declaration<Text> => {
      const { zh, subject } = coreVocabulary.events[name]!
      return { of: 'events', name, spec: { zh, subject, knows: [] }, at: here }
    }),
  )
  expect(adopted.clashes).toEqual([])
  expect(compile(standard(keys), { vocabulary: adopted.vocabulary }).rules[0]!.state).toBe('runs')
})

describe('a declared name that clashes', () => {
  const labels = { zh: '门禁卡', en: 'pass card' }
  it.each<[string, Declaration<Text>, string]>([
    [
      'an event that a module records',
      { of: 'events', name: 'ticket.closed', spec: { zh: '甲', subject: 'ticket', knows: [] }, at: here },
      'name-taken',
    ],
    [
      'a word of another event',
      { of: 'events', name: 'card.closed', spec: { zh: '工单.结案', subject: 'ticket', knows: [] }, at: here },
      'name-taken',
    ],
    [
      'an event about nothing',
      { of: 'events', name: 'pass.lent', spec: { zh: '乙', subject: 'pass', knows: [] }, at: here },
      'name-undeclared',
    ],
    [
      'an event of the product about another subject',
      { of: 'events', name: 'key.lent', spec: { zh: '钥匙.借出', subject: 'ticket', knows: [] }, at: here },
      'name-different',
    ],
    [
      'a fact that a module states',
      { of: 'facts', name: 'ticket', labels, fields: { kind: { zh: '类别', type: 'text' } }, at: here },
      'name-taken',
    ],
    [
      'a fact of the product of another type',
      { of: 'facts', name: 'customer', labels, fields: { difficult: { zh: '难缠', type: 'text' } }, at: here },
      'name-different',
    ],
    ['a kind of subject that a module has', { of: 'refKinds', name: 'ticket', labels, at: here }, 'name-taken'],
  ])('%s is a problem at its place', (_, declared, code) => {
    const { problems, rulebook } = compile(standard([]), { vocabulary: product, declared: [declared] })
    expect(problems).toMatchObject([{ code, severity: 'error', line: 2, column: 1, length: here.text.length }])
    expect(rulebook).toBeNull()
  })
})
