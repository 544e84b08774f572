export { type Block, type Entry, readBlock } from './block.ts'
export { withChoices } from './choices.ts'
export { reportClashes } from './clashes.ts'
export { type Document, fromAbove, readDocument } from './document.ts'
export { formal, rulesOnTrial } from './formal.ts'
export { type Front, frontKeys, readFront } from './front.ts'
export {
  answers,
  bases,
  blanks,
  bools,
  consentOrders,
  entryOf,
  ignorable,
  itemKinds,
  type Key,
  keys,
  lateBases,
  measures,
  modes,
  noneWords,
  openWords,
  outcomes,
  particles,
  paymentOrders,
  periods,
  places,
  priceEach,
  pricePer,
  qualifiers,
  rolePrefix,
  roundingSteps,
  roundings,
  routeWords,
  sortWords,
  spellings,
  stepParticles,
  stepWords,
  targetPeriods,
  ties,
} from './keys.ts'
export type { ClauseRef, Problem } from './problem.ts'
export { type Decision, settleProposals, withoutProposed } from './proposals.ts'
export {
  commas,
  findWord,
  type LocalizedText,
  part,
  type Report,
  reportOn,
  splitAt,
  type Text,
  trimmed,
  unquoted,
} from './text.ts'
