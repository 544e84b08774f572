import { type Static, Type } from 'typebox'
import { ClauseRef, RefKind, RoleName } from './clocks.ts'
import { ActorRef, PersonRef } from './people.ts'
import { Flag, Id, Instant, Nullable, OneOf, Prose, route, Shape, SiteParams, SiteThing } from './route.ts'
import { SubjectLink } from './subjects.ts'

export const permissions = { 'approvals:answer': { zh: '处理审批', en: 'Answer approvals', staffOnly: true } } as const

export const ApprovalState = OneOf({ waiting: 1, granted: 1, refused: 1, withdrawn: 1, ended: 1 })

/** One step: whose consent it needs, where it stands, and who could give it. */
export const ApprovalStep = Shape({
  ruleId: Type.String({ examples: ['publish-by-director'] }),
  clause: ClauseRef,
  roles: Type.Array(RoleName),
  /** `all`: one of each role; `any`: one of them. */
  mode: OneOf({ any: 1, all: 1 }),
  state: OneOf({ later: 1, waiting: 1, given: 1, refused: 1 }),
  /** Whether whoever is asked may let somebody else answer. */
  delegable: Flag,
  dueAt: Nullable(Instant),
  late: Flag,
  holders: Type.Array(PersonRef),
  by: Type.Array(PersonRef),
})
export type ApprovalStep = Static<typeof ApprovalStep>

export const ApprovalAnswer = Shape({
  person: PersonRef,
  /** Who gave this person his say. */
  behalfOf: Nullable(PersonRef),
  roles: Type.Array(RoleName),
  given: Flag,
  /** Whoever asks and could consent himself has consented by asking. */
  byAsking: Flag,
  reason: Nullable(Type.String({ examples: ['三十分钟做不到，先改派单流程'] })),
  at: Instant,
})
export type ApprovalAnswer = Static<typeof ApprovalAnswer>

export const Approval = Shape({
  id: Id,
  subject: Shape({ kind: RefKind, id: Type.String({ examples: ['019aa3b0-7c10-7000-8000-000000000001'] }) }),
  title: Type.String({ examples: ['供水热线服务规范'] }),
  /** What people open for it, and the clock to look at there; null where whoever looks may not see that. */
  root: Nullable(SubjectLink),
  clockId: Nullable(Id),
  /** Why it was asked for; null when nothing was said, or it was erased. */
  reason: Nullable(Type.String({ examples: ['当天全城停电，对讲机也不通'] })),
  state: ApprovalState,
  requestedAt: Instant,
  requestedBy: Nullable(ActorRef),
  steps: Type.Array(ApprovalStep),
  answers: Type.Array(ApprovalAnswer),
  mayAnswer: Flag,
})
export type Approval = Static<typeof Approval>

export const approvals = {
  list: route({
    method: 'GET',
    path: '/sites/:siteId/approvals',
    needs: 'approvals:answer',
    summary: 'What waits for my answer, oldest first',
    params: SiteParams,
    reply: Shape({ items: Type.Array(Approval) }),
  }),
  answer: route({
    method: 'POST',
    path: '/sites/:siteId/approvals/:id/answer',
    needs: 'approvals:answer',
    summary: 'Grant what I am asked for, or refuse it with the reason',
    params: SiteThing,
    body: Shape({ given: Flag, reason: Type.Optional(Prose(500, '三十分钟做不到，先改派单流程')) }),
    reply: Approval,
  }),
  withdraw: route({
    method: 'POST',
    path: '/sites/:siteId/approvals/:id/withdrawal',
    needs: 'approvals:answer',
    summary: 'Take back what I asked for',
    params: SiteThing,
    reply: Approval,
  }),
  delegate: route({
    method: 'POST',
    path: '/sites/:siteId/approvals/:id/delegation',
    needs: 'approvals:answer',
    summary: 'Let somebody else answer in my place, this once',
    params: SiteThing,
    body: Shape({ to: Id }),
    reply: Approval,
  }),
  remind: route({
    method: 'POST',
    path: '/sites/:siteId/approvals/:id/reminder',
    needs: 'approvals:answer',
    summary: 'Remind those whose answer I wait for',
    params: SiteThing,
    reply: Approval,
  }),
}
