import { Fault } from '@sansheng/contract/fault.ts'
import { phoneLine, readPhone } from '@sansheng/contract/phone.ts'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { principalId } from '../../platform/principal.ts'
import { searchText, tokensOf } from '../../platform/search-tokens.ts'
import { soundOf, soundTokens } from '../../platform/sounds.ts'
import { idsOfSame } from './merged.ts'
import { phoneHash, premisesWithin } from './queries.ts'
import type { PremisesRow } from './rules.ts'
import { phoneParts } from './searched.ts'

/** Fields of a customer as they are written; a field left out of a change stays. */
export type CustomerFields = {
  name: string | null
  name_disclosure: string
  phone: string | null
  phone_disclosure: string
  role: string
  tier: string
  elder: boolean
  note: string | null
}

export async function insertCustomer(ctx: Ctx, siteId: number, id: string, fields: CustomerFields): Promise<void> {
  const at = iso(ctx.now())
  await ctx.db
    .insertInto('customers')
    .values({
      site_id: siteId,
      id,
      ...fields,
      ...derived(fields),
      survivor_id: id,
      created_at: at,
      created_by: principalId(ctx.actor),
      updated_at: at,
      updated_by: principalId(ctx.actor),
      changed: [],
      version: 1,
    } as never)
    .execute()
}

/** False when the version is no longer the one that the edit saw. */
export async function updateCustomer(
  ctx: Ctx,
  siteId: number,
  id: string,
  version: number,
  fields: Partial<CustomerFields>,
  changed: string[],
): Promise<boolean> {
  const done = await ctx.db
    .updateTable('customers')
    .set({
      ...fields,
      ...derived(fields),
      changed,
      updated_at: iso(ctx.now()),
      updated_by: principalId(ctx.actor),
      version: version + 1,
    } as never)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Until the end of this transaction nobody else writes a new customer under this number. */
export async function holdPhone(ctx: Ctx, siteId: number, phone: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${siteId}, hashtext(${`phone:${phoneLine(phone) ?? phone}`}))`.execute(ctx.db)
}

/** The customer belongs to these premises and to no others, whoever was merged into him included. Refuses premises out of reach. */
export async function linkPremises(ctx: Ctx, siteId: number, customerId: string, premisesIds: readonly string[]): Promise<void> {
  const asked = [...new Set(premisesIds)]
  const { rows } = await sql<{ count: number }>`
    with wanted as materialized (select s.id from premises s where s.site_id = ${siteId} and s.id = any(${asked}::uuid[])
      and ${premisesWithin(ctx, 'customers:write', siteId)}),
    same as materialized (${idsOfSame(siteId, sql`${customerId}::uuid`)}),
    gone as (delete from customer_premises where site_id = ${siteId} and customer_id in (select id from same)
      and premises_id <> all(select id from wanted)),
    linked as (insert into customer_premises (site_id, customer_id, premises_id) select ${siteId}::int, ${customerId}::uuid, w.id from wanted w
      where not exists (select from customer_premises l where l.site_id = ${siteId} and l.premises_id = w.id and l.customer_id in (select id from same))
      on conflict do nothing)
    select count(*) from wanted`.execute(ctx.db)
  if (rows[0]!.count < asked.length) throw new Fault('not_found')
}

/** He is shown under another one from now on, and so is whoever was merged into him before. */
export async function mergeInto(ctx: Ctx, siteId: number, id: string, into: string): Promise<void> {
  await sql`update customers set survivor_id = ${into}, merged_into = case when id = ${id} then ${into}::uuid else merged_into end
    where site_id = ${siteId} and survivor_id = ${id}`.execute(ctx.db)
}

/** He stands for himself again, and for whoever had been merged into him. */
export async function separate(ctx: Ctx, siteId: number, id: string): Promise<void> {
  await sql`with recursive own as (select ${id}::uuid as id
      union select c.id from own join customers c on c.site_id = ${siteId} and c.merged_into = own.id)
    update customers set survivor_id = ${id}, merged_into = case when id = ${id} then null else merged_into end
    where site_id = ${siteId} and id in (select id from own)`.execute(ctx.db)
}

export async function insertPremises(ctx: Ctx, siteId: number, row: PremisesRow): Promise<void> {
  const search = searchText(row.address, row.code, row.area)
  const sound = soundOf(row.address, row.area)
  await ctx.db
    .insertInto('premises')
    .values({
      site_id: siteId,
      id: row.id,
      code: row.code,
      address: row.address,
      area: row.area,
      use: row.use,
      search_text: search,
      search_tokens: [...new Set([...tokensOf(search), ...soundTokens(sound)])],
      sound,
      created_at: iso(ctx.now()),
      created_by: principalId(ctx.actor),
    })
    .execute()
}

/** What hangs on name and phone, when they are written. */
function derived({ name, phone }: Partial<CustomerFields>) {
  return { ...(name === undefined ? {} : ofName(name)), ...(phone === undefined ? {} : ofPhone(phone)) }
}

function ofName(name: string | null) {
  const [search, sound] = [searchText(name), soundOf(name)]
  return { search_text: search, search_tokens: [...new Set([...tokensOf(search), ...soundTokens(sound)])], sound }
}

function ofPhone(phone: string | null) {
  if (phone === null) return { phone_hash: null, phone_extension: null, phone_line: null, phone_parts: [] }
  const read = readPhone(phone)
  return {
    phone_hash: phoneHash(phone),
    phone_extension: read?.extension ?? null,
    phone_line: read?.line ?? null,
    phone_parts: read ? phoneParts(read.line) : [],
  }
}
