import { timeFacts } from '@sansheng/rulebook/time'
/** Folds the events of a case once more: the same facts, the same clocks. What stands in the tables has to agree with it. */

import type { Clock, Counts, Refs } from '@sansheng/rulebook/engine'
import { factsFor, noFacts, observe, withFacts } from '@sansheng/rulebook/engine'
import type { EventType, Facts, RefKind } from '@sansheng/rulebook/vocabulary'
import { withSubject } from '../../platform/events/index.ts'
import type { CompiledStandard } from './compiled-standards.ts'
import type { LedgerRow } from './queries.ts'

/** All clocks that the events start under this standard, settled or not. Ids are made up; a clock is known by rule, start and period. */
function replay(standard: CompiledStandard, ledger: readonly LedgerRow[]): Clock[] {
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
    }
    const open = [...clocks.values()].filter(c => c.state === 'running' || c.state === 'paused')
    const observation = observe(standard.rulebook, { clocks: open, counts }, event, newId)
    for (const clock of observation.started) clocks.set(clock.id, clock)
    for (const { clock } of observation.changed) clocks.set(clock.id, clock)
    counts = { ...counts, ...observation.counts }
  }
  return [...clocks.values()]
}

/** Whether the ledger, folded again, gives this clock the same due instant and the same verdict. */
export function agrees(standard: CompiledStandard, ledger: readonly LedgerRow[], clock: Clock): boolean {
  const again = replay(standard, ledger).find(
    c => c.ruleId === clock.ruleId && c.startedSeq === clock.startedSeq && c.startedAt === clock.startedAt,
  )
  // a later period of a cadence begins by itself, and a calendar that changed has its own event: for these the record stands for the fold
  const moved = ledger.findLast(row => row.type === 'clock.recomputed' && row.subject_id === clock.id)
  if (moved) return Date.parse(String(moved.detail.newDue)) === clock.dueAt
  if (!again) return clock.period > 1
  return again.dueAt === clock.dueAt && (again.state === clock.state || clock.period > 1)
}
