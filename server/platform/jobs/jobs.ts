/** Later work as rows: handlers by kind, tried again with growing pauses, kept with the error when they give up. */
import { cutText } from '@sansheng/rulebook/vocabulary'
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { type Ctx, dueBy, iso } from '../ctx.ts'
import { messageOf } from '../log.ts'
import type { Origin, Transact } from '../transact.ts'
import type { DueRow, DueSource } from './worker.ts'

export type JobRow = DueRow & {
  id: string
  kind: string
  key: string | null
  siteId: number | null
  payload: unknown
  attempts: number
}
/** A handler that gives an instant wants to run again then: its row stays and waits. Null: it is done. */
export type JobHandlers = Record<string, (ctx: Ctx, job: JobRow) => Promise<number | null>>

const lease = 60_000
const giveUpAfter = 10
/** Work that comes again by itself, and that of the platform, is tried until it succeeds. */
const neverGivesUp = ({ kind, key }: JobRow): boolean => key === recurringKey || kind.startsWith('house.')
/** `key` of a job that comes again by itself. */
export const recurringKey = 'recurring'

export function jobSource(needs: {
  db: Kysely<DB>
  transact: Transact
  origin: Origin
  handlers: JobHandlers
  now(): number
}): DueSource<JobRow> {
  return {
    name: 'jobs',
    async take(now, limit) {
      const { rows } = await sql<{
        id: string
        kind: string
        key: string | null
        site_id: number | null
        payload: unknown
        attempts: number
        due_at: number
      }>`
        update jobs set lease_until = ${iso(now + lease)}, attempts = attempts + 1
        where id in (select id from jobs where done_at is null and due_at <= ${iso(now)} and (lease_until is null or lease_until <= ${iso(now)})
          order by due_at limit ${limit} for update skip locked)
        returning id, kind, key, site_id, payload, attempts, due_at`.execute(needs.db)
      return rows.map(r => ({
        id: r.id,
        kind: r.kind,
        key: r.key,
        siteId: r.site_id,
        payload: r.payload,
        attempts: r.attempts,
        dueAt: r.due_at,
      }))
    },
    async run(job) {
      const handler = needs.handlers[job.kind]
      try {
        if (!handler) throw new Error(`Nobody knows the job ${job.kind}.`)
        await needs.transact.write(needs.origin, async ctx => {
          if (!(await isStillOurs(ctx, job))) return
          const again = await handler(ctx, job)
          dueBy(ctx, again)
          await ctx.db
            .updateTable('jobs')
            .set({
              lease_until: null,
              error: null,
              failing_since: null,
              ...(again ? { due_at: iso(again), attempts: 0 } : { done_at: iso(ctx.now()) }),
            })
            .where('id', '=', job.id)
            .execute()
        })
      } catch (error) {
        await failed(needs.db, job, needs.now(), error)
        throw error
      }
    },
    async next(now) {
      const { rows } = await sql<{
        at: number | null
      }>`select min(greatest(due_at, coalesce(lease_until, due_at))) as at from jobs where done_at is null`.execute(needs.db)
      return rows[0]?.at ?? (now && null)
    },
  }
}

/** Holds the row; false when our lease ran out and another worker took it, or did it. */
async function isStillOurs(ctx: Ctx, job: JobRow): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', job.id)
    .where('attempts', '=', job.attempts)
    .where('done_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

async function failed(db: Kysely<DB>, job: JobRow, now: number, error: unknown): Promise<void> {
  const stays = neverGivesUp(job)
  const over = job.attempts >= giveUpAfter && !stays
  const retryAt = now + Math.min(stays ? 600_000 : 3_600_000, 1000 * 2 ** job.attempts)
  await db
    .updateTable('jobs')
    .set({
      error: cutText(messageOf(error), 500),
      lease_until: null,
      failing_since: sql`coalesce(failing_since, ${iso(now)}::timestamptz)` as never,
      ...(over ? { done_at: iso(now) } : { due_at: iso(retryAt) }),
    })
    .where('id', '=', job.id)
    .where('attempts', '=', job.attempts)
    .execute()
}
