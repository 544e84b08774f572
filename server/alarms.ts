/** What the system says of itself to whoever looks after it: the ledger is not sealed, the clock jumped. */
import { notify } from './modules/notifications/index.ts'
import { personsWithRole } from './modules/people/index.ts'
import { recordTimeJump } from './modules/standards/index.ts'
import { spanOf } from './platform/clock-watch.ts'
import type { Ctx } from './platform/ctx.ts'

export async function tellSealingFails(ctx: Ctx, ms: number): Promise<void> {
  for (const siteId of await sitesOf(ctx)) await tell(ctx, siteId, 'sealing', spanOf(ms))
}

/** Stands in the ledger of every site, because the times of its events hang on the clock. */
export async function tellTimeJump(ctx: Ctx, ms: number): Promise<void> {
  for (const siteId of await sitesOf(ctx)) {
    await recordTimeJump(ctx, siteId, ms)
    await tell(ctx, siteId, 'time', `${ms < 0 ? '-' : '+'}${spanOf(ms)}`)
  }
}

async function tell(ctx: Ctx, siteId: number, why: 'sealing' | 'time', what: string): Promise<void> {
  const persons = [...(await personsWithRole(ctx, siteId, 'administrator')), ...(await personsWithRole(ctx, siteId, 'auditor'))]
  await notify(ctx, { siteId, persons: [...new Set(persons)], why, params: { what } })
}

async function sitesOf(ctx: Ctx): Promise<number[]> {
  return (await ctx.db.selectFrom('sites').select('id').where('id', '>', 0).orderBy('id').execute()).map(site => site.id)
}
