import type { ClockView } from '@sansheng/contract/clocks.ts'
import type { Figures } from '@sansheng/contract/compliance.ts'
import { describe, expect, it } from 'vitest'
import { burning, type Fuse, inHands, percent, tally, telling } from './board-facts.ts'

const now = Date.parse('2026-11-20T07:00:00Z')
const fuse = (id: string, dueAt: string, who: string | null = null, state: ClockView['state'] = 'running'): Fuse => ({
  clock: {
    id,
    state,
    dueAt,
    startedAt: '2026-11-20T06:00:00Z',
    warnAt: null,
    pausedAt: null,
    termMs: 3_600_000,
    usedMs: 0,
    clause: { number: '4.1', title: id, anchor: '4-1' },
  } as unknown as ClockView,
  root: { kind: 'ticket', id: 't', number: null, title: null, path: null },
  who,
  urgency: 'normal',
})
const fuses = [
  fuse('paused', '2026-11-20T06:00:00Z', null, 'paused'),
  fuse('later', '2026-11-20T12:00:00Z'),
  fuse('soon', '2026-11-20T07:03:00Z'),
  fuse('over-1', '2026-11-20T06:10:00Z', '潘思齐'),
  fuse('over-2', '2026-11-20T06:20:00Z', '龚敏'),
  fuse('over-3', '2026-11-20T06:30:00Z', '潘思齐'),
  fuse('over-4', '2026-11-20T06:40:00Z'),
]

describe('the clocks on the wall', () => {
  it('that can still be kept stand apart from those that are breached, by time left and paused last', () => {
    expect(burning(fuses, now).coming.map(f => f.clock.id)).toEqual(['soon', 'later', 'paused'])
  })
  it('are breached with the newest first, and what is urgent before all others', () => {
    const urgent = [
      { ...fuse('gas', '2026-11-20T05:00:00Z'), urgency: 'emergency' as const },
      { ...fuse('burst', '2026-11-20T06:59:00Z'), urgency: 'emergency' as const },
      { ...fuse('form', '2026-11-20T06:58:00Z'), urgency: null },
    ]
    expect(burning([...fuses, ...urgent], now).breached.map(f => f.clock.id)).toEqual([
      'burst',
      'gas',
      'over-4',
      'over-3',
      'over-2',
      'over-1',
      'form',
    ])
  })
  it('are all counted', () => {
    expect(tally(fuses, now)).toEqual({ over: 4, soon: 1, running: 1, paused: 1 })
  })
  it('say in whose hands the late ones are, the longest first', () => {
    expect(inHands(fuses, now)).toEqual([
      { who: '潘思齐', count: 2, longestMs: 3_000_000, clause: 'over-1' },
      { who: '龚敏', count: 1, longestMs: 2_400_000, clause: 'over-2' },
      { who: null, count: 1, longestMs: 1_200_000, clause: 'over-4' },
    ])
  })
})

describe('what was kept today', () => {
  const figures = (number: string, met: number, late: number, rate: number | null, kind = 'deadline') =>
    ({
      ruleId: number,
      kind,
      clause: { number, title: number, anchor: number },
      met,
      late,
      breached: 0,
      rate,
    }) as unknown as Figures
  it('shows clauses with a verdict, the missed ones first', () => {
    const rows = telling(
      [figures('2.1', 9, 0, 1), figures('3.1', 4, 1, 0.8), figures('4.1', 0, 0, null), figures('3.2', 7, 0, 1, 'require')],
      5,
    )
    expect(rows.map(f => f.clause.number)).toEqual(['3.1', '2.1'])
  })
  it.each([
    [1, '100'],
    [0.99996, '99.9'],
    [0.986, '98.6'],
    [0, '0.0'],
  ])('never rounds a miss away: %d is %s', (rate, words) => {
    expect(percent(rate)).toBe(words)
  })
})
