import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** Takes away what forms of these tickets say in words, and who signed. */
export async function eraseForms(ctx: Ctx, siteId: number, ticketIds: readonly string[]): Promise<void> {
  await sql`update forms set instructions = null, work_done = null, signed_by = null, inspection_note = null
    where site_id = ${siteId} and ticket_id = any(${[...ticketIds]}::uuid[])`.execute(ctx.db)
}
