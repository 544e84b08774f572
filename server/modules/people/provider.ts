/** The organisation's own provider of identities (OpenID Connect): authorization code with PKCE, state and nonce. */
import { Fault } from '@sansheng/contract/fault.ts'
import type * as Client from 'openid-client'

/** As the operator has set it. */
export type ProviderSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  /** What the button says. */
  label: string
  /** The claim of the ID token that holds the staff number. */
  claim: string
  /** Everybody may sign in with his password as well. */
  passwords: boolean
}
/** What the browser keeps between leaving and coming back, sealed. */
export type Flow = { state: string; nonce: string; verifier: string; redirect: string; at: number }
/** What the provider says of whoever came back. */
export type Claims = {
  staffNumber: string
  /** It checked a second factor as well. */
  secondFactor: boolean
  /** When it last asked who is there; null where it does not say. */
  authenticatedAt: number | null
}

export type Provider = {
  label: string
  passwords: boolean
  /** `again`: who is signed in there is asked again. Throws `provider.unavailable`. */
  begin(redirect: string, again: boolean, now: number): Promise<{ url: string; flow: Flow }>
  /** Throws `provider.failed` when the answer does not belong to the flow or is not to be believed, `provider.unavailable`. */
  finish(flow: Flow, answer: string): Promise<Claims>
}

/** Seconds for each question to the provider. */
const patience = 8
/** Values of `amr` (RFC 8176) that stand for a second factor. */
const secondFactors = new Set(['mfa', 'otp', 'hwk', 'swk', 'sms', 'fpt', 'face'])

export function providerAt(settings: ProviderSettings): Provider {
  let known: Promise<Known> | null = null

  /** Read once it is needed, and again where it could not be read. */
  async function configuration(): Promise<Known> {
    known ??= discover(settings)
    try {
      return await known
    } catch (error) {
      known = null
      throw unavailable(error)
    }
  }

  return {
    label: settings.label,
    passwords: settings.passwords,
    async begin(redirect, again, now) {
      const { oidc, config } = await configuration()
      const flow: Flow = {
        state: `${again ? 'c' : 's'}.${oidc.randomState()}`,
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        redirect,
        at: now,
      }
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: 'openid profile',
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: 'S256',
        ...(again ? { prompt: 'login', max_age: '0' } : {}),
      })
      return { url: url.href, flow }
    },
    async finish(flow, answer) {
      const { oidc, config } = await configuration()
      const came = new URL(flow.redirect)
      came.search = answer
      const tokens = await oidc
        .authorizationCodeGrant(config, came, {
          pkceCodeVerifier: flow.verifier,
          expectedState: flow.state,
          expectedNonce: flow.nonce,
          idTokenExpected: true,
        })
        .catch(error => {
          throw isRefusal(oidc, error) ? new Fault('provider.failed') : unavailable(error)
        })
      return claimsOf(tokens.claims() ?? {}, settings.claim)
    },
  }
}

type Known = { oidc: typeof Client; config: Client.Configuration }

/** The library is read with it: most systems have no provider. */
async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Known> {
  const oidc = await import('openid-client')
  const config = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: patience,
    // the settings let http only where it does not leave the own network
    execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
  })
  config.timeout = patience
  // the signature of the ID token is looked at although it came straight from the provider
  oidc.enableNonRepudiationChecks(config)
  return { oidc, config }
}

/** The provider answered, and what it said is no reason to let anybody in. */
const isRefusal = (oidc: typeof Client, error: unknown): boolean =>
  error instanceof oidc.ResponseBodyError ||
  error instanceof oidc.AuthorizationResponseError ||
  (error instanceof oidc.ClientError && error.code !== 'OAUTH_TIMEOUT')

const unavailable = (error: unknown): Fault => (error instanceof Fault ? error : new Fault('provider.unavailable'))

function claimsOf(claims: Record<string, unknown>, claim: string): Claims {
  const staffNumber = claims[claim]
  if ((typeof staffNumber !== 'string' && typeof staffNumber !== 'number') || String(staffNumber).trim() === '')
    throw new Fault('provider.failed')
  const methods = Array.isArray(claims.amr) ? claims.amr : []
  return {
    staffNumber: String(staffNumber).trim(),
    secondFactor: methods.some(method => secondFactors.has(String(method))),
    authenticatedAt: typeof claims.auth_time === 'number' ? claims.auth_time * 1000 : null,
  }
}
