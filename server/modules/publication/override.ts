/** Two persons who may publish let a text pass that the standard in force refuses. Pure. */
import type { GateViolation } from '@sansheng/contract/clocks.ts'
import type { ConsentRule } from '@sansheng/rulebook/kinds'
import { findCalendar } from '@sansheng/rulebook/time'
import type { Role } from '@sansheng/rulebook/vocabulary'

/**
 * One consent by any of these roles to pass one refusal; whoever asks is the other person, so his own does not count, and nobody is let pass
 * a gate in the place of another.
 */
export function overrideRule({ ruleId, clause }: Pick<GateViolation, 'ruleId' | 'clause'>, roles: readonly Role[]): ConsentRule {
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
      before: ['standard.published'],
      matter: null,
      consent: [{ mode: 'any', roles: [...roles], within: null, when: null }],
      order: 'in turn',
      within: [],
      calendar: 'natural',
    },
  }
}
