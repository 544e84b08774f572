/** Prints a rule block in either language; what cannot be read is left as it was written. */
import { type Entry, entryOf, type Key, keys, noneWords, readBlock, reportOn } from '../document/index.ts'
import { calendarSpecs } from '../time/index.ts'
import { coreVocabulary, type Kind, kinds, type Locale, lookup, nameOf, type Vocabulary } from '../vocabulary/index.ts'
import { schemas } from './kinds.ts'
import { commonKeys, types } from './schema.ts'
import type { ValueType } from './values.ts'

/** Names beside those of the product: calendars of the organisation, and what the document declares. */
export type PrintNeeds = { calendars?: readonly string[]; vocabulary?: Vocabulary }

/** The text of a block (without its fence) in the wished language. Comments go; names of departments and notes stay as they are. */
export function printRule(
  source: string,
  locale: Locale,
  { calendars = [], vocabulary = coreVocabulary }: PrintNeeds = {},
): string {
  const block = readBlock({ text: source, at: 0 }, reportOn(source))
  const named = entryOf(block, 'rule')
  const kind = named ? lookup<Kind>(kinds, named.value.text) : null
  const specs = { ...commonKeys, ...(kind ? schemas[kind].keys : {}) }
  const reading = { report: reportOn(source), vocabulary, calendars: [...calendars, ...Object.keys(calendarSpecs)] }
  const separator = ': '
  return block.entries
    .map(entry => {
      const key = lookup<Key>(keys, entry.key.text)
      if (key === 'rule') return `${nameOf(keys, 'rule', locale)}${separator}${kindName(entry, kind, locale)}`
      const spec = key ? specs[key] : undefined
      if (!key || !spec) return asWritten(entry)
      const type = types[spec.type] as ValueType<unknown>
      const value = type.read(entry, reading)
      if (value === null) return asWritten(entry)
      const name = locale === 'zh' ? (spec.zh ?? nameOf(keys, key, 'zh')) : key
      const printed = type.print(value, locale, vocabulary)
      return typeof printed === 'string'
        ? `${name}${separator}${printed}`
        : [`${name}:`, ...printed.map(line => `- ${line}`)].join('\n')
    })
    .join('\n')
}

function kindName({ value }: Entry, kind: Kind | null, locale: Locale): string {
  if (kind) return nameOf(kinds, kind, locale)
  return lookup(noneWords, value.text) ? nameOf(noneWords, 'none', locale) : value.text
}

function asWritten({ key, value, items }: Entry): string {
  return [`${key.text}: ${value.text}`.trimEnd(), ...items.map(({ text }) => `- ${text}`)].join('\n')
}
