import { Fault } from '@sansheng/contract/fault.ts'
import { phoneLine } from '@sansheng/contract/phone.ts'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import { idsOfCustomer } from './merged.ts'

/** Ids and telephone lines of a customer and of whoever was merged with him, the one who stays first; refuses who is none of the site. */
export async function lockToErase(ctx: Ctx, siteId: number, id: string): Promise<{ ids: string[]; lines: string[] }> {
  const ids = await idsOfCustomer(ctx, siteId, id)
  if (ids.length === 0) throw new Fault('not_found')
  const { rows } = await sql<{ phone: string | null }>`select phone from customers
    where site_id = ${siteId} and id = any(${ids}::uuid[]) order by id for update`.execute(ctx.db)
  const lines = rows.flatMap(({ phone }) => (phone === null ? [] : (phoneLine(phone) ?? [])))
  return { ids, lines: [...new Set(lines)] }
}

/** Leaves empty customers, so that what refers to them still stands. */
export async function eraseCustomers(ctx: Ctx, siteId: number, ids: readonly string[]): Promise<void> {
  await sql`update customers set name = null, name_disclosure = 'unknown', phone = null, phone_disclosure = 'unknown', phone_hash = null, phone_extension = null, phone_line = null, phone_parts = '{}', note = null,
      search_text = '', search_tokens = '{}', sound = '', changed = '{}', updated_at = ${iso(ctx.now())}, updated_by = ${personIdOf(ctx.actor)}, version = version + 1
    where site_id = ${siteId} and id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  await sql`delete from customer_premises where site_id = ${siteId} and customer_id = any(${[...ids]}::uuid[])`.execute(ctx.db)
}

/** The event that says in each case that a customer was erased, and why. */
export const erased = (customer: string, reason: string) => ({
  type: 'data.erased' as const,
  detail: { customer },
  values: { reason },
})
