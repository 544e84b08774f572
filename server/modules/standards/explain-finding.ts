import { Fault } from '@sansheng/contract/fault.ts'
import type { FindingExplanation } from '@sansheng/contract/standards.ts'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import type { CompiledStandards } from './compiled-standards.ts'
import { ledgerView } from './explain.ts'
import { passedRules, placeOfPassed } from './passed.ts'
import { proseAt, ruleView } from './present.ts'
import { ledgerOf } from './queries.ts'
import { rootLink, theirs, withRoot } from './reach.ts'

/** What a gate found: the rule as it was then, what it read, and the event that brought the verdict. */
export async function explainFinding(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  id: string,
  locale: Locale,
): Promise<FindingExplanation> {
  const found = await foundBy(ctx, siteId, id)
  if (!found) throw new Fault('not_found')
  const standard = await compiledStandards.byId(found.rulebook_id)
  const summary = standard.compiled.rules.find(r => r.id === found.rule_id)
  if (!summary) throw new Fault('not_found')
  const events = (await ledgerOf(ctx, siteId, found.case_id)).filter(e => e.seq === found.seq).map(e => ledgerView(e, standard))
  return {
    verdict: found.verdict,
    at: iso(found.at),
    rule: ruleView(summary, locale, ctx.now()),
    prose: proseAt(standard.compiled, summary.clause.anchor),
    standard: { title: standard.title, version: standard.number, publishedAt: iso(standard.publishedAt) },
    evidence: found.evidence,
    events,
    root: rootLink(ctx, found),
  }
}

type Found = {
  case_id: string
  seq: number
  rule_id: string
  rulebook_id: string
  verdict: string
  at: number
  evidence: Record<string, unknown>
  root_kind: string
  root_id: string
  number: string | null
  title: string | null
}

/** A finding with its root, if whoever asks may see that: a row of its own, or what an event says that passed. */
async function foundBy(ctx: Ctx, siteId: number, id: string): Promise<Found | undefined> {
  const place = placeOfPassed(id)
  const source = place
    ? sql`(select * from (${passedRules(sql`e.site_id = ${siteId} and e.case_id = ${place.caseId}::uuid and e.seq = ${place.seq}`)}) p where p.id = ${id})`
    : sql`(select * from findings where site_id = ${siteId} and id = ${id}::uuid)`
  const { rows } = await sql<Found>`
    select x.case_id, x.seq, x.rule_id, x.rulebook_id, x.verdict, x.at, x.evidence, x.root_kind, x.root_id, t.number, t.title
    from ${source} x ${withRoot(ctx)} where ${theirs(ctx, siteId)}`.execute(ctx.db)
  return rows[0]
}
