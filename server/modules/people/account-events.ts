/** What stands in the ledger of an account, and what every process has to forget then. */
import type { Ctx } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import type { Sessions } from './sessions.ts'
import { tellSessions } from './store.ts'

/** Every process forgets what it knows under this key; this one as soon as the change is committed. */
export async function dropAfter(ctx: Ctx, sessions: Sessions, key: string): Promise<void> {
  await tellSessions(ctx, key)
  ctx.committed.push(() => sessions.drop(key))
}

/** An event in the person's own account case. */
export async function recordOn(
  ctx: Ctx,
  person: { id: string; home_site_id: number },
  type: 'session.opened' | 'session.refused' | 'session.closed' | 'person.changed',
  detail: Record<string, string | number | boolean | null>,
): Promise<void> {
  const account = await lockOrOpenCase(ctx, person.home_site_id, 'account', person.id)
  await record(ctx, account, { type, subject: { kind: 'person', id: person.id }, refs: { person: person.id }, detail })
}
