import { Fault } from '@sansheng/contract/fault.ts'
import type { FindingExplanation } from '@sansheng/contract/standards.ts'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import type { CompiledStandards } from './compiled-standards.ts'
import { ledgerView } from './explain.ts'
import { proseAt, ruleView } from './present.ts'
import { ledgerOf, maySeeMeasured } from './queries.ts'
import { rootLink, withRoot } from './reach.ts'

/** What a gate found: the rule as it was then, what it read, and the event that brought the verdict. */
export async function explainFinding(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  id: string,
  locale: Locale,
): Promise<FindingExplanation> {
  const found = await ctx.db
    .selectFrom('findings')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found || !(await maySeeMeasured(ctx, siteId, 'findings', id))) throw new Fault('not_found')
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
    evidence: found.evidence as Record<string, unknown>,
    events,
    root: await rootOf(ctx, found),
  }
}

async function rootOf(ctx: Ctx, finding: { site_id: number; id: string; root_kind: string; root_id: string }) {
  const { rows } = await sql<{ number: string | null; title: string | null }>`
    select t.number, t.title from findings x ${withRoot(ctx)} where x.site_id = ${finding.site_id} and x.id = ${finding.id}`.execute(
    ctx.db,
  )
  return rootLink(ctx, { ...finding, number: rows[0]?.number ?? null, title: rows[0]?.title ?? null })
}
