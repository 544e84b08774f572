/**
 * The names that standards, screens, API and database share: kinds, events, facts, roles, units and refs, each in two languages.
 * Data, and the vocabulary as a value; a new module adds its events and facts here first.
 */
export { cutText, firstCharacter } from './cut-text.ts'
export { type Clash, type Declaration, extendVocabulary } from './declare.ts'
export type { EventSpec } from './event-spec.ts'
export { type Action, type EventType, events } from './events.ts'
export { type FactGroup, type FactPath, type Facts, type FactValue, facts, type KnownFacts, keepersOf } from './facts.ts'
export { type Disclosure, disclosureValues, type FactType, type Field, type Group } from './fields.ts'
export { localeOf, lookup, nameOf, nearest, nearestName, wordsOf } from './names.ts'
export { readNumeral } from './numeral.ts'
export { recorderOf } from './recorders.ts'
export {
  coreVocabulary,
  type EventName,
  factType,
  type GroupName,
  isAction,
  isRecorded,
  isStated,
  type Path,
  type Records,
  recordedBy,
  type SubjectKind,
  type Vocabulary,
} from './vocabulary.ts'
export {
  type Kind,
  kinds,
  type Labels,
  type Locale,
  type RefKind,
  type Role,
  refKinds,
  roles,
  type Unit,
  units,
} from './words.ts'
