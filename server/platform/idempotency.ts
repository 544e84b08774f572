import { Fault } from '@sansheng/contract/fault.ts'
import { sql } from 'kysely'
import { type Ctx, iso } from './ctx.ts'
import { canonical, sha256 } from './events/hash.ts'
import type { PrincipalKind } from './principal.ts'

export type Once = { actorKind: PrincipalKind; actorId: string; operation: string; key: string; request: unknown }
/** How long a reply is kept. */
export const retention = 24 * 60 * 60_000

/** The reply of the first time, if this request came before; the same key with another request is refused. */
export async function remembered(ctx: Ctx, once: Once): Promise<{ reply: unknown } | null> {
  const row = await ctx.db
    .selectFrom('idempotency')
    .select(['request_hash', 'reply'])
    .where('actor_kind', '=', once.actorKind)
    .where('actor_id', '=', once.actorId)
    .where('operation', '=', once.operation)
    .where('key', '=', once.key)
    .where('created_at', '>', iso(ctx.now() - retention) as never)
    .executeTakeFirst()
  if (!row) return null
  if (row.request_hash !== sha256(canonical(once.request))) throw new Fault('key.reused')
  return { reply: row.reply }
}

/** Keeps the reply in the same transaction; of two that come at once the second waits here, fails and is tried again. */
export async function remember(ctx: Ctx, once: Once, reply: unknown): Promise<void> {
  const row = {
    request_hash: sha256(canonical(once.request)),
    status: 200,
    reply: JSON.stringify(reply),
    created_at: iso(ctx.now()) as never,
  }
  await ctx.db
    .insertInto('idempotency')
    .values({ actor_kind: once.actorKind, actor_id: once.actorId, operation: once.operation, key: once.key, ...row })
    .onConflict(c =>
      c
        .columns(['actor_kind', 'actor_id', 'operation', 'key'])
        .doUpdateSet(row)
        .where('idempotency.created_at', '<=', iso(ctx.now() - retention) as never),
    )
    .returning('key')
    .executeTakeFirstOrThrow(() => Again())
}

/** Forgets the replies that name one of these ids: what they say of a person goes before the day is over. */
export async function forgetReplies(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await sql`delete from idempotency where exists (select from unnest(${[...ids]}::text[]) as i(id) where strpos(reply::text, i.id) > 0)`.execute(
    ctx.db,
  )
}

/** Not an error of anybody's: the transaction lost a race and is simply tried again. A function so that `instanceof` is not needed. */
export function Again(): Error {
  return Object.assign(new Error('again'), { code: '40001' })
}
