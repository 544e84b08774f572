/** The first person of a new system. */
import { sentence } from '@sansheng/contract/messages.ts'
import { type Kysely, sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import type { Ports } from '../../platform/ports.ts'
import type { DB } from '../../schema.gen.ts'
import { weakness } from './password-rules.ts'
import { type FirstPassword, hashPassword, newFirstPassword } from './secrets.ts'
import { insertPerson, replaceGrants } from './store.ts'

/** `password` is to be shown once; null when it was given. */
export type FirstPerson = { staffNumber: 'admin'; password: string | null }

/** Creates `admin`, administrator and director over everything, unless there is somebody already; then null. Throws when the given password is weak. */
export async function firstPerson(db: Kysely<DB>, ports: Ports, password: string | null): Promise<FirstPerson | null> {
  if (await db.selectFrom('persons').select('id').limit(1).executeTakeFirst()) return null
  const weak = password === null ? null : weakness(password, { staffNumber: 'admin' })
  if (weak) throw new Error(`SANSHENG_FIRST_PASSWORD：${sentence('zh', 'password.weak', { reason: weak })}`)
  const given = password === null ? await newFirstPassword(ports.random) : { password, hash: await hashPassword(password) }
  return await db.transaction().execute(trx => createFirstPerson({ db: trx, ...ports }, given, password === null))
}

async function createFirstPerson(
  ctx: Pick<Ctx, 'db' | 'now' | 'newId'>,
  { password, hash }: FirstPassword,
  made: boolean,
): Promise<FirstPerson | null> {
  await sql`select pg_advisory_xact_lock(hashtext('sansheng first person'))`.execute(ctx.db)
  if (await ctx.db.selectFrom('persons').select('id').limit(1).executeTakeFirst()) return null
  const id = ctx.newId()
  await insertPerson(ctx, {
    id,
    homeSiteId: 0,
    staffNumber: 'admin',
    name: '系统管理员',
    phone: null,
    passwordHash: hash,
    mustChange: made,
    probation: false,
  })
  const everywhere = { scope: 'all', siteId: null, unitId: null } as const
  await replaceGrants(ctx, id, [
    { role: 'administrator', ...everywhere },
    { role: 'director', ...everywhere },
  ])
  return {
    staffNumber: 'admin',
    password: made ? password : null,
  }
}
