/** Two persons who may publish let a text pass that the standard in force refuses. Pure. */
import type { ClauseRef } from '@sansheng/contract/clocks.ts'
import type { ConsentRule } from '@sansheng/rulebook/kinds'
import { findCalendar } from '@sansheng/rulebook/time'
import type { Role } from '@sansheng/rulebook/vocabulary'

/** One consent by any of these roles; whoever asks is the other person, so his own does not count. */
export function overrideRule(clause: ClauseRef, roles: readonly Role[]): ConsentRule {
  return {
    ownConsent: false,
    calendar: findCalendar('natural')!,
    rule: {
      kind: 'approve',
      id: 'override',
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
      before: ['standard.published'],
      matter: null,
      consent: [{ mode: 'any', roles: [...roles], within: null, when: null }],
      order: 'in turn',
      within: [],
      calendar: 'natural',
    },
  }
}
