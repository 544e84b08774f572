/** A promise that nobody can keep never starts: a table of what may be missing, by kind of rule. */
import { describe, expect, it } from 'vitest'
import { rulebookOf, standard, story } from '../testing/index.ts'
import { coreVocabulary, events, facts, recordedBy, recorderOf } from '../vocabulary/index.ts'
import { compile } from './compile.ts'
import { gate } from './gate.ts'

const vocabulary = recordedBy(coreVocabulary, {
  events: ['intake.received', 'ticket.registered', 'ticket.closed', 'ticket.followed_up', 'promise.made', 'notice.published'],
  facts: ['site', 'agent', 'event', 'ticket'],
})
const of = (rule: string) => compile(standard(rule), { vocabulary })
const clock = (lines: string) => `rule: deadline\nid: a\nwithin: 1 h\n${lines}`
const often = (lines: string) => `rule: cadence\nid: a\nevery: 1 h\n${lines}`

const table: [name: string, rule: string, runs: boolean, says?: string][] = [
  [
    'an end that nobody records',
    clock('from: promise.made\nto: engineer.called_customer'),
    false,
    '没有人能记录它的止「工程师.联系客户」，所以不开始计时，要有登记簿才记得下',
  ],
  ['one of several ends is recorded', clock('from: promise.made\nto: engineer.called_customer, ticket.followed_up'), true],
  [
    'all ends are wanted and one is never recorded',
    clock('from: promise.made\nto: all engineer.called_customer, ticket.followed_up'),
    false,
    '没有人能记录它的止「工程师.联系客户」',
  ],
  [
    'a start that nobody records',
    clock('from: call.dropped\nto: ticket.closed'),
    false,
    '没有人能记录它的起「来电.断线」，要有电话接入才记得下',
  ],
  ['one of several starts is recorded', clock('from: call.dropped, promise.made\nto: ticket.closed'), true],
  [
    'the later of two starts, of which one never comes',
    clock('from: last call.dropped, promise.made\nto: ticket.closed'),
    false,
    '没有人能记录它的起「来电.断线」',
  ],
  [
    'only something that voids it is recorded',
    clock("from: promise.made\nto: engineer.called_customer\nunless: ticket.status == 'closed'"),
    false,
    '没有人能记录它的止',
  ],
  [
    'ends that count by a fact that nobody states',
    clock('from: promise.made\nto: ticket.closed\nsettles: form.passed'),
    false,
    '没有人填报它要看的「派工单.查验合格」',
  ],
  [
    'an end in another case',
    clock('from: intake.received\nto: notice.published'),
    false,
    '它的止「公告.发布」记在另一个个案里，等不到，所以不开始计时',
  ],
  ['an end in another case beside one in its own', clock('from: intake.received\nto: notice.published, ticket.closed'), true],
  [
    'a cadence that nothing would end',
    often('from: ticket.registered\nto: ticket.followed_up\nend: order.rework'),
    false,
    '没有人能记录它的终止「特约单.返工」，开始了就停不下来，所以不开始计时，要有特约服务单才记得下',
  ],
  [
    'a cadence that ends by a fact',
    often('from: ticket.registered\nto: ticket.followed_up\nend: order.rework\nwhile: ticket.open'),
    true,
  ],
  [
    'a cadence whose act nobody records',
    often('from: ticket.registered\nto: call.placed\nend: ticket.closed'),
    false,
    '没有人能记录它的止「外呼.拨出」',
  ],
  [
    'a gate before something that nobody does',
    'rule: require\nid: a\nbefore: call.transferred\nneed: ticket.kind',
    false,
    '没有人能做或记录「来电.转接」',
  ],
  [
    'a gate that waits for what nobody states',
    'rule: require\nid: a\nbefore: ticket.closed\nneed: callback.result',
    false,
    '没有人填报它要看的',
  ],
  [
    'a limit on what nobody counts',
    'rule: limit\nid: a\non: ticket.closed\ncount: call.placed\nmax: 1',
    false,
    '没有人能记录它要数的「外呼.拨出」',
  ],
  [
    'a limit at what nobody does',
    'rule: limit\nid: a\non: call.placed\ncount: ticket.followed_up\nmax: 1',
    false,
    '没有人能做或记录「外呼.拨出」',
  ],
  [
    'a route of what nobody registers',
    'rule: route\nid: a\non: complaint.received\nto:\n  - 客服部',
    false,
    '没有人能做或记录「投诉.收到」',
  ],
]

describe('what nobody can record or state', () => {
  it.each(table)('%s', (_, rule, runs, says) => {
    const { rules, rulebook, problems } = of(rule)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    const placed = [rulebook!.starts, rulebook!.counts, rulebook!.watches, rulebook!.gates, rulebook!.routes]
    expect(placed.some(index => index.size > 0)).toBe(runs)
    expect(rules[0]!.state).toBe(runs ? 'runs' : 'later')
    expect(rules[0]!.unmeasured?.zh ?? null).toEqual(says === undefined ? null : expect.stringContaining(says))
    expect(rules[0]!.unmeasured?.en ?? null).toEqual(says === undefined ? null : expect.any(String))
  })

  it('starts no clock and stops nobody', () => {
    const rules = [
      clock('from: promise.made\nto: engineer.called_customer'),
      'rule: limit\nid: b\non: ticket.closed\ncount: call.placed\nmax: 1',
    ]
    const rulebook = rulebookOf(rules, '', { vocabulary })
    const s = story(rulebook)
    s.happen('promise.made', '09:00')
    expect([s.all, s.findings]).toEqual([[], []])
    const ask = { action: 'ticket.closed', refs: {}, counts: {}, facts: {}, at: 0, subject: { kind: 'ticket', id: 't' } }
    expect(gate(rulebook, ask)).toEqual({ outcome: 'allow', findings: [] })
  })

  it('a proposal and an open figure say it too, before anybody accepts them', () => {
    const end = 'from: promise.made\nto: engineer.called_customer'
    const { rules } = compile(standard([clock(`${end}\nproposed: true`), `rule: deadline\nid: b\n${end}\nwithin: open`]), {
      vocabulary,
    })
    expect(rules.map(({ state, unmeasured }) => [state, unmeasured !== null])).toEqual([
      ['proposed', true],
      ['open', true],
    ])
  })

  it('a target of such rules says that none of them is measured', () => {
    const target = 'rule: target\nid: t\nof: a\nmeasure: ratio\ngoal: >= 98%\nper: month'
    const { rules } = compile(standard([clock('from: promise.made\nto: engineer.called_customer'), target]), { vocabulary })
    expect(rules[1]).toMatchObject({ state: 'later', unmeasured: { zh: '它汇总的规则都尚未计量' } })
  })
})

it('something is named for every event and fact of the product that could be missing', () => {
  const names = [
    ...Object.keys(events),
    ...Object.keys(facts).flatMap(group => Object.keys(facts[group as 'ticket'].fields).map(f => `${group}.${f}`)),
  ]
  const ours =
    /^(ticket|dispatch|print|notice|standard|calendar|approval|session|sign_in|token|person|gate|clock|intake|inspection|service|form|site|agent|event|premises)\./
  expect(names.filter(name => !ours.test(name) && recorderOf(name) === null)).toEqual([])
})
