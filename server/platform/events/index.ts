export type { Case, EventDraft, PendingEvent } from '../case.ts'

export { lockCase, lockOrOpenCase, noHash, openCase } from './case.ts'
export { cover, coverRow, wholeRow } from './covered.ts'
export { flush, gather, writeAtLast } from './flush.ts'
export { hashEvent, hashValue, type Row, sha256 } from './hash.ts'
export { knownFacts, record, withSubject } from './record.ts'
