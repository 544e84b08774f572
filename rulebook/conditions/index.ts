export { printCondition } from './condition-print.ts'
export { type Condition, compileCondition, conditionOf, type Path, readPathName } from './expression.ts'
export { factType, pathName, readFact } from './facts.ts'
