import type { Ctx } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import { standardCase } from './commands.ts'

/** By how many milliseconds the clock of a server jumped: the times of the promises of a site hang on it. */
export async function recordTimeJump(ctx: Ctx, siteId: number, ms: number): Promise<void> {
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  const subject = { kind: 'standard', id: caseRow.id } as const
  await record(ctx, caseRow, { type: 'time.jumped', subject, facts: {}, detail: { ms } })
}
