import { describe, expect, it } from 'vitest'
import { clock } from '../gallery/samples.ts'
import { readClock } from './clock-state.ts'

const at = (time: string) => Date.parse(`2026-11-20T${time}+08:00`)

describe('what a clock says', () => {
  // a clock of thirty minutes from 14:36:05, which reminds at 14:56:05
  it.each([
    ['14:40:00', 'ample', '26:05 left'],
    ['14:56:04', 'ample', 'a second before its reminder'],
    ['14:56:05', 'soon', 'at its reminder'],
    ['15:06:05', 'soon', 'at the due instant it can still be met'],
    ['15:06:06', 'over', 'a second later'],
    ['15:10:17', 'over', '4:12 over'],
  ])('at %s it is %s: %s', (now, shown) => {
    expect(readClock(clock({}), at(now)).shown).toBe(shown)
  })

  it('shows as soon due in its last quarter when the clause has no reminder', () => {
    const bare = clock({ warnAt: null })
    expect(readClock(bare, at('14:58:34')).shown).toBe('ample')
    expect(readClock(bare, at('14:58:35')).shown).toBe('soon')
  })

  it.each([
    [{ state: 'met', usedMs: 459_000, settledAt: '2026-11-20T06:43:44Z' }, 'met', 459_000],
    [{ state: 'late', settledAt: '2026-11-20T07:10:17Z', overMs: 252_000 }, 'late', 252_000],
    [{ state: 'late', settledAt: '2026-11-20T07:10:17Z', overMs: null }, 'late', 252_000],
    [{ state: 'void' }, 'void', 0],
    [{ state: 'paused', pausedAt: '2026-11-20T06:46:05Z', usedMs: 600_000 }, 'paused', 1_200_000],
  ] as const)('settled or standing, it keeps still: %o', (given, shown, ms) => {
    for (const now of ['15:30:00', '23:00:00']) expect(readClock(clock(given), at(now))).toMatchObject({ shown, ms })
  })

  it('runs past its limit by as much as it is over', () => {
    expect(readClock(clock({}), at('15:21:05')).used).toBeCloseTo(1.5)
    expect(readClock(clock({}), at('14:51:05')).used).toBeCloseTo(0.5)
  })
})
