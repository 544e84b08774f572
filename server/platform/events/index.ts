export type { Case, EventDraft, PendingEvent } from '../case.ts'

export { lockCase, lockOrOpenCase, noHash, openCase } from './case.ts'
export { flush, gather, writeAtLast } from './flush.ts'
export { hashValue, sha256 } from './hash.ts'
export { knownFacts, record, withSubject } from './record.ts'
