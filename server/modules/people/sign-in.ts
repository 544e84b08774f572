/** Signing in and out, and one's own password. */
import { Fault } from '@sansheng/contract/fault.ts'
import { sql } from 'kysely'
import { type Ctx, commitRefused } from '../../platform/ctx.ts'
import { lockOrOpenCase } from '../../platform/events/index.ts'
import { mustBeStaff } from '../../platform/principal.ts'
import { dropAfter, recordOn } from './account-events.ts'
import { type Account, accountByStaffNumber, accountOf, mustFit, ownAccount } from './accounts.ts'
import { knownDevice } from './devices.ts'
import { type Opened, openSession, type ShownByBrowser } from './open-session.ts'
import { weakness } from './password-rules.ts'
import { hashPassword, passwordFits, staffNumberHash } from './secrets.ts'
import { renewToken } from './session-token.ts'
import type { Sessions } from './sessions.ts'
import { revokeSessions, setPassword } from './store.ts'
import { countTry, forgetTries, type TryOrigin, takeRefusalToRecord } from './tries.ts'

export type Attempt = { staffNumber: string; password: string; address: string; device: string | null }
/** A try that was counted and looked at. `wrongBefore`: how many tries were wrong since the last good one. */
type Tried = { key: string; account: Account | null; fits: boolean; wrongBefore: number }

/** Counts a try and looks at its password, before any transaction. Throws `signin.wait` when it comes too early. */
export async function trySignIn(ctx: Ctx, { staffNumber, password, address, device }: Attempt): Promise<Tried> {
  const key = staffNumberHash(staffNumber)
  const account = await accountByStaffNumber(ctx, staffNumber)
  const origin: TryOrigin = { account: key, address, device: account && (await knownDevice(ctx, device, account.id)) }
  await countTry(ctx, origin)
  const fits = await passwordFits(account?.active ? account.password_hash : null, password, origin.device !== null)
  return { key, account, fits, wrongBefore: fits ? await forgetTries(ctx, origin) : 0 }
}

/**
 * Opens a session; throws `signin.wrong`. Where passwords are switched off (`passwords` false) they open it only for who administers everything, for
 * the day on which the provider is away; everybody else learns no more than that they are off.
 */
export async function signIn(
  ctx: Ctx,
  { sessions, passwords }: { sessions: Sessions; passwords: boolean },
  { key, account, fits, wrongBefore }: Tried,
  shown: ShownByBrowser,
): Promise<Opened> {
  const wrong = passwords ? 'signin.wrong' : 'password.off'
  if (!fits || !account) return await refuse(ctx, key, account, wrong)
  if (!passwords && !(await administersAll(ctx, account.id))) throw new Fault(wrong)
  await lockOrOpenCase(ctx, account.home_site_id, 'account', account.id)
  await mustStillBe(ctx, account)
  const detail = { ...(wrongBefore > 0 ? { wrongBefore } : {}), ...(passwords ? {} : { breakGlass: true }) }
  return await openSession(ctx, sessions, account, { method: 'password', shown, detail })
}
async function refuse(ctx: Ctx, key: string, account: Account | null, wrong: 'signin.wrong' | 'password.off'): Promise<never> {
  const toRecord = await takeRefusalToRecord(ctx, key)
  if (account && toRecord)
    await recordOn(ctx, account, 'session.refused', { reason: account.active ? 'password' : 'inactive', tries: toRecord.tries })
  commitRefused(ctx)
  throw new Fault(wrong)
}

async function administersAll(ctx: Ctx, personId: string): Promise<boolean> {
  const held = await ctx.db
    .selectFrom('grants')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', '=', 'administrator')
    .where('scope', '=', 'all')
    .executeTakeFirst()
  return held !== undefined
}

/** The password was looked at before the transaction: somebody may have changed it since. Its case is held. */
async function mustStillBe(ctx: Ctx, account: Account): Promise<void> {
  const now = await accountOf(ctx).where('id', '=', account.id).executeTakeFirst()
  if (now?.password_hash !== account.password_hash) throw new Fault('signin.wrong')
}

export async function signOut(ctx: Ctx, sessions: Sessions): Promise<void> {
  const { sessionId } = mustBeStaff(ctx.actor)
  const account = await ownAccount(ctx)
  await recordOn(ctx, account, 'session.closed', { reason: 'signed-out' })
  await revokeSessions(ctx, { id: sessionId })
  await dropAfter(ctx, sessions, sessionId)
}

/** Looks at both passwords before any transaction. Wrong current ones are counted for this person alone. */
export async function tryPasswordChange(ctx: Ctx, input: { current: string; next: string }): Promise<PasswordChange> {
  const account = await ownAccount(ctx)
  await mustFit(ctx, account, input.current)
  const names = await siteNamesOf(ctx, account.id)
  const reason = weakness(input.next, { staffNumber: account.staff_number, names, current: input.current })
  if (reason) throw new Fault('password.weak', { reason })
  return { account, hash: await hashPassword(input.next) }
}
/** What a guesser tries first besides the staff number. */
async function siteNamesOf(ctx: Ctx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select s.name from sites s join grant_sites g on g.site_id = s.id where g.person_id = ${personId}
    union select u.name from units u join sites s on s.unit_id = u.id join grant_sites g on g.site_id = s.id where g.person_id = ${personId}`.execute(
    ctx.db,
  )
  return rows.map(r => r.name)
}
type PasswordChange = { account: Account; hash: string }

/** Ends all other sessions of the person; returns the new token of this one. */
export async function changePassword(ctx: Ctx, sessions: Sessions, { account, hash }: PasswordChange): Promise<string> {
  const { sessionId } = mustBeStaff(ctx.actor)
  await lockOrOpenCase(ctx, account.home_site_id, 'account', account.id)
  await mustStillBe(ctx, account)
  await setPassword(ctx, account.id, hash, false)
  const ended = await revokeSessions(ctx, { personId: account.id, but: sessionId })
  await recordOn(ctx, account, 'person.changed', { changed: 'password', sessionsEnded: ended })
  await dropAfter(ctx, sessions, account.id)
  return await renewToken(ctx, sessions)
}
