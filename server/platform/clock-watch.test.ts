import { expect, test } from 'vitest'
import { behind, clockWatch, spanOf } from './clock-watch.ts'

function machine() {
  let [wall, passed] = [1_000_000, 0]
  const watch = clockWatch({ now: () => wall, passed: () => passed })
  return {
    look: () => watch.look(),
    pass(ms: number) {
      wall += ms
      passed += ms
    },
    set(ms: number) {
      wall += ms
    },
  }
}

test('time that passes is no jump, however much passes between two looks', () => {
  const m = machine()
  for (const ms of [10_000, 10_000, 600_000]) {
    m.pass(ms)
    expect(m.look()).toBeNull()
  }
})

test.each([37 * 60_000, -37 * 60_000, 5_001, -5_001])('a clock that is set by %i ms is noticed once', ms => {
  const m = machine()
  m.pass(10_000)
  m.set(ms)
  expect(m.look()).toBe(ms)
  m.pass(10_000)
  expect(m.look()).toBeNull()
})

test('a clock that is corrected little by little never jumps', () => {
  const m = machine()
  for (let n = 0; n < 1000; n++) {
    m.pass(10_000)
    m.set(50)
    expect(m.look()).toBeNull()
  }
})

test('a machine that slept finds its clock ahead', () => {
  const m = machine()
  m.set(8 * 3_600_000)
  expect(m.look()).toBe(8 * 3_600_000)
})

test('at the start a clock that stands before what was written last has gone back', () => {
  expect(behind(1_000_000, null)).toBeNull()
  expect(behind(1_000_000, 999_000)).toBeNull()
  expect(behind(1_000_000, 1_004_000)).toBeNull()
  expect(behind(1_000_000, 4_600_000)).toBe(-3_600_000)
})

test.each([
  [37 * 60_000, '37 min'],
  [-(2 * 60 + 5) * 60_000, '2 h 5 min'],
  [8_400, '8 s'],
  [3 * 86_400_000, '3 d'],
])('%i ms are %s', (ms, words) => {
  expect(spanOf(ms)).toBe(words)
})
