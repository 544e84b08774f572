/** A real OpenID provider on this machine, and a browser that goes there and comes back. */
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

/** Whom the provider knows: what it says of somebody besides his name there. */
export type Known = Record<string, { preferred_username?: string; amr?: string[] }>

export const client = { id: 'sansheng', secret: 'a-secret-of-the-provider' }
/** Where the system under test stands, as the provider knows it. */
export const origin = 'http://localhost'
const redirect = `${origin}/sign-in/provider`

export type TestProvider = Awaited<ReturnType<typeof startProvider>>

export async function startProvider(known: Known) {
  /** Who sits before the browser. */
  let who = ''
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirect] }],
    claims: { openid: ['sub'], profile: ['preferred_username', 'amr'] },
    // as Keycloak does: the name stands in the ID token
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: known[id]?.preferred_username }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  const callback = provider.callback()
  async function answer(...[request, response]: Parameters<typeof callback>): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response) as never
    await provider.interactionFinished(request, response, { login: { accountId: who, amr: known[who]?.amr ?? ['pwd'] } })
  }

  return {
    issuer,
    /** Goes to an address of the provider as this person, as far as it leads, and returns what stands behind the `?` of ours. */
    async visit(url: string, as: string): Promise<string> {
      who = as
      // a browser of its own: nobody is signed in there already
      const jar = new Map<string, string>()
      let at = url
      for (let hops = 0; hops < 10; hops++) {
        const reply = await fetch(at, {
          redirect: 'manual',
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        })
        for (const cookie of reply.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
          jar.set(name!, value!)
        }
        const next = reply.headers.get('location')
        if (!next) throw new Error(`${at}: ${reply.status} ${await reply.text()}`)
        at = new URL(next, at).href
        if (at.startsWith(redirect)) return new URL(at).search.slice(1)
      }
      throw new Error(`${url} leads nowhere`)
    },
    stop: () => new Promise<void>(done => server.close(() => done())),
  }
}
