/** Values of a rule block: how each type is read and how it is printed in either tongue. */
import type { Entry } from '../block.ts'
import { compileCondition, factType, type Path, pathName, printCondition, readPathName } from '../expression.ts'
import { lookup, nameOf, nearestName, wordsOf } from '../names.ts'
import type { Ends } from '../rule.ts'
import { commas, findWord, part, type Report, splitAt, type Text, trimmed, unquoted } from '../text.ts'
import { type EventType, events, type Role, refKinds, roles, type Tongue } from '../vocabulary.ts'
import { bases, bools, modes, openWords, particles, periods, qualifiers, rolePrefix, spellings } from './keys.ts'

export type Reading = { report: Report; calendars: readonly string[] }
/** A type of value: `read` gives null after it has reported what is wrong; `print` gives one line or list lines. */
export type ValueType<T> = { read(entry: Entry, reading: Reading): T | null; print(value: T, tongue: Tongue): string | string[] }

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

function wordOf<K extends string>(
  table: Readonly<Record<K, unknown>>,
  code: string,
  what: { zh: string; en: string },
): ValueType<K> {
  return {
    read: (entry, reading) => {
      const text = oneLine(entry, reading)
      return text && pick(table, text, code, what, reading.report)
    },
    print: (value, tongue) => nameOf(table, value, tongue),
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
export const per = wordOf(refKinds, 'ref-unknown', { zh: '对象', en: 'subject' })
export const truth: ValueType<boolean> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    const word = text && pick(bools, text, 'bool-unknown', { zh: '是非值', en: 'true or false' }, reading.report)
    return word ? word === 'true' : null
  },
  print: (value, tongue) => nameOf(bools, String(value), tongue),
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

export function unknownCalendar(text: Text, { report, calendars }: Reading): void {
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
  print: (value, tongue) => (value === 'open' ? nameOf(openWords, 'open', tongue) : String(value)),
}

/** Events with a qualifier; `allowed` says which of them makes sense at this end. */
export function ends(allowed: Ends['mode']): ValueType<Ends> {
  return {
    read: (entry, reading) => {
      const texts = pieces(entry, reading)
      if (!texts) return null
      const { mode, rest } = qualifier(texts[0]!)
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
    print: (value, tongue) =>
      (value.mode === 'any' ? '' : `${nameOf(qualifiers, value.mode, tongue)} `) +
      value.events.map(name => nameOf(events, name, tongue)).join(', '),
  }
}

export const eventList: ValueType<EventType[]> = {
  read: (entry, reading) => {
    const texts = pieces(entry, reading)
    return texts && readEvents(texts, reading)
  },
  print: (value, tongue) => value.map(name => nameOf(events, name, tongue)).join(', '),
}

function qualifier(text: Text): { mode: Ends['mode']; rest: Text } {
  for (const mode of ['all', 'last', 'any'] as const)
    for (const word of spellings(qualifiers, mode)) {
      const tail = text.text.slice(word.length)
      if (text.text.startsWith(word) && (/^\s/.test(tail) || (/\p{Script=Han}/u.test(word) && lookup(events, tail)))) {
        return { mode, rest: trimmed(part(text, word.length)) }
      }
    }
  return { mode: 'any', rest: text }
}

function readEvents(texts: Text[], { report }: Reading): EventType[] | null {
  const list: EventType[] = []
  let failed = false
  for (const text of texts) {
    const name = pick<EventType>(events, text, 'event-unknown', event, report)
    if (!name) failed = true
    else if (list.includes(name)) {
      report.error(text, 'event-twice', { zh: `「${text.text}」写了两次`, en: `\`${text.text}\` is written twice` })
      failed = true
    } else list.push(name)
  }
  return failed ? null : list
}

export const condition: ValueType<NonNullable<ReturnType<typeof compileCondition>>> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    return text && compileCondition(text, reading.report)
  },
  print: printCondition,
}

/** Facts by path; `asked` takes only those that a customer may decline to give. */
export function paths(only?: 'asked'): ValueType<Path[]> {
  return {
    read: (entry, reading) => {
      const texts = pieces(entry, reading)
      if (!texts) return null
      const list = texts.map(text => {
        const path = readPathName(text, reading.report)
        if (path && only && factType(path).type !== only) {
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
    print: (value, tongue) => value.map(path => pathName(path, tongue)).join(', '),
  }
}

/** One fact of a numeric type. */
export const measure: ValueType<Path> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    const path = text && readPathName(text, reading.report)
    if (!text || !path) return null
    if (['int', 'number'].includes(factType(path).type)) return path
    reading.report.error(text, 'not-a-number', {
      zh: `「${text.text}」不是数，量不出来`,
      en: `\`${text.text}\` is not a number and cannot be measured`,
    })
    return null
  },
  print: pathName,
}

export function readRoles(text: Text, { report }: Reading): Role[] | null {
  const list = splitAt(text, commas).map(item => {
    const prefix = /^(role|岗位)\s*[:：]\s*/.exec(item.text)?.[0] ?? ''
    return pick<Role>(roles, part(item, prefix.length), 'role-unknown', { zh: '岗位', en: 'role' }, report)
  })
  return list.every(role => role !== null) ? list : null
}

export function printRoles(list: Role[], tongue: Tongue): string {
  return list.map(role => rolePrefix[tongue] + nameOf(roles, role, tongue)).join(', ')
}

export const roleList: ValueType<Role[]> = {
  read: (entry, reading) => {
    const texts = pieces(entry, reading, '')
    const lists = texts?.map(text => readRoles(text, reading))
    return lists?.every(list => list !== null) ? lists.flat() : null
  },
  print: printRoles,
}

/** Lines `department when condition`; the last one may stand without a condition. */
export const routes: ValueType<{ department: string; when: ReturnType<typeof compileCondition> }[]> = {
  read: (entry, reading) => {
    const texts = pieces(entry, reading, '')
    if (!texts) return null
    let failed = false
    const lines = texts.map(text => {
      const word = findWord(text, spellings(particles, 'when'))
      const name = unquoted(trimmed(part(text, 0, word?.from)))
      if (name.text === '') {
        reading.report.error(text, 'department-missing', { zh: '这一行没有写部门', en: 'this line names no department' })
        failed = true
      }
      const when = word ? compileCondition(trimmed(part(text, word.to)), reading.report) : null
      if (word && !when) failed = true
      return { department: name.text, when }
    })
    lines.forEach((line, i) => {
      if (line.when || i === lines.length - 1 || failed) return
      reading.report.error(texts[i + 1]!, 'never-reached', {
        zh: '这一行永远轮不到：上一行没有条件',
        en: 'this line is never reached: the line above has no condition',
      })
      failed = true
    })
    return failed ? null : lines
  },
  print: (value, tongue) =>
    value.map(({ department, when }) => {
      const name = /[\s,，、'"]/.test(department) ? `'${department}'` : department
      return when ? `${name} ${nameOf(particles, 'when', tongue)} ${printCondition(when, tongue)}` : name
    }),
}

export { periods }
