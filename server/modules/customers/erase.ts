import { Fault } from '@sansheng/contract/fault.ts'
import { phoneLine } from '@sansheng/contract/phone.ts'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'

/** The telephone line of a customer; refuses who is none of the site. */
export async function lineOf(ctx: Ctx, siteId: number, id: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('customers')
    .select('phone')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Fault('not_found')
  return row.phone === null ? null : phoneLine(row.phone)
}

/** Leaves an empty customer, so that what refers to him still stands. */
export async function eraseCustomer(ctx: Ctx, siteId: number, id: string): Promise<void> {
  await sql`update customers set name = null, name_disclosure = 'unknown', phone = null, phone_disclosure = 'unknown', phone_hash = null, phone_extension = null, phone_line = null, phone_parts = '{}', note = null,
      search_text = '', search_tokens = '{}', sound = '', changed = '{}', updated_at = ${iso(ctx.now())}, updated_by = ${personIdOf(ctx.actor)}, version = version + 1
    where site_id = ${siteId} and id = ${id}`.execute(ctx.db)
  await sql`delete from customer_premises where site_id = ${siteId} and customer_id = ${id}`.execute(ctx.db)
}

/** The event that says in each case that a customer was erased, and why. */
export const erased = (customer: string, reason: string) => ({
  type: 'data.erased' as const,
  detail: { customer },
  values: { reason },
})
