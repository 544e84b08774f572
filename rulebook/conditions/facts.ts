/** Facts by path: their value in a state, their name in a language. */
import { type KnownFacts, type Locale, nameOf, type Path, type Vocabulary } from '../vocabulary/index.ts'

export function readFact(state: KnownFacts, path: Path): string | number | boolean | undefined {
  return readerOf(path)(state)
}

type Reader = (state: KnownFacts) => string | number | boolean | undefined
const readers = new Map<Path, Reader>()

/** Paths are cut once: conditions read the same few of them at every event. */
function readerOf(path: Path): Reader {
  const known = readers.get(path)
  if (known) return known
  const dot = path.indexOf('.')
  const [group, field] = [path.slice(0, dot), path.slice(dot + 1)]
  const reader: Reader = state => state[group]?.[field] ?? undefined
  readers.set(path, reader)
  return reader
}

/** The name of a fact in a language: `ticket.kind` or 工单.类别. */
export function pathName(vocabulary: Vocabulary, path: Path, locale: Locale): string {
  if (locale === 'en') return path
  const dot = path.indexOf('.')
  const [group, field] = [path.slice(0, dot), path.slice(dot + 1)]
  return `${nameOf(vocabulary.facts, group, locale)}.${nameOf(vocabulary.facts[group]?.fields ?? {}, field, locale)}`
}
