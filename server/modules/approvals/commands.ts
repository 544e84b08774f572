/** An approval is asked for, answered step by step, taken back, handed on. Every act is an event in the case of its subject. */
import { Fault } from '@sansheng/contract/fault.ts'
import {
  answersAs,
  type Consent,
  type ConsentProgress,
  consentProgress,
  consentsByAsking,
  type Request,
} from '@sansheng/rulebook/kinds'
import type { EventType, RefKind } from '@sansheng/rulebook/vocabulary'
import { rolesAt, siteRolesAt } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, lockCase, record } from '../../platform/events/index.ts'
import { mustBeStaff, personIdOf, principalId } from '../../platform/principal.ts'
import { mustBePerson } from '../people/index.ts'
import type { ApprovalOwner, ApprovalsNeeds } from './needs.ts'
import { notifyApprovers, notifyOf, planDues } from './reminders.ts'
import { mayAnswer, validDelegations } from './rights.ts'
import {
  type AnswerRow,
  type ApprovalRow,
  answersOf,
  approvalById,
  decideApproval,
  insertAnswer,
  insertApproval,
  insertDelegation,
  markReminded,
  saveSteps,
} from './store.ts'

export type ApprovalDraft = {
  id: string
  subject: { kind: RefKind; id: string }
  title: string
  /** Codes and words that go into the event. */
  detail?: Record<string, string | number | boolean>
  note?: string | undefined
}

/** Asks for consent in the case of the subject, whose owner keeps what it needs before. What is granted at once, its owner carries out himself. */
export async function ask(ctx: Ctx, needs: ApprovalsNeeds, caseRow: Case, draft: ApprovalDraft): Promise<ConsentProgress> {
  const { siteId } = caseRow
  const row = await insertApproval(ctx, siteId, {
    id: draft.id,
    subject_kind: draft.subject.kind,
    subject_id: draft.subject.id,
    case_id: caseRow.id,
    title: draft.title,
    requested_by: principalId(ctx.actor),
    requester_roles: rolesAt(ctx.actor, siteId),
  })
  await recordStep(ctx, needs, caseRow, row, 'approval.requested', draft.detail, { note: draft.note })
  const { rules, request } = await planOf(ctx, needs, siteId, row)
  if (row.requested_by && personIdOf(ctx.actor) !== null && consentsByAsking(rules, request)) {
    const own = {
      approval_id: row.id,
      person_id: row.requested_by,
      roles: row.requester_roles,
      given: true,
      by_asking: true,
      reason: null,
    }
    await insertAnswer(ctx, siteId, own)
    await recordStep(ctx, needs, caseRow, row, 'approval.given', { roles: row.requester_roles.join(' '), byAsking: true })
  }
  const progress = consentProgress(rules, request, [], ctx.now())
  await saveSteps(ctx, siteId, row.id, progress.steps)
  if (progress.state === 'given') await decideApproval(ctx, siteId, row.id, 'granted')
  else await wait(ctx, needs, siteId, row, progress, [])
  return progress
}

/** Grants or refuses what whoever acts is asked for. A second click finds it done and changes nothing. */
export async function answer(
  ctx: Ctx,
  needs: ApprovalsNeeds,
  siteId: number,
  id: string,
  decision: { given: true } | { given: false; reason: string },
): Promise<void> {
  const { personId } = mustBeStaff(ctx.actor)
  const { caseRow, row, owner } = await take(ctx, needs, siteId, id)
  const answers = await answersOf(ctx, siteId, [id])
  const before = answers.find(a => a.person_id === personId && !a.by_asking)
  if (before && before.given === decision.given && row.state !== 'withdrawn') return
  mustWait(row)
  const { rules, request } = await planOf(ctx, needs, siteId, row)
  const { steps } = consentProgress(rules, request, consentsIn(answers), ctx.now())
  const as = answersAs(personId, siteRolesAt(ctx.actor, siteId), steps, await validDelegations(ctx, siteId, [id]))
  if (before || !as || personId === row.requested_by) throw new Fault('approval.role')
  const reason = decision.given ? null : decision.reason
  const its = {
    approval_id: id,
    person_id: personId,
    roles: as.roles,
    given: decision.given,
    by_asking: false,
    reason,
    behalf_of: as.behalf,
  }
  const now = await insertAnswer(ctx, siteId, its)
  const detail = { roles: as.roles.join(' '), ...(as.behalf ? { behalfOf: as.behalf } : {}) }
  await recordStep(ctx, needs, caseRow, row, decision.given ? 'approval.given' : 'approval.refused', detail, { reason })
  const after = consentProgress(rules, request, consentsIn([...answers, now]), ctx.now())
  await saveSteps(ctx, siteId, id, after.steps)
  if (after.state === 'waiting') return await wait(ctx, needs, siteId, row, after, [...answers, now])
  const outcome = after.state === 'given' ? 'granted' : 'refused'
  await decideApproval(ctx, siteId, id, outcome)
  await owner.decided(ctx, siteId, row, outcome)
}

/** Takes back what was asked: whoever asked, or whom the owner of the subject lets. */
export async function withdraw(ctx: Ctx, needs: ApprovalsNeeds, siteId: number, id: string): Promise<void> {
  const { caseRow, row, owner } = await take(ctx, needs, siteId, id)
  if (row.state === 'withdrawn' && row.decided_by === personIdOf(ctx.actor)) return
  mustWait(row)
  mustBeAsker(ctx, siteId, row, owner)
  await decideApproval(ctx, siteId, id, 'withdrawn')
  await recordStep(ctx, needs, caseRow, row, 'approval.withdrawn')
  await owner.decided(ctx, siteId, row, 'withdrawn')
}

/** Whoever is asked in his own right lets somebody else of the site answer in his place. */
export async function delegate(ctx: Ctx, needs: ApprovalsNeeds, siteId: number, id: string, to: string): Promise<void> {
  const { personId } = mustBeStaff(ctx.actor)
  const { caseRow, row } = await take(ctx, needs, siteId, id)
  mustWait(row)
  const answers = await answersOf(ctx, siteId, [id])
  const { rules, request } = await planOf(ctx, needs, siteId, row)
  const waiting = consentProgress(rules, request, consentsIn(answers), ctx.now()).steps.filter(step => step.state === 'waiting')
  const own = (steps: typeof waiting) => siteRolesAt(ctx.actor, siteId).filter(role => steps.some(s => s.roles.includes(role)))
  const roles = own(waiting.filter(step => step.delegable))
  const answered = (person: string) => answers.some(a => a.person_id === person)
  if (own(waiting).length === 0 || personId === row.requested_by || answered(personId)) throw new Fault('approval.role')
  await mustBePerson(ctx, siteId, to)
  const able = roles.length > 0 && (await mayAnswer(ctx, siteId, to))
  if (!able || to === personId || to === row.requested_by || answered(to)) throw new Fault('approval.delegate')
  await insertDelegation(ctx, siteId, id, { from: personId, to, roles })
  await recordStep(ctx, needs, caseRow, row, 'approval.delegated', { roles: roles.join(' '), to })
  await notifyOf(ctx, needs, siteId, row, [to])
}

/** Milliseconds between two reminders by hand. */
const between = 10 * 60_000

export async function remind(ctx: Ctx, needs: ApprovalsNeeds, siteId: number, id: string): Promise<void> {
  const { caseRow, row, owner } = await take(ctx, needs, siteId, id)
  mustWait(row)
  mustBeAsker(ctx, siteId, row, owner)
  if (row.reminded_at !== null && ctx.now() - row.reminded_at < between) return
  const answers = await answersOf(ctx, siteId, [id])
  const { rules, request } = await planOf(ctx, needs, siteId, row)
  await markReminded(ctx, siteId, id)
  await recordStep(ctx, needs, caseRow, row, 'approval.reminded')
  await notifyApprovers(
    ctx,
    needs,
    siteId,
    row,
    consentProgress(rules, request, consentsIn(answers), ctx.now()).waitingFor,
    answers,
  )
}

/** The approval with its case held, or the fault `not_found`. */
export async function take(ctx: Ctx, needs: ApprovalsNeeds, siteId: number, id: string) {
  const before = await approvalById(ctx, siteId, id)
  if (!before) throw new Fault('not_found')
  const caseRow = await lockCase(ctx, siteId, before.case_id)
  const row = (await approvalById(ctx, siteId, id))!
  return { caseRow, row, owner: ownerOf(needs, row) }
}

function ownerOf(needs: ApprovalsNeeds, row: Pick<ApprovalRow, 'subject_kind'>): ApprovalOwner {
  const owner = needs.owners[row.subject_kind]
  if (!owner) throw new Error(`Nobody asks for approvals of ${row.subject_kind}.`)
  return owner
}

async function planOf(ctx: Ctx, needs: ApprovalsNeeds, siteId: number, row: ApprovalRow) {
  const { requested_by: by, requester_roles: roles, requested_at: at } = row
  const { rules, facts } = await ownerOf(needs, row).plan(ctx, siteId, row)
  const request: Request = { by, roles, at, facts }
  return { rules, request }
}

const consentsIn = (answers: readonly AnswerRow[]): Consent[] =>
  answers.filter(a => !a.by_asking).map(a => ({ by: a.person_id, behalf: a.behalf_of, roles: a.roles, given: a.given, at: a.at }))

async function wait(
  ctx: Ctx,
  needs: ApprovalsNeeds,
  siteId: number,
  row: ApprovalRow,
  progress: ConsentProgress,
  answers: readonly AnswerRow[],
): Promise<void> {
  planDues(ctx, siteId, row.id, progress)
  await notifyApprovers(ctx, needs, siteId, row, progress.waitingFor, answers)
}

function mustWait(row: ApprovalRow): void {
  if (row.state !== 'waiting') throw new Fault('approval.decided', { state: row.state })
}

function mustBeAsker(ctx: Ctx, siteId: number, row: ApprovalRow, owner: ApprovalOwner): void {
  const asker = row.requested_by !== null && row.requested_by === principalId(ctx.actor)
  if (!asker && !owner.mayWithdraw(ctx, siteId)) throw new Fault('approval.asker')
}

type Step = Extract<EventType, `approval.${string}`>
export async function recordStep(
  ctx: Ctx,
  needs: ApprovalsNeeds,
  caseRow: Case,
  row: ApprovalRow,
  type: Step,
  detail: Record<string, string | number | boolean> = {},
  values: Record<string, string | null | undefined> = {},
): Promise<void> {
  const { subject_kind: kind, subject_id: id } = row
  const about = await ownerOf(needs, row).about?.(ctx, caseRow.siteId, row)
  await record(ctx, caseRow, { type, subject: { kind, id }, refs: { ...about?.refs, [kind]: id }, detail, values })
}
