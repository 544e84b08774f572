import { expect, test } from 'vitest'
import { noTally, rateOf } from './compliance.ts'

test.each([
  ['nothing decided yet', {}, null],
  ['only running clocks', { running: 4 }, null],
  ['98 met, 2 late', { met: 98, late: 2 }, 0.98],
  ['one still open past due counts against it', { met: 3, breached: 1, running: 1 }, 0.75],
  ['void clocks do not count', { met: 1, void: 9 }, 1],
  ['a gate that stopped one of four', { passed: 3, denied: 1 }, 0.75],
  ['let through by a leader is not passed', { passed: 1, overridden: 1 }, 0.5],
])('the rate beside a clause: %s', (_, tally, rate) => {
  expect(rateOf({ ...noTally, ...tally })).toBe(rate)
})
