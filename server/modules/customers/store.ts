import { phoneLine, readPhone } from '@sansheng/contract/phone.ts'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { principalId } from '../../platform/principal.ts'
import { searchText, tokensOf } from '../../platform/search-tokens.ts'
import { soundOf, soundTokens } from '../../platform/sounds.ts'
import { phoneHash } from './queries.ts'
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

/** Gives how many of these premises the site has; more than there are were asked for when it is fewer. */
export async function linkPremises(
  ctx: Ctx,
  siteId: number,
  customerId: string,
  premisesIds: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with wanted as (select id from premises where site_id = ${siteId} and id = any(${[...premisesIds]}::uuid[])),
    gone as (delete from customer_premises where site_id = ${siteId} and customer_id = ${customerId} and premises_id <> all(select id from wanted)),
    linked as (insert into customer_premises (site_id, customer_id, premises_id) select ${siteId}::int, ${customerId}::uuid, id from wanted
      on conflict do nothing)
    select count(*) from wanted`.execute(ctx.db)
  return rows[0]?.count ?? 0
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
