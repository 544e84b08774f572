import { expect, test } from 'vitest'
import { daysOf, stretchOf } from './stretch.ts'

const zone = 'Asia/Shanghai'
const now = Date.parse('2026-11-20T09:00:00+08:00')

test.each([
  ['7d', { from: '2026-11-14', to: '2026-11-20' }],
  ['30d', { from: '2026-10-22', to: '2026-11-20' }],
  ['lastMonth', { from: '2026-10-01', to: '2026-10-31' }],
] as const)('%s is whole days of the site', (name, days) => {
  expect(daysOf(name, now, zone)).toEqual(days)
})

test('a stretch ends with its last day, or now', () => {
  expect(stretchOf({ from: '2026-10-01', to: '2026-10-31' }, now, zone)).toEqual({
    from: '2026-09-30T16:00:00.000Z',
    until: '2026-10-31T16:00:00.000Z',
  })
  expect(stretchOf({ from: '2026-11-20', to: '2026-11-20' }, now, zone)?.until).toBe('2026-11-20T01:00:00.000Z')
})

test.each([
  { from: '2026-11-20', to: '2026-11-19' },
  { from: '2026-11-21', to: '2026-11-22' },
  { from: '2025-01-01', to: '2026-11-20' },
  { from: '', to: '2026-11-20' },
])('%j is no stretch of the past that is tried', days => {
  expect(stretchOf(days, now, zone)).toBeNull()
})
