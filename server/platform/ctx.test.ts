import fc from 'fast-check'
import { expect, test } from 'vitest'
import { iso } from './ctx.ts'

test('an instant is written as JavaScript writes it, whatever its year', () => {
  const instant = fc.integer({ min: -8.64e15, max: 8.64e15 })
  fc.assert(fc.property(instant, ms => iso(ms) === new Date(ms).toISOString()))
  expect([iso(0), iso(-1), iso(-0.5), iso(Date.parse('2026-11-20T23:59:59.999Z'))]).toEqual([
    '1970-01-01T00:00:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '1970-01-01T00:00:00.000Z',
    '2026-11-20T23:59:59.999Z',
  ])
})

test('what is no instant is refused', () => {
  expect(() => iso(Number.NaN)).toThrow(RangeError)
  expect(() => iso(Number.POSITIVE_INFINITY)).toThrow(RangeError)
})
