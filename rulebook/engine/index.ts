export { factsFor, mergeFacts, noFacts, withFacts } from './case-facts.ts'
export { clockFinding, isBreached, isOpenClock } from './clock.ts'
export { type Compiled, type CompileNeeds, compile, publishBlockers } from './compile.ts'
export { explain } from './explain.ts'
export { figuresOf } from './figures.ts'
export { fire } from './fire.ts'
export { gate, overridden } from './gate.ts'
export { asVersion, runs } from './index-rules.ts'
export { countMatching, inForce } from './limits.ts'
export { observe } from './observe.ts'
export { optionsOf } from './options.ts'
export { recompute } from './recompute.ts'
export { type ProposedUrgency, type Routed, routeTo, urgencyOf } from './route.ts'
export type {
  Announcement,
  CaseEvent,
  CaseFacts,
  CaseState,
  Clock,
  Counts,
  Finding,
  Firing,
  GateVerdict,
  GateViolation,
  Observation,
  Refs,
  Verdict,
} from './types.ts'
export { type UnrecordedRule, unrecordedRules } from './unrecorded.ts'
