/** Who sends a request: from the token of its cookie or header to an actor, kept for a few seconds and dropped when the session ends. */
import { Fault } from '@sansheng/contract/fault.ts'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { Ports } from '../../platform/ports.ts'
import type { Principal } from '../../platform/principal.ts'
import type { DB } from '../../schema.gen.ts'
import { tokenHash } from './secrets.ts'
import { type SignedIn, staffByToken } from './staff.ts'
import { touchSession } from './store.ts'

export const cookieName = 'sansheng_session'
/** How long an actor is believed without asking the database. */
const believedFor = 5_000
/** How often being there is written down. */
const touchEvery = 60_000
const absolute = 12 * 3_600_000
/** With a first password that has not been changed, only this can be done. */
const beforeChange = new Set(['people.me', 'people.changePassword', 'people.signOut'])

type Seen = SignedIn & { readAt: number; lastSeen: number; touched: number }

export type Sessions = {
  /** Throws `unauthenticated`, `session.expired` or `password.change`. */
  actorOf(request: FastifyRequest): Promise<Principal>
  /** Forgets what is known of a session id or person id, `*` of everybody; other processes hear it by `notify`. */
  drop(key: string): void
  /** Hears the key of each drop, wherever it happened: an open stream asks again who it is. Gives back how to end it. */
  onDrop(handler: (key: string) => void): () => void
  idleMinutes: number
  close(): Promise<void>
}

/** `listen` and `onReconnect` as the database gives them; sessions end by themselves after `idleMinutes` without a request, or 12 hours. */
export async function sessions(needs: {
  db: Kysely<DB>
  ports: Ports
  listen: Database['listen']
  onReconnect?: Database['onReconnect']
  idleMinutes?: number
}): Promise<Sessions> {
  const { db, ports } = needs
  const idleMinutes = needs.idleMinutes ?? 30
  const known = new Map<string, Seen>()
  const dropped = new Set<(key: string) => void>()
  let drops = 0

  function drop(key: string): void {
    drops += 1
    if (key === '*') known.clear()
    else for (const [token, seen] of known) if (seen.staff.sessionId === key || seen.staff.personId === key) known.delete(token)
    for (const handler of dropped) handler(key)
  }

  async function look(token: string): Promise<Seen> {
    const now = ports.now()
    const before = known.get(token)
    if (before && now - before.readAt < believedFor) return before
    const dropsBefore = drops
    const found = await staffByToken(db, token)
    if (!found) {
      known.delete(token)
      throw new Fault('unauthenticated')
    }
    const lastSeen = Math.max(found.lastSeenAt, before?.lastSeen ?? 0)
    const seen: Seen = { ...found, readAt: now, lastSeen, touched: Math.max(found.lastSeenAt, before?.touched ?? 0) }
    // what was read before a drop is used this once, but not believed any longer
    if (drops === dropsBefore) known.set(token, seen)
    return seen
  }

  async function actorOf(request: FastifyRequest): Promise<Principal> {
    const token = tokenOf(request)
    if (token === null) throw new Fault('unauthenticated')
    const key = tokenHash(token)
    const seen = await look(key)
    const now = ports.now()
    if (now - seen.lastSeen > idleMinutes * 60_000 || now - seen.openedAt > absolute) {
      known.delete(key)
      throw new Fault('session.expired')
    }
    // a page that refreshes itself is nobody's presence
    if (request.headers['x-sansheng-quiet'] !== '1') {
      seen.lastSeen = now
      if (now - seen.touched >= touchEvery) {
        seen.touched = now
        await touchSession(db, seen.staff.sessionId, now)
      }
    }
    const { operation } = request.routeOptions.config as { operation?: string }
    if (seen.mustChange && !beforeChange.has(operation ?? '')) throw new Fault('password.change')
    return seen.staff
  }

  const unlisten = await needs.listen('session', drop)
  const forget = needs.onReconnect?.(() => drop('*'))
  // tokens that nobody uses any more would stay for ever
  const sweep = setInterval(() => {
    const stale = ports.now() - believedFor * 12 * idleMinutes
    for (const [token, seen] of known) if (seen.lastSeen < stale) known.delete(token)
  }, 60_000)
  sweep.unref()
  return {
    actorOf,
    drop,
    onDrop(handler) {
      dropped.add(handler)
      return () => dropped.delete(handler)
    },
    idleMinutes,
    async close() {
      clearInterval(sweep)
      forget?.()
      await unlisten()
    },
  }
}

function tokenOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization
  if (header !== undefined) return /^Bearer\s+([\w-]{20,200})$/i.exec(header)?.[1] ?? null
  const cookie = request.headers.cookie
  return (cookie && parseCookie(cookie)[cookieName]) || null
}

export function giveCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.header('set-cookie', stringifySetCookie(cookieName, token, attributes(request)))
}

export function takeCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('set-cookie', stringifySetCookie(cookieName, '', { ...attributes(request), maxAge: 0 }))
}

function attributes(request: FastifyRequest) {
  const secure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'
  return { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
}
