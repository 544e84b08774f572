import { type Ctx, iso } from '../../platform/ctx.ts'
import { mustBeStaff } from '../../platform/principal.ts'
import { dropAfter } from './account-events.ts'
import { newToken, tokenHash } from './secrets.ts'
import type { Sessions } from './sessions.ts'

/**
 * A new token for the session of whoever acts, to be given to his browser: what opened the session before opens nothing any more, in whose hands
 * it may have come.
 */
export async function renewToken(ctx: Ctx, sessions: Sessions): Promise<string> {
  const { sessionId } = mustBeStaff(ctx.actor)
  const token = newToken(ctx.random)
  await ctx.db
    .updateTable('sessions')
    .set({ token_hash: tokenHash(token), last_seen_at: iso(ctx.now()) })
    .where('id', '=', sessionId)
    .where('revoked_at', 'is', null)
    .execute()
  await dropAfter(ctx, sessions, sessionId)
  return token
}
