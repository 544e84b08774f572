import { Fault } from '@sansheng/contract/fault.ts'
import type { FindingExplanation } from '@sansheng/contract/standards.ts'
import type { Tongue } from '@sansheng/rulebook/vocabulary'
import { type Ctx, iso } from '../../platform/ctx.ts'
import type { Books } from './books.ts'
import { eventView } from './explain.ts'
import { proseAt, ruleView } from './present.ts'
import { ledgerOf, maySeeCase } from './queries.ts'

/** What a gate found: the rule as it was then, what it read, and the event that brought the verdict. */
export async function explainFinding(
  ctx: Ctx,
  books: Books,
  siteId: number,
  id: string,
  tongue: Tongue,
): Promise<FindingExplanation> {
  const found = await ctx.db
    .selectFrom('findings')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found || !(await maySeeCase(ctx, siteId, found.case_id))) throw new Fault('not_found')
  const book = await books.byId(found.rulebook_id)
  const summary = book.compiled.rules.find(r => r.id === found.rule_id)
  if (!summary) throw new Fault('not_found')
  const events = (await ledgerOf(ctx, siteId, found.case_id)).filter(e => e.seq === found.seq).map(e => eventView(e, book))
  return {
    verdict: found.verdict,
    at: iso(found.at),
    rule: ruleView(summary, tongue, ctx.now()),
    prose: proseAt(book.compiled, summary.clause.anchor),
    standard: { title: book.title, version: book.number, publishedAt: iso(book.publishedAt) },
    evidence: found.evidence as Record<string, unknown>,
    events,
    ticketId: found.ticket_id,
  }
}
