/** Who sends a request: a member of staff with a session, or a program with a token; known for a few seconds, forgotten when that ends. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { Ports } from '../../platform/ports.ts'
import type { Principal } from '../../platform/principal.ts'
import type { DB } from '../../schema.gen.ts'
import { credentialOf } from './credentials.ts'
import { tokenHash } from './secrets.ts'
import { serviceBearers } from './service-bearers.ts'
import { staffSessions } from './staff-sessions.ts'

const sweepEvery = 60_000

export type Sessions = {
  /** Throws what is wrong with the session or token, `unauthenticated` when there is none. */
  actorOf(request: FastifyRequest): Promise<Principal>
  /** Forgets what is known of a session, person or token by its id, `*` of everybody; other processes hear it by `notify`. */
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
  const { db, ports, idleMinutes = 30 } = needs
  const staff = staffSessions({ db, ports, idleMinutes })
  const services = serviceBearers({ db, ports })
  const dropped = new Set<(key: string) => void>()

  function drop(key: string): void {
    staff.drop(key)
    services.drop(key)
    for (const handler of dropped) handler(key)
  }

  const unlisten = await needs.listen('session', drop)
  const forget = needs.onReconnect?.(() => drop('*'))
  // tokens that nobody uses any more would stay for ever
  const sweep = setInterval(() => {
    staff.sweep()
    services.sweep()
  }, sweepEvery)
  sweep.unref()
  return {
    async actorOf(request) {
      const credential = credentialOf(request)
      if (credential === null) throw new Fault('unauthenticated')
      const hash = tokenHash(credential.token)
      return credential.kind === 'service' ? await services.serviceOf(hash) : await staff.staffOf(request, hash)
    },
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
