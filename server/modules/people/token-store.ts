/** Reads and writes the tokens of services. */
import type { Permission } from '@sansheng/contract/route.ts'
import type { ServiceToken } from '@sansheng/contract/service-tokens.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { personIdOf, type Service } from '../../platform/principal.ts'
import type { DB } from '../../schema.gen.ts'

export type Bearer = { service: Service; expiresAt: number; revoked: boolean; usedAt: number }

/** Null when no such token was ever made. */
export async function serviceByToken(db: Kysely<DB>, tokenHash: string): Promise<Bearer | null> {
  const row = await db.selectFrom('service_tokens').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
  if (!row) return null
  const permissions = new Set(row.permissions as Permission[])
  return {
    service: { kind: 'service', tokenId: row.id, name: row.name, permissions, sites: row.sites },
    expiresAt: row.expires_at,
    revoked: row.revoked_at !== null,
    usedAt: row.last_used_at ?? 0,
  }
}

/** Writes when it was used, unless another node did so less than `every` milliseconds ago. */
export async function touchToken(db: Kysely<DB>, id: string, now: number, every: number): Promise<void> {
  await sql`update service_tokens set last_used_at = ${iso(now)}
    where id = ${id} and (last_used_at is null or last_used_at <= ${iso(now - every)})`.execute(db)
}

export type NewToken = {
  id: string
  siteId: number
  name: string
  tokenHash: string
  permissions: readonly Permission[]
  sites: readonly number[]
  expiresAt: number
}

export async function insertToken(ctx: Ctx, token: NewToken): Promise<void> {
  await ctx.db
    .insertInto('service_tokens')
    .values({
      id: token.id,
      site_id: token.siteId,
      name: token.name,
      token_hash: token.tokenHash,
      permissions: [...token.permissions],
      sites: [...token.sites],
      created_at: iso(ctx.now()),
      created_by: personIdOf(ctx.actor),
      expires_at: iso(token.expiresAt),
      revoked_at: null,
      revoked_by: null,
      last_used_at: null,
    })
    .execute()
}

export async function markRevoked(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .updateTable('service_tokens')
    .set({ revoked_at: iso(ctx.now()), revoked_by: personIdOf(ctx.actor) })
    .where('id', '=', id)
    .execute()
}

type Row = Omit<ServiceToken, 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'revokedAt'> & {
  siteId: number
  createdAt: number
  expiresAt: number
  lastUsedAt: number | null
  revokedAt: number | null
}

/** Tokens that were made at a site or reach it, those that still open something first. */
export async function listTokens(ctx: Pick<Ctx, 'db' | 'now'>, siteId: number): Promise<ServiceToken[]> {
  return (await tokensWhere(ctx, sql`true`, siteId)).map(view)
}

/** One of them, with the site of its account case. */
export async function tokenAt(
  ctx: Pick<Ctx, 'db' | 'now'>,
  siteId: number,
  id: string,
): Promise<{ token: ServiceToken; siteId: number } | null> {
  const [row] = await tokensWhere(ctx, sql`t.id = ${id}`, siteId)
  return row ? { token: view(row), siteId: row.siteId } : null
}

async function tokensWhere(ctx: Pick<Ctx, 'db' | 'now'>, which: RawBuilder<unknown>, siteId: number): Promise<Row[]> {
  const person = (column: string) =>
    sql`(select jsonb_build_object('id', p.id, 'name', p.name, 'staffNumber', p.staff_number) from persons p where p.id = ${sql.ref(column)})`
  const { rows } = await sql<Row>`
    select t.id, t.site_id as "siteId", t.name, t.permissions, t.sites, t.created_at as "createdAt", t.expires_at as "expiresAt",
      t.last_used_at as "lastUsedAt", t.revoked_at as "revokedAt", ${person('t.created_by')} as "createdBy", ${person('t.revoked_by')} as "revokedBy"
    from service_tokens t where ${which} and (t.site_id = ${siteId} or ${siteId} = any(t.sites))
    order by t.revoked_at is null and t.expires_at > ${iso(ctx.now())} desc, t.created_at desc, t.id desc limit 500`.execute(
    ctx.db,
  )
  return rows
}

const view = ({ siteId: _, ...row }: Row): ServiceToken => ({
  ...row,
  createdAt: iso(row.createdAt),
  expiresAt: iso(row.expiresAt),
  lastUsedAt: isoOrNull(row.lastUsedAt),
  revokedAt: isoOrNull(row.revokedAt),
})
