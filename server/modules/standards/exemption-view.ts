/** The exemption of a clock as the screens get it: who asked and why, who agreed or refused, and whether it waits for whoever looks. */
import type { Exemption } from '@sansheng/contract/exemptions.ts'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import { approvalParts, latestApproval } from '../approvals/index.ts'
import { personRefs } from '../people/index.ts'

/** The last one that was asked for; `reason` is read only where there is one. */
export async function exemptionView(
  ctx: Ctx,
  siteId: number,
  clockId: string,
  reason: () => Promise<string | null>,
): Promise<Exemption | null> {
  const approval = await latestApproval(ctx, siteId, { kind: 'clock', id: clockId })
  if (!approval) return null
  const { answers, mayAnswer } = (await approvalParts(ctx, siteId, [approval])).get(approval.id)!
  const askers = await personRefs(ctx, [approval.requested_by])
  const answer = answers.at(-1) ?? null
  return {
    approvalId: approval.id,
    state: approval.state,
    reason: await reason(),
    requestedBy: approval.requested_by ? (askers.get(approval.requested_by) ?? null) : null,
    requestedAt: iso(approval.requested_at),
    answeredBy: answer?.person ?? null,
    answeredAt: isoOrNull(answer ? Date.parse(answer.at) : null),
    refusal: answer?.reason ?? null,
    mayAnswer,
    mayWithdraw: approval.state === 'waiting' && approval.requested_by === personIdOf(ctx.actor),
  }
}
