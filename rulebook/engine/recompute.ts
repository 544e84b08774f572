/** A new version of a calendar: what it makes of the clocks that run. The old due instant stays in the record beside the new one. */

import type { LocalizedText } from '../document/index.ts'
import { isClockRule, printTerm, type Rulebook } from '../kinds/index.ts'
import { calendarOf, dueOf, isOpenClock, nextFire, variantOfClock } from './clock.ts'
import type { Clock } from './types.ts'

export type Recomputed = { clock: Clock; oldDueAt: number; newDueAt: number; why: LocalizedText }

/**
 * The running clocks that counted by another version of a calendar, reckoned anew from their start by the one that this rulebook
 * holds; old and new instant may be equal. A clock that has run out by `now` keeps its due instant, also when nobody has found that yet.
 */
export function recompute(rulebook: Rulebook, clocks: readonly Clock[], now: number): Recomputed[] {
  return clocks.flatMap((clock): Recomputed[] => {
    const rule = rulebook.byId.get(clock.ruleId)
    if (!isClockRule(rule) || !isOpenClock(clock) || clock.breachedAt !== null) return []
    if (clock.state === 'running' && clock.dueAt < now) return []
    const calendar = calendarOf(rulebook, rule)
    if (calendar.name !== clock.evidence.calendar.name || calendar.version === clock.evidence.calendar.version) return []
    const variant = variantOfClock(rule, clock)
    const newDueAt = dueOf(rule, calendar, variant, clock.startedAt, path => clock.evidence.facts[path], clock.pauses)
    if (newDueAt === null) return []
    const old = clock.evidence.calendar
    const changed: Clock = {
      ...clock,
      dueAt: newDueAt,
      evidence: { ...clock.evidence, calendar: { name: calendar.name, version: calendar.version } },
    }
    changed.nextFireAt = nextFire(rule, calendar, changed)
    const term = variant
      ? { zh: printTerm(variant.term, 'zh', rulebook.vocabulary), en: printTerm(variant.term, 'en', rulebook.vocabulary) }
      : { zh: clock.evidence.within, en: clock.evidence.within }
    return [
      {
        clock: changed,
        oldDueAt: clock.dueAt,
        newDueAt,
        why: {
          zh: `日历「${calendar.name}」由 ${old.version} 版改为 ${calendar.version} 版，时限 ${term.zh} 自起点重算`,
          en: `calendar ${calendar.name} went from version ${old.version} to ${calendar.version}; ${term.en} was reckoned anew from the start`,
        },
      },
    ]
  })
}
