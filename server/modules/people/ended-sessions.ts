/** A session that somebody ends: his own on another device, or the one that a browser had before he signed in there. */
import type { Ctx } from '../../platform/ctx.ts'
import { dropAfter, recordOn } from './account-events.ts'
import { tokenHash } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import { revokeSessions } from './store.ts'

/** Ends the session and records why; one that has ended already stays as it is. Gives whether there is such a session. */
export async function endSession(
  ctx: Ctx,
  sessions: Sessions,
  which: { id: string; personId: string } | { token: string },
  reason: 'replaced' | 'ended-elsewhere',
): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('sessions as s')
    .innerJoin('persons as p', 'p.id', 's.person_id')
    .select(['s.id as sessionId', 'p.id', 'p.home_site_id'])
    .where(e =>
      'token' in which
        ? e('s.token_hash', '=', tokenHash(which.token))
        : e.and([e('s.id', '=', which.id), e('s.person_id', '=', which.personId)]),
    )
    .executeTakeFirst()
  if (!found) return false
  if ((await revokeSessions(ctx, { id: found.sessionId })) === 0) return true
  await recordOn(ctx, found, 'session.closed', { reason })
  await dropAfter(ctx, sessions, found.sessionId)
  return true
}
