/** Writes and reads the tables of the second factor. */
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { sha256 } from '../../platform/events/index.ts'
import type { SecretBox } from '../../platform/secret-box.ts'
import { plainCode, recovery, recoveryCode } from './sign-in-rules.ts'
import { totpStep } from './totp.ts'

type Stored = Pick<Ctx, 'db'>

export const factorOf = async ({ db }: Stored, personId: string) =>
  await db.selectFrom('second_factors').selectAll().where('person_id', '=', personId).executeTakeFirst()

export async function isEnrolled(ctx: Stored, personId: string): Promise<boolean> {
  const factor = await factorOf(ctx, personId)
  return factor !== undefined && factor.secret !== null
}

/** A key that counts when a code of it has been entered; the one in use stays until then. */
export async function keepPending(ctx: Ctx, box: SecretBox, personId: string, key: string): Promise<void> {
  const pending = box.seal(key, personId, ctx.random)
  await ctx.db
    .insertInto('second_factors')
    .values({ person_id: personId, secret: null, pending, enrolled_at: null, last_step: 0 })
    .onConflict(c => c.column('person_id').doUpdateSet({ pending }))
    .execute()
}

/** Gives whether the code belongs to the pending key, which is in use from then on. */
export async function usePending(ctx: Ctx, box: SecretBox, personId: string, code: string): Promise<boolean> {
  const factor = await factorOf(ctx, personId)
  const key = factor?.pending ? box.open(factor.pending, personId) : null
  const step = key === null ? null : totpStep(key, code, ctx.now())
  if (step === null) return false
  const done = await ctx.db
    .updateTable('second_factors')
    .set({ secret: factor!.pending, pending: null, enrolled_at: iso(ctx.now()), last_step: step })
    .where('person_id', '=', personId)
    .where('pending', '=', factor!.pending)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) === 1
}

/** `used`: no code of this half minute or an earlier one is accepted again. */
export async function useAppCode(
  ctx: Ctx,
  box: SecretBox,
  personId: string,
  code: string,
): Promise<'used' | 'wrong' | 'unreadable'> {
  const sealed = (await factorOf(ctx, personId))?.secret
  if (!sealed) return 'wrong'
  const key = box.open(sealed, personId)
  if (key === null) return 'unreadable'
  const step = totpStep(key, code, ctx.now())
  if (step === null) return 'wrong'
  const done = await ctx.db
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('person_id', '=', personId)
    .where('secret', '=', sealed)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) === 1 ? 'used' : 'wrong'
}

const codeHash = (personId: string, code: string): string => sha256(`recovery:${personId}:${plainCode(code)}`)

export async function useRecoveryCode({ db }: Stored, personId: string, code: string): Promise<boolean> {
  const done = await db
    .deleteFrom('recovery_codes')
    .where('person_id', '=', personId)
    .where('code_hash', '=', codeHash(personId, code))
    .executeTakeFirst()
  return Number(done.numDeletedRows) === 1
}

/** In place of all that there were. */
export async function newRecoveryCodes(ctx: Ctx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: recovery.codes }, () => recoveryCode(ctx.random(recovery.chance)))
  await ctx.db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute()
  await ctx.db
    .insertInto('recovery_codes')
    .values(codes.map(code => ({ person_id: personId, code_hash: codeHash(personId, code) })))
    .execute()
  return codes
}

/** Gives whether there was one. */
export async function dropFactor({ db }: Stored, personId: string): Promise<boolean> {
  await db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute()
  const { rows } = await sql<{ secret: string | null }>`
    delete from second_factors where person_id = ${personId} returning secret`.execute(db)
  return rows.some(row => row.secret !== null)
}
