import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { purgeDrafts } from './drafts.ts'

export const purgeEvery = 60 * 60_000

export const contactJobs = (): JobHandlers => ({
  'contacts.purge': async ctx => {
    await purgeDrafts(ctx)
    return ctx.now() + purgeEvery
  },
})
