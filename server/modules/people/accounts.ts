/** Accounts of persons as signing in reads them. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { mustBeStaff } from '../../platform/principal.ts'
import { passwordFits, staffNumberHash } from './secrets.ts'
import { countTryInSession, forgetTriesInSession } from './tries.ts'

export type Account = { id: string; home_site_id: number; staff_number: string; password_hash: string; active: boolean }

export const accountOf = (ctx: Pick<Ctx, 'db'>) =>
  ctx.db.selectFrom('persons').select(['id', 'home_site_id', 'staff_number', 'password_hash', 'active'])

export async function accountByStaffNumber(ctx: Ctx, staffNumber: string): Promise<Account | null> {
  const found = await accountOf(ctx)
    .where(e => e(e.fn<string>('lower', ['staff_number']), '=', staffNumber.toLowerCase()))
    .executeTakeFirst()
  return found ?? null
}

/** Of whoever is signed in. */
export async function ownAccount(ctx: Pick<Ctx, 'db' | 'actor'>): Promise<Account> {
  return await accountOf(ctx)
    .where('id', '=', mustBeStaff(ctx.actor).personId)
    .executeTakeFirstOrThrow(() => new Fault('unauthenticated'))
}

/** The current password of whoever is signed in, looked at outside of any transaction; wrong ones are counted for this person alone. */
export async function mustFit(ctx: Ctx, account: Account, password: string): Promise<void> {
  const key = staffNumberHash(account.staff_number)
  await countTryInSession(ctx, key)
  if (!(await passwordFits(account.password_hash, password, true))) throw new Fault('password.wrong')
  await forgetTriesInSession(ctx, key)
}
