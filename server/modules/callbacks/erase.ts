import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** Takes away what was noted when the customer was called back. */
export async function eraseCallbacks(ctx: Ctx, siteId: number, ticketIds: readonly string[]): Promise<void> {
  await sql`update callbacks set note = null, reason = null, wants = null where site_id = ${siteId} and ticket_id = any(${[...ticketIds]}::uuid[])`.execute(
    ctx.db,
  )
}
