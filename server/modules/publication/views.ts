/** Submitted texts as the screens get them: who was asked, who said what, and what whoever looks may do. */
import type { Publication } from '@sansheng/contract/publication.ts'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { approvalParts } from '../approvals/index.ts'
import { actorRefs, personRefs } from '../people/index.ts'
import { mayWithdraw } from './commands.ts'
import type { PublicationRow } from './store.ts'

/** A fixed number of statements, however many texts and consents. In a list steps stand only with what waits. */
export async function publicationViews(
  ctx: Ctx,
  siteId: number,
  rows: PublicationRow[],
  { list = false } = {},
): Promise<Publication[]> {
  if (rows.length === 0) return []
  const parts = await approvalParts(ctx, siteId, rows.map(approvalOf))
  const askers = await actorRefs(
    ctx,
    rows.map(r => r.submitted_by),
  )
  const persons = await personRefs(
    ctx,
    rows.map(r => r.decided_by),
  )
  return rows.map(row => {
    const { steps, answers, mayAnswer } = parts.get(row.approval_id)!
    const waits = row.state === 'waiting'
    return {
      id: row.id,
      approvalId: row.approval_id,
      state: row.state,
      title: row.title,
      note: row.note,
      trial: row.trial,
      submittedAt: iso(row.submitted_at),
      submittedBy: askers.get(row.submitted_by ?? '') ?? null,
      base: { id: row.base_id, number: row.base_number },
      override: row.override_violations && { reason: row.override_reason!, violations: row.override_violations },
      differences: row.differences,
      steps: list && !waits ? [] : steps,
      answers,
      decidedAt: isoOrNull(row.decided_at),
      decidedBy: persons.get(row.decided_by ?? '') ?? null,
      version: row.version_id ? { id: row.version_id, number: row.version_number! } : null,
      mayDecide: waits && mayAnswer,
      mayWithdraw: waits && mayWithdraw(ctx, siteId, row),
    }
  })
}

const approvalOf = (row: PublicationRow) => ({
  id: row.approval_id,
  requested_by: row.submitted_by,
  state: row.state === 'waiting' ? ('waiting' as const) : ('ended' as const),
  decided_at: row.decided_at,
})
