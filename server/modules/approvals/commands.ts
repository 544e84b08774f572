/** An approval is asked for, answered step by step, taken back, handed on. Every act is an event in the case of its subject. */
import { Fault } from '@sansheng/contract/fault.ts'
import { answersAs, type Consent, consentsByAsking, type Request, type Standing, standingOf } from '@sansheng/rulebook/kinds'
import type { EventType, RefKind } from '@sansheng/rulebook/vocabulary'
import { rolesAt } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, lockCase, record } from '../../platform/events/index.ts'
import { mustBeStaff, personIdOf } from '../../platform/principal.ts'
import { mustBePerson } from '../people/index.ts'
import type { ApprovalOwner, ApprovalsNeeds } from './needs.ts'
import { planDues, ringAsked } from './reminders.ts'
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

export type Asked = {
  id: string
  subject: { kind: RefKind; id: string }
  title: string
  /** Codes and words that go into the event. */
  detail?: Record<string, string | number | boolean>
  note?: string | undefined
}

/** Asks for consent in the case of the subject, whose owner keeps what it needs before. What is granted at once, its owner carries out himself. */
export async function ask(ctx: Ctx, needs: ApprovalsNeeds, caseRow: Case, asked: Asked): Promise<Standing> {
  const { siteId } = caseRow
  const row = await insertApproval(ctx, siteId, {
    id: asked.id,
    subject_kind: asked.subject.kind,
    subject_id: asked.subject.id,
    case_id: caseRow.id,
    title: asked.title,
    asked_by: personIdOf(ctx.actor),
    asked_roles: rolesAt(ctx.actor, siteId),
  })
  await tell(ctx, caseRow, row, 'approval.requested', asked.detail, { note: asked.note })
  const { rules, request } = await planOf(ctx, needs, siteId, row)
  if (row.asked_by && consentsByAsking(rules, request)) {
    const own = {
      approval_id: row.id,
      person_id: row.asked_by,
      roles: row.asked_roles,
      given: true,
      by_asking: true,
      reason: null,
    }
    await insertAnswer(ctx, siteId, own)
    await tell(ctx, caseRow, row, 'approval.given', { roles: row.asked_roles.join(' '), byAsking: true })
  }
  const standing = standingOf(rules, request, [], ctx.now())
  await saveSteps(ctx, siteId, row.id, standing.steps)
  if (standing.state === 'given') await decideApproval(ctx, siteId, row.id, 'granted')
  else await wait(ctx, needs, siteId, row, standing, [])
  return standing
}

/** Grants or refuses what whoever acts is asked for. A second click finds it done and changes nothing. */
export async function answer(
  ctx: Ctx,
  needs: ApprovalsNeeds,
  siteId: number,
  id: string,
  said: { given: true } | { given: false; reason: string },
): Promise<void> {
  const { personId } = mustBeStaff(ctx.actor)
  const { caseRow, row, owner } = await take(ctx, needs, siteId, id)
  const answers = await answersOf(ctx, siteId, [id])
  const before = answers.find(a => a.person_id === personId && !a.by_asking)
  if (before && before.given === said.given && row.state !== 'withdrawn') return
  mustWait(row)
  const { rules, request } = await planOf(ctx, needs, siteId, row)
  const { steps } = standingOf(rules, request, heard(answers), ctx.now())
  const as = answersAs(personId, rolesAt(ctx.actor, siteId), steps, await validDelegations(ctx, siteId, [id]))
  if (before || !as || personId === row.asked_by) throw new Fault('approval.role')
  const reason = said.given ? null : said.reason
  const its = {
    approval_id: id,
    person_id: personId,
    roles: as.roles,
    given: said.given,
    by_asking: false,
    reason,
    behalf_of: as.behalf,
  }
  const now = await insertAnswer(ctx, siteId, its)
  const detail = { roles: as.roles.join(' '), ...(as.behalf ? { behalfOf: as.behalf } : {}) }
  await tell(ctx, caseRow, row, said.given ? 'approval.given' : 'approval.refused', detail, { reason })
  const after = standingOf(rules, request, heard([...answers, now]), ctx.now())
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
  await tell(ctx, caseRow, row, 'approval.withdrawn')
  await owner.decided(ctx, siteId, row, 'withdrawn')
}

/** Whoever is asked in his own right lets somebody else of the site answer in his place. */
export async function delegate(ctx: Ctx, needs: ApprovalsNeeds, siteId: number, id: string, to: string): Promise<void> {
  const { personId } = mustBeStaff(ctx.actor)
  const { caseRow, row } = await take(ctx, needs, siteId, id)
  mustWait(row)
  const answers = await answersOf(ctx, siteId, [id])
  const { rules, request } = await planOf(ctx, needs, siteId, row)
  const waiting = standingOf(rules, request, heard(answers), ctx.now()).steps.filter(step => step.state === 'waiting')
  const own = (steps: typeof waiting) => rolesAt(ctx.actor, siteId).filter(role => steps.some(s => s.roles.includes(role)))
  const roles = own(waiting.filter(step => step.delegable))
  const answered = (person: string) => answers.some(a => a.person_id === person)
  if (own(waiting).length === 0 || personId === row.asked_by || answered(personId)) throw new Fault('approval.role')
  await mustBePerson(ctx, siteId, to)
  const able = roles.length > 0 && (await mayAnswer(ctx, siteId, to))
  if (!able || to === personId || to === row.asked_by || answered(to)) throw new Fault('approval.delegate')
  await insertDelegation(ctx, siteId, id, { from: personId, to, roles })
  await tell(ctx, caseRow, row, 'approval.delegated', { roles: roles.join(' '), to })
  await needs.notify(ctx, { siteId, persons: [to], why: 'approve', caseId: caseRow.id, params: { what: row.title } })
}

/** Milliseconds between two reminders by hand: more of them would only wear the bell out. */
const between = 10 * 60_000

export async function remind(ctx: Ctx, needs: ApprovalsNeeds, siteId: number, id: string): Promise<void> {
  const { caseRow, row, owner } = await take(ctx, needs, siteId, id)
  mustWait(row)
  mustBeAsker(ctx, siteId, row, owner)
  if (row.reminded_at !== null && ctx.now() - row.reminded_at < between) return
  const answers = await answersOf(ctx, siteId, [id])
  const { rules, request } = await planOf(ctx, needs, siteId, row)
  await markReminded(ctx, siteId, id)
  await tell(ctx, caseRow, row, 'approval.reminded')
  await ringAsked(ctx, needs, siteId, row, standingOf(rules, request, heard(answers), ctx.now()).waitingFor, answers)
}

/** The approval with its case held, or the fault `not_found`. */
export async function take(ctx: Ctx, needs: ApprovalsNeeds, siteId: number, id: string) {
  const before = await approvalById(ctx, siteId, id)
  if (!before) throw new Fault('not_found')
  const caseRow = await lockCase(ctx, siteId, before.case_id)
  const row = (await approvalById(ctx, siteId, id))!
  return { caseRow, row, owner: ownerOf(needs, row) }
}

export function ownerOf(needs: ApprovalsNeeds, row: Pick<ApprovalRow, 'subject_kind'>): ApprovalOwner {
  const owner = needs.owners[row.subject_kind]
  if (!owner) throw new Error(`Nobody asks for approvals of ${row.subject_kind}.`)
  return owner
}

async function planOf(ctx: Ctx, needs: ApprovalsNeeds, siteId: number, row: ApprovalRow) {
  const { asked_by: by, asked_roles: roles, asked_at: at } = row
  const { rules, facts } = await ownerOf(needs, row).plan(ctx, siteId, row)
  const request: Request = { by, roles, at, facts }
  return { rules, request }
}

const heard = (answers: readonly AnswerRow[]): Consent[] =>
  answers.filter(a => !a.by_asking).map(a => ({ by: a.person_id, behalf: a.behalf_of, roles: a.roles, given: a.given, at: a.at }))

async function wait(
  ctx: Ctx,
  needs: ApprovalsNeeds,
  siteId: number,
  row: ApprovalRow,
  standing: Standing,
  answers: readonly AnswerRow[],
): Promise<void> {
  planDues(ctx, siteId, row.id, standing)
  await ringAsked(ctx, needs, siteId, row, standing.waitingFor, answers)
}

function mustWait(row: ApprovalRow): void {
  if (row.state !== 'waiting') throw new Fault('approval.decided', { state: row.state })
}

function mustBeAsker(ctx: Ctx, siteId: number, row: ApprovalRow, owner: ApprovalOwner): void {
  const asker = row.asked_by !== null && row.asked_by === personIdOf(ctx.actor)
  if (!asker && !owner.mayWithdraw(ctx, siteId)) throw new Fault('approval.asker')
}

type Step = Extract<EventType, `approval.${string}`>
export async function tell(
  ctx: Ctx,
  caseRow: Case,
  { subject_kind: kind, subject_id: id }: Pick<ApprovalRow, 'subject_kind' | 'subject_id'>,
  type: Step,
  detail: Record<string, string | number | boolean> = {},
  values: Record<string, string | null | undefined> = {},
): Promise<void> {
  await record(ctx, caseRow, { type, subject: { kind, id }, refs: { [kind]: id }, detail, values })
}
