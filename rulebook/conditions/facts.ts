/** Facts by path: their type, their value in a state, their name in a language. */

import { events, type FactGroup, type Facts, type FactType, facts, type Locale } from '../vocabulary/index.ts'
import type { Path } from './tokens.ts'

/** Type of a fact by path; `event.type` counts as the list of events. */
export function factType(path: Path): FactType {
  if (path === 'event.type') return { type: 'enum', values: eventNames }
  const [group, field] = path.split('.') as [FactGroup, string]
  return (facts[group].fields as Record<string, FactType>)[field]!
}
const eventNames = Object.fromEntries(Object.entries(events).map(([key, value]) => [key, value.zh]))

export function readFact(state: Facts, path: Path): string | number | boolean | undefined {
  return readerOf(path)(state)
}

type Reader = (state: Facts) => string | number | boolean | undefined
const readers = new Map<Path, Reader>()

/** Paths are cut once: conditions read the same few of them at every event. */
function readerOf(path: Path): Reader {
  const known = readers.get(path)
  if (known) return known
  const dot = path.indexOf('.')
  const [group, field] = [path.slice(0, dot) as FactGroup, path.slice(dot + 1)]
  const reader: Reader = state =>
    (state[group] as Record<string, string | number | boolean | null> | undefined)?.[field] ?? undefined
  readers.set(path, reader)
  return reader
}

/** The name of a fact in a language: `ticket.kind` or 工单.类别. */
export function pathName(path: Path, locale: Locale): string {
  if (locale === 'en') return path
  const [group, field] = path.split('.') as [FactGroup, string]
  return `${facts[group].zh}.${(facts[group].fields as Record<string, { zh: string }>)[field]?.zh ?? field}`
}
