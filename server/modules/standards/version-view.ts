/** A version as the screens get it. */
import { type Ctx, iso } from '../../platform/ctx.ts'
import { personRefs } from '../people/index.ts'
import type { CompiledStandard } from './compiled-standards.ts'
import { clauseViews, problemView } from './present.ts'

export async function standardView(ctx: Ctx, standard: CompiledStandard, locale: 'zh' | 'en') {
  const last = await ctx.db
    .selectFrom('standard_versions')
    .select('id')
    .where('site_id', '=', standard.siteId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const by = standard.publishedBy ? ((await personRefs(ctx, [standard.publishedBy])).get(standard.publishedBy) ?? null) : null
  return {
    id: standard.id,
    number: standard.number,
    title: standard.title,
    trial: standard.trial,
    publishedAt: iso(standard.publishedAt),
    publishedBy: by,
    note: standard.note,
    current: last?.id === standard.id,
    source: standard.source,
    clauses: clauseViews(standard.compiled, locale, ctx.now()),
    problems: standard.compiled.problems.map(p => problemView(p, locale)),
  }
}
