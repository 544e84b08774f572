/** The names that a standard may use, as a value: those of the product, and those that a document declares. Each compiled standard carries it. */
import type { EventSpec } from './event-spec.ts'
import { events } from './events.ts'
import { facts } from './facts.ts'
import type { FactType, Group } from './fields.ts'
import { type Labels, type Role, refKinds, roles, type Unit, units } from './words.ts'

/** Names as rules use them: any that the vocabulary has. Modules record and state those of the product, which are typed one by one. */
export type EventName = string
export type GroupName = string
export type SubjectKind = string
/** A fact by path: `ticket.kind`. */
export type Path = `${GroupName}.${string}`

type Table<T> = Readonly<Record<string, T>>
export type Vocabulary = {
  readonly events: Table<EventSpec>
  readonly facts: Table<Group>
  readonly refKinds: Table<Labels>
  /** Roles are what persons of the product hold, units what its calendars count: a document declares none. */
  readonly roles: Readonly<Record<Role, Labels>>
  readonly units: Readonly<Record<Unit, Labels>>
  /** Events that somebody records: a module of the product, or a register that the document declares. */
  readonly recorded: ReadonlySet<EventName>
  /** Facts by path that somebody states. */
  readonly stated: ReadonlySet<string>
}

/** What a module records and states; a fact is named by its path, or a whole group by its name. */
export type Records = { readonly events: readonly EventName[]; readonly facts: readonly string[] }

/** All names of the product, as if everything were recorded and stated; `recordedBy` narrows it to what is. */
export const coreVocabulary: Vocabulary = recordedBy(
  { events, facts, refKinds, roles, units },
  { events: Object.keys(events), facts: Object.keys(facts) },
)

export function recordedBy(names: Omit<Vocabulary, 'recorded' | 'stated'>, ...records: readonly Records[]): Vocabulary {
  return {
    ...names,
    recorded: new Set(records.flatMap(of => of.events)),
    stated: new Set(records.flatMap(of => of.facts.flatMap(name => pathsIn(names.facts, name)))),
  }
}

function pathsIn(groups: Vocabulary['facts'], name: string): string[] {
  return name.includes('.') ? [name] : Object.keys(groups[name]?.fields ?? {}).map(field => `${name}.${field}`)
}

export function isRecorded({ recorded }: Vocabulary, name: EventName): boolean {
  return recorded.has(name)
}

export function isStated({ stated }: Vocabulary, path: string): boolean {
  return stated.has(path)
}

/** Whether a command asks the gate under this name before it records the event. */
export function isAction(vocabulary: Vocabulary, name: EventName): boolean {
  return vocabulary.events[name]?.action === true
}

/** Type of a fact by path; `event.type` takes the names of all events. */
export function factType(vocabulary: Vocabulary, path: Path): FactType | undefined {
  if (path === 'event.type') return { type: 'enum', values: eventLabels(vocabulary) }
  const dot = path.indexOf('.')
  return vocabulary.facts[path.slice(0, dot)]?.fields[path.slice(dot + 1)]
}

const labelsOfEvents = new WeakMap<Vocabulary, Record<EventName, string>>()
function eventLabels(vocabulary: Vocabulary): Record<EventName, string> {
  const known = labelsOfEvents.get(vocabulary)
  if (known) return known
  const labels = Object.fromEntries(Object.entries(vocabulary.events).map(([name, { zh }]) => [name, zh]))
  labelsOfEvents.set(vocabulary, labels)
  return labels
}
