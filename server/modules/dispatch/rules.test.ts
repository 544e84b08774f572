import { expect, test } from 'vitest'
import { type FormStatus, type FormVerb, rowFacts, signatureOf, statusAfter } from './rules.ts'

const allowed: [FormStatus, FormVerb, FormStatus | null][] = [
  ['made', 'print', 'made'],
  ['made', 'printed', 'made'],
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
  ['withdrawn', 'printed', null],
]
test.each(allowed)('R130: a form that is %s, %s: %s', (status, verb, after) => {
  expect(statusAfter(status, verb)).toBe(after)
})

test('a form becomes facts without the words that stand on it', () => {
  const row = {
    status: 'finished',
    worker_id: 'w1',
    department_id: null,
    appointment_at: null,
    arrived_at: 5,
    work_done: '换表前阀',
    opinion: 'satisfied',
    passed: null,
  }
  expect(rowFacts(row)).toEqual({
    form: {
      status: 'finished',
      worker: 'w1',
      department: undefined,
      appointmentAt: undefined,
      arrivedAt: 5,
      workDone: 'given',
      opinion: 'satisfied',
      passed: undefined,
    },
  })
})

test('a form is signed on the paper or says why not; nothing follows from silence', () => {
  expect(
    [
      { opinion: 'satisfied', signedBy: '周女士' },
      { opinion: 'satisfied', unsignedReason: '客户不愿签字' },
      { opinion: 'absent', unsignedReason: '家里没有人' },
      { opinion: 'satisfied' },
      { opinion: 'absent' },
      { opinion: 'absent', signedBy: '周女士' },
      { opinion: 'satisfied', signedBy: '周女士', unsignedReason: '客户不愿签字' },
    ].map(body => signatureOf(body as Parameters<typeof signatureOf>[0])),
  ).toEqual(['paper', 'none', 'none', null, null, null, null])
})
