/** Words and rules that differ: published only with a reason for each. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { AcceptedDifference } from '@sansheng/contract/publication.ts'
import type { Difference } from '@sansheng/contract/standards.ts'
import type { Ctx } from '../../platform/ctx.ts'

/** Each difference with its reason; refuses where one has none. */
export function acceptedWith(
  differences: readonly Difference[],
  reasons: readonly { ruleId: string; reason: string }[] = [],
): AcceptedDifference[] {
  const given = new Map(reasons.map(({ ruleId, reason }) => [ruleId, reason]))
  const bare = differences.filter(({ ruleId }) => !given.has(ruleId))
  const [first] = bare
  if (first) {
    const count = new Set(bare.map(({ ruleId }) => ruleId)).size
    throw new Fault('standard.differs', { count, line: first.line, message: first.message }, { detail: { differences: bare } })
  }
  return differences.map(difference => ({ ...difference, reason: given.get(difference.ruleId)! }))
}

export async function keepDifferences(
  ctx: Ctx,
  siteId: number,
  versionId: string,
  differences: readonly AcceptedDifference[],
): Promise<void> {
  if (differences.length === 0) return
  await ctx.db
    .insertInto('accepted_differences')
    .values(
      differences.map((difference, place) => ({
        site_id: siteId,
        version_id: versionId,
        place,
        difference: JSON.stringify(difference),
      })),
    )
    .execute()
}

export async function differencesOf(ctx: Ctx, siteId: number, versionId: string): Promise<AcceptedDifference[]> {
  const rows = await ctx.db
    .selectFrom('accepted_differences')
    .select('difference')
    .where('site_id', '=', siteId)
    .where('version_id', '=', versionId)
    .orderBy('place')
    .execute()
  return rows.map(row => row.difference as AcceptedDifference)
}
