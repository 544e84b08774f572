export { printCondition } from './condition-print.ts'
export { type Condition, compileCondition, conditionOf, readPathName } from './expression.ts'
export { pathName, readFact } from './facts.ts'
export type { Reading } from './tokens.ts'
