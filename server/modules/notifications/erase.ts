import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** Bells about these cases keep their thing and their clause, not the words that named it. */
export async function eraseNotifications(ctx: Ctx, siteId: number, caseIds: readonly string[]): Promise<void> {
  await sql`update notifications set params = '{}' where site_id = ${siteId} and case_id = any(${[...caseIds]}::uuid[])`.execute(
    ctx.db,
  )
}
