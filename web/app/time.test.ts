import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { correctClock, dayOf, exact, full, serverNow, showZone, span, spanWords, timeOf, weekdayOf } from './time.ts'

const noon = Date.parse('2026-11-20T04:00:00Z')

describe('instants on the screen', () => {
  it.each([
    ['2026-11-20T06:36:05Z', '14:36', 'today: the time alone'],
    ['2026-11-19T15:59:59Z', '11-19 23:59', 'another day of this year'],
    ['2026-11-19T16:00:00Z', '00:00', 'midnight belongs to the day that begins'],
    ['2025-12-31T16:00:00Z', '01-01 00:00', 'the year turns in the zone of the site'],
    ['2025-12-31T15:59:00Z', '2025-12-31 23:59', 'another year: with the year'],
  ])('%s is shown as %s (%s)', (at, said) => {
    expect(exact(at, { now: noon })).toBe(said)
  })

  it('is never told as a distance: the full instant carries its seconds', () => {
    expect(full('2026-11-20T06:36:05Z')).toBe('2026-11-20 14:36:05')
    expect(timeOf('2026-11-20T06:36:05Z', { seconds: true })).toBe('14:36:05')
    expect(dayOf('2026-11-20T16:00:00Z')).toBe('2026-11-21')
    expect(weekdayOf('2026-11-20T06:00:00Z')).toBe('星期五')
  })

  it('follows the zone of the site', () => {
    showZone('Asia/Urumqi')
    expect(timeOf('2026-11-20T06:36:05Z')).toBe('12:36')
    showZone('Asia/Shanghai')
    expect(timeOf('2026-11-20T06:36:05Z')).toBe('14:36')
  })
})

describe('spans of a clock', () => {
  it.each([
    [0, '00:00', '0 秒'],
    [48_999, '00:48', '49 秒'],
    [252_000, '04:12', '4 分 12 秒'],
    [378_000, '06:18', '6 分 18 秒'],
    [3_599_000, '59:59', '59 分 59 秒'],
    [3_600_000, '1 时 00 分', '1 时'],
    [7_860_000, '2 时 11 分', '2 时 11 分'],
    [86_399_000, '23 时 59 分', '23 时 59 分'],
    [252_000_000, '2 天 22 时', '2 天 22 时'],
    [-252_000, '04:12', '4 分 12 秒'],
  ])('%d ms read %s, in a sentence %s', (ms, short, words) => {
    expect(span(ms)).toBe(short)
    expect(spanWords(ms)).toBe(words)
  })
})

describe('the clock of the server', () => {
  beforeEach(() => vi.useFakeTimers({ now: noon }))
  afterEach(() => {
    correctClock(String(Date.now()))
    vi.useRealTimers()
  })
  it('corrects a machine whose clock is wrong', () => {
    correctClock(String(noon + 300_000))
    expect(serverNow() - noon).toBeGreaterThan(299_000)
    expect(serverNow() - noon).toBeLessThan(302_000)
  })
  it('leaves the moment alone that the answer took on its way', () => {
    correctClock(String(noon))
    const before = serverNow()
    correctClock(String(noon + 400))
    expect(serverNow()).toBe(before)
  })
  it('ignores a header that is no instant', () => {
    const before = serverNow()
    correctClock('yesterday')
    correctClock(null)
    expect(serverNow()).toBe(before)
  })
})
