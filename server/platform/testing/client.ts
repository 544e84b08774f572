/** A person or a program that calls declared routes of a world, without a network between. */
import { people } from '@sansheng/contract/people.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '@sansheng/contract/route.ts'
import { Ajv, type ValidateFunction } from 'ajv'
import type { App } from '../../app.ts'
import { withFormats } from '../validation.ts'

export type Reply<T> = {
  status: number
  body: T
  error: {
    code: string
    message: string
    params: Record<string, unknown>
    fields?: { path: string; message: string }[]
    detail?: unknown
  }
}
type Given<T extends Route> = {
  params?: Partial<ParamsOf<T>>
  query?: QueryOf<T>
  body?: BodyOf<T>
  headers?: Record<string, string>
}
export type Client = {
  personId: string
  staffNumber: string
  token: string
  /** Calls a route; `siteId` of the path is the site of the world unless given. */
  call<T extends Route>(route: T, given?: Given<T>): Promise<Reply<ReplyOf<T>>>
  /** The reply's body; throws with the fault when the status is not 200. */
  ok<T extends Route>(route: T, given?: Given<T>): Promise<ReplyOf<T>>
}
/** A program with a token. */
export type ServiceClient = Pick<Client, 'token' | 'call' | 'ok'> & { tokenId: string }

/** What a client knows of its world. */
type Around = {
  app: App
  siteId: number
  comeBack: boolean
  signIn(staffNumber: string, password: string): Promise<{ token: string }>
}
/** The password of everybody in a world. */
export const password = 'three-rings-2026'

export function clientOf(w: Around, who: { token: string; staffNumber: string; personId: string }): Client {
  return {
    personId: who.personId,
    staffNumber: who.staffNumber,
    get token() {
      return who.token
    },
    ...callsOf(w, who),
  }
}

const comingBack = new WeakMap<object, ReturnType<Around['signIn']>>()

/** `staffNumber` null: a program, which does not sign in again. */
export function callsOf(w: Around, who: { token: string; staffNumber: string | null }): Pick<Client, 'call' | 'ok'> {
  const call: Client['call'] = async (route, given = {}) => {
    const params: Record<string, unknown> = { siteId: w.siteId, ...(given.params as object | undefined) }
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
    const query = new URLSearchParams(
      Object.entries((given.query ?? {}) as Record<string, unknown>).map(([k, v]) => [k, String(v)]),
    ).toString()
    const send = () =>
      w.app.http.inject({
        method: route.method,
        url: `/api${path}${query ? `?${query}` : ''}`,
        headers: { authorization: `Bearer ${who.token}`, 'x-sansheng-client': 'web', ...given.headers },
        ...(given.body === undefined ? {} : { payload: given.body as object }),
      })
    let reply = await send()
    // a clock that was moved by hours ended the session; people come back and sign in again
    if (w.comeBack && who.staffNumber !== null && reply.statusCode === 401 && reply.json().error.code === 'session.expired') {
      // those who notice it at the same moment share one sign-in
      const { staffNumber } = who
      const back = comingBack.get(who) ?? w.signIn(staffNumber, password).finally(() => comingBack.delete(who))
      comingBack.set(who, back)
      who.token = (await back).token
      reply = await send()
    }
    // who showed too long ago that it is he shows it again
    if (w.comeBack && reply.statusCode === 403 && reply.json().error.code === 'confirm.needed') {
      await call(people.confirmMe, { body: { password } })
      reply = await send()
    }
    const renewed = reply.cookies.find(cookie => cookie.name === 'sansheng_session')
    if (renewed?.value) who.token = renewed.value
    if (route.exact && reply.statusCode === 200) mustFit(route, reply.json())
    const body = reply.headers['content-type']?.toString().includes('json') ? reply.json() : reply.body
    return { status: reply.statusCode, body, error: body?.error }
  }
  return {
    call,
    async ok(route, given) {
      const reply = await call(route, given)
      if (reply.status !== 200) throw new Error(`${route.method} ${route.path} → ${reply.status} ${JSON.stringify(reply.body)}`)
      return reply.body
    },
  }
}

/** No schema stands between the handler of such a route and the wire: what it sends must be what it declares, no field more. */
function mustFit(route: Route, body: unknown): void {
  const check = checks.get(route) ?? schemas.compile(route.reply)
  checks.set(route, check)
  if (!check(body)) throw new Error(`${route.method} ${route.path} does not fit its schema: ${schemas.errorsText(check.errors)}`)
}
const schemas = withFormats(new Ajv({ strict: false }))
const checks = new WeakMap<Route, ValidateFunction>()
