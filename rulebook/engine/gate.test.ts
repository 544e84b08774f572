import { describe, expect, it } from 'vitest'
import { at, rulebookOf, story } from '../testing/index.ts'
import type { Action, Facts } from '../vocabulary/index.ts'
import { gate, overridden } from './gate.ts'
import { routeTo, urgencyOf } from './route.ts'
import type { GateAsk } from './types.ts'

const ask = (action: Action, facts: Facts = {}, more: Partial<GateAsk> = {}): GateAsk => ({
  action,
  facts,
  refs: { case: 'case1', ticket: 'ticket1', call: 'call1' },
  counts: {},
  at: at('10:00'),
  subject: { kind: 'ticket', id: 'ticket1' },
  ...more,
})

describe('a limit', () => {
  const once =
    'rule: limit\nid: once\non: ticket.transferred, call.transferred\ncount: ticket.transferred, call.transferred\nper: case\nmax: 1\noverride: role:shift-leader'

  it('R077: lets one transfer pass and stops the second, over calls and tickets together', () => {
    const rulebook = rulebookOf(once)
    const case1 = story(rulebook)
    expect(gate(rulebook, ask('ticket.transferred')).outcome).toBe('allow')
    case1.happen('ticket.transferred', '10:01')
    const { counts } = case1.state()
    expect(gate(rulebook, ask('call.transferred', {}, { counts }))).toMatchObject({
      outcome: 'deny',
      overridableBy: ['shift-leader'],
      violations: [{ ruleId: 'once', clause: { number: '1', title: '条款' }, why: { over: { count: 2, max: 1 } } }],
      findings: [{ verdict: 'denied', evidence: { count: 2, max: 1 } }],
    })
  })

  it('R077: counts each case for itself', () => {
    const rulebook = rulebookOf(once)
    const case1 = story(rulebook)
    case1.happen('ticket.transferred', '10:01')
    const { counts } = case1.state()
    expect(gate(rulebook, ask('ticket.transferred', {}, { counts, refs: { case: 'case2' } })).outcome).toBe('allow')
  })

  it('at another action than the counted ones looks at what was counted so far', () => {
    const rulebook = rulebookOf('rule: limit\nid: a\non: ticket.closed\ncount: ticket.transferred\nmax: 1\nmode: warn')
    const counts = (n: number) => ({ counts: { 'a|ticket|ticket1': n } })
    expect([0, 1, 2].map(n => gate(rulebook, ask('ticket.closed', {}, counts(n))).outcome)).toEqual(['allow', 'allow', 'warn'])
  })

  it('R021: records an answer after more than three rings, and three is within', () => {
    const rulebook = rulebookOf('rule: limit\nid: rings\non: call.answered\nmeasure: call.rings\nmax: 3')
    const case1 = story(rulebook)
    for (const rings of [3, 4]) case1.happen('call.answered', '10:00', { facts: { call: { rings } } })
    expect(case1.findings.map(({ verdict, evidence }) => [verdict, evidence['call.rings'], evidence.max])).toEqual([
      ['passed', 3, 3],
      ['recorded', 4, 3],
    ])
  })

  it('in mode warn at a plain event tells whoever works on it', () => {
    const rulebook = rulebookOf('rule: limit\nid: rings\non: call.answered\nmeasure: call.rings\nmax: 3\nmode: warn')
    const seen = story(rulebook).happen('call.answered', '10:00', { facts: { call: { rings: 5 } } })
    expect(seen.announcements).toMatchObject([{ why: 'gate', to: ['handler', 'front-owner'], step: '5 > 3' }])
    expect(seen.findings).toMatchObject([{ verdict: 'warned' }])
  })
})

describe('a requirement', () => {
  const three =
    "rule: require\nid: three\nbefore: ticket.registered\nneed: fault.phenomenon, fault.location, fault.operation\nwhen: ticket.kind == 'repair'\nnote: 问清三件事"
  const given = { phenomenon: 'given', location: 'given', operation: 'given' } as const

  it('R055: names the answers that are missing', () => {
    const facts: Facts = { ticket: { kind: 'repair' }, fault: { phenomenon: 'given', location: 'unknown' } }
    expect(gate(rulebookOf(three), ask('ticket.registered', facts))).toMatchObject({
      outcome: 'deny',
      overridableBy: [],
      violations: [{ why: { missing: ['fault.location', 'fault.operation'] }, note: '问清三件事' }],
    })
    expect(gate(rulebookOf(three), ask('ticket.registered', { ticket: { kind: 'repair' }, fault: given }))).toMatchObject({
      outcome: 'allow',
      findings: [{ verdict: 'passed' }],
    })
    expect(gate(rulebookOf(three), ask('ticket.registered', { ticket: { kind: 'inquiry' } }))).toEqual({
      outcome: 'allow',
      findings: [],
    })
  })

  it('R054: accepts that the customer declines, not that nobody asked', () => {
    const rulebook = rulebookOf('rule: require\nid: a\nbefore: contact.closed\nasked: customer.name, customer.phone')
    const outcome = (name: 'given' | 'declined' | 'unknown') =>
      gate(rulebook, ask('contact.closed', { customer: { name, phone: 'declined' } })).outcome
    expect([outcome('given'), outcome('declined'), outcome('unknown')]).toEqual(['allow', 'allow', 'deny'])
    expect(gate(rulebook, ask('contact.closed')).outcome).toBe('deny')
  })

  it.each([
    ['need: ticket.frontOwner', { ticket: { frontOwner: 'p1' } }, 'allow'],
    ['need: ticket.frontOwner', { ticket: { frontOwner: '' } }, 'deny'],
    ['need: ticket.open', { ticket: { open: false } }, 'deny'],
    ['need: ticket.open', { ticket: { open: true } }, 'allow'],
    ['need: ticket.transfers', { ticket: { transfers: 0 } }, 'allow'],
    ['need: ticket.result', { ticket: { result: 'declined' } }, 'deny'],
    ['asked: ticket.result', { ticket: { result: 'declined' } }, 'allow'],
  ] as const)('R020: %s of %j: %s', (line, facts, outcome) => {
    expect(gate(rulebookOf(`rule: require\nid: a\nbefore: ticket.closed\n${line}`), ask('ticket.closed', facts)).outcome).toBe(
      outcome,
    )
  })

  it('on trial stops nobody and records what it would have stopped', () => {
    const verdict = gate(rulebookOf(three, 'trial: true\n'), ask('ticket.registered', { ticket: { kind: 'repair' } }))
    expect(verdict).toMatchObject({ outcome: 'allow', findings: [{ verdict: 'recorded' }] })
  })
})

describe('a denial by several rules', () => {
  const rule = (id: string, override: string) =>
    `rule: require\nid: ${id}\nbefore: ticket.closed\nneed: ticket.result\noverride: ${override}`

  it('is let pass only by a role that each of them names', () => {
    const of = (a: string, b: string) => gate(rulebookOf([rule('a', a), rule('b', b)]), ask('ticket.closed'))
    expect(of('role:director, role:shift-leader', 'role:director')).toMatchObject({ overridableBy: ['director'] })
    expect(of('role:shift-leader', 'role:director')).toMatchObject({ overridableBy: [] })
  })

  it('becomes overridden findings once somebody lets it pass', () => {
    const verdict = gate(rulebookOf(rule('a', 'role:director')), ask('ticket.closed'))
    expect(overridden(verdict.findings)).toMatchObject([{ verdict: 'overridden' }])
  })
})

describe('a route', () => {
  const rulebook = rulebookOf([
    "rule: route\nid: urgent\non: ticket.registered\nwhen: ticket.urgency == 'emergency'\nto: 抢修队",
    "rule: route\nid: category\non: ticket.registered\nto:\n- 维修部 when ticket.category in ['漏水', '爆管']\n- 客户服务中心",
  ])
  it.each([
    [{ category: '漏水' }, '维修部'],
    [{ category: '账单' }, '客户服务中心'],
    [{ category: '账单', urgency: 'emergency' }, '抢修队'],
    [{}, '客户服务中心'],
  ] as const)('R050: %j goes to %s', (ticket, department) => {
    expect(routeTo(rulebook, { ticket }, 'ticket.registered', at('09:00'))).toMatchObject({ department, clause: { number: '1' } })
  })

  it('leaves a finding at its event', () => {
    const case1 = story(rulebook)
    case1.happen('ticket.registered', '10:00', { facts: { ticket: { category: '爆管' } } })
    expect(case1.findings).toMatchObject([{ ruleId: 'category', verdict: 'routed', evidence: { department: '维修部' } }])
  })
})

describe('the urgency', () => {
  const rulebook = rulebookOf([
    "rule: route\nid: urgency\non: ticket.registered\nto:\n- urgency emergency when ticket.danger == 'burst'\n- urgency urgent when ticket.category == '漏水'",
    "rule: route\nid: department\non: ticket.registered\nto:\n- 抢修队 when ticket.urgency == 'emergency'\n- 客户服务中心",
  ])
  it.each([
    [{ category: '漏水', danger: 'burst' }, 'emergency'],
    [{ category: '漏水' }, 'urgent'],
    [{ category: '水费' }, undefined],
  ] as const)('is that of the first line that holds and names one: %j', (ticket, urgency) => {
    expect(urgencyOf(rulebook, { ticket }, 'ticket.registered', at('09:00'))?.urgency).toBe(urgency)
  })
  it('leaves the department to the lines that name one', () => {
    const ticket = { category: '漏水', danger: 'burst', urgency: 'emergency' } as const
    expect(routeTo(rulebook, { ticket }, 'ticket.registered', at('09:00'))?.department).toBe('抢修队')
  })
  it('stands in the ledger beside the department, each by its rule', () => {
    const case1 = story(rulebook)
    case1.happen('ticket.registered', '09:00', { facts: { ticket: { category: '漏水', danger: 'burst', urgency: 'emergency' } } })
    expect(case1.findings.map(({ ruleId, evidence }) => [ruleId, evidence])).toEqual([
      ['department', { department: '抢修队', seq: 1 }],
      ['urgency', { urgency: 'emergency', seq: 1 }],
    ])
  })
})
