import { expect, test } from 'vitest'
import {
  defaultField,
  faultFacts,
  mergeFault,
  news,
  prefixes,
  promisable,
  type Status,
  statusAfter,
  ticketFacts,
  type Verb,
} from './rules.ts'

const allowed: [Status, Verb, Status | null][] = [
  ['registered', 'notify', 'notified'],
  ['registered', 'confirm', 'accepted'],
  ['registered', 'close', 'closed'],
  ['registered', 'reopen', null],
  ['notified', 'notify', 'notified'],
  ['notified', 'confirm', 'accepted'],
  ['notified', 'redirect', 'registered'],
  ['notified', 'formAccepted', 'notified'],
  ['notified', 'formArrived', 'working'],
  ['accepted', 'confirm', null],
  ['accepted', 'notify', 'accepted'],
  ['accepted', 'formAccepted', 'working'],
  ['accepted', 'transfer', 'accepted'],
  ['working', 'confirm', 'working'],
  ['working', 'formReturned', 'returned'],
  ['working', 'followUp', 'working'],
  ['returned', 'formFailed', 'working'],
  ['returned', 'close', 'closed'],
  ['closed', 'followUp', null],
  ['closed', 'change', null],
  ['closed', 'transfer', null],
  ['closed', 'close', null],
  ['closed', 'keepPromise', 'closed'],
  ['closed', 'callBack', 'closed'],
  ['closed', 'reopen', 'accepted'],
  ['closed', 'reopenUnaccepted', 'registered'],
]
test.each(allowed)('R130: a %s ticket, %s: %s', (status, verb, after) => {
  expect(statusAfter(status, verb)).toBe(after)
})

const row = {
  kind: 'repair',
  category: '户内无水',
  field: 'water',
  urgency: 'normal',
  status: 'registered',
  waiting_for: 'nobody',
  department_name: '临川维修所',
  transfers: 0,
  front_owner_id: 'p1',
  handler_id: null,
  promised_at: null,
  result: null,
  transfer_summary: null,
  fault: { phenomenon: '全屋无水', declined: ['operation' as const] },
}

test('a row becomes facts without a word of a person in them', () => {
  expect(ticketFacts(row)).toEqual({
    ticket: {
      kind: 'repair',
      category: '户内无水',
      field: 'water',
      urgency: 'normal',
      status: 'registered',
      open: true,
      waitingFor: 'nobody',
      department: '临川维修所',
      transfers: 0,
      frontOwner: 'p1',
      handler: undefined,
      promisedAt: undefined,
      result: 'unknown',
      summary: 'unknown',
    },
    fault: { phenomenon: 'given', location: 'unknown', operation: 'declined' },
  })
})

test('R055: a part is given, declined or was not asked', () => {
  expect(faultFacts(null)).toEqual({ phenomenon: 'unknown', location: 'unknown', operation: 'unknown' })
})

test('a later answer takes back that the part was declined, and the other way round', () => {
  expect(mergeFault({ phenomenon: '无水', declined: ['operation'] }, { operation: '换过净水器' })).toEqual({
    phenomenon: '无水',
    operation: '换过净水器',
  })
  expect(mergeFault({ phenomenon: '无水' }, { declined: ['phenomenon'] })).toEqual({ declined: ['phenomenon'] })
})

test('an event carries only what is new in the facts of its case', () => {
  const after = ticketFacts({ ...row, status: 'notified' })
  expect(news(ticketFacts(row), after)).toEqual({ ticket: { status: 'notified' } })
  expect(news(ticketFacts({ ...row, handler_id: 'p2' }), after)).toEqual({ ticket: { status: 'notified', handler: null } })
  expect(news({}, { fault: after.fault })).toEqual({ fault: after.fault })
})

test('numbers of each kind begin differently', () => {
  expect(new Set(Object.values(prefixes)).size).toBe(8)
})

test.each([
  ['water', 'repair', 'water'],
  ['property', 'repair', 'engineering'],
  ['property', 'complaint', 'property'],
  ['general', 'inquiry', 'other'],
] as const)('at a %s site a %s is a matter of %s', (site, kind, field) => {
  expect(defaultField(site, kind)).toBe(field)
})

test.each([
  [0, false],
  [1, true],
  [366 * 86_400_000, true],
  [366 * 86_400_000 + 1, false],
])('a promise %i ms ahead may be made: %s', (ahead, may) => {
  expect(promisable(1000 + ahead, 1000)).toBe(may)
})
