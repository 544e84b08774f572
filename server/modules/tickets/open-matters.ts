/** The second call about the same thing: open tickets of this caller, this address or this notice. */
import type { QueryOf, ReplyOf } from '@sansheng/contract/route.ts'
import type { tickets as contract } from '@sansheng/contract/tickets.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { contactVisible } from '../contacts/index.ts'
import { idsOfSame } from '../customers/index.ts'
import { type ListedRow, listedColumns, listedView, listedWith } from './listed.ts'
import { reachable } from './lists.ts'

type Asked = QueryOf<typeof contract.openMatters>
type Found = ReplyOf<typeof contract.openMatters>
type Same = Found['items'][number]['same'][number]

const shownAtMost = 10
/** So many contacts back a matter is looked for; an address or a notice may have thousands. */
const contactsAtMost = sql.lit(300)

/** One statement: contacts by their indexes lead to their cases, and these to the tickets that are open in them. */
export async function openMatters(ctx: Ctx, siteId: number, asked: Asked): Promise<Found> {
  const { rows } = await sql<ListedRow & { same: Same[]; contacts: number }>`
    with own as materialized (select k.case_id, k.joined_case_id, k.phone from contacts k
      where k.site_id = ${siteId} and k.id = ${asked.contactId ?? null}::uuid and ${contactVisible(ctx, siteId)}),
    callers as materialized (${callers(siteId, asked)}),
    touched as materialized (${touched(siteId, asked)}),
    hits as (
      select t.id, m.same from touched m join tickets t on t.site_id = ${siteId} and t.case_id = m.case_id and t.status <> 'closed'
      union all
      select t.id, m.same from touched m join tickets t on t.site_id = ${siteId} and t.case_id = m.joined_case_id and t.status <> 'closed'
      union all
      select t.id, 'caller' from callers c join tickets t on t.site_id = ${siteId} and t.customer_id = c.id and t.status <> 'closed'
      union all
      select t.id, 'place' from tickets t where t.site_id = ${siteId} and t.status <> 'closed' and t.address is not null
        and place_key(t.address) = nullif(place_key(${asked.address ?? null}), '')
    ), page as materialized (
      select t.*, array_agg(distinct hits.same) as same from hits join tickets t on t.site_id = ${siteId} and t.id = hits.id
      where ${reachable(ctx, siteId)} and not exists (select from own where t.case_id in (own.case_id, own.joined_case_id))
      group by t.site_id, t.id order by count(distinct hits.same) desc, t.registered_at desc, t.id desc limit ${sql.lit(shownAtMost + 1)}
    )
    select t.same, ${contactsOfCase} as contacts, ${listedColumns} from page t ${listedWith}
    order by cardinality(t.same) desc, t.registered_at desc, t.id desc`.execute(ctx.db)
  return {
    items: rows.slice(0, shownAtMost).map(({ same, contacts, ...row }) => ({
      ticket: listedView(row, ctx.now()),
      same,
      contacts,
    })),
    more: rows.length > shownAtMost,
  }
}

/** The customer, and whoever else is known by one of his lines. */
const callers = (siteId: number, { customerId }: Asked): RawBuilder<unknown> =>
  idsOfSame(
    siteId,
    sql`select ${customerId ?? null}::uuid
      union select c.id from customers c where c.site_id = ${siteId} and c.phone_hash in (select u.phone_hash from customers u
        where u.site_id = ${siteId} and u.id in (${idsOfSame(siteId, sql`${customerId ?? null}::uuid`)}))`,
  )

/** Cases of the contacts that have something in common with what is asked. */
function touched(siteId: number, { premisesId, noticeId }: Asked): RawBuilder<unknown> {
  const latest = (same: Same, where: RawBuilder<unknown>) =>
    sql`(select k.case_id, k.joined_case_id, ${sql.lit(same)} as same from contacts k where k.site_id = ${siteId} and ${where}
      order by k.received_at desc limit ${contactsAtMost})`
  return sql.join(
    [
      sql`select k.* from callers c cross join lateral ${latest('caller', sql`k.customer_id = c.id`)} k`,
      sql`select k.* from own o cross join lateral ${latest('caller', sql`k.phone = o.phone`)} k`,
      latest('place', sql`k.premises_id = ${premisesId ?? null}::uuid`),
      latest('notice', sql`k.notice_id = ${noticeId ?? null}::uuid`),
    ],
    sql` union all `,
  )
}

/** How many contacts there were in the case of the ticket `t`, those that joined it included. */
const contactsOfCase = sql`((select count(*) from contacts k where k.site_id = t.site_id and k.case_id = t.case_id)
  + (select count(*) from contacts k where k.site_id = t.site_id and k.joined_case_id = t.case_id and k.outcome = 'joined'))::int`
