export { type Approval, approvalOf, type Consent, type StepState } from './approvals.ts'
export { advanceOf, dueDayOf, type Fee, type FeeAsk, feeOf, lateFeeOf } from './charges.ts'
export { consentOfAnother } from './consent-of-another.ts'
export {
  answersAs,
  type ConsentProgress,
  type ConsentRule,
  consentProgress,
  consentsByAsking,
  type Delegation,
  type Due,
  duesOf,
  type Request,
} from './consent-progress.ts'
export { type Decision, decisionOf } from './decisions.ts'
export { resolveFactors } from './factor.ts'
export { type PrintNeeds, printRule } from './format.ts'
export { commonKeys, type KeySpec, running, schemas, type TypeName } from './kinds.ts'
export { type Draft, type RuleContext, readRule } from './read-rule.ts'
export { groupOf, listensOf, pathsOf } from './reads.ts'
export { levelsOf } from './route-lines.ts'
export {
  type Cadence,
  type ClockRule,
  isClockRule,
  type Limit,
  type Require,
  type Route,
  type Rule,
  type Rulebook,
} from './rule.ts'
export type { Period, Step, Urgency, Variant } from './rule-parts.ts'
export type {
  Answer,
  Approve,
  Charge,
  Decide,
  Order,
  Phrase,
  Rounding,
  Score,
  Script,
  ScriptStep,
  Target,
} from './rule-sheets.ts'
export type { RuleSummary } from './rule-summary.ts'
export { gradesOf, type Marks, type Scored, scoreOf } from './scores.ts'
export { beginScript, fillBlanks, nextStep, type ScriptState, stepOf } from './scripts.ts'
export { permilleOf, reachedBy, reachedOf } from './targets.ts'
export { inCharge, printStep, printTerm } from './terms.ts'
export { type Option, unknownCalendar } from './values.ts'
export { inOrder, type Placed, type Waiting } from './waiting.ts'
