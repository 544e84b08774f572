/** Values of a rule block: how each type is read and how it is printed in either language. */

import { compileCondition, printCondition } from '../conditions/index.ts'
import type { Entry } from '../document/index.ts'
import { bases, bools, commas, modes, openWords, type Report, splitAt, type Text } from '../document/index.ts'
import { type Locale, lookup, nameOf, nearestName, type SubjectKind, type Vocabulary, wordsOf } from '../vocabulary/index.ts'

export type Reading = { report: Report; vocabulary: Vocabulary; calendars: readonly string[] }
/** A type of value: `read` gives null after it has reported what is wrong; `print` gives one line or list lines. */
export type ValueType<T> = {
  read(entry: Entry, reading: Reading): T | null
  print(value: T, locale: Locale, vocabulary: Vocabulary): string | string[]
}

export function oneLine(entry: Entry, { report }: Reading): Text | null {
  if (entry.items.length > 0) {
    report.error(entry.items[0]!, 'not-a-list', {
      zh: `「${entry.key.text}」只写一行，不接列表`,
      en: `\`${entry.key.text}\` takes one line, not a list`,
    })
    return null
  }
  if (entry.value.text !== '') return entry.value
  report.error(entry.key, 'empty', { zh: `「${entry.key.text}」后面还没有写`, en: `\`${entry.key.text}\` has no value` })
  return null
}

/** The pieces of a value, from the line and from the list lines below it. */
export function pieces(entry: Entry, { report }: Reading, split = commas): Text[] | null {
  const texts = [entry.value, ...entry.items]
    .flatMap(text => (text.text === '' ? [] : split ? splitAt(text, split) : [text]))
    .filter(text => text.text !== '')
  if (texts.length > 0) return texts
  report.error(entry.key, 'empty', { zh: `「${entry.key.text}」后面还没有写`, en: `\`${entry.key.text}\` has no value` })
  return null
}

export function wordOf<K extends string>(
  table: Readonly<Record<K, unknown>>,
  code: string,
  what: { zh: string; en: string },
): ValueType<K> {
  return {
    read: (entry, reading) => {
      const text = oneLine(entry, reading)
      return text && pick(table, text, code, what, reading.report)
    },
    print: (value, locale) => nameOf(table, value, locale),
  }
}

export function pick<K extends string>(
  table: Readonly<Record<K, unknown>>,
  text: Text,
  code: string,
  what: { zh: string; en: string },
  report: Report,
): K | null {
  const found = lookup(table, text.text)
  if (found) return found
  const all = wordsOf(table, /\p{Script=Han}/u.test(text.text) ? 'zh' : 'en')
  const suggestion = nearestName(table, text.text) ?? (all.length <= 4 ? all.join(' | ') : null)
  report.error(
    text,
    code,
    { zh: `没有「${text.text}」这种${what.zh}`, en: `there is no ${what.en} \`${text.text}\`` },
    suggestion,
  )
  return null
}

export const event = { zh: '事件', en: 'event' }
export const mode = wordOf(modes, 'mode-unknown', { zh: '方式', en: 'mode' })
export const basis = wordOf(bases, 'basis-unknown', { zh: '依据', en: 'basis' })
export const per: ValueType<SubjectKind> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    return text && pick(reading.vocabulary.refKinds, text, 'ref-unknown', { zh: '对象', en: 'subject' }, reading.report)
  },
  print: (value, locale, { refKinds }) => nameOf(refKinds, value, locale),
}
export const truth: ValueType<boolean> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    const word = text && pick(bools, text, 'bool-unknown', { zh: '是非值', en: 'true or false' }, reading.report)
    return word ? word === 'true' : null
  },
  print: (value, locale) => nameOf(bools, String(value), locale),
}
export const line: ValueType<string> = {
  read: (entry, reading) => {
    const texts = pieces(entry, reading, '')
    return texts ? texts.map(text => text.text).join('\n') : null
  },
  print: value => (value.includes('\n') ? value.split('\n') : value),
}
export const id: ValueType<string> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    if (/^[\p{Ll}\p{Script=Han}][\p{Ll}\p{Script=Han}\d-]{0,63}$/u.test(text.text)) return text.text
    reading.report.error(
      text,
      'id-form',
      {
        zh: `编号「${text.text}」只能用小写字母、汉字、数字和连字符`,
        en: `the id \`${text.text}\` may hold lower-case letters, digits and hyphens only`,
      },
      text.text
        .toLowerCase()
        .replace(/[^\p{Ll}\p{Script=Han}\d]+/gu, '-')
        .replace(/^[-\d]+|-+$/g, '') || null,
    )
    return null
  },
  print: value => value,
}
/** A civil date; the calendar's zone makes an instant of it. */
export const date: ValueType<string> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    const ms = /^\d{4}-\d\d-\d\d$/.test(text.text) ? Date.parse(`${text.text}T00:00:00Z`) : Number.NaN
    if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text.text)) return text.text
    reading.report.error(text, 'date-form', {
      zh: `「${text.text}」不是日期，要写成 2026-10-01`,
      en: `\`${text.text}\` is not a date; write it as 2026-10-01`,
    })
    return null
  },
  print: value => value,
}
export const calendar: ValueType<string> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    if (reading.calendars.includes(text.text)) return text.text
    unknownCalendar(text, reading)
    return null
  },
  print: value => value,
}

export function unknownCalendar(text: Text, { report, calendars }: Pick<Reading, 'report' | 'calendars'>): void {
  const names = Object.fromEntries(calendars.map(name => [name, { zh: name }]))
  report.error(
    text,
    'calendar-unknown',
    { zh: `没有名为「${text.text}」的日历`, en: `there is no calendar named \`${text.text}\`` },
    nearestName(names, text.text) ?? (calendars.length <= 5 ? calendars.join(' | ') : null),
  )
}

/** A whole number, with or without a measure word; `open` while the figure is not known. */
export const bound: ValueType<number | 'open'> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    if (lookup(openWords, text.text)) return 'open'
    const figure = /^(\d{1,9})\s*(次|声|人|个|张|分钟|rings?|times)?$/.exec(text.text.normalize('NFKC'))
    if (figure) return Number(figure[1])
    reading.report.error(text, 'number-form', {
      zh: `「${text.text}」要写成整数，还不知道时写「待定」`,
      en: `write a whole number instead of \`${text.text}\`, or \`open\` while it is not known`,
    })
    return null
  },
  print: (value, locale) => (value === 'open' ? nameOf(openWords, 'open', locale) : String(value)),
}

export const condition: ValueType<NonNullable<ReturnType<typeof compileCondition>>> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    return text && compileCondition(text, reading)
  },
  print: printCondition,
}

/** `question = alternative`, both as the front matter names them. */
export type Option = { name: string; alternative: string }
export const option: ValueType<Option> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    const match = /^([^=＝]+?)\s*[=＝]\s*([^=＝]+)$/.exec(text.text)
    if (match) return { name: match[1]!, alternative: match[2]! }
    reading.report.error(text, 'option-form', {
      zh: '写成「选项的名字 = 取法」',
      en: 'write `name of the option = alternative`',
    })
    return null
  },
  print: ({ name, alternative }) => `${name} = ${alternative}`,
}
