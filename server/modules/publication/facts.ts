import { timeFacts } from '@sansheng/rulebook/time'
import type { Facts, Role } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import { siteById } from '../people/index.ts'
import type { CompiledStandard } from '../standards/index.ts'

/** What the rules read of a text that was submitted then, by somebody with these roles. */
export async function factsAt(
  ctx: Ctx,
  siteId: number,
  standard: CompiledStandard,
  roles: readonly Role[],
  at: number,
): Promise<Facts> {
  const { kind, code } = await siteById(ctx, siteId)
  return {
    site: { kind: kind as NonNullable<NonNullable<Facts['site']>['kind']>, code },
    agent: roles[0] ? { role: roles[0] } : {},
    event: { type: 'standard.published' },
    time: timeFacts(standard, at),
  }
}
