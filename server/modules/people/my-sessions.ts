/** The sessions of whoever asks: where he is signed in, and how he ends one of them. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { MySession } from '@sansheng/contract/people.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { mustBeStaff } from '../../platform/principal.ts'
import { endSession } from './ended-sessions.ts'
import type { Sessions } from './sessions.ts'
import { absoluteSession } from './staff-sessions.ts'

const shown = 50

/** Those that still open something: neither ended nor over. */
export async function listMySessions(ctx: Ctx, idleMinutes: number): Promise<MySession[]> {
  const { personId, sessionId } = mustBeStaff(ctx.actor)
  const rows = await ctx.db
    .selectFrom('sessions')
    .select(['id', 'client', 'device', 'opened_at', 'last_seen_at'])
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('awaits_code', '=', false)
    .where('last_seen_at', '>=', iso(ctx.now() - idleMinutes * 60_000) as never)
    .where('opened_at', '>=', iso(ctx.now() - absoluteSession) as never)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .limit(shown)
    .execute()
  return rows.map(row => ({
    id: row.id,
    client: row.client as MySession['client'],
    device: row.device,
    openedAt: iso(row.opened_at),
    lastSeenAt: iso(row.last_seen_at),
    current: row.id === sessionId,
  }))
}

export async function endMySession(ctx: Ctx, sessions: Sessions, id: string): Promise<void> {
  const { personId } = mustBeStaff(ctx.actor)
  if (!(await endSession(ctx, sessions, { id, personId }, 'ended-elsewhere'))) throw new Fault('not_found')
}
