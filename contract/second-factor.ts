/** The second factor of whoever signs in: codes of an app (RFC 6238), recovery codes, and confirming again before sensitive acts. A part of people. */
import { type Static, Type } from 'typebox'
import { Password } from './password.ts'
import { Done, Flag, Instant, Nullable, route, Shape, SiteThing } from './route.ts'

/** Six digits of the app, or a recovery code. */
export const FactorCode = Type.String({ minLength: 6, maxLength: 40, examples: ['492039'] })
const RecoveryCodes = Type.Array(Type.String({ examples: ['k7dm-4wqx-a2hc-9rtv'] }))

/** How it stands with the second factor of whoever asks. */
export const SecondFactorState = Shape({
  /** Since when codes of an app are asked for; null: they are not. */
  since: Nullable(Instant),
  /** A site where the person works asks it of one of his roles. */
  required: Flag,
  /** The password was right, the code is still missing: nothing else is answered until it comes. */
  awaited: Flag,
  recoveryCodes: Type.Integer({ minimum: 0, examples: [10] }),
})
export type SecondFactorState = Static<typeof SecondFactorState>

export const secondFactor = {
  enterCode: route({
    method: 'POST',
    path: '/people/sign-in/code',
    needs: 'session',
    renewsSession: true,
    summary: 'Finish signing in with a code of the app or a recovery code; the session gets a new token',
    body: Shape({ code: FactorCode }),
    secret: true,
    reply: Done,
  }),
  beginSecondFactor: route({
    method: 'POST',
    path: '/people/me/second-factor',
    needs: 'session',
    stepUp: true,
    summary: 'Make a key for an app that shows codes; it is shown once and counts when a code of it has been entered',
    secret: true,
    reply: Shape({
      key: Type.String({ examples: ['JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'] }),
      uri: Type.String({ examples: ['otpauth://totp/1024?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'] }),
    }),
  }),
  enrolSecondFactor: route({
    method: 'POST',
    path: '/people/me/second-factor/code',
    needs: 'session',
    renewsSession: true,
    summary: 'Confirm the new key by a code; gives the recovery codes, shown once, and the session a new token',
    body: Shape({ code: FactorCode }),
    secret: true,
    reply: Shape({ recoveryCodes: RecoveryCodes }),
  }),
  removeSecondFactor: route({
    method: 'DELETE',
    path: '/people/me/second-factor',
    needs: 'session',
    renewsSession: true,
    stepUp: true,
    summary: 'Sign in without codes from now on; refused where a site asks for them',
    reply: Done,
  }),
  renewRecoveryCodes: route({
    method: 'POST',
    path: '/people/me/recovery-codes',
    needs: 'session',
    stepUp: true,
    summary: 'New recovery codes, shown once; the old ones are worth nothing any more',
    secret: true,
    reply: Shape({ recoveryCodes: RecoveryCodes }),
  }),
  confirmMe: route({
    method: 'POST',
    path: '/people/me/confirmation',
    needs: 'session',
    summary: 'Say again who I am, before a sensitive act: with a code where I have a second factor, else with my password',
    body: Shape({ code: Type.Optional(FactorCode), password: Type.Optional(Password) }),
    secret: true,
    reply: Done,
  }),
  resetSecondFactor: route({
    method: 'POST',
    path: '/sites/:siteId/persons/:id/second-factor/reset',
    needs: 'people:manage',
    stepUp: true,
    summary: 'Take the second factor of somebody away who lost it; ends the sessions of the account',
    params: SiteThing,
    /** False: a second person is asked first; after his consent it is called again. */
    reply: Shape({ done: Flag }),
  }),
}
