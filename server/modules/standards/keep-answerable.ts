/** Writes down, at each event of a case, who answers for its clocks. */
import type { CaseEvent, Clock } from '@sansheng/rulebook/engine'
import { factsFor } from '@sansheng/rulebook/engine'
import { isClockRule } from '@sansheng/rulebook/kinds'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, withSubject } from '../../platform/events/index.ts'
import { personIdOf } from '../../platform/principal.ts'
import { answerableAfter, isSame } from './answerable.ts'
import type { CompiledStandards } from './compiled-standards.ts'

/** For open clocks, those that the event started and those that it settled. */
export async function keepAnswerable(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  caseRow: Case,
  event: CaseEvent,
): Promise<void> {
  const { type, seq, at } = event
  const touched = new Map([...(caseRow.clocks ?? []), ...caseRow.started, ...caseRow.changed.values()].map(c => [c.id, c]))
  for (const clock of touched.values()) {
    if (clock.settledSeq !== null && clock.settledSeq !== seq) continue
    const rule = (await compiledStandards.byId(clock.rulebook)).rulebook.byId.get(clock.ruleId)
    if (!isClockRule(rule)) continue
    const facts = factsFor(caseRow.facts, { ...withSubject(event), ...clock.refs })
    const answerable = answerableAfter(clock, rule.to.events, { type, seq, at, facts, actorId: personIdOf(ctx.actor) })
    if (!isSame(clock.answerable, answerable)) replaceClock(caseRow, { ...clock, answerable })
  }
}

/** Puts a clock in the place of what the transaction has of it, to be written with the flush. */
function replaceClock(caseRow: Case, clock: Clock): void {
  const fresh = caseRow.started.findIndex(c => c.id === clock.id)
  if (fresh >= 0) caseRow.started[fresh] = clock
  else caseRow.changed.set(clock.id, clock)
  caseRow.clocks = (caseRow.clocks ?? []).map(c => (c.id === clock.id ? clock : c))
}
