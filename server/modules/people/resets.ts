/** What an administrator makes anew for somebody who cannot sign in: his password, his second factor. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import { dropAfter, recordOn } from './account-events.ts'
import { type AskConsent, hasSecondPerson, type Reset, requestConsent, takeConsent } from './account-requests.ts'
import { forgetDevices } from './devices.ts'
import { dropFactor } from './factor-store.ts'
import { askGate, marks, takePerson, tellScreens } from './persons.ts'
import { isSensitive } from './rules.ts'
import { type FirstPassword, staffNumberHash } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import { revokeSessions, setPassword } from './store.ts'
import { forgetAllTries } from './tries.ts'

/** What the commands need of others. */
export type ResetNeeds = { sessions: Sessions; ask: AskConsent; tellReset: TellReset }
/** Tells a person what of his was reset, and by whom. */
export type TellReset = (ctx: Ctx, siteId: number, personId: string, what: Reset, by: string) => Promise<void>

/**
 * A new first password; forgets the devices of the account and the wrong tries at it. Where no second person is asked, one person resets, so that
 * a counter of three is not locked out: the password must be changed, and its owner is told by whom it was given, at his sign-in and in his bell.
 */
export function resetPassword(ctx: Ctx, needs: ResetNeeds, siteId: number, id: string, first: FirstPassword): Promise<boolean> {
  return reset(ctx, needs, { siteId, id, what: 'password' }, async person => {
    await forgetAllTries(ctx, staffNumberHash(person.staff_number))
    await forgetDevices(ctx, id)
    await setPassword(ctx, id, first.hash, true)
  })
}

/** For somebody who lost his app and his recovery codes: he signs in by his password, and enrols anew where a site asks it of him. */
export function resetSecondFactor(ctx: Ctx, needs: ResetNeeds, siteId: number, id: string): Promise<boolean> {
  return reset(ctx, needs, { siteId, id, what: 'second-factor' }, async person => {
    if (!(await dropFactor(ctx, id))) throw new Fault('state.wrong')
    await forgetAllTries(ctx, staffNumberHash(person.staff_number))
  })
}

const changed = { password: 'password', 'second-factor': 'secondFactor' } as const satisfies Record<Reset, string>

/**
 * Ends the sessions of the account. For somebody with sensitive grants a second person consents first. Gives whether it is done.
 */
async function reset(
  ctx: Ctx,
  { sessions, ask, tellReset }: ResetNeeds,
  { siteId, id, what }: { siteId: number; id: string; what: Reset },
  act: (person: { staff_number: string }) => Promise<void>,
): Promise<boolean> {
  const { person, held } = await takePerson(ctx, siteId, id)
  await askGate(ctx, person)
  const isSensitiveReset = held.some(isSensitive) && id !== personIdOf(ctx.actor)
  const consent = isSensitiveReset ? await takeConsent(ctx, id, what) : null
  if (isSensitiveReset && consent === null && (await hasSecondPerson(ctx, person.home_site_id, id))) {
    await requestConsent(ctx, ask, person, { what })
    tellScreens(ctx, siteId)
    return false
  }
  await act(person)
  const ended = await revokeSessions(ctx, { personId: id, but: null })
  await recordOn(ctx, person, 'person.changed', {
    changed: changed[what],
    reset: true,
    sessionsEnded: ended,
    ...(consent ? { request: consent } : {}),
    ...marks({ alone: isSensitiveReset && consent === null, together: false }),
  })
  if (id !== personIdOf(ctx.actor)) await tellReset(ctx, person.home_site_id, id, what, actorName(ctx))
  await dropAfter(ctx, sessions, id)
  tellScreens(ctx, siteId)
  return true
}

const actorName = ({ actor }: Pick<Ctx, 'actor'>): string => (actor.kind === 'staff' ? `${actor.name} ${actor.staffNumber}` : '')
