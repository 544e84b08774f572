/** Figures of a clock that lists and bars show: stored beside it, so that a screen need not compile the standard. */

import type { ClauseRef } from '../document/index.ts'
import { isClockRule, type Rulebook } from '../kinds/index.ts'
import { atPercent, openMs } from '../time/index.ts'
import type { EventName, Unit } from '../vocabulary/index.ts'
import type { Clock } from './types.ts'

export type Figures = {
  /** Open milliseconds from start to due, pauses left out. */
  termMs: number
  /** Open milliseconds used until it was settled or began to stand still; 0 while it runs. */
  usedMs: number
  /** When its first reminder comes; null when it has none. */
  warnAt: number | null
  ends: EventName[]
  clause: ClauseRef
  recordOnly: boolean
}

export function figuresOf(rulebook: Rulebook, clock: Clock): Figures {
  const rule = rulebook.byId.get(clock.ruleId)
  if (!isClockRule(rule)) throw new Error(`Rule ${clock.ruleId} of clock ${clock.id} is not in its rulebook.`)
  const calendar = rulebook.calendars[rule.calendar]!
  const unit = /workmin|workh|workday|工作/.test(clock.evidence.within) ? 'workmin' : 'min'
  const pauses = clock.pauses.map(p => ({ from: p.from, to: p.to ?? Math.max(p.from, clock.dueAt) }))
  const open = (to: number) =>
    to <= clock.startedAt
      ? 0
      : unit === 'min'
        ? plain(clock.startedAt, to, pauses)
        : openMs(calendar, clock.startedAt, to, pauses)
  const pausedAt = clock.state === 'paused' ? clock.pauses.at(-1)?.from : undefined
  const first = rule.steps.find(step => step.percent !== null && step.percent < 100)
  return {
    termMs: open(clock.dueAt),
    usedMs: clock.settledAt !== null ? open(clock.settledAt) : pausedAt !== undefined ? open(pausedAt) : 0,
    warnAt:
      first?.percent == null || clock.dueAt <= clock.startedAt
        ? null
        : Math.round(atPercent(calendar, clock.startedAt, clock.dueAt, first.percent, { unit: unit as Unit, pauses })),
    ends: rule.to.events,
    clause: rule.clause,
    recordOnly: rule.record || rulebook.trial,
  }
}

function plain(from: number, to: number, pauses: { from: number; to: number }[]): number {
  return pauses.reduce((ms, p) => ms - Math.max(0, Math.min(p.to, to) - Math.max(p.from, from)), to - from)
}
