/** Rows of customers that somebody said are one: found and shown under the one who stays, written down as they were. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** Ids of every row of the customers that these ids name, merged ones with those whom they were merged into. */
export const idsOfSame = (siteId: number, ids: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select g.id from customers g where g.site_id = ${siteId} and g.survivor_id in (
    select m.survivor_id from customers m where m.site_id = ${siteId} and m.id in (${ids}))`

/** The one who stays, for an id of whoever was merged into him. */
export const survivorOf = (siteId: number, id: string): RawBuilder<string> =>
  sql<string>`(select m.survivor_id from customers m where m.site_id = ${siteId} and m.id = ${id})`

/** Joins as `u` the customer that a column names: name and number of the one who stays; where he left none, what this row recorded. */
export const shownCustomer = (siteIdColumn: string, idColumn: string): RawBuilder<unknown> =>
  sql`left join lateral (select s.id, coalesce(s.name, m.name) as name, coalesce(s.phone, m.phone) as phone
    from customers m join customers s on s.site_id = m.site_id and s.id = m.survivor_id
    where m.site_id = ${sql.ref(siteIdColumn)} and m.id = ${sql.ref(idColumn)}) u on true`

/** The rows of one customer, the one who stays first. None when the site does not know him. */
export async function idsOfCustomer(ctx: Ctx, siteId: number, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select c.id from customers c
    where c.site_id = ${siteId} and c.survivor_id = ${survivorOf(siteId, id)} order by c.id <> c.survivor_id, c.id`.execute(
    ctx.db,
  )
  return rows.map(row => row.id)
}
