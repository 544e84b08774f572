/** What a request shows of who sends it: the cookie of a session, or a token in its header. */
import { servicePrefix } from '@sansheng/contract/service-tokens.ts'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { deviceRetention, flowLasts } from './sign-in-rules.ts'

export const cookieName = 'sansheng_session'
/** Says from which device somebody signs in; it opens nothing. */
const deviceCookie = 'sansheng_device'

export type Credential = { kind: 'session' | 'service'; token: string }

/** Between leaving for the provider and coming back. */
const flowCookie = 'sansheng_provider'

/** A header goes before a cookie. The token of a service is taken from the header alone, and is told from a session by its beginning. */
export function credentialOf(request: FastifyRequest): Credential | null {
  const header = request.headers.authorization
  if (header !== undefined) {
    const token = /^Bearer\s+([\w-]{20,200})$/i.exec(header)?.[1]
    return token ? { kind: token.startsWith(servicePrefix) ? 'service' : 'session', token } : null
  }
  const cookie = request.headers.cookie
  const token = cookie && parseCookie(cookie)[cookieName]
  return token ? { kind: 'session', token } : null
}

/** The token of the session in the cookie: whoever signs in takes its place. */
export function shownSession(request: FastifyRequest): string | null {
  const { cookie } = request.headers
  return (cookie && parseCookie(cookie)[cookieName]) || null
}

/** The token of the device, or null when it has none that could be ours. */
export function deviceOf(request: FastifyRequest): string | null {
  const { cookie } = request.headers
  const token = cookie && parseCookie(cookie)[deviceCookie]
  return token && /^[\w-]{43}$/.test(token) ? token : null
}

/** `device` null: it keeps what it has. */
export function giveCookies(
  request: FastifyRequest,
  reply: FastifyReply,
  { token, device }: { token: string; device: string | null },
): void {
  const session = stringifySetCookie(cookieName, token, attributes(request))
  const known = { ...attributes(request), maxAge: deviceRetention / 1000, path: '/api/people' }
  void reply.header('set-cookie', device === null ? [session] : [session, stringifySetCookie(deviceCookie, device, known)])
}

export function giveFlow(request: FastifyRequest, reply: FastifyReply, sealed: string): void {
  const lasts = { ...attributes(request), maxAge: flowLasts / 1000, path: '/api/people' }
  void reply.header('set-cookie', stringifySetCookie(flowCookie, sealed, lasts))
}

export function flowOf(request: FastifyRequest): string | null {
  const { cookie } = request.headers
  return (cookie && parseCookie(cookie)[flowCookie]) || null
}

export function takeCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('set-cookie', stringifySetCookie(cookieName, '', { ...attributes(request), maxAge: 0 }))
}

function attributes(request: FastifyRequest) {
  const secure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'
  return { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
}
