/** Whose consent a new version of a standard needs, and where it stands. Pure. */

import { inForce, runs } from '@sansheng/rulebook/engine'
import type { Approve, Rulebook } from '@sansheng/rulebook/kinds'
import { type Approval, approvalOf, type Consent, type StepState } from '@sansheng/rulebook/kinds'
import type { Facts, Role } from '@sansheng/rulebook/vocabulary'

export type Submission = { by: string | null; roles: readonly Role[]; at: number; facts: Facts }
export type Standing = {
  state: Approval['state']
  waitingFor: Role[]
  steps: (StepState & { ruleId: string; clause: Approve['clause'] })[]
}

/**
 * Rules in force that ask for consent before a version is published. They hold on trial too: a trial spares service, not the question who
 * may change the standard.
 */
export function consentRules(rulebook: Rulebook, { at, facts }: Pick<Submission, 'at' | 'facts'>): Approve[] {
  return rulebook.rules.filter(
    (rule): rule is Approve =>
      rule.kind === 'approve' &&
      rule.before.includes('standard.published') &&
      runs(rule) &&
      inForce(rule, at) &&
      (!rule.when || rule.when.holds(facts)) &&
      rule.consent.some(step => !step.when || step.when.holds(facts)),
  )
}

/** Whether whoever submits could consent to some step himself: then he has, by submitting. */
export function consentsBySubmitting(rules: readonly Approve[], { roles, facts }: Submission): boolean {
  return rules.some(rule =>
    rule.consent.some(step => (!step.when || step.when.holds(facts)) && step.roles.some(role => roles.includes(role))),
  )
}

/** `heard`: what others said. The consent of whoever submitted counts for the first step that waits for a role of his. */
export function standingOf(rulebook: Rulebook, asked: Submission, heard: readonly Consent[], now: number): Standing {
  const found = consentRules(rulebook, asked).map(rule => ({ rule, approval: standing(rulebook, rule, asked, heard, now) }))
  const states = found.map(({ approval }) => approval.state)
  return {
    state: states.includes('refused') ? 'refused' : states.every(state => state === 'given') ? 'given' : 'waiting',
    waitingFor: [...new Set(found.flatMap(({ approval }) => approval.waitingFor))],
    steps: found.flatMap(({ rule, approval }) => approval.steps.map(step => ({ ...step, ruleId: rule.id, clause: rule.clause }))),
  }
}

function standing(rulebook: Rulebook, rule: Approve, asked: Submission, heard: readonly Consent[], now: number): Approval {
  const calendar = rulebook.calendars[rule.calendar]!
  const others = heard.filter(({ by }) => by !== asked.by)
  const ask = { askedBy: '', askedAt: asked.at, facts: asked.facts, now }
  const before = approvalOf(rule, { ...ask, consents: others }, calendar)
  const own = ownStep(before, asked)
  if (!own) return before
  const consent = { by: asked.by ?? 'submitter', roles: asked.roles, at: own.since!, given: true }
  return approvalOf(rule, { ...ask, consents: [consent, ...others] }, calendar)
}

/** While the steps before it are open, the consent by submitting waits with its step. */
const ownStep = ({ steps }: Approval, { roles }: Submission): StepState | undefined =>
  steps.find(step => step.state === 'waiting' && step.roles.some(role => roles.includes(role)))
