/** People at their desks: each signs in as a browser would and calls declared routes. */
import type { GateDenied } from '@sansheng/contract/clocks.ts'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { people } from '@sansheng/contract/people.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '@sansheng/contract/route.ts'
import type { App } from '../app.ts'
import { cookieName } from '../modules/people/index.ts'

type Given<T extends Route> = { params?: Partial<ParamsOf<T>>; query?: QueryOf<T>; body?: BodyOf<T> }
type Refusal = { code: string; message: string; detail?: Partial<GateDenied> }
type Answer<T extends Route> = { status: number; body: ReplyOf<T>; refusal: Refusal | null }
export type Caller = {
  staffNumber: string
  call<T extends Route>(route: T, given?: Given<T>): Promise<Answer<T>>
  /** The reply; throws a `Refused` when the system says no. */
  ok<T extends Route>(route: T, given?: Given<T>): Promise<ReplyOf<T>>
}
export type Refused = Error & { refusal: Refusal; status: number }
export const isRefused = (error: unknown): error is Refused => (error as Partial<Refused>).refusal !== undefined

/** `first`: the password that the system made for a person, until he has changed it. */
export type Secrets = { password: string; first: Map<string, string> }

/** Gives a caller for a staff number; it signs in when it must, and changes its first password. `siteId` fills the path. */
export function callersOf(
  app: App,
  secrets: Secrets,
  headers: Record<string, string> = {},
): (staffNumber: string, siteId?: number) => Caller {
  const tokens = new Map<string, string>()

  async function send(staffNumber: string, siteId: number | undefined, route: Route, given: Given<Route>) {
    const params: Record<string, unknown> = { siteId, ...(given.params as object | undefined) }
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
    const entries = Object.entries((given.query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined)
    const query = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString()
    const token = tokens.get(staffNumber)
    const reply = await app.http.inject({
      method: route.method,
      url: `/api${path}${query ? `?${query}` : ''}`,
      headers: { 'x-sansheng-client': 'web', ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(given.body === undefined ? {} : { payload: given.body as object }),
    })
    const body = reply.json()
    const session = reply.cookies.find(c => c.name === cookieName)
    if (session?.value) tokens.set(staffNumber, session.value)
    return { status: reply.statusCode, body, refusal: (body.error as Refusal | undefined) ?? null }
  }

  async function signIn(staffNumber: string): Promise<void> {
    const first = secrets.first.get(staffNumber)
    tokens.delete(staffNumber)
    const body = { staffNumber, password: first ?? secrets.password }
    mustBeOk(staffNumber, people.signIn, await send(staffNumber, undefined, people.signIn, { body }))
    if (first === undefined) return
    const change = { current: first, next: secrets.password }
    mustBeOk(staffNumber, people.changePassword, await send(staffNumber, undefined, people.changePassword, { body: change }))
    secrets.first.delete(staffNumber)
  }

  return (staffNumber, siteId) => {
    const call = async <T extends Route>(route: T, given: Given<T> = {}) => {
      if (!tokens.has(staffNumber)) await signIn(staffNumber)
      let answer = await send(staffNumber, siteId, route, given as Given<Route>)
      if (answer.status === 401) {
        await signIn(staffNumber)
        answer = await send(staffNumber, siteId, route, given as Given<Route>)
      }
      if (answer.refusal?.code === 'confirm.needed') {
        const body = { password: secrets.password }
        mustBeOk(staffNumber, people.confirmMe, await send(staffNumber, undefined, people.confirmMe, { body }))
        answer = await send(staffNumber, siteId, route, given as Given<Route>)
      }
      return answer as Answer<T>
    }
    return { staffNumber, call, ok: async (route, given) => mustBeOk(staffNumber, route, await call(route, given)).body }
  }
}

function mustBeOk<A extends Answer<Route>>(who: string, route: Route, answer: A): A {
  if (answer.status === 200) return answer
  const { status, refusal } = answer
  const error = new Error(
    `${who}: ${route.method} ${route.path} → ${status} ${refusal?.message ?? ''} ${JSON.stringify(answer.body)}`,
  )
  throw Object.assign(error, { refusal: refusal ?? { code: '', message: '' }, status })
}

/** Sends a form to the printer, takes the paper out and says so. */
export async function printForm(by: Caller, id: string): Promise<void> {
  await by.ok(dispatch.print, { params: { id }, body: {} })
  await by.ok(dispatch.printed, { params: { id }, body: { how: 'screen' } })
}
