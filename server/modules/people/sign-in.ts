/** Signing in and out, and one's own password. */
import { Fault } from '@sansheng/contract/fault.ts'
import { type Ctx, commitRefused } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import { mustBeStaff, type SessionClient } from '../../platform/principal.ts'
import { weakness } from './rules.ts'
import { hashPassword, newToken, passwordFits, staffNumberHash, tokenHash } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import { type SignedIn, staffByToken } from './staff.ts'
import { countTry, forgetTries, insertSession, revokeSessions, setPassword, tellSessions } from './store.ts'

type Account = { id: string; home_site_id: number; staff_number: string; password_hash: string; active: boolean }

/** Opens a session and acts as its person from here on; throws `signin.wrong` or `signin.locked`. */
export async function signIn(ctx: Ctx, input: { staffNumber: string; password: string }): Promise<SignedIn & { token: string }> {
  const key = staffNumberHash(input.staffNumber)
  const { lockedUntil } = await countTry(ctx, key)
  const account = await accountByStaffNumber(ctx, input.staffNumber)
  const locked = lockedUntil !== null && lockedUntil > ctx.now()
  const fits = !locked && (await passwordFits(account?.active ? account.password_hash : null, input.password))
  if (!fits || !account) return await refuse(ctx, account, locked ? lockedUntil : null)
  await forgetTries(ctx, key)
  const token = newToken(ctx.random)
  await insertSession(ctx, { id: ctx.newId(), tokenHash: tokenHash(token), personId: account.id, client: clientOf(ctx.source) })
  const signedIn = await staffByToken(ctx.db, tokenHash(token))
  if (!signedIn) throw new Fault('unauthenticated')
  ctx.actor = signedIn.staff
  await recordOn(ctx, account, 'session.opened', { source: ctx.source })
  return { ...signedIn, token }
}

const clientOf = (source: Ctx['source']): SessionClient => (source === 'screen' || source === 'field' ? source : 'api')

async function refuse(ctx: Ctx, account: Account | null, lockedUntil: number | null): Promise<never> {
  if (account)
    await recordOn(ctx, account, 'session.refused', {
      reason: lockedUntil !== null ? 'locked' : account.active ? 'password' : 'inactive',
    })
  commitRefused(ctx)
  if (lockedUntil === null) throw new Fault('signin.wrong')
  throw new Fault('signin.locked', {
    minutes: Math.ceil((lockedUntil - ctx.now()) / 60_000),
    until: new Date(lockedUntil).toISOString(),
  })
}

export async function signOut(ctx: Ctx, sessions: Sessions): Promise<void> {
  const { sessionId } = mustBeStaff(ctx.actor)
  const account = await ownAccount(ctx)
  await recordOn(ctx, account, 'session.closed', { reason: 'signed-out' })
  await revokeSessions(ctx, { id: sessionId })
  await dropAfter(ctx, sessions, sessionId)
}

/** Ends all other sessions of the person. Wrong current passwords count like wrong sign-ins. */
export async function changePassword(ctx: Ctx, sessions: Sessions, input: { current: string; next: string }): Promise<void> {
  const { staffNumber, sessionId } = mustBeStaff(ctx.actor)
  const key = staffNumberHash(staffNumber)
  const { lockedUntil } = await countTry(ctx, key)
  const account = await ownAccount(ctx)
  if (lockedUntil !== null && lockedUntil > ctx.now()) return await refuse(ctx, account, lockedUntil)
  if (!(await passwordFits(account.password_hash, input.current))) {
    commitRefused(ctx)
    throw new Fault('password.wrong')
  }
  await forgetTries(ctx, key)
  const reason = weakness(input.next, account.staff_number, input.current)
  if (reason) throw new Fault('password.weak', { reason })
  await setPassword(ctx, account.id, await hashPassword(input.next), false)
  const ended = await revokeSessions(ctx, { personId: account.id, but: sessionId })
  await recordOn(ctx, account, 'person.changed', { changed: 'password', sessionsEnded: ended })
  await dropAfter(ctx, sessions, account.id)
}

/** Every process forgets what it knows under this key; this one as soon as the change is committed. */
export async function dropAfter(ctx: Ctx, sessions: Sessions, key: string): Promise<void> {
  await tellSessions(ctx, key)
  ctx.committed.push(() => sessions.drop(key))
}

/** An event in the person's own account case. */
export async function recordOn(
  ctx: Ctx,
  person: { id: string; home_site_id: number },
  type: 'session.opened' | 'session.refused' | 'session.closed' | 'person.changed',
  detail: Record<string, string | number | boolean | null>,
): Promise<void> {
  const account = await lockOrOpenCase(ctx, person.home_site_id, 'account', person.id)
  await record(ctx, account, { type, subject: { kind: 'person', id: person.id }, refs: { person: person.id }, detail })
}

const accountOf = (ctx: Ctx) =>
  ctx.db.selectFrom('persons').select(['id', 'home_site_id', 'staff_number', 'password_hash', 'active'])

async function accountByStaffNumber(ctx: Ctx, staffNumber: string): Promise<Account | null> {
  const found = await accountOf(ctx)
    .where(e => e(e.fn<string>('lower', ['staff_number']), '=', staffNumber.toLowerCase()))
    .executeTakeFirst()
  return found ?? null
}

async function ownAccount(ctx: Ctx): Promise<Account> {
  return await accountOf(ctx)
    .where('id', '=', mustBeStaff(ctx.actor).personId)
    .executeTakeFirstOrThrow(() => new Fault('unauthenticated'))
}
