import { phoneLine } from '@sansheng/contract/phone.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** Contacts of a customer, those too that only left his number. */
export async function contactsOf(
  ctx: Ctx,
  siteId: number,
  customerIds: readonly string[],
  lines: readonly string[],
): Promise<{ id: string; caseId: string }[]> {
  // every way to write a line has its last digits one after the other; which line it is, the reader of numbers says
  const { rows } = await sql<{ id: string; caseId: string; phone: string | null; known: boolean }>`
    select id, case_id as "caseId", phone, customer_id is not null as known from contacts where site_id = ${siteId} and (customer_id = any(${[...customerIds]}::uuid[])
      or (customer_id is null and exists (select from unnest(${[...lines]}::text[]) l (line)
        where strpos(regexp_replace(normalize(phone, nfkc), '\\D', '', 'g'), right(l.line, 7)) > 0)))`.execute(ctx.db)
  return rows
    .filter(({ known, phone }) => known || lines.includes(phoneLine(phone ?? '') ?? ''))
    .map(({ id, caseId }) => ({ id, caseId }))
}

/** Takes away what was said, where it was about, and the number; drafts go whole. */
export async function eraseContacts(
  ctx: Ctx,
  siteId: number,
  customerIds: readonly string[],
  ids: readonly string[],
): Promise<void> {
  await sql`delete from intake_drafts where site_id = ${siteId}
    and (contact_id = any(${[...ids]}::uuid[]) or fields ->> 'customerId' = any(${[...customerIds]}::text[]))`.execute(ctx.db)
  await sql`update contacts set phone = null, address = null, summary = null, end_reason = null where site_id = ${siteId} and id = any(${[...ids]}::uuid[])`.execute(
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
