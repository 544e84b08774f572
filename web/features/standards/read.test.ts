import { describe, expect, it } from 'vitest'
import { spansOf } from '../../ui/day-spans.ts'
import { gradeOf, percent } from '../../ui/rate.ts'
import { startOf } from './period.ts'
import { calendarsIn } from './read.ts'

describe('what the standard screen reads', () => {
  const noon = Date.parse('2026-11-20T06:00:00Z')
  it('counts a period from a midnight of the site, not of the machine', () => {
    expect(startOf('today', noon, 'Asia/Shanghai')).toBe('2026-11-19T16:00:00.000Z')
    expect(startOf('7d', noon, 'Asia/Shanghai')).toBe('2026-11-13T16:00:00.000Z')
    expect(startOf('month', noon, 'Asia/Shanghai')).toBe('2026-10-31T16:00:00.000Z')
    expect(startOf('today', noon, 'America/New_York')).toBe('2026-11-20T05:00:00.000Z')
  })
  it('says a hundred per cent only when nothing was missed', () => {
    expect(percent(1)).toBe('100')
    expect(percent(0.99996)).toBe('99.9')
    expect([0.96, 0.92, 0.5].map(gradeOf)).toEqual(['met', 'soon', 'over'])
  })
  it('finds the calendars that a text counts by, in both languages', () => {
    const source = '---\ncalendar: cn-office   # default\n---\n```规则\n日历： cn-hotline\n```'
    expect([...calendarsIn(source)]).toEqual(['cn-office', 'cn-hotline'])
  })
  it('reads hours as people type them', () => {
    expect(spansOf('8:30–12:00，13:30～17:30')).toEqual(['08:30-12:00', '13:30-17:30'])
    expect(spansOf('  ')).toEqual([])
  })
})
