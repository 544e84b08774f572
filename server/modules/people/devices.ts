/** Devices from which somebody has signed in before: wrong tries from elsewhere do not make him wait there. */
import { type Kysely, sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import type { DB } from '../../schema.gen.ts'
import { newToken, tokenHash } from './secrets.ts'
import { deviceRetention } from './sign-in-rules.ts'

/** The hash of the token, or null when the person has not signed in with it lately. */
export async function knownDevice(
  { db, now }: { db: Kysely<DB>; now(): number },
  token: string | null,
  personId: string,
): Promise<string | null> {
  if (token === null) return null
  const row = await db
    .selectFrom('known_devices')
    .select('token_hash')
    .where('token_hash', '=', tokenHash(token))
    .where('person_id', '=', personId)
    .where('last_at', '>', iso(now() - deviceRetention) as never)
    .executeTakeFirst()
  return row?.token_hash ?? null
}

/** Knows the person on this device from now on; gives its token, a new one where the shown one was never given out. */
export async function rememberDevice(ctx: Ctx, shown: string | null, personId: string): Promise<string> {
  const given = shown !== null && (await isGiven(ctx, shown))
  const token = given ? shown : newToken(ctx.random)
  const now = iso(ctx.now())
  await ctx.db
    .insertInto('known_devices')
    .values({ token_hash: tokenHash(token), person_id: personId, first_at: now, last_at: now })
    .onConflict(c => c.columns(['token_hash', 'person_id']).doUpdateSet({ last_at: now }))
    .execute()
  return token
}

const isGiven = async (ctx: Ctx, token: string): Promise<boolean> =>
  (await ctx.db
    .selectFrom('known_devices')
    .select('person_id')
    .where('token_hash', '=', tokenHash(token))
    .limit(1)
    .executeTakeFirst()) !== undefined

/** After a new first password: whoever else signed in from somewhere is a stranger there. */
export async function forgetDevices(ctx: Ctx, personId: string): Promise<void> {
  await ctx.db.deleteFrom('known_devices').where('person_id', '=', personId).execute()
}

export async function purgeDevices({ db, now }: { db: Kysely<DB>; now(): number }): Promise<void> {
  await sql`delete from known_devices where last_at <= ${iso(now() - deviceRetention)}`.execute(db)
}
