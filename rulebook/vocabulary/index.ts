/**
 * The names that standards, screens, API and database share: kinds, events, facts, roles, units and refs, each in two languages.
 * Data only. A new module adds its events and facts here first; the checker, the editor and the types follow.
 */
export { type Action, type EventType, events, isRecorded, type RecordedType } from './events.ts'
export { type FactGroup, type Facts, facts, isSaid, keepersOf } from './facts.ts'
export { type Asked, askedValues, type FactType } from './fields.ts'
export { localeOf, lookup, nameOf, nearest, nearestName, wordsOf } from './names.ts'
export { type Kind, kinds, type Locale, type RefKind, type Role, refKinds, roles, type Unit, units } from './words.ts'
