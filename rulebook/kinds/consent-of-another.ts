/** A second person where the product itself asks for one, whatever the standard says. */
import type { ClauseRef } from '../document/index.ts'
import { findCalendar } from '../time/index.ts'
import type { EventName, Role } from '../vocabulary/index.ts'
import type { ConsentRule } from './consent-progress.ts'

/**
 * One consent by any of these roles; whoever asks is the other person, so his own does not count, and nobody consents in the place of
 * another.
 */
export function consentOfAnother(
  action: EventName,
  { ruleId, clause }: { ruleId: string; clause: ClauseRef },
  roles: readonly Role[],
): ConsentRule {
  return {
    ownConsent: false,
    delegable: false,
    calendar: findCalendar('natural')!,
    rule: {
      kind: 'approve',
      id: ruleId,
      clause,
      standard: '',
      when: null,
      note: null,
      basis: null,
      sinceAt: null,
      untilAt: null,
      record: false,
      proposed: false,
      open: false,
      before: [action],
      matter: null,
      consent: [{ mode: 'any', roles: [...roles], within: null, when: null }],
      order: 'in turn',
      within: [],
      calendar: 'natural',
    },
  }
}
