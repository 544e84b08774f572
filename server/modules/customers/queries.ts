import { Fault } from '@sansheng/contract/fault.ts'
import { phoneLine, readPhone } from '@sansheng/contract/phone.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import type { EventType } from '@sansheng/rulebook/vocabulary'
import { type RawBuilder, sql } from 'kysely'
import { reach, withinReach } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { readCursor } from '../../platform/page.ts'
import { type Principal, principalId } from '../../platform/principal.ts'
import { queryWords } from '../../platform/search-tokens.ts'
import { actorAs } from '../people/index.ts'
import { wholeNumber } from './area-code.ts'
import { idsOfSame, survivorOf } from './merged.ts'
import { asOne, type CustomerRow, type PremisesRow } from './rules.ts'
import { isLikelySame } from './same.ts'
import { containing, customersAt, customersWith, mayFindByParts } from './searched.ts'

export type PageQuery = { limit?: number | undefined; after?: string | undefined }

/** What `phone_hash` is for a number: the same for every way in which its line is written. */
export const phoneHash = (phone: string): RawBuilder<string> =>
  sql<string>`hash_of_phone(${phoneLine(phone) ?? phone}, (select salt from phone_salt))`

/** Customers with the premises of all their rows, newest first: one statement however many there are. Whoever was merged is not there himself. */
async function customersWhere(ctx: Ctx, siteId: number, where: RawBuilder<unknown>, limit: number): Promise<CustomerRow[]> {
  const { rows } = await sql<CustomerRow>`
    select c.id, c.name, c.name_disclosure, c.phone, c.phone_disclosure, c.role, c.tier, c.elder, c.note, c.version, coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'address', p.address, 'area', p.area, 'use', p.use) order by p.address, p.id)
      from (select distinct l.premises_id as id from customers g join customer_premises l on l.site_id = g.site_id and l.customer_id = g.id
        where g.site_id = c.site_id and g.survivor_id = c.id) l join premises p on p.site_id = c.site_id and p.id = l.id), '[]') as premises,
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'phone', g.phone) order by g.updated_at desc, g.id)
        from customers g where g.site_id = c.site_id and g.survivor_id = c.id and g.id <> c.id), '[]') as merged
    from customers c where c.site_id = ${siteId} and c.merged_into is null and ${where} order by c.id desc limit ${limit}`.execute(
    ctx.db,
  )
  return rows.map(asOne)
}

/** By every id that was asked for; whoever was merged is given as the one who stays. */
export async function customersById(
  ctx: Ctx,
  siteId: number,
  ids: readonly (string | null)[],
): Promise<Map<string, CustomerRow>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (wanted.length === 0) return new Map()
  const these = sql`c.id in (select m.survivor_id from customers m where m.site_id = ${siteId} and m.id = any(${wanted}::uuid[]))`
  const rows = await customersWhere(ctx, siteId, these, wanted.length)
  return new Map(rows.flatMap(row => [row, ...row.merged].map(({ id }) => [id, row])))
}

/** The customer, or the one whom he was merged into, if he lies within the reach of this permission; else the fault `not_found`. */
export async function mustReachCustomer(ctx: Ctx, permission: Permission, siteId: number, id: string): Promise<CustomerRow> {
  const [row] = await customersWhere(ctx, siteId, sql`c.id = ${survivorOf(siteId, id)} and ${within(ctx, permission, siteId)}`, 1)
  if (!row) throw new Fault('not_found')
  return row
}

/**
 * Whoever was written down last under a number, of those within reach, with the same extension before others: a household or a company may
 * share a line.
 */
export async function findCustomerByPhone(ctx: Ctx, siteId: number, phone: string): Promise<CustomerRow | null> {
  const extension = readPhone(phone)?.extension ?? null
  const latest = sql`c.id = (select c.id from customers m join customers c on c.site_id = m.site_id and c.id = m.survivor_id
    where m.site_id = ${siteId} and m.phone_hash = ${phoneHash(phone)} and ${within(ctx, 'contacts:receive', siteId)}
    order by m.phone_extension is not distinct from ${extension}::text desc, c.updated_at desc, c.id desc limit 1)`
  return (await customersWhere(ctx, siteId, latest, 1))[0] ?? null
}

/** Everybody within reach under a number, for a name that has to fit. */
export function customersByPhone(ctx: Ctx, siteId: number, phone: string): Promise<CustomerRow[]> {
  return customersWhere(ctx, siteId, sql`${hasPhone(siteId, phone)} and ${within(ctx, 'customers:write', siteId)}`, 50)
}

/** Everybody within reach who is known under a number, latest first. */
export function knownUnder(ctx: Ctx, siteId: number, phone: string): Promise<CustomerRow[]> {
  return customersWhere(ctx, siteId, sql`${hasPhone(siteId, phone)} and ${within(ctx, 'customers:read', siteId)}`, 20)
}

/** Those within reach who look like one with this customer, latest first. */
export async function similarTo(ctx: Ctx, siteId: number, row: CustomerRow): Promise<CustomerRow[]> {
  const lines = sql`select g.phone_hash from customers g where g.site_id = ${siteId} and g.survivor_id = ${row.id}`
  const at = sql`select l.customer_id from customer_premises l where l.site_id = ${siteId}
    and l.premises_id = any(${row.premises.map(({ id }) => id)}::uuid[])`
  const near = sql`c.id in (select m.survivor_id from customers m where m.site_id = ${siteId} and (m.phone_hash in (${lines}) or m.id in (${at})))`
  const found = await customersWhere(
    ctx,
    siteId,
    sql`c.id <> ${row.id} and ${near} and ${within(ctx, 'customers:merge', siteId)}`,
    50,
  )
  return found.filter(other => isLikelySame(row, other)).slice(0, 10)
}

/** By words, a whole number, and a part of one for whoever may see whole numbers. Whoever serves it counts and records a whole number. */
export async function searchCustomers(
  ctx: Ctx,
  siteId: number,
  { q = '', limit = 50, after }: PageQuery & { q?: string | undefined },
): Promise<CustomerRow[]> {
  const conditions: RawBuilder<unknown>[] = [within(ctx, 'customers:read', siteId)]
  if (after) conditions.push(sql`c.id < ${readCursor(after, ['id'])[0]}`)
  if (queryWords(q).length > 0) {
    const parts = mayFindByParts(ctx.actor, siteId)
    const all = queryWords(q).map(word => sql`c.id in (${customersWith(siteId, word, parts)} union ${customersAt(siteId, word)})`)
    // a whole number is looked up however it is written
    const whole = readPhone(q) === null ? sql`` : sql` or ${hasPhone(siteId, await wholeNumber(ctx, siteId, q))}`
    conditions.push(sql`(${sql.join(all, sql` and `)}${whole})`)
  }
  return await customersWhere(ctx, siteId, sql.join(conditions, sql` and `), limit + 1)
}

async function premisesWhere(ctx: Ctx, siteId: number, where: RawBuilder<unknown>, limit: number): Promise<PremisesRow[]> {
  const { rows } = await sql<PremisesRow>`select s.id, s.code, s.address, s.area, s.use from premises s
    where s.site_id = ${siteId} and ${where} order by s.address, s.id limit ${limit}`.execute(ctx.db)
  return rows
}

export async function premisesById(ctx: Ctx, siteId: number, ids: readonly (string | null)[]): Promise<Map<string, PremisesRow>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await premisesWhere(ctx, siteId, sql`s.id = any(${wanted}::uuid[])`, wanted.length)
  return new Map(rows.map(row => [row.id, row]))
}

/** The premises if they lie within the reach of this permission, or the fault `not_found`. */
export async function mustReachPremises(ctx: Ctx, permission: Permission, siteId: number, id: string): Promise<PremisesRow> {
  const [row] = await premisesWhere(ctx, siteId, sql`s.id = ${id} and ${premisesWithin(ctx, permission, siteId)}`, 1)
  if (!row) throw new Fault('not_found')
  return row
}

export async function searchPremises(
  ctx: Ctx,
  siteId: number,
  { q = '', limit = 50, after }: PageQuery & { q?: string | undefined },
): Promise<PremisesRow[]> {
  const conditions: RawBuilder<unknown>[] = [premisesWithin(ctx, 'customers:read', siteId)]
  if (after) {
    const [address, id] = readCursor(after, ['text', 'id'])
    conditions.push(sql`(s.address, s.id) > (${address}, ${id}::uuid)`)
  }
  conditions.push(...queryWords(q).map(word => containing('s', word)))
  return await premisesWhere(ctx, siteId, sql.join(conditions, sql` and `), limit + 1)
}

/** Who changed a customer last, when, and what. */
export async function lastEdit(ctx: Ctx, siteId: number, id: string) {
  const { rows } = await sql<{ version: number; at: number; by: string | null; changed: string[] }>`
    select c.version, c.updated_at as at, ${actorAs('c.updated_by')} ->> 'name' as by, c.changed from customers c
    where c.site_id = ${siteId} and c.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/** Of the customers `c`: those of whom a row has this line. */
const hasPhone = (siteId: number, phone: string): RawBuilder<boolean> =>
  sql<boolean>`c.id in (select m.survivor_id from customers m where m.site_id = ${siteId} and m.phone_hash = ${phoneHash(phone)})`

/**
 * Of the customers `c` that stay: those of the whole site, or those of whom a row belongs to a ticket within reach or was written down by the
 * actor himself.
 */
function within(ctx: Ctx, permission: Permission, siteId: number): RawBuilder<boolean> {
  const how = reach(ctx.actor, permission, siteId)
  if (how === null || how === 'site') return sql<boolean>`${sql.lit(how === 'site')}`
  return sql<boolean>`exists (select from customers g where g.site_id = c.site_id and g.survivor_id = c.id
    and (g.created_by = ${principalId(ctx.actor)} or ${ticketWithinReach(ctx.actor, permission, siteId, 't.customer_id', 'g.id')}))`
}

/** Of the premises `s`: likewise, or those of a customer within reach, or of a contact that the actor received or whose matter he reaches. */
export function premisesWithin(ctx: Ctx, permission: Permission, siteId: number): RawBuilder<boolean> {
  const how = reach(ctx.actor, permission, siteId)
  if (how === null || how === 'site') return sql<boolean>`${sql.lit(how === 'site')}`
  const me = principalId(ctx.actor)
  return sql<boolean>`(s.created_by = ${me}
    or exists (select from customer_premises l join customers m on m.site_id = l.site_id and m.id = l.customer_id
      join customers c on c.site_id = m.site_id and c.id = m.survivor_id where l.site_id = s.site_id and l.premises_id = s.id and ${within(ctx, permission, siteId)})
    or exists (select from contacts k where k.site_id = s.site_id and k.premises_id = s.id
      and (k.received_by = ${me} or ${caseWithinReach(ctx.actor, permission, siteId, 'k.case_id')})))`
}

/** Whether a ticket of the case in this column lies within the reach of the actor; his whole site does without one. */
export function caseWithinReach(actor: Principal, permission: Permission, siteId: number, column: string): RawBuilder<boolean> {
  return ticketWithinReach(actor, permission, siteId, 't.case_id', column)
}

function ticketWithinReach(
  actor: Principal,
  permission: Permission,
  siteId: number,
  own: string,
  other: string,
): RawBuilder<boolean> {
  const how = reach(actor, permission, siteId)
  if (how === null || how === 'site') return how === null ? sql<boolean>`false` : sql<boolean>`true`
  const within = withinReach(actor, permission, siteId, {
    persons: ['t.handler_id', 't.front_owner_id'],
    department: 't.department_id',
  })
  return sql<boolean>`exists (select from tickets t where t.site_id = ${siteId} and ${sql.ref(own)} = ${sql.ref(other)} and ${within})`
}

/** Whether a matter has to do with a customer, and lies within reach of whoever wants his number. */
export async function mayRevealFor(ctx: Ctx, siteId: number, caseId: string, customerId: string): Promise<boolean> {
  const { rows } =
    await sql`select from contacts k where k.site_id = ${siteId} and k.case_id = ${caseId} and k.customer_id in (${idsOfSame(siteId, sql`${customerId}::uuid`)})
    and ${caseWithinReach(ctx.actor, 'customers:reveal', siteId, 'k.case_id')} limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** How many events of a type the actor has caused since an instant. */
export async function eventsSince(ctx: Ctx, siteId: number, type: EventType, since: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from events
    where site_id = ${siteId} and type = ${type} and at > ${iso(since)} and actor_id = ${principalId(ctx.actor)}`.execute(ctx.db)
  return rows[0]!.count
}
