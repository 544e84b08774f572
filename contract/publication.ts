import { type Static, Type } from 'typebox'
import { ApprovalAnswer, ApprovalStep } from './approvals.ts'
import { GateViolation, RoleName } from './clocks.ts'
import { ActorRef, PersonRef } from './people.ts'
import { Flag, Id, Instant, Nullable, OneOf, Prose, route, Shape, SiteParams, SiteThing, Version } from './route.ts'
import { Checked, ClauseView, Difference, Source, Standard, sourceBytes } from './standards.ts'

export const PublicationState = OneOf({ waiting: 1, published: 1, refused: 1, withdrawn: 1, overtaken: 1 })

/** Words and a rule that differ and were published all the same, and why. */
export const AcceptedDifference = Shape({
  ...Difference.properties,
  reason: Type.String({ examples: ['写给客户看的是十分钟，内部按五分钟要求'] }),
})
export type AcceptedDifference = Static<typeof AcceptedDifference>
/** So many rules may differ from their words; each reason is written by hand. */
const reasonsBytes = 400_000
/** One for each rule that differs from its words. */
const Reasons = Type.Optional(
  Type.Array(
    Shape({
      ruleId: Type.String({ minLength: 1, maxLength: 80, examples: ['register-in-time'] }),
      reason: Prose(500, '写给客户看的是十分钟，内部按五分钟要求'),
    }),
    { maxItems: 200 },
  ),
)

export const Publication = Shape({
  id: Id,
  approvalId: Id,
  state: PublicationState,
  title: Type.String({ examples: ['供水热线服务规范'] }),
  note: Nullable(Type.String()),
  trial: Flag,
  submittedAt: Instant,
  submittedBy: Nullable(ActorRef),
  /** The version in force when it was submitted. */
  base: Shape({ id: Id, number: Type.Integer({ examples: [3] }) }),
  /** Why it is to pass although the standard in force refuses it, and what refuses it: only that passes. */
  override: Nullable(Shape({ reason: Type.String(), violations: Type.Array(GateViolation) })),
  /** Where its words and rules differ, each with the reason of whoever submitted it. */
  differences: Type.Array(AcceptedDifference),
  /** In a list only of what waits. */
  steps: Type.Array(ApprovalStep),
  answers: Type.Array(ApprovalAnswer),
  decidedAt: Nullable(Instant),
  decidedBy: Nullable(PersonRef),
  /** The version that it became. */
  version: Nullable(Shape({ id: Id, number: Type.Integer({ examples: [4] }) })),
  mayDecide: Flag,
  mayWithdraw: Flag,
})
export type Publication = Static<typeof Publication>
const WithSource = Shape({ ...Publication.properties, source: Source, clauses: Type.Array(ClauseView) })

export const publication = {
  getDraft: route({
    method: 'GET',
    path: '/sites/:siteId/standard-draft',
    needs: 'standards:write',
    summary: 'The draft, or the text in force when there is none',
    params: SiteParams,
    reply: Shape({
      source: Source,
      version: Type.Integer({ minimum: 0, examples: [0] }),
      savedAt: Nullable(Instant),
      savedBy: Nullable(ActorRef),
    }),
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/sites/:siteId/standard-draft',
    needs: 'standards:write',
    summary: 'Keep a draft',
    params: SiteParams,
    bodyBytes: sourceBytes,
    body: Shape({ source: Source, version: Type.Integer({ minimum: 0, examples: [0] }) }),
    reply: Shape({ version: Version, savedAt: Instant, checked: Checked }),
  }),
  publish: route({
    method: 'POST',
    path: '/sites/:siteId/standard-versions',
    needs: 'standards:publish',
    summary: 'Publish: in force for cases that open from now on',
    params: SiteParams,
    bodyBytes: sourceBytes + reasonsBytes,
    body: Shape({
      source: Source,
      note: Type.Optional(Prose(500, '通知时限由四十分钟改为三十分钟')),
      trial: Type.Optional(Flag),
      reasons: Reasons,
    }),
    reply: Standard,
  }),
  list: route({
    method: 'GET',
    path: '/sites/:siteId/standard-publications',
    needs: 'standards:read',
    summary: 'Texts that were submitted to be published, newest first, and whose consent the next one needs',
    params: SiteParams,
    reply: Shape({
      items: Type.Array(Publication),
      /** Steps that a text submitted now by whoever asks would go through; none: it is published at once. */
      needs: Type.Array(Shape({ roles: Type.Array(RoleName), mode: OneOf({ any: 1, all: 1 }), given: Flag })),
    }),
  }),
  get: route({
    method: 'GET',
    path: '/sites/:siteId/standard-publications/:id',
    needs: 'standards:read',
    summary: 'One of them, with its text and the clauses that it has',
    params: SiteThing,
    reply: WithSource,
  }),
  listDifferences: route({
    method: 'GET',
    path: '/sites/:siteId/standard-versions/:id/differences',
    needs: 'standards:read',
    summary: 'Where words and rules of a published version differ, each with the reason for it',
    params: SiteThing,
    reply: Shape({ items: Type.Array(AcceptedDifference) }),
  }),
  submit: route({
    method: 'POST',
    path: '/sites/:siteId/standard-publications',
    needs: 'standards:write',
    summary: 'Submit a text: published at once, or once those whose consent the standard asks for have given it',
    params: SiteParams,
    bodyBytes: sourceBytes + reasonsBytes,
    body: Shape({
      source: Source,
      note: Type.Optional(Prose(500, '通知时限由四十分钟改为三十分钟')),
      trial: Type.Optional(Flag),
      reasons: Reasons,
      /** Where the standard in force refuses any other version: asks a second person who may publish to let this one pass. */
      override: Type.Optional(Shape({ reason: Prose(500, '必备的事实谁也给不出，先改回来') })),
      /** The version of the draft that was looked at; when somebody saved it since, nothing is submitted. */
      draftVersion: Type.Optional(Type.Integer({ minimum: 0, examples: [2] })),
    }),
    reply: Shape({
      /** The version that is in force now; null while it waits. */
      version: Nullable(Shape({ id: Id, number: Type.Integer({ examples: [4] }) })),
      publication: Nullable(Publication),
    }),
  }),
  approve: route({
    method: 'POST',
    path: '/sites/:siteId/standard-publications/:id/approval',
    needs: 'standards:read',
    summary: 'Give the consent that my role may give; the last one publishes',
    params: SiteThing,
    reply: Publication,
  }),
  refuse: route({
    method: 'POST',
    path: '/sites/:siteId/standard-publications/:id/refusal',
    needs: 'standards:read',
    summary: 'Refuse, with the reason',
    params: SiteThing,
    body: Shape({ reason: Prose(500, '三十分钟做不到，先改派单流程') }),
    reply: Publication,
  }),
  withdraw: route({
    method: 'POST',
    path: '/sites/:siteId/standard-publications/:id/withdrawal',
    needs: 'standards:write',
    summary: 'Take back what was submitted',
    params: SiteThing,
    reply: Publication,
  }),
}
