/** Where a request stands under all rules that ask for consent to it, who may answer, and when silence is escalated. */
import type { Calendar } from '../time/index.ts'
import type { Facts, Role } from '../vocabulary/index.ts'
import { type Approval, approvalOf, type Consent, type StepState } from './approvals.ts'
import type { Approve } from './rule-sheets.ts'

export type Request = { by: string | null; roles: readonly Role[]; at: number; facts: Facts }
/**
 * `ownConsent`: whoever asks and holds a role that is asked has consented by asking. `delegable`: who is asked may let somebody else answer;
 * otherwise only an answer in one's own right counts.
 */
export type ConsentRule = { rule: Approve; ownConsent: boolean; delegable: boolean; calendar: Calendar }
export type ConsentProgress = {
  state: Approval['state']
  waitingFor: Role[]
  steps: (StepState & { ruleId: string; clause: Approve['clause']; delegable: boolean })[]
}
/** Roles that a person gave to another for one request. */
export type Delegation = { from: string; to: string; roles: readonly Role[] }

/** `consents`: those of others. The consent of whoever asks counts for the first step that waits for a role of his. */
export function consentProgress(
  rules: readonly ConsentRule[],
  request: Request,
  consents: readonly Consent[],
  now: number,
): ConsentProgress {
  const found = rules.map(one => ({
    rule: one.rule,
    delegable: one.delegable,
    approval: approvalUnder(one, request, consents, now),
  }))
  const states = found.map(({ approval }) => approval.state)
  return {
    state: states.includes('refused') ? 'refused' : states.every(state => state === 'given') ? 'given' : 'waiting',
    waitingFor: [...new Set(found.flatMap(({ approval }) => approval.waitingFor))],
    steps: found.flatMap(({ rule, delegable, approval }) =>
      approval.steps.map(step => ({ ...step, ruleId: rule.id, clause: rule.clause, delegable })),
    ),
  }
}

/** Whether whoever asks could consent to some step himself: then he has, by asking. */
export function consentsByAsking(rules: readonly ConsentRule[], { roles, facts }: Pick<Request, 'roles' | 'facts'>): boolean {
  return rules.some(
    ({ rule, ownConsent }) =>
      ownConsent &&
      rule.consent.some(step => (!step.when || step.when.holds(facts)) && step.roles.some(role => roles.includes(role))),
  )
}

/** As what a person may answer: in his own right first, else for somebody who gave him his say; null when he is not asked. */
export function answersAs(
  person: string,
  roles: readonly Role[],
  steps: readonly Pick<ConsentProgress['steps'][number], 'roles' | 'state' | 'delegable'>[],
  delegations: readonly Delegation[],
): { roles: Role[]; behalf: string | null } | null {
  const waiting = steps.filter(step => step.state === 'waiting')
  const isAsked = (its: readonly Role[], of: typeof waiting) => of.some(step => step.roles.some(role => its.includes(role)))
  if (isAsked(roles, waiting)) return { roles: [...roles], behalf: null }
  const delegable = waiting.filter(step => step.delegable)
  const given = delegations.find(({ to, roles: its }) => to === person && isAsked(its, delegable))
  return given ? { roles: [...given.roles], behalf: given.from } : null
}

/** The share of its time after which those who are asked for a step are reminded. */
const reminded = 0.8
export type Due = { step: number; remindAt: number; escalateAt: number }

/** When the steps that wait are reminded and escalated. Silence never grants anything. */
export function duesOf({ steps }: Pick<ConsentProgress, 'steps'>): Due[] {
  return steps.flatMap(({ state, since, dueAt }, step) =>
    state === 'waiting' && since !== null && dueAt !== null
      ? [{ step, remindAt: since + Math.round((dueAt - since) * reminded), escalateAt: dueAt }]
      : [],
  )
}

function approvalUnder(one: ConsentRule, request: Request, consents: readonly Consent[], now: number): Approval {
  const { rule, calendar, ownConsent, delegable } = one
  const others = consents.filter(({ by, behalf }) => by !== request.by && (delegable || !behalf))
  const ask = { requestedBy: ownConsent ? '' : (request.by ?? ''), requestedAt: request.at, facts: request.facts, now }
  const before = approvalOf(rule, { ...ask, consents: others }, calendar)
  const own = ownConsent ? ownStep(before, request) : undefined
  if (!own) return before
  const consent = { by: request.by ?? 'submitter', roles: request.roles, at: own.since!, given: true }
  return approvalOf(rule, { ...ask, consents: [consent, ...others] }, calendar)
}

/** While the steps before it are open, the consent by asking waits with its step. */
const ownStep = ({ steps }: Approval, { roles }: Request): StepState | undefined =>
  steps.find(step => step.state === 'waiting' && step.roles.some(role => roles.includes(role)))
