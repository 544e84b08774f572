/** What is kept of signing in only for a while is deleted every hour. */
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { purgeDevices } from './devices.ts'
import { sessionRetention } from './sign-in-rules.ts'
import { purgeTries } from './tries.ts'

export const forgetEvery = 60 * 60_000

export const peopleJobs = (): JobHandlers => ({
  'people.forget': async ctx => {
    await forgetOld(ctx)
    return ctx.now() + forgetEvery
  },
})

export async function forgetOld(ctx: Ctx): Promise<void> {
  await purgeTries(ctx)
  await purgeDevices(ctx)
  await sql`delete from sessions where coalesce(revoked_at, last_seen_at) <= ${iso(ctx.now() - sessionRetention)}`.execute(ctx.db)
}
