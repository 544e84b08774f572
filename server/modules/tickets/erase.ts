import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

export async function ticketsOf(
  ctx: Ctx,
  siteId: number,
  customerIds: readonly string[],
  contactIds: readonly string[],
): Promise<{ id: string; caseId: string }[]> {
  const { rows } = await sql<{ id: string; caseId: string }>`
    select id, case_id as "caseId" from tickets where site_id = ${siteId}
      and (customer_id = any(${[...customerIds]}::uuid[]) or contact_id = any(${[...contactIds]}::uuid[]))`.execute(ctx.db)
  return rows
}

/** Takes the words of tickets, promises and follow-ups away, and from the search; numbers, times and states stay. */
export async function eraseTickets(ctx: Ctx, siteId: number, ids: readonly string[], title: string): Promise<void> {
  const these = sql`${[...ids]}::uuid[]`
  await sql`
    update tickets set title = ${title}, description = null, address = null, fault = null, transfer_summary = null, result = null
    where site_id = ${siteId} and id = any(${these})`.execute(ctx.db)
  await sql`update promises set words = null where site_id = ${siteId} and ticket_id = any(${these})`.execute(ctx.db)
  await sql`update follow_ups set note = null where site_id = ${siteId} and ticket_id = any(${these})`.execute(ctx.db)
  await sql`update ticket_search set text = '', tokens = '' where site_id = ${siteId} and ticket_id = any(${these}) and part <> 'number'`.execute(
    ctx.db,
  )
}
