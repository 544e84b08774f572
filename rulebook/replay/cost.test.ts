import { describe, expect, it } from 'vitest'
import { at, rulebookOf, story } from '../testing/index.ts'
import { addCost, compare, noCost } from './cost.ts'
import { simulate } from './simulate.ts'

const minute = 60_000
const history = (() => {
  const told = story(rulebookOf('rule: require\nid: x\nbefore: ticket.closed\nneed: ticket.result'))
  told.happen('ticket.registered', '10:00')
  told.happen('ticket.accepted', '10:20')
  told.happen('ticket.registered', '11:00', { id: 'ticket2' })
  told.happen('ticket.accepted', '11:40', { id: 'ticket2', facts: { ticket: { transfers: 1 } } })
  told.happen('ticket.registered', '12:00', { id: 'ticket3', facts: { ticket: { transfers: 1 } } })
  return told.told
})()
const under = (rules: string) => simulate(rulebookOf(rules), [{ caseId: 'c', events: history }], at('20:00'))
const costs = (before: string, after: string) => compare(under(before), under(after)).costs
const deadline = (within: string, id = 'a') =>
  `rule: deadline\nid: ${id}\nfrom: ticket.registered\nto: ticket.accepted\nwithin: ${within}`
const limit = (max: number, mode = 'block') =>
  `rule: limit\nid: a\non: ticket.accepted\ncount: ticket.accepted\nper: case\nmax: ${max}\nmode: ${mode}`

describe('what a draft costs those who wait', () => {
  it('sums how much later each promise falls due, and what was late and would be in time', () => {
    expect(costs(deadline('30 min'), deadline('1 h'))).toEqual([
      {
        ...noCost('a'),
        longer: { count: 3, ms: 90 * minute },
        // accepted at 11:40, promised for 11:30
        forgiven: { count: 1, ms: 10 * minute },
      },
    ])
  })

  it('sums how much earlier it falls due, and what was in time and would be late', () => {
    expect(costs(deadline('30 min'), deadline('15 min'))).toEqual([
      { ...noCost('a'), shorter: { count: 3, ms: 45 * minute }, blamed: { count: 1, ms: 5 * minute } },
    ])
  })

  it('finds nothing where nothing moves', () => {
    expect(costs(deadline('30 min'), deadline('30 min'))).toEqual([{ ...noCost('a'), same: 3 }])
  })

  it('counts promises that only one of both makes', () => {
    expect(costs(deadline('30 min'), deadline('30 min', 'b'))).toEqual([
      { ...noCost('b'), gained: 3 },
      { ...noCost('a'), lost: 3 },
    ])
  })

  it('weighs no promise that is no longer owed', () => {
    const voided = `${deadline('1 h')}\nunless: ticket.transfers == 1`
    expect(costs(deadline('30 min'), voided)).toEqual([{ ...noCost('a'), longer: { count: 1, ms: 30 * minute }, lost: 2 }])
  })

  it('counts actions that would have been stopped, and those that would no longer be', () => {
    expect(costs(limit(5), limit(1))).toEqual([{ ...noCost('a'), stopped: 1 }])
    expect(costs(limit(1), limit(5))).toEqual([{ ...noCost('a'), freed: 1 }])
    expect(costs(limit(5), limit(1, 'record'))).toEqual([noCost('a')])
  })

  it('counts what a route sends elsewhere, and says where', () => {
    const route = (department: string) => `rule: route\nid: a\non: ticket.registered\nto:\n- ${department}`
    const compared = compare(under(route('North')), under(route('South')))
    expect(compared.costs).toEqual([{ ...noCost('a'), elsewhere: 3 }])
    expect(compared.changed[0]).toMatchObject({
      before: 'routed',
      after: 'routed',
      departmentBefore: 'North',
      departmentAfter: 'South',
    })
  })

  it('adds up over parts of the same days', () => {
    const sum = noCost('a')
    for (const cost of [...costs(deadline('30 min'), deadline('1 h')), ...costs(deadline('30 min'), deadline('15 min'))])
      addCost(sum, cost)
    expect(sum).toMatchObject({
      longer: { count: 3 },
      shorter: { count: 3, ms: 45 * minute },
      forgiven: { count: 1 },
      blamed: { count: 1 },
    })
  })
})
