import { expect, test } from 'vitest'
import { prefixes, promisable, rowFacts, type Status, statusAfter, type Verb } from './rules.ts'

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
  title: '槐荫里 7 栋，家中无水',
  description: null,
  address: '槐荫里 7 栋',
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
  expect(rowFacts(row)).toEqual({
    ticket: {
      kind: 'repair',
      category: '户内无水',
      field: 'water',
      urgency: 'normal',
      place: 'given',
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

test('numbers of each kind begin differently', () => {
  expect(new Set(Object.values(prefixes)).size).toBe(8)
})

test.each([
  [0, false],
  [1, true],
  [366 * 86_400_000, true],
  [366 * 86_400_000 + 1, false],
])('a promise %i ms ahead may be made: %s', (ahead, may) => {
  expect(promisable(1000 + ahead, 1000)).toBe(may)
})
