export {
  type Case,
  type CaseKind,
  type EventDraft,
  lockCase,
  lockOrOpenCase,
  noHash,
  openCase,
  type PendingEvent,
} from './case.ts'
export { flush } from './flush.ts'
export { canonical, hashEvent, hashValue, sha256 } from './hash.ts'
export { merge, record } from './record.ts'
