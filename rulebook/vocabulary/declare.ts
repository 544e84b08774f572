/** A vocabulary with what a document declares: new names, and names of the product that nobody records or states yet. */
import type { EventSpec } from './event-spec.ts'
import type { Field, Group } from './fields.ts'
import { fold } from './names.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Labels } from './words.ts'

/** One declared name; `at` is where it stands, in whatever way the caller gives places. */
export type Declaration<Place> = { at: Place; name: string } & (
  | { of: 'refKinds'; labels: Labels }
  | { of: 'facts'; labels: Labels; fields: Readonly<Record<string, Field>> }
  | { of: 'events'; spec: EventSpec }
)
/**
 * `taken`: the name, or a word for it, belongs to `by` already; `unknown`: it is about a subject or facts that nothing declares; `different`: it
 * takes up a name of the product as something else than that is.
 */
export type Clash<Place> = {
  at: Place
  of: Declaration<Place>['of']
  name: string
  why: 'taken' | 'unknown' | 'different'
  by: string
}

/** Names in the order in which they are declared; one that clashes is left out. */
export function extendVocabulary<Place>(
  base: Vocabulary,
  declared: readonly Declaration<Place>[],
): { vocabulary: Vocabulary; clashes: Clash<Place>[] } {
  const draft: Draft = {
    events: { ...base.events },
    facts: { ...base.facts },
    refKinds: { ...base.refKinds },
    roles: base.roles,
    units: base.units,
    recorded: new Set(base.recorded),
    stated: new Set(base.stated),
    words: { events: wordsOf(base.events), facts: wordsOf(base.facts), refKinds: wordsOf(base.refKinds) },
  }
  const owned = ownedKinds(base)
  const clashes: Clash<Place>[] = []
  for (const item of declared) {
    const clash =
      item.of === 'events'
        ? declareEvent(draft, item.name, item.spec)
        : item.of === 'facts'
          ? declareFacts(draft, item.name, item.labels, item.fields)
          : declareKind(draft, item.name, item.labels, owned)
    if (clash) clashes.push({ at: item.at, of: item.of, ...clash })
  }
  const { words: _, ...vocabulary } = draft
  return { vocabulary, clashes }
}

type Draft = Pick<Vocabulary, 'roles' | 'units'> & {
  events: Record<string, EventSpec>
  facts: Record<string, Group>
  refKinds: Record<string, Labels>
  recorded: Set<string>
  stated: Set<string>
  /** The names that words stand for, so that a declaration is not compared with every name. */
  words: Record<'events' | 'facts' | 'refKinds', Words>
}
/** Names by the folded words that stand for them in either language. */
type Words = Map<string, string>
type Refusal = { name: string; why: Clash<unknown>['why']; by: string } | null

/** Kinds of subjects that belong to somebody: something is recorded or stated of them. */
function ownedKinds({ events, recorded, stated }: Vocabulary): Set<string> {
  const kinds = new Set([...stated].map(path => path.slice(0, path.indexOf('.'))))
  for (const name of recorded) if (events[name]) kinds.add(events[name].subject)
  return kinds
}

function declareKind({ refKinds, words }: Draft, name: string, labels: Labels, owned: Set<string>): Refusal {
  if (owned.has(name)) return { name, why: 'taken', by: name }
  const known = own(refKinds, name)
  const by = known ? null : wordTaken(words.refKinds, name, labels)
  if (by !== null) return { name, why: 'taken', by }
  refKinds[name] = known ?? labels
  addWords(words.refKinds, name, refKinds[name])
  owned.add(name)
  return null
}

/** Facts are owned one by one: a group of the product takes more facts, and gives those that nobody states, of the same type. */
function declareFacts(draft: Draft, name: string, labels: Labels, fields: Readonly<Record<string, Field>>): Refusal {
  const group = own(draft.facts, name)
  const by = group ? null : wordTaken(draft.words.facts, name, labels)
  if (by !== null) return { name, why: 'taken', by }
  const all: Record<string, Field> = { ...group?.fields }
  const words = wordsOf(all)
  for (const [key, field] of Object.entries(fields)) {
    const path = `${name}.${key}`
    const known = own(all, key)
    if (draft.stated.has(path)) return { name: path, why: 'taken', by: path }
    if (known && JSON.stringify(typeOf(known)) !== JSON.stringify(typeOf(field)))
      return { name: path, why: 'different', by: path }
    const other = wordTaken(words, key, field)
    if (other !== null) return { name: path, why: 'taken', by: `${name}.${other}` }
    all[key] = known ?? field
    addWords(words, key, all[key])
  }
  draft.facts[name] = { ...(group ?? labels), fields: all }
  addWords(draft.words.facts, name, draft.facts[name])
  for (const key of Object.keys(fields)) draft.stated.add(`${name}.${key}`)
  return null
}

const typeOf = (field: Field) => (field.type === 'enum' ? [field.type, Object.keys(field.values).sort()] : [field.type])

function declareEvent(draft: Draft, name: string, spec: EventSpec): Refusal {
  const known = own(draft.events, name)
  if (draft.recorded.has(name)) return { name, why: 'taken', by: name }
  if (!Object.hasOwn(draft.refKinds, spec.subject)) return { name, why: 'unknown', by: spec.subject }
  const group = spec.knows.find(each => !Object.hasOwn(draft.facts, each))
  if (group !== undefined) return { name, why: 'unknown', by: group }
  if (known && known.subject !== spec.subject) return { name, why: 'different', by: known.subject }
  const by = wordTaken(draft.words.events, name, spec)
  if (by !== null) return { name, why: 'taken', by }
  draft.events[name] = known
    ? { ...known, knows: [...new Set([...known.knows, ...spec.knows])], ...(spec.action && { action: true }) }
    : spec
  addWords(draft.words.events, name, draft.events[name]!)
  draft.recorded.add(name)
  return null
}

const wordsFor = (name: string, { zh, en }: Labels): string[] => [name, zh, en ?? name].map(fold)

function wordsOf(table: Readonly<Record<string, Labels>>): Words {
  const words: Words = new Map()
  for (const [name, labels] of Object.entries(table)) addWords(words, name, labels)
  return words
}

function addWords(words: Words, name: string, labels: Labels): void {
  for (const word of wordsFor(name, labels)) if (!words.has(word)) words.set(word, name)
}

/** The other name that one of these words stands for already. */
function wordTaken(words: Words, name: string, labels: Labels): string | null {
  const others = wordsFor(name, labels).map(word => words.get(word))
  return others.find(other => other !== undefined && other !== name) ?? null
}

const own = <T>(table: Record<string, T>, name: string): T | undefined => (Object.hasOwn(table, name) ? table[name] : undefined)
