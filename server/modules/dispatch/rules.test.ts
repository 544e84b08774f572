import { expect, test } from 'vitest'
import { type FormStatus, type FormVerb, rowFacts, statusAfter } from './rules.ts'

const allowed: [FormStatus, FormVerb, FormStatus | null][] = [
  ['made', 'print', 'made'],
  ['made', 'accept', 'accepted'],
  ['made', 'arrive', null],
  ['made', 'withdraw', 'withdrawn'],
  ['accepted', 'arrive', 'arrived'],
  ['accepted', 'finish', null],
  ['accepted', 'withdraw', 'withdrawn'],
  ['arrived', 'finish', 'finished'],
  ['arrived', 'withdraw', null],
  ['finished', 'return', 'returned'],
  ['finished', 'inspect', null],
  ['returned', 'inspect', 'inspected'],
  ['inspected', 'inspect', null],
  ['inspected', 'print', 'inspected'],
  ['withdrawn', 'print', null],
]
test.each(allowed)('R130: a form that is %s, %s: %s', (status, verb, after) => {
  expect(statusAfter(status, verb)).toBe(after)
})

test('a form becomes facts without the words that stand on it', () => {
  const row = {
    status: 'finished',
    appointment_at: null,
    arrived_at: 5,
    work_done: '换表前阀',
    opinion: 'satisfied',
    passed: null,
  }
  expect(rowFacts(row)).toEqual({
    form: {
      status: 'finished',
      appointmentAt: undefined,
      arrivedAt: 5,
      workDone: 'given',
      opinion: 'satisfied',
      passed: undefined,
    },
  })
})
