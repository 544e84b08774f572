/** What commands have to know: the row of a ticket, who was faster. */
import { Fault } from '@sansheng/contract/fault.ts'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { actorAs } from '../people/index.ts'
import type { TicketColumns } from './rules.ts'
import type { TicketRow } from './store.ts'

/** `case_seq`: where the chain of its case stood when the row was read. */
export type TicketRecord = TicketRow & TicketColumns & { case_seq: number }

export async function ticketRow(ctx: Ctx, siteId: number, id: string): Promise<TicketRecord> {
  const { rows } = await sql<TicketRecord>`
    select t.*, d.name as department_name, c.seq as case_seq from tickets t
    join cases c on c.site_id = t.site_id and c.id = t.case_id
    left join departments d on d.site_id = t.site_id and d.id = t.department_id
    where t.site_id = ${siteId} and t.id = ${id}`.execute(ctx.db)
  if (!rows[0]) throw new Fault('not_found')
  return rows[0]
}

export type Versioned = {
  site_id: number
  id: string
  case_id: string
  version: number
  changed_at: number
  changed_by: string | null
}
/** Under which keys the events of a thing say its ref, its version afterwards, and what changed. */
export type VersionKeys = { ref: 'ticket' | 'form'; version: string; changed: string }

/** What happened since a version that somebody saw: for the refusal that says who was first. */
export async function changesSince(ctx: Ctx, row: Versioned, known: number, keys: VersionKeys) {
  const { rows } = await sql<{ by: string | null; changed: string[] }>`
    select (select ${actorAs('c.by')} ->> 'name' from (select ${row.changed_by}::uuid as by) c) as by, array(
      select distinct unnest(string_to_array(e.detail ->> ${keys.changed}, ',')) from events e
      where e.site_id = ${row.site_id} and e.case_id = ${row.case_id} and e.refs ->> ${keys.ref} = ${row.id}
        and (e.detail ->> ${keys.version})::int > ${known} order by 1) as changed`.execute(ctx.db)
  return { by: rows[0]!.by, at: iso(row.changed_at), changed: rows[0]!.changed, version: row.version }
}

/** What search keeps of a ticket besides its own words: the number that it came by, and that of the account. */
export async function searchedOrigin(ctx: Ctx, row: TicketRow): Promise<{ phone: string | null; code: string | null }> {
  const { rows } = await sql<{ phone: string | null; code: string | null }>`
    select coalesce(k.phone, u.phone) as phone, p.code from contacts k
    left join customers u on u.site_id = k.site_id and u.id = ${row.customer_id}
    left join premises p on p.site_id = k.site_id and p.id = k.premises_id
    where k.site_id = ${row.site_id} and k.id = ${row.contact_id}`.execute(ctx.db)
  return rows[0] ?? { phone: null, code: null }
}
