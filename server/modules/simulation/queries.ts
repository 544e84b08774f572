/** Submitted texts, which belong to `publication`, as a replay reads them. */
import type { Ctx } from '../../platform/ctx.ts'

export async function submittedText(
  ctx: Ctx,
  siteId: number,
  id: string,
): Promise<{ id: string; source: string; base_id: string } | null> {
  const row = await ctx.db
    .selectFrom('publications')
    .select(['id', 'source', 'base_id'])
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
