/** The first person of a new house. */
import { type Kysely, sql } from 'kysely'
import type { Ports } from '../../platform/ports.ts'
import type { DB } from '../../schema.gen.ts'
import { passwordChance, readablePassword, type Weakness, weakness } from './rules.ts'
import { hashPassword } from './secrets.ts'
import { insertPerson, replaceGrants } from './store.ts'

/** `password` is to be shown once; null when it was given. `weak` says why the given one is easily guessed. */
export type FirstPerson = { staffNumber: 'admin'; password: string | null; weak: Weakness | null }

/** Creates `admin`, administrator and director over everything, unless there is somebody already; then null. */
export async function firstPerson(db: Kysely<DB>, ports: Ports, password: string | null): Promise<FirstPerson | null> {
  return await db.transaction().execute(async trx => {
    await sql`select pg_advisory_xact_lock(hashtext('sansheng first person'))`.execute(trx)
    if (await trx.selectFrom('persons').select('id').limit(1).executeTakeFirst()) return null
    const given = password ?? readablePassword(ports.random(passwordChance))
    const ctx = { db: trx, now: ports.now, newId: ports.newId }
    const id = ports.newId()
    await insertPerson(ctx, {
      id,
      homeSiteId: 0,
      staffNumber: 'admin',
      name: '系统管理员',
      phone: null,
      passwordHash: await hashPassword(given),
      mustChange: password === null,
      probation: false,
    })
    const everywhere = { scope: 'all', siteId: null, unitId: null } as const
    await replaceGrants(ctx, id, [
      { role: 'administrator', ...everywhere },
      { role: 'director', ...everywhere },
    ])
    return {
      staffNumber: 'admin',
      password: password === null ? given : null,
      weak: password === null ? null : weakness(password, 'admin'),
    }
  })
}
