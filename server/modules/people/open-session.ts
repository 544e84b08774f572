/** Opens the session of somebody who has shown who he is. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { SessionClient } from '../../platform/principal.ts'
import { recordOn } from './account-events.ts'
import { deviceName } from './device-name.ts'
import { rememberDevice } from './devices.ts'
import { endSession } from './ended-sessions.ts'
import { isEnrolled } from './factor-store.ts'
import { newToken, tokenHash } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import { type SignedIn, staffByToken } from './staff.ts'
import { insertSession, type SignInMethod } from './store.ts'

/** The tokens of the session and the device in the cookies of whoever signs in, and what his browser says that it is. */
export type ShownByBrowser = { session: string | null; device: string | null; agent: string | null }
export type Opened = SignedIn & { token: string; device: string | null }

/**
 * Acts as the person from here on. Whoever has a second factor that nobody has looked at yet is signed in only by its code: until then the session
 * opens nothing, and his device is not known.
 */
export async function openSession(
  ctx: Ctx,
  sessions: Sessions,
  account: { id: string; home_site_id: number },
  how: { method: SignInMethod; shown: ShownByBrowser; detail: Record<string, string | number | boolean> },
): Promise<Opened> {
  const { method, shown, detail } = how
  const token = newToken(ctx.random)
  const awaitsCode = method !== 'provider-second-factor' && (await isEnrolled(ctx, account.id))
  await insertSession(ctx, {
    id: ctx.newId(),
    tokenHash: tokenHash(token),
    personId: account.id,
    client: clientOf(ctx.source),
    device: shown.agent && deviceName(shown.agent),
    method,
    awaitsCode,
  })
  const signedIn = await staffByToken(ctx.db, tokenHash(token))
  if (!signedIn) throw new Fault('unauthenticated')
  ctx.actor = signedIn.staff
  // its cookie is gone, so nobody could sign it out there any more
  if (shown.session !== null) await endSession(ctx, sessions, { token: shown.session }, 'replaced')
  if (awaitsCode) return { ...signedIn, token, device: null }
  await recordOn(ctx, account, 'session.opened', { source: ctx.source, method, ...detail })
  return { ...signedIn, token, device: await rememberDevice(ctx, shown.device, account.id) }
}

const clientOf = (source: Ctx['source']): SessionClient => (source === 'screen' || source === 'field' ? source : 'api')
