/** The number that a worker calls from the way: of the contact, else of the customer. */
import { inHand } from '@sansheng/contract/dispatch.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import { shownPhone } from '@sansheng/contract/phone.ts'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { recordReveal, shownCustomer } from '../customers/index.ts'
import type { FormStatus } from './rules.ts'
import { lockForm } from './step.ts'

/** R354: for a form that somebody has in hand only; the form stands in the ledger as the reason. */
export async function formPhone(ctx: Ctx, siteId: number, id: string): Promise<{ phone: string | null; revealedAt: string }> {
  const { row, ticket } = await lockForm(ctx, siteId, id, 'dispatch:work', {})
  if (row.released_at !== null || !inHand.has(row.status as FormStatus))
    throw new Fault('state.wrong', { status: row.status, verb: 'phone' })
  const { rows } = await sql<{ phone: string | null }>`select coalesce(k.phone, u.phone) as phone from contacts k
    join tickets t on t.site_id = k.site_id and t.id = ${ticket.row.id}
    ${shownCustomer('t.site_id', 't.customer_id')}
    where k.site_id = ${siteId} and k.id = ${ticket.row.contact_id}`.execute(ctx.db)
  const at = await recordReveal(ctx, ticket.caseRow, { detail: { form: id }, reason: row.number })
  const phone = rows[0]?.phone ?? null
  return { phone: phone && shownPhone(phone), revealedAt: iso(at) }
}
