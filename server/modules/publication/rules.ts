/** Whose consent a new version of a standard needs. Pure. */

import { inForce, runs } from '@sansheng/rulebook/engine'
import type { Approve, ConsentRule, Request, Rulebook } from '@sansheng/rulebook/kinds'

/**
 * Rules in force that ask for consent before a version is published. They hold on trial too: a trial spares service, not the question who
 * may change the standard.
 */
export function consentRules(rulebook: Rulebook, { at, facts }: Pick<Request, 'at' | 'facts'>): ConsentRule[] {
  const rules = rulebook.rules.filter(
    (rule): rule is Approve =>
      rule.kind === 'approve' &&
      rule.before.includes('standard.published') &&
      runs(rule, rulebook.vocabulary) &&
      inForce(rule, at) &&
      (!rule.when || rule.when.holds(facts)) &&
      rule.consent.some(step => !step.when || step.when.holds(facts)),
  )
  return rules.map(rule => ({ rule, ownConsent: true, delegable: true, calendar: rulebook.calendars[rule.calendar]! }))
}
