/** What the board counts, from what the server says. */

import type { ClockView } from '@sansheng/contract/clocks.ts'
import type { Figures } from '@sansheng/contract/compliance.ts'
import type { SubjectLink } from '@sansheng/contract/subjects.ts'
import type { TicketRow } from '@sansheng/contract/tickets.ts'
import { readClock } from '../../ui/clock-state.ts'

export type Fuse = { clock: ClockView; root: SubjectLink; who: string | null; urgency: TicketRow['urgency'] | null }

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

/** Those that can still be kept, and those that are breached: two lists, so that the one never takes the room of the other. */
export type Burning = { coming: Fuse[]; breached: Fuse[] }

/** Coming by time left with what stands still last; breached with the gravest urgency first, and of one urgency the newest breach first. */
export function burning(fuses: Fuse[], now: number): Burning {
  const over = ({ clock }: Fuse) => readClock(clock, now).shown === 'over'
  const byDue = (a: Fuse, b: Fuse) => a.clock.dueAt.localeCompare(b.clock.dueAt) || a.clock.id.localeCompare(b.clock.id)
  const paused = ({ clock }: Fuse) => Number(clock.state === 'paused')
  const rank = ({ urgency }: Fuse) => (urgency === null ? urgencies.length : urgencies.indexOf(urgency))
  return {
    coming: fuses.filter(fuse => !over(fuse)).sort((a, b) => paused(a) - paused(b) || byDue(a, b)),
    breached: fuses.filter(over).sort((a, b) => rank(a) - rank(b) || byDue(b, a)),
  }
}
const urgencies = ['emergency', 'urgent', 'normal'] as const

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
