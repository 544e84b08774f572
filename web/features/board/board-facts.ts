/** What the board counts, from what the server says. */

import type { ClockView } from '@sansheng/contract/clocks.ts'
import type { Figures } from '@sansheng/contract/compliance.ts'
import type { SubjectLink } from '@sansheng/contract/subjects.ts'
import { readClock } from '../../ui/clock-state.ts'

export type Fuse = { clock: ClockView; root: SubjectLink; who: string | null }

export type Tally = { over: number; soon: number; running: number; paused: number }
export function tally(fuses: Fuse[], now: number): Tally {
  const counts: Tally = { over: 0, soon: 0, running: 0, paused: 0 }
  for (const { clock } of fuses) {
    const { shown } = readClock(clock, now)
    if (shown === 'over' || shown === 'soon' || shown === 'paused') counts[shown]++
    else if (shown === 'ample') counts.running++
  }
  return counts
}

/**
 * Overdue first, then by time left, paused last. Of many that are overdue only the worst show, so that what can still be kept is
 * seen as well; the tally counts them all.
 */
export function burning(fuses: Fuse[], now: number, most: number, overMost: number): Fuse[] {
  const sorted = [...fuses].sort(
    (a, b) =>
      Number(a.clock.state === 'paused') - Number(b.clock.state === 'paused') ||
      a.clock.dueAt.localeCompare(b.clock.dueAt) ||
      a.clock.id.localeCompare(b.clock.id),
  )
  const over = sorted.filter(({ clock }) => readClock(clock, now).shown === 'over')
  const rest = sorted.filter(({ clock }) => readClock(clock, now).shown !== 'over')
  const first = over.slice(0, Math.max(overMost, most - rest.length))
  return [...first, ...rest].slice(0, most)
}

export type Hand = { who: string | null; count: number; longestMs: number; clause: string }
/** Who has what is late now, the longest wait first. */
export function inHands(fuses: Fuse[], now: number): Hand[] {
  const hands = new Map<string, Hand>()
  for (const { clock, who } of fuses) {
    const reading = readClock(clock, now)
    if (reading.shown !== 'over') continue
    const hand = hands.get(who ?? '')
    if (!hand) hands.set(who ?? '', { who, count: 1, longestMs: reading.ms, clause: clock.clause.title })
    else {
      hand.count++
      if (reading.ms > hand.longestMs) {
        hand.longestMs = reading.ms
        hand.clause = clock.clause.title
      }
    }
  }
  return [...hands.values()].sort((a, b) => b.longestMs - a.longestMs)
}

/** Clauses with a verdict today: those that were missed come first, then those with the most cases. */
export function telling(items: Figures[], most: number): Figures[] {
  const missed = (f: Figures) => f.late + f.breached
  return items
    .filter(f => f.rate !== null && (f.kind === 'deadline' || f.kind === 'cadence') && f.met + missed(f) > 0)
    .sort(
      (a, b) =>
        missed(b) - missed(a) || b.met - a.met || a.clause.number.localeCompare(b.clause.number, undefined, { numeric: true }),
    )
    .slice(0, most)
}

/** `98.6`; a hundred only when nothing was missed. */
export function percent(rate: number): string {
  if (rate === 1) return '100'
  return Math.min(99.9, Math.round(rate * 1000) / 10).toFixed(1)
}
