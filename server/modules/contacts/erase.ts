import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** Contacts of a customer, those too that only left his number. */
export async function contactsOf(
  ctx: Ctx,
  siteId: number,
  customerId: string,
  digits: string | null,
): Promise<{ id: string; caseId: string }[]> {
  const { rows } = await sql<{ id: string; caseId: string }>`
    select id, case_id as "caseId" from contacts where site_id = ${siteId} and (customer_id = ${customerId}
      or (customer_id is null and ${digits}::text is not null and regexp_replace(phone, '\\D', '', 'g') = ${digits}))`.execute(
    ctx.db,
  )
  return rows
}

/** Takes away what was said, where it was about, and the number. */
export async function eraseContacts(ctx: Ctx, siteId: number, ids: readonly string[]): Promise<void> {
  await sql`update contacts set phone = null, address = null, summary = null where site_id = ${siteId} and id = any(${[...ids]}::uuid[])`.execute(
    ctx.db,
  )
}

/** Which of these cases other people are in as well. */
export async function casesOfOthers(
  ctx: Ctx,
  siteId: number,
  caseIds: readonly string[],
  contactIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct case_id as id from contacts where site_id = ${siteId} and case_id = any(${[...caseIds]}::uuid[])
      and id <> all(${[...contactIds]}::uuid[])`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}
