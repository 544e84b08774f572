/** The second factor of whoever is signed in: enrolling it, signing in by it, confirming by it, giving it up. */
import { Fault } from '@sansheng/contract/fault.ts'
import { type Ctx, commitRefused, iso } from '../../platform/ctx.ts'
import { mustBeStaff } from '../../platform/principal.ts'
import type { SecretBox } from '../../platform/secret-box.ts'
import { dropAfter, recordOn } from './account-events.ts'
import { type Account, mustFit, ownAccount } from './accounts.ts'
import { knownDevice, rememberDevice } from './devices.ts'
import {
  dropFactor,
  factorOf,
  isEnrolled,
  keepPending,
  newRecoveryCodes,
  useAppCode,
  usePending,
  useRecoveryCode,
} from './factor-store.ts'
import { staffNumberHash } from './secrets.ts'
import { renewToken } from './session-token.ts'
import type { Sessions } from './sessions.ts'
import { isAppCode, plainCode } from './sign-in-rules.ts'
import { staffBySession } from './staff.ts'
import { confirmSession } from './store.ts'
import { countCode, forgetCodes, takeCodesToRecord } from './tries.ts'

/** `device`: the token in the cookie of the browser. */
export type FactorNeeds = { sessions: Sessions; box: SecretBox }
type Origin = { account: string; device: string | null }

/** Counts a code before any transaction, so that many at once are not more than many one after the other. Throws `code.wait`. */
export async function tryCode(ctx: Ctx, device: string | null): Promise<Origin> {
  const { id, staff_number } = await ownAccount(ctx)
  const origin = { account: staffNumberHash(staff_number), device: await knownDevice(ctx, device, id) }
  await countCode(ctx, origin)
  return origin
}

/** The code of the app or a recovery code is used up; throws `code.wrong`, and many wrong ones are one event. */
async function useCode(ctx: Ctx, box: SecretBox, person: Account, origin: Origin, typed: string): Promise<'app' | 'recovery'> {
  const code = plainCode(typed)
  const app = isAppCode(code) ? await useAppCode(ctx, box, person.id, code) : 'wrong'
  if (app === 'unreadable') throw new Fault('factor.unreadable')
  if (app === 'used') return 'app'
  if (!isAppCode(code) && (await useRecoveryCode(ctx, person.id, code))) return 'recovery'
  return await refuse(ctx, person, origin)
}

async function refuse(ctx: Ctx, person: Account, origin: Origin): Promise<never> {
  const toRecord = await takeCodesToRecord(ctx, origin)
  if (toRecord) await recordOn(ctx, person, 'session.refused', { reason: 'code', tries: toRecord.tries })
  commitRefused(ctx)
  throw new Fault('code.wrong')
}

/** Finishes a sign-in whose password was right. */
export async function enterCode(
  ctx: Ctx,
  { sessions, box }: FactorNeeds,
  { origin, typed, device }: { origin: Origin; typed: string; device: string | null },
): Promise<{ token: string; device: string }> {
  const { sessionId } = mustBeStaff(ctx.actor)
  const standing = await staffBySession(ctx.db, sessionId)
  if (!standing?.awaitsCode) throw new Fault('state.wrong')
  const person = await ownAccount(ctx)
  const by = await useCode(ctx, box, person, origin, typed)
  const wrongBefore = await forgetCodes(ctx, origin)
  const now = iso(ctx.now())
  await ctx.db
    .updateTable('sessions')
    .set({ awaits_code: false, opened_at: now, confirmed_at: now })
    .where('id', '=', sessionId)
    .execute()
  await recordOn(ctx, person, 'session.opened', {
    source: ctx.source,
    method: standing.method,
    secondFactor: by,
    ...(wrongBefore > 0 ? { wrongBefore } : {}),
  })
  return { token: await renewToken(ctx, sessions), device: await rememberDevice(ctx, device, person.id) }
}

/** A key to be put into an app. */
export async function beginSecondFactor(ctx: Ctx, { box }: FactorNeeds, key: string): Promise<Account> {
  const person = await ownAccount(ctx)
  await keepPending(ctx, box, person.id, key)
  return person
}

export async function enrolSecondFactor(
  ctx: Ctx,
  { sessions, box }: FactorNeeds,
  { origin, typed }: { origin: Origin; typed: string },
): Promise<{ recoveryCodes: string[]; token: string }> {
  const person = await ownAccount(ctx)
  const before = await isEnrolled(ctx, person.id)
  if (!(await usePending(ctx, box, person.id, plainCode(typed)))) return await refuse(ctx, person, origin)
  await forgetCodes(ctx, origin)
  const recoveryCodes = await newRecoveryCodes(ctx, person.id)
  await recordOn(ctx, person, 'person.changed', { changed: 'secondFactor', secondFactor: before ? 'replaced' : 'enrolled' })
  await confirmSession(ctx, mustBeStaff(ctx.actor).sessionId)
  return { recoveryCodes, token: await renewToken(ctx, sessions) }
}

export async function renewRecoveryCodes(ctx: Ctx): Promise<string[]> {
  const person = await ownAccount(ctx)
  if (!(await isEnrolled(ctx, person.id))) throw new Fault('state.wrong')
  const codes = await newRecoveryCodes(ctx, person.id)
  await recordOn(ctx, person, 'person.changed', { changed: 'recoveryCodes' })
  return codes
}

/** Returns the new token of the session. */
export async function removeSecondFactor(ctx: Ctx, { sessions }: FactorNeeds): Promise<string> {
  const person = await ownAccount(ctx)
  const standing = await staffBySession(ctx.db, mustBeStaff(ctx.actor).sessionId)
  if (standing?.factor.required) throw new Fault('factor.required')
  if (!(await dropFactor(ctx, person.id))) throw new Fault('state.wrong')
  await recordOn(ctx, person, 'person.changed', { changed: 'secondFactor', secondFactor: 'removed' })
  return await renewToken(ctx, sessions)
}

/** Looks at what somebody shows to confirm that it is he, before any transaction. */
export async function tryConfirmation(
  ctx: Ctx,
  shown: { code?: string | undefined; password?: string | undefined },
  device: string | null,
): Promise<{ origin: Origin; typed: string } | null> {
  const person = await ownAccount(ctx)
  if ((await factorOf(ctx, person.id))?.secret) {
    if (shown.code === undefined) throw missing('/code')
    return { origin: await tryCode(ctx, device), typed: shown.code }
  }
  if (shown.password === undefined) throw missing('/password')
  await mustFit(ctx, person, shown.password)
  return null
}

const missing = (path: string) => new Fault('invalid', {}, { fields: [{ path, message: 'required|{}' }] })

/** `tried`: the code to be used up; null when the password was right. */
export async function confirmMe(
  ctx: Ctx,
  { sessions, box }: FactorNeeds,
  tried: { origin: Origin; typed: string } | null,
): Promise<void> {
  if (tried) {
    const person = await ownAccount(ctx)
    const by = await useCode(ctx, box, person, tried.origin, tried.typed)
    await forgetCodes(ctx, tried.origin)
    if (by === 'recovery') await recordOn(ctx, person, 'person.changed', { changed: 'recoveryCodes', used: true })
  }
  await confirmSession(ctx, mustBeStaff(ctx.actor).sessionId)
  await dropAfter(ctx, sessions, mustBeStaff(ctx.actor).sessionId)
}
