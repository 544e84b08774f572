/** Values that name things of the product: events, facts, roles. */
import { pathName, readPathName } from '../conditions/index.ts'
import { commas, part, qualifiers, rolePrefix, spellings, splitAt, type Text, trimmed } from '../document/index.ts'
import {
  type EventName,
  factType,
  type Locale,
  lookup,
  nameOf,
  type Path,
  type Role,
  type Vocabulary,
} from '../vocabulary/index.ts'
import type { Ends } from './rule-parts.ts'
import { event, oneLine, pick, pieces, type Reading, type ValueType } from './values.ts'

/** Events with a qualifier; `allowed` says which of them makes sense at this end. */
export function ends(allowed: Ends['mode']): ValueType<Ends> {
  return {
    read: (entry, reading) => {
      const texts = pieces(entry, reading)
      if (!texts) return null
      const { mode, rest } = qualifier(texts[0]!, reading.vocabulary)
      if (mode !== 'any' && mode !== allowed) {
        const [zh, en] = [nameOf(qualifiers, mode, 'zh'), mode]
        reading.report.error(
          texts[0]!,
          'qualifier',
          { zh: `「${entry.key.text}」不能用「${zh}」`, en: `\`${entry.key.text}\` cannot take \`${en}\`` },
          allowed === 'any' ? null : nameOf(qualifiers, allowed, /\p{Script=Han}/u.test(texts[0]!.text) ? 'zh' : 'en'),
        )
        return null
      }
      const list = readEvents([rest, ...texts.slice(1)], reading)
      return list && { mode: list.length === 1 ? 'any' : mode, events: list }
    },
    print: (value, locale, vocabulary) =>
      (value.mode === 'any' ? '' : `${nameOf(qualifiers, value.mode, locale)} `) +
      value.events.map(name => nameOf(vocabulary.events, name, locale)).join(', '),
  }
}

export const eventList: ValueType<EventName[]> = {
  read: (entry, reading) => {
    const texts = pieces(entry, reading)
    return texts && readEvents(texts, reading)
  },
  print: (value, locale, vocabulary) => value.map(name => nameOf(vocabulary.events, name, locale)).join(', '),
}

function qualifier(text: Text, { events }: Vocabulary): { mode: Ends['mode']; rest: Text } {
  for (const mode of ['all', 'last', 'any'] as const)
    for (const word of spellings(qualifiers, mode)) {
      const tail = text.text.slice(word.length)
      if (text.text.startsWith(word) && (/^\s/.test(tail) || (/\p{Script=Han}/u.test(word) && lookup(events, tail)))) {
        return { mode, rest: trimmed(part(text, word.length)) }
      }
    }
  return { mode: 'any', rest: text }
}

function readEvents(texts: Text[], { report, vocabulary }: Reading): EventName[] | null {
  const list: EventName[] = []
  let failed = false
  for (const text of texts) {
    const name = pick(vocabulary.events, text, 'event-unknown', event, report)
    if (!name) failed = true
    else if (list.includes(name)) {
      report.error(text, 'event-twice', { zh: `「${text.text}」写了两次`, en: `\`${text.text}\` is written twice` })
      failed = true
    } else list.push(name)
  }
  return failed ? null : list
}

/** Facts by path; `asked` takes only those that a customer may decline to give. */
export function paths(only?: 'disclosure'): ValueType<Path[]> {
  return {
    read: (entry, reading) => {
      const texts = pieces(entry, reading)
      if (!texts) return null
      const list = texts.map(text => {
        const path = readPathName(text, reading)
        if (path && only && factType(reading.vocabulary, path)!.type !== only) {
          reading.report.error(text, 'not-asked', {
            zh: `「${text.text}」不是向客户问的事项，请放到「须有」`,
            en: `\`${text.text}\` is nothing that is asked of a customer; put it under \`need\``,
          })
          return null
        }
        return path
      })
      return list.every(path => path !== null) ? list : null
    },
    print: (value, locale, vocabulary) => value.map(path => pathName(vocabulary, path, locale)).join(', '),
  }
}

/** One fact of a numeric type. */
export const measure: ValueType<Path> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    const path = text && readPathName(text, reading)
    if (!text || !path) return null
    if (['int', 'number'].includes(factType(reading.vocabulary, path)!.type)) return path
    reading.report.error(text, 'not-a-number', {
      zh: `「${text.text}」不是数，量不出来`,
      en: `\`${text.text}\` is not a number and cannot be measured`,
    })
    return null
  },
  print: (path, locale, vocabulary) => pathName(vocabulary, path, locale),
}

export function readRoles(text: Text, { report, vocabulary }: Reading): Role[] | null {
  const list = splitAt(text, commas).map(item => {
    const prefix = /^(role|岗位)\s*[:：]\s*/.exec(item.text)?.[0] ?? ''
    return pick(vocabulary.roles, part(item, prefix.length), 'role-unknown', { zh: '岗位', en: 'role' }, report)
  })
  return list.every(role => role !== null) ? list : null
}

export function printRoles(list: readonly Role[], locale: Locale, { roles }: Vocabulary): string {
  return list.map(role => rolePrefix[locale] + nameOf(roles, role, locale)).join(', ')
}

export const roleList: ValueType<Role[]> = {
  read: (entry, reading) => {
    const texts = pieces(entry, reading, '')
    const lists = texts?.map(text => readRoles(text, reading))
    return lists?.every(list => list !== null) ? lists.flat() : null
  },
  print: printRoles,
}
