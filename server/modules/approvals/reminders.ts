/** Notifies the approvers of a step, reminds them before its time is over, and notifies whoever stands above them when it is over. */
import { type ConsentProgress, duesOf } from '@sansheng/rulebook/kinds'
import type { Role } from '@sansheng/rulebook/vocabulary'
import { type Ctx, later } from '../../platform/ctx.ts'
import { personsWithRoles } from '../people/index.ts'
import type { ApprovalsNeeds } from './needs.ts'
import type { AnswerRow, ApprovalRow } from './store.ts'

export type DuePayload = { siteId: number; id: string; step: number }

/** Rings the bell of those whose turn it is and who have not been heard. */
export async function notifyApprovers(
  ctx: Ctx,
  needs: ApprovalsNeeds,
  siteId: number,
  row: ApprovalRow,
  roles: readonly Role[],
  answers: readonly AnswerRow[],
): Promise<void> {
  const except = [row.requested_by, ...answers.map(a => a.person_id)]
  const personsByRole = await personsWithRoles(ctx, siteId)
  const persons = roles.flatMap(role => personsByRole.get(role) ?? []).map(p => p.id)
  const others = persons.filter(id => !except.includes(id))
  await notifyOf(ctx, needs, siteId, row, others)
}

/** Rings the bell of these persons for an approval, and leads them to what it is about. */
export async function notifyOf(
  ctx: Ctx,
  { notify, owners }: ApprovalsNeeds,
  siteId: number,
  row: ApprovalRow,
  persons: readonly string[],
  why: 'approve' | 'escalate' = 'approve',
): Promise<void> {
  const about = await owners[row.subject_kind]?.about?.(ctx, siteId, row)
  const leads = about && { subject: about.subject, root: about.root, ...(about.clockId ? { clockId: about.clockId } : {}) }
  const word = why === 'approve' ? (about?.why ?? why) : why
  await notify(ctx, { siteId, persons, why: word, caseId: row.case_id, params: { what: row.title }, ...leads })
}

export function planDues(ctx: Ctx, siteId: number, id: string, progress: ConsentProgress): void {
  for (const { step, remindAt, escalateAt } of duesOf(progress)) {
    const payload: DuePayload = { siteId, id, step }
    later(ctx, { siteId, kind: 'approvals.remind', dueAt: remindAt, payload, key: `${id}/${step}` })
    later(ctx, { siteId, kind: 'approvals.escalate', dueAt: escalateAt, payload, key: `${id}/${step}` })
  }
}

/** Who stands above those who are asked. */
const above: Role = 'director'
/** Whom the end of a step's time is told: whoever stands above, and whoever asked. */
export async function escalationRecipients(ctx: Ctx, siteId: number, row: ApprovalRow): Promise<string[]> {
  const personsByRole = await personsWithRoles(ctx, siteId)
  return [...(personsByRole.get(above) ?? []).map(p => p.id), ...(row.requested_by ? [row.requested_by] : [])]
}
