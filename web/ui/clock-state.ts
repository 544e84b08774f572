import type { ClockView } from '@sansheng/contract/clocks.ts'

export type Shown = 'ample' | 'soon' | 'over' | 'met' | 'late' | 'paused' | 'void' | 'waiting'
export type Reading = {
  shown: Shown
  /** Milliseconds that the badge shows: left, over, used, or standing. */
  ms: number
  /** 0…1 of the term that is used; past 1 when over. */
  used: number
}

/** Share of the term that is left when a clock without a reminder begins to show as soon due. */
const soonBelow = 0.25

/** What a clock says now; the verdict is the server's, the seconds between two answers are counted here. */
export function readClock(clock: ClockView, now: number): Reading {
  const due = Date.parse(clock.dueAt)
  const start = Date.parse(clock.startedAt)
  const settled = clock.settledAt ? Date.parse(clock.settledAt) : null
  const share = (ms: number) => (clock.termMs > 0 ? ms / clock.termMs : 1)
  if (clock.state === 'void') return { shown: 'void', ms: 0, used: 0 }
  if (clock.state === 'met') return { shown: 'met', ms: clock.usedMs, used: share(clock.usedMs) }
  if (clock.state === 'late') {
    const over = clock.overMs ?? (settled ?? due) - due
    return { shown: 'late', ms: over, used: 1 + over / Math.max(1, due - start) }
  }
  if (clock.state === 'paused') {
    const since = clock.pausedAt ? Date.parse(clock.pausedAt) : now
    return {
      shown: 'paused',
      ms: Math.max(0, clock.termMs - clock.usedMs) || Math.max(0, due - since),
      used: share(clock.usedMs),
    }
  }
  if (now > due) return { shown: 'over', ms: now - due, used: 1 + (now - due) / Math.max(1, due - start) }
  const warn = clock.warnAt ? Date.parse(clock.warnAt) : due - (due - start) * soonBelow
  return { shown: now >= warn ? 'soon' : 'ample', ms: due - now, used: (now - start) / Math.max(1, due - start) }
}
