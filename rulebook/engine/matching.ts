/** Which clocks an event is about. */

import type { Condition } from '../conditions/index.ts'
import type { ClockRule } from '../kinds/index.ts'
import type { GroupName, KnownFacts, SubjectKind } from '../vocabulary/index.ts'
import { refOf } from './clock.ts'
import { changing, type TrackedClock } from './tracked-clocks.ts'
import type { CaseEvent, Clock } from './types.ts'

/**
 * Whether an event is about what this clock measures: it names no other ref of the clock's kind, nor of the kinds whose facts are
 * read. With two tickets in a case, the second one's waiting does not stop the first one's clock.
 */
export function concerns({ clock, rule }: TrackedClock, event: CaseEvent, groups: readonly GroupName[]): boolean {
  if (clock.perId !== null && differs(event, clock.per, clock.perId)) return false
  for (const group of groups) {
    const own = clock.refs[group]
    if (own !== undefined && differs(event, group, own)) return false
  }
  return clock.perId !== null || agreesWithStart(rule, clock, event)
}

function differs(event: CaseEvent, kind: SubjectKind, id: string): boolean {
  const other = refOf(event, kind)
  return other !== null && other !== id
}

/** A clock that is not bound yet belongs to the subject that started it. */
function agreesWithStart({ startSubjects }: ClockRule, { refs }: Clock, event: CaseEvent): boolean {
  return startSubjects.every(kind => {
    const own = refs[kind]
    return own === undefined || !differs(event, kind, own)
  })
}

export function applies(condition: Condition, item: TrackedClock, event: CaseEvent, facts: KnownFacts): boolean {
  return concerns(item, event, condition.groups) && condition.ready(facts)
}

export function matches({ clock, rule }: TrackedClock, event: CaseEvent): boolean {
  const id = refOf(event, clock.per)
  if (id === null) return false
  return clock.perId === null ? agreesWithStart(rule, clock, event) : clock.perId === id
}

/** Binds a clock to the first ref that matches; one that is bound stays as it is. */
export function bind(item: TrackedClock, event: CaseEvent): void {
  if (item.clock.perId !== null) return
  const clock = changing(item, 'bound')
  clock.perId = refOf(event, clock.per)!
  clock.refs = { ...clock.refs, [clock.per]: clock.perId }
}
