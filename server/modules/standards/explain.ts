import type { EventView } from '@sansheng/contract/clocks.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { Explanation } from '@sansheng/contract/standards.ts'
import { explain } from '@sansheng/rulebook/engine'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { verifyLedger } from '../../platform/events/verify.ts'
import { eventView } from '../../platform/events/view.ts'
import type { CompiledStandard, CompiledStandards } from './compiled-standards.ts'
import { exemptionView } from './exemption-view.ts'
import { proseAt, ruleView } from './present.ts'
import { clockViewById, type LedgerRow, ledgerOf, maySeeClock, reasonOfRequest } from './queries.ts'
import { agrees } from './replay.ts'
import { clockById } from './store.ts'

/** “Why late”: the arithmetic in words, the clause as it was then, the evidence, and whether the ledger still gives the same. */
export async function explainClock(
  ctx: Ctx,
  { compiledStandards, sealPublicKey: key }: { compiledStandards: CompiledStandards; sealPublicKey: string },
  siteId: number,
  id: string,
  locale: Locale,
): Promise<Explanation> {
  const clock = await clockById(ctx, siteId, id)
  const view = await clockViewById(ctx, siteId, id)
  if (!clock || !view || !(await maySeeClock(ctx, siteId, id))) throw new Fault('not_found')
  const standard = await compiledStandards.byId(clock.rulebook)
  const ledger = await ledgerOf(ctx, siteId, clock.caseId)
  const summary = standard.compiled.rules.find(r => r.id === clock.ruleId)!
  const lines = (explain(standard.rulebook, clock, ctx.now()) ?? []).map(line => ({
    kind: line.kind,
    text: line.text[locale],
    value: null,
    seq: 'seq' in line ? line.seq : null,
    at: 'at' in line ? iso(line.at) : null,
  }))
  const chain = await verifyLedger(ctx.db, { siteId, caseId: clock.caseId }, { key })
  return {
    clock: view,
    rule: ruleView(summary, locale, ctx.now()),
    prose: proseAt(standard.compiled, summary.clause.anchor),
    standard: { title: standard.title, version: standard.number, publishedAt: iso(standard.publishedAt) },
    lines,
    evidence: {
      ...clock.evidence.facts,
      within: clock.evidence.within,
      calendar: `${clock.evidence.calendar.name} ${clock.evidence.calendar.version}`,
    },
    events: ledger
      .filter(row => row.subject_id === clock.id || row.seq === clock.startedSeq || row.seq === clock.settledSeq)
      .map(row => ledgerView(row, standard)),
    exemption: await exemptionView(ctx, siteId, id, () => reasonOfRequest(ctx, siteId, clock.caseId, id)),
    recomputed: chain.ok && agrees(standard, ledger, clock),
  }
}

/** The clause of an event is that of the rule that it names. */
export const ledgerView = (row: LedgerRow, { compiled }: Pick<CompiledStandard, 'compiled'>): EventView =>
  eventView(row, compiled.rules.find(rule => rule.id === row.detail.rule)?.clause ?? null)
