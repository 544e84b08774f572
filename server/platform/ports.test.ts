import { expect, test } from 'vitest'
import { realPorts, timeIds } from './ports.ts'
import { countingIds, stillClock, stillPorts } from './testing/ports.ts'

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('real ids are UUIDv7 that carry their time, differ and sort in the order in which they were made', () => {
  const { newId, now } = realPorts()
  const before = now()
  const ids = Array.from({ length: 20_000 }, newId)
  expect(ids.every(id => uuidV7.test(id))).toBe(true)
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  expect(timeOf(ids[0]!)).toBeGreaterThanOrEqual(before)
})

test('ids go on sorting when the clock stands still or goes back', () => {
  const clock = stillClock('2026-11-20T09:00:00Z')
  const newId = timeIds(clock.now, realPorts().random)
  const ids = Array.from({ length: 10_000 }, newId)
  clock.move('-1 h')
  ids.push(newId())
  clock.move('2 h')
  ids.push(newId())
  expect([...ids].sort()).toEqual(ids)
  expect(timeOf(ids.at(-1)!)).toBe(clock.now())
})

test('a still clock moves by words, by milliseconds and to an instant', () => {
  const clock = stillClock('2026-11-20T09:00:00Z')
  clock.move('10 min')
  clock.move('1.5 h')
  clock.move(500)
  expect(new Date(clock.now()).toISOString()).toBe('2026-11-20T10:40:00.500Z')
  clock.at('2026-12-01T00:00:00+08:00')
  expect(new Date(clock.now()).toISOString()).toBe('2026-11-30T16:00:00.000Z')
  expect(() => clock.move('soon')).toThrow('not a duration')
})

test('still ports give the same in every run', () => {
  const make = () => {
    const ports = stillPorts('2026-11-20T09:00:00Z')
    return [ports.newId(), ports.newId(), Buffer.from(ports.random(40)).toString('hex'), ports.random(8).join()]
  }
  expect(make()).toEqual(make())
  expect(countingIds()()).toMatch(uuidV7)
})

function timeOf(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16)
}
