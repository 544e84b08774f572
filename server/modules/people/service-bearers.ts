/** From the token of a program to the service, as long as the token holds. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { Kysely } from 'kysely'
import type { Ports } from '../../platform/ports.ts'
import type { Service } from '../../platform/principal.ts'
import type { DB } from '../../schema.gen.ts'
import { answers } from './answers.ts'
import { type Bearer, serviceByToken, touchToken } from './token-store.ts'

/** How often use is written down, whatever the number of nodes. */
const touchEvery = 60_000

export type ServiceBearers = {
  /** Throws `token.unknown`, `token.revoked` or `token.expired`. */
  serviceOf(tokenHash: string): Promise<Service>
  /** Forgets a token, `*` all of them. */
  drop(key: string): void
  /** Forgets what has ended. */
  sweep(): void
}

export function serviceBearers({ db, ports }: { db: Kysely<DB>; ports: Ports }): ServiceBearers {
  const known = answers<Bearer>(ports.now, async (tokenHash, before) => {
    const found = await serviceByToken(db, tokenHash)
    return found && { ...found, usedAt: Math.max(found.usedAt, before?.usedAt ?? 0) }
  })
  return {
    async serviceOf(tokenHash) {
      const bearer = await known.of(tokenHash)
      if (!bearer) throw new Fault('token.unknown')
      if (bearer.revoked) throw new Fault('token.revoked')
      const now = ports.now()
      if (now >= bearer.expiresAt) throw new Fault('token.expired')
      if (now - bearer.usedAt >= touchEvery) {
        bearer.usedAt = now
        await touchToken(db, bearer.service.tokenId, now, touchEvery)
      }
      return bearer.service
    },
    drop(key) {
      known.forget(({ service }) => key === '*' || service.tokenId === key)
    },
    sweep() {
      const now = ports.now()
      known.forget(({ expiresAt, revoked }) => revoked || now >= expiresAt)
    },
  }
}
