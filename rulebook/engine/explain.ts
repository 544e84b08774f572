/** Why a clock stands where it stands: every figure of its arithmetic, as data and in words of either language. */

import { isClockRule, type Rulebook } from '../kinds/index.ts'
import type { Locale } from '../vocabulary/index.ts'
import { calendarOf, variantOfClock } from './clock.ts'
import {
  countLines,
  dueLine,
  type ExplainLine,
  movedLines,
  pauseLine,
  pendingLines,
  ruleLine,
  settledLines,
  startLine,
  termLine,
  verdictLine,
} from './explain-lines.ts'
import type { Clock } from './types.ts'

export type { ExplainLine } from './explain-lines.ts'

/** Null when the rulebook does not have the rule of this clock. `now` matters only for a clock that still runs. */
export function explain(rulebook: Rulebook, clock: Clock, now: number): ExplainLine[] | null {
  const rule = rulebook.byId.get(clock.ruleId)
  if (!isClockRule(rule)) return null
  const calendar = calendarOf(rulebook, rule)
  const variant = variantOfClock(rule, clock)
  return [
    ruleLine(rule, clock),
    startLine(clock, calendar),
    termLine(clock, variant, calendar, rulebook.vocabulary),
    ...(variant?.term.kind === 'span' ? countLines(rule.roll, calendar, clock, variant.term.duration) : []),
    ...clock.pauses.map(span => pauseLine(span, calendar, now)),
    ...movedLines(clock, calendar),
    dueLine(clock, calendar),
    ...pendingLines(clock, rulebook),
    ...settledLines(clock, calendar),
    verdictLine(clock, now),
  ]
}

/** The explanation as text, a line each. */
export function explainText(lines: readonly ExplainLine[], locale: Locale): string[] {
  return lines.map(({ text }) => text[locale])
}
