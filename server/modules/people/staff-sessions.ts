/** From the session of a request to the member of staff, as long as the session holds. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Ports } from '../../platform/ports.ts'
import type { Staff } from '../../platform/principal.ts'
import type { DB } from '../../schema.gen.ts'
import { answers } from './answers.ts'
import { codeAwaitedFor } from './sign-in-rules.ts'
import { type SignedIn, staffByToken } from './staff.ts'
import { touchSession } from './store.ts'

/** How often being there is written down. */
const touchEvery = 60_000
/** However busy it is, a session ends after this. */
export const absoluteSession = 12 * 3_600_000
/** What can be done before the code of the second factor, with a first password that has not been changed, and without a factor that is required. */
const beforeCode = ['people.me', 'people.enterCode', 'people.signOut']
const beforeChange = ['people.me', 'people.changePassword', 'people.changeMyLanguage', 'people.signOut']
const beforeFactor = [...beforeChange, 'people.beginSecondFactor', 'people.enrolSecondFactor', 'people.confirmMe']

type Session = SignedIn & { lastSeen: number; touched: number }

export type StaffSessions = {
  /** Throws `unauthenticated`, `session.expired`, `code.awaited`, `password.change` or `factor.missing`. */
  staffOf(request: FastifyRequest, tokenHash: string): Promise<Staff>
  /** Forgets a session or a person, `*` everybody. */
  drop(key: string): void
  /** Forgets the sessions that nobody used for long. */
  sweep(): void
}

export function staffSessions({ db, ports, idleMinutes }: { db: Kysely<DB>; ports: Ports; idleMinutes: number }): StaffSessions {
  const idle = idleMinutes * 60_000
  const known = answers<Session>(ports.now, async (tokenHash, before) => {
    const found = await staffByToken(db, tokenHash)
    if (!found) return null
    const { lastSeenAt } = found
    return {
      ...found,
      lastSeen: Math.max(lastSeenAt, before?.lastSeen ?? 0),
      touched: Math.max(lastSeenAt, before?.touched ?? 0),
    }
  })

  async function touch(session: Session, now: number): Promise<void> {
    session.lastSeen = now
    if (now - session.touched < touchEvery) return
    session.touched = now
    await touchSession(db, session.staff.sessionId, now)
  }

  return {
    async staffOf(request, tokenHash) {
      const session = await known.of(tokenHash)
      if (!session) throw new Fault('unauthenticated')
      const now = ports.now()
      if (now - session.lastSeen > idle || now - session.openedAt > absoluteSession) throw new Fault('session.expired')
      if (session.awaitsCode && now - session.openedAt > codeAwaitedFor) throw new Fault('session.expired')
      // a page that refreshes itself is nobody's presence
      if (request.headers['x-sansheng-quiet'] !== '1') await touch(session, now)
      const { operation } = request.routeOptions.config as { operation?: string }
      mustBeComplete(session, operation ?? '')
      return session.staff
    },
    drop(key) {
      known.forget(({ staff }) => key === '*' || staff.sessionId === key || staff.personId === key)
    },
    sweep() {
      const stale = ports.now() - idle
      known.forget(({ lastSeen }) => lastSeen < stale)
    },
  }
}

function mustBeComplete({ awaitsCode, mustChange, factor }: SignedIn, operation: string): void {
  if (awaitsCode && !beforeCode.includes(operation)) throw new Fault('code.awaited')
  if (mustChange && !beforeChange.includes(operation)) throw new Fault('password.change')
  if (factor.required && factor.since === null && !beforeFactor.includes(operation)) throw new Fault('factor.missing')
}
