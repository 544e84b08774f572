/** Approvals as the screens get them: who was asked, who said what, and whether it waits for whoever looks. */
import type { Approval, ApprovalAnswer, ApprovalStep } from '@sansheng/contract/approvals.ts'
import type { PersonRef } from '@sansheng/contract/people.ts'
import { answersAs } from '@sansheng/rulebook/kinds'
import { siteRolesAt } from '../../platform/access.ts'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import { linksOf } from '../../platform/subject-links.ts'
import { actorRefs, personRefs, personsWithRoles } from '../people/index.ts'
import type { ApprovalsNeeds } from './needs.ts'
import { validDelegations } from './rights.ts'
import { type AnswerRow, type ApprovalRow, answersOf, reasonsOf, type StepRow, stepsOf } from './store.ts'

export type ApprovalParts = { steps: ApprovalStep[]; answers: ApprovalAnswer[]; mayAnswer: boolean }
type Basis = Pick<ApprovalRow, 'id' | 'requested_by' | 'state' | 'decided_at'>

/** Steps and answers of approvals by their ids: a fixed number of statements, however many. */
export async function approvalParts(ctx: Ctx, siteId: number, rows: readonly Basis[]): Promise<Map<string, ApprovalParts>> {
  const ids = rows.map(r => r.id)
  const steps = await stepsOf(ctx, siteId, ids)
  const answers = await answersOf(ctx, siteId, ids)
  const delegations = await validDelegations(ctx, siteId, ids)
  const persons = await personRefs(ctx, [...answers.flatMap(a => [a.person_id, a.behalf_of]), ...steps.flatMap(s => s.given_by)])
  const personsByRole = await personsWithRoles(ctx, siteId)
  const me = personIdOf(ctx.actor)
  const mine = siteRolesAt(ctx.actor, siteId)
  return new Map(
    rows.map(row => {
      const own = steps.filter(s => s.approval_id === row.id)
      const ownAnswers = answers.filter(a => a.approval_id === row.id)
      const given = delegations.filter(d => d.approvalId === row.id)
      const isApprover = me !== null && me !== row.requested_by && answersAs(me, mine, own, given) !== null
      const answered = ownAnswers.some(a => a.person_id === me && !a.by_asking)
      const now = row.decided_at ?? ctx.now()
      return [
        row.id,
        {
          steps: own.map(step => stepView(step, now, personsByRole, persons)),
          answers: ownAnswers.map(a => answerView(a, persons)),
          mayAnswer: row.state === 'waiting' && isApprover && !answered,
        },
      ]
    }),
  )
}

/** The same with what each is about, for the screens. */
export async function approvalViews(
  ctx: Ctx,
  { owners }: Pick<ApprovalsNeeds, 'owners'>,
  siteId: number,
  rows: readonly ApprovalRow[],
): Promise<Approval[]> {
  const abouts = await Promise.all(rows.map(row => owners[row.subject_kind]?.about?.(ctx, siteId, row)))
  const links = await linksOf(
    ctx,
    siteId,
    rows.map((row, at) => abouts[at]?.root ?? { kind: row.subject_kind, id: row.subject_id }),
  )
  const reasons = await reasonsOf(ctx, siteId, rows)
  const parts = await approvalParts(ctx, siteId, rows)
  const askers = await actorRefs(
    ctx,
    rows.map(r => r.requested_by),
  )
  return rows.map((row, at) => ({
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    title: row.title,
    root: links[at] ?? null,
    clockId: links[at] ? (abouts[at]?.clockId ?? null) : null,
    reason: links[at] ? (reasons.get(row.id) ?? null) : null,
    state: row.state,
    requestedAt: iso(row.requested_at),
    requestedBy: row.requested_by ? (askers.get(row.requested_by) ?? null) : null,
    ...parts.get(row.id)!,
  }))
}

function stepView(
  step: StepRow,
  now: number,
  personsByRole: ReadonlyMap<string, PersonRef[]>,
  persons: ReadonlyMap<string, PersonRef>,
): ApprovalStep {
  const holders = new Map(step.roles.flatMap(role => personsByRole.get(role) ?? []).map(p => [p.id, p]))
  return {
    ruleId: step.rule_id,
    clause: step.clause,
    roles: step.roles,
    mode: step.mode,
    state: step.state,
    delegable: step.delegable,
    dueAt: isoOrNull(step.due_at),
    late: step.late || (step.state === 'waiting' && step.due_at !== null && now > step.due_at),
    holders: [...holders.values()],
    by: step.given_by.flatMap(id => persons.get(id) ?? []),
  }
}

const answerView = (a: AnswerRow, persons: ReadonlyMap<string, PersonRef>): ApprovalAnswer => ({
  person: persons.get(a.person_id)!,
  behalfOf: a.behalf_of ? (persons.get(a.behalf_of) ?? null) : null,
  roles: a.roles,
  given: a.given,
  byAsking: a.by_asking,
  reason: a.reason,
  at: iso(a.at),
})
