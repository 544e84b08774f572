/** Work that comes again by itself: seals, and forgetting what is kept only for a while. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../schema.gen.ts'
import { type Ctx, iso, later } from './ctx.ts'
import { anchorInto } from './events/anchor.ts'
import { sealNow } from './events/seal.ts'
import type { SealKey } from './events/seal-key.ts'
import { retention as replyRetention } from './idempotency.ts'
import { type JobHandlers, type JobRow, recurringKey } from './jobs/jobs.ts'
import type { Ports } from './ports.ts'
import { retention as streamRetention } from './stream/relay.ts'

/** Recurring jobs of the platform itself, with the milliseconds between two runs. */
export const housekeepingEvery = { 'house.seal': 10 * 60_000, 'house.forget': 60 * 60_000, 'house.watch': 5 * 60_000 }
const jobRetention = 7 * 24 * 60 * 60_000

/** Makes sure that each recurring job waits somewhere; two nodes that start at once make it once. */
export async function planRecurring(
  db: Kysely<DB>,
  every: Readonly<Record<string, number>>,
  { now, newId }: Pick<Ports, 'now' | 'newId'>,
): Promise<void> {
  const jobs = Object.entries(every).map(([kind, ms]) => ({
    id: newId(),
    kind,
    due_at: iso(now() + ms),
    payload: '{}',
    key: recurringKey,
  }))
  await db
    .insertInto('jobs')
    .values(jobs)
    .onConflict(c => c.columns(['kind', 'key']).where('key', 'is not', null).where('done_at', 'is', null).doNothing())
    .execute()
}

/** The key that signs, and the file outside to which the short text of each seal is appended. */
export type Sealing = { key: SealKey; anchorFile?: string | null | undefined }
/** Tells those who look after the system that sealing has not worked for so many milliseconds. */
export type TellSealing = (ctx: Ctx, ms: number) => Promise<void>
/** Sealing may fail so long, for example while the database is moved, before somebody is told; then once a day. */
export const sealingMayFail = 60 * 60_000
const tellAgainAfter = 24 * 60 * 60_000

/** Since when seals, or their copies outside, have failed or were not made at all; null when they work. */
export async function sealingFailsSince(db: Kysely<DB>, now: number): Promise<number | null> {
  const { rows } = await sql<{ since: number | null }>`
    select min(coalesce(failing_since, case when due_at < ${iso(now - housekeepingEvery['house.seal'])}::timestamptz then due_at end)) as since
    from jobs where kind in ('house.seal', 'house.anchor') and done_at is null`.execute(db)
  return rows[0]?.since ?? null
}

async function watchSealing(ctx: Ctx, job: JobRow, tell: TellSealing): Promise<void> {
  const since = await sealingFailsSince(ctx.db, ctx.now())
  const { toldAt = null } = job.payload as { toldAt?: number | null }
  const fails = since !== null && ctx.now() - since >= sealingMayFail
  if (fails && (toldAt === null || ctx.now() - toldAt >= tellAgainAfter)) {
    ctx.log.error({ since: iso(since) }, 'the ledger has not been sealed')
    await tell(ctx, ctx.now() - since)
    await keepPayload(ctx, job, { toldAt: ctx.now() })
  } else if (!fails && toldAt !== null) await keepPayload(ctx, job, {})
}

async function keepPayload(ctx: Ctx, { id }: JobRow, payload: object): Promise<void> {
  await ctx.db
    .updateTable('jobs')
    .set({ payload: JSON.stringify(payload) })
    .where('id', '=', id)
    .execute()
}

export function housekeeping({ key, anchorFile }: Sealing, tellSealing: TellSealing): JobHandlers {
  return {
    'house.watch': async (ctx, job) => {
      await watchSealing(ctx, job, tellSealing)
      return ctx.now() + housekeepingEvery['house.watch']
    },
    'house.seal': async ctx => {
      const seal = await sealNow(ctx.db, key, ctx.now())
      // after the commit: a seal that was kept outside is one that stands
      if (seal && anchorFile) later(ctx, { siteId: null, kind: 'house.anchor', dueAt: ctx.now(), payload: {}, key: 'anchor' })
      return ctx.now() + housekeepingEvery['house.seal']
    },
    'house.anchor': async ctx => {
      if (anchorFile) await anchorInto(anchorFile, ctx.db)
      return null
    },
    'house.forget': async ctx => {
      const now = ctx.now()
      await sql`delete from idempotency where created_at <= ${iso(now - replyRetention)}`.execute(ctx.db)
      await forgetStream(ctx, iso(now - streamRetention))
      await sql`delete from jobs where done_at <= ${iso(now - jobRetention)}`.execute(ctx.db)
      return now + housekeepingEvery['house.forget']
    },
  }
}

/** Entries before the first that is younger, as far as they are sealed: they lie in the order in which they were moved. */
export async function forgetStream({ db }: Pick<Ctx, 'db'>, before: string): Promise<void> {
  await sql`delete from stream where moved_at <= ${before} and position <= (select coalesce(max(to_position), 0) from seals)
    and position < coalesce((select position from stream where moved_at > ${before} order by position limit 1), 9223372036854775807)`.execute(
    db,
  )
}
