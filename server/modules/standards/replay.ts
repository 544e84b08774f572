/** Folds the events of a case once more: the same facts, the same clocks. What stands in the tables has to agree with it. */

import type { CaseFacts, Clock, Counts, Refs } from '@sansheng/rulebook/engine'
import { factsFor, noFacts, observe, withFacts } from '@sansheng/rulebook/engine'
import { timeFacts } from '@sansheng/rulebook/time'
import type { EventType, Facts, RefKind } from '@sansheng/rulebook/vocabulary'
import { withSubject } from '../../platform/events/index.ts'
import type { CompiledStandard } from './compiled-standards.ts'

/** What the fold reads of an event. */
export type FoldedEvent = {
  seq: number
  type: string
  at: number
  subject_kind: string
  subject_id: string
  refs: object
  facts: object
  detail: Readonly<Record<string, unknown>>
}
export type Folded = { clocks: Clock[]; known: CaseFacts; counts: Counts }

/** All clocks that the events start under this standard, settled or not. Ids are made up; a clock is known by rule, start and period. */
export function replay(standard: CompiledStandard, ledger: readonly FoldedEvent[]): Folded {
  const clocks = new Map<string, Clock>()
  let known = noFacts
  let counts: Counts = {}
  let made = 0
  const newId = () => {
    made += 1
    return `replay-${made}`
  }
  for (const row of ledger) {
    const subject = { kind: row.subject_kind as RefKind, id: row.subject_id }
    const refs = withSubject({ refs: row.refs as Refs, subject })
    known = withFacts(known, refs, row.facts as Facts)
    const event = {
      seq: row.seq,
      type: row.type as EventType,
      at: row.at,
      subject,
      refs: row.refs as Refs,
      facts: { ...factsFor(known, refs), time: timeFacts(standard, row.at) },
      known,
      undoes: typeof row.detail.undoes === 'number' ? row.detail.undoes : undefined,
    }
    const all = [...clocks.values()]
    const open = all.filter(c => c.state === 'running' || c.state === 'paused')
    const observation = observe(standard.rulebook, { clocks: open, counts, ended: all }, event, newId)
    for (const clock of observation.started) clocks.set(clock.id, clock)
    for (const { clock } of observation.changed) clocks.set(clock.id, clock)
    counts = { ...counts, ...observation.counts }
  }
  return { clocks: [...clocks.values()], known, counts }
}

/** Whether the ledger, folded again, gives this clock the same due instant and the same verdict. */
export const agrees = (standard: CompiledStandard, ledger: readonly FoldedEvent[], clock: Clock): boolean =>
  agreesWith(replay(standard, ledger), ledger, clock)

/** What is compared of a clock. */
type Told = Pick<Clock, 'id' | 'ruleId' | 'startedSeq' | 'startedAt' | 'dueAt' | 'state' | 'period'>
export function agreesWith({ clocks }: Folded, ledger: readonly FoldedEvent[], clock: Told): boolean {
  const again = clocks.find(
    c => c.ruleId === clock.ruleId && c.startedSeq === clock.startedSeq && c.startedAt === clock.startedAt,
  )
  // a later period of a cadence begins by itself, and a calendar that changed has its own event: for these the record stands for the fold
  const moved = ledger.findLast(row => row.type === 'clock.recomputed' && row.subject_id === clock.id)
  if (moved) return Date.parse(String(moved.detail.newDue)) === clock.dueAt
  if (!again) return clock.period > 1
  return again.dueAt === clock.dueAt && (again.state === clock.state || clock.period > 1)
}
