/** Signing in through the organisation's own provider (OpenID Connect). A part of people. */
import { type Static, Type } from 'typebox'
import { Done, Flag, Nullable, route, Shape } from './route.ts'

/** Where the provider sends people back to: a screen of ours, which hands over what stands behind its `?`. */
export const providerPath = '/sign-in/provider'

export const SignInWays = Shape({
  /** What the button says; null: no provider is set. */
  provider: Nullable(Shape({ label: Type.String({ examples: ['集团统一登录'] }) })),
  /** Everybody may sign in with his password; otherwise only who administers everything, for the day on which the provider is away. */
  passwords: Flag,
})
export type SignInWays = Static<typeof SignInWays>

const Address = Shape({ url: Type.String({ examples: ['https://login.example.cn/realms/staff/protocol/openid-connect/auth'] }) })
/** What stands behind the `?` of the address to which the provider led back. */
const Answer = Shape({ answer: Type.String({ minLength: 1, maxLength: 4000, examples: ['code=s8Kd&state=s.4fVq'] }) })

export const provider = {
  signInWays: route({
    method: 'GET',
    path: '/people/sign-in/ways',
    needs: 'public',
    summary: 'How people sign in here',
    reply: SignInWays,
  }),
  beginAtProvider: route({
    method: 'POST',
    path: '/people/sign-in/provider',
    needs: 'public',
    summary: 'Where to go to sign in at the provider; the browser gets a cookie that belongs to it for ten minutes',
    secret: true,
    reply: Address,
  }),
  finishAtProvider: route({
    method: 'POST',
    path: '/people/sign-in/provider/answer',
    needs: 'public',
    summary: 'Sign in with the answer of the provider, as the person whose staff number it names',
    body: Answer,
    secret: true,
    reply: Done,
  }),
  beginConfirmation: route({
    method: 'POST',
    path: '/people/me/confirmation/provider',
    needs: 'session',
    summary: 'Where to go to say again who I am, at the provider',
    secret: true,
    reply: Address,
  }),
  finishConfirmation: route({
    method: 'POST',
    path: '/people/me/confirmation/provider/answer',
    needs: 'session',
    summary: 'Say again who I am with the answer of the provider',
    body: Answer,
    secret: true,
    reply: Done,
  }),
}
