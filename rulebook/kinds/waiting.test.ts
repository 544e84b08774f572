import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, rulebookOf } from '../testing/index.ts'
import type { Facts } from '../vocabulary/index.ts'
import type { Order } from './rule-sheets.ts'
import { inOrder, type Waiting } from './waiting.ts'

const rule = (lines: string) => rulebookOf(`rule: order\nid: a\n${lines}`).rules[0] as Order
const waiting = (id: string, since: string, facts: Facts = {}): Waiting => ({ id, since: at(since), facts })
const ids = (of: Order, list: Waiting[], now = '10:00') =>
  inOrder(of, list, at(now))
    .map(({ id }) => id)
    .join('')
const elder: Facts = { customer: { elder: true } }
const urgent: Facts = { ticket: { urgency: 'urgent' } }

describe('waiting lists', () => {
  const hall = rule("sort:\n- ticket.urgency in ['urgent', 'emergency']\n- first come within 5 min\n- customer.elder")

  it('R202: urgent first, then who was first in the hall, then elders', () => {
    const list = [
      waiting('a', '09:01'),
      waiting('b', '09:02', elder),
      waiting('c', '09:20', urgent),
      waiting('d', '09:10', elder),
    ]
    expect(inOrder(hall, list, at('10:00'))).toEqual([
      { id: 'c', points: null, decidedBy: null },
      { id: 'b', points: null, decidedBy: 1 },
      { id: 'a', points: null, decidedBy: 3 },
      { id: 'd', points: null, decidedBy: 2 },
    ])
  })

  it('R204: first come, first served among equals, to the millisecond', () => {
    expect(
      ids(rule('sort: first come'), [waiting('b', '09:00:00.001'), waiting('a', '09:00:00.002'), waiting('c', '09:00')]),
    ).toBe('cba')
    expect(ids(rule('sort: customer.elder'), [waiting('b', '09:01'), waiting('a', '09:01'), waiting('c', '09:00')])).toBe('cab')
  })

  it('orders by figures; who has none comes last, in order of arrival', () => {
    const list = [
      waiting('a', '09:00'),
      waiting('b', '09:01', { ticket: { transfers: 1 } }),
      waiting('c', '09:02', { ticket: { transfers: 3 } }),
      waiting('d', '08:00'),
    ]
    expect(ids(rule('sort: highest ticket.transfers'), list)).toBe('cbda')
    expect(ids(rule('sort: lowest ticket.transfers'), list)).toBe('bcda')
  })

  it('C10, R339: a sum of weights, which grows while people wait', () => {
    const sum = rule("weigh:\n- 30 when customer.elder\n- 20 when customer.tier == 'key'\n- 1 per min")
    const list = [
      waiting('a', '09:00'),
      waiting('b', '09:45', elder),
      waiting('c', '09:30', { customer: { tier: 'key', elder: true } }),
    ]
    expect(inOrder(sum, list, at('10:00')).map(({ id, points }) => [id, points])).toEqual([
      ['c', 80],
      ['a', 60],
      ['b', 45],
    ])
    expect(ids(sum, [waiting('a', '09:00'), waiting('b', '09:30', elder)], '10:00')).toBe('ab')
    expect(ids(rule('weigh: 1 per h'), [waiting('a', '11:00'), waiting('b', '10:30')])).toBe('ba')
  })

  it('gives one order whatever order the list came in', () => {
    const one = fc.record({ since: fc.integer({ min: 0, max: 40 }), elder: fc.boolean(), urgent: fc.boolean() })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), fc.integer(), (people, seed) => {
        const list = people.map(({ since, ...is }, i) =>
          waiting(`p${i}`, `09:${String(since).padStart(2, '0')}`, {
            customer: { elder: is.elder },
            ticket: { urgency: is.urgent ? 'urgent' : 'normal' },
          }),
        )
        const mixed = [...list].sort((a, b) => ((a.since * 7919 + seed) % 13) - ((b.since * 7919 + seed) % 13))
        expect(inOrder(hall, mixed, at('10:00'))).toEqual(inOrder(hall, list, at('10:00')))
      }),
      { numRuns: 100 },
    )
  })
})
