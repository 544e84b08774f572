import { describe, expect, it } from 'vitest'
import { civilDate, startOfDate } from './civil.ts'

describe('civil days by the name of the zone', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-19T15:59:59.999Z', '2026-11-19'],
    ['Asia/Shanghai', '2026-11-19T16:00:00.000Z', '2026-11-20'],
    ['America/New_York', '2026-11-20T04:59:59.999Z', '2026-11-19'],
  ])('in %s it is at %s the day %s', (zone, at, date) => {
    expect(civilDate(zone, Date.parse(at))).toBe(date)
  })

  it.each([
    ['Asia/Shanghai', '2026-11-20', '2026-11-19T16:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    // clocks go forward at midnight: the day begins at one o'clock
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z'],
  ])('in %s the day %s begins at %s', (zone, date, at) => {
    expect(new Date(startOfDate(zone, date)).toISOString()).toBe(at)
  })

  it('refuses what is no zone and what is no day', () => {
    expect(() => civilDate('Asia/Nowhere', 0)).toThrow(RangeError)
    expect(() => startOfDate('Asia/Shanghai', '2026-02-30')).toThrow(RangeError)
  })
})
