/** Turns a condition in either language into CEL with English names, and remembers where every piece came from. */

import type { Report, Text } from '../document/index.ts'
import { type Group, type Locale, lookup, nameOf, nearestName, type Path, type Vocabulary } from '../vocabulary/index.ts'

/** What a condition is read with: where problems go, and the names that it may use. */
export type Reading = { report: Report; vocabulary: Vocabulary }
/** `origin[i]` is the offset in the condition of the i-th character of `cel`. */
export type Translation = { cel: string; origin: number[]; paths: { path: Path; at: Text }[] }

const operators: Record<string, string> = {
  且: '&&',
  并且: '&&',
  而且: '&&',
  或: '||',
  或者: '||',
  非: '!',
  不是: '!=',
  是: '==',
  属于: 'in',
  在: 'in',
  等于: '==',
  不等于: '!=',
  大于: '>',
  小于: '<',
  不大于: '<=',
  不小于: '>=',
  in: 'in',
}
const constants: Record<string, string> = { true: 'true', false: 'false', null: 'null', 真: 'true', 假: 'false' }
const foreign: Record<string, string> = { and: '&&', or: '||', not: '!', '=': '==', '<>': '!=', '===': '==', '!==': '!=' }
const closers: Record<string, string> = { "'": "'", '"': '"', '“': '”', '‘': '’', '「': '」' }
const wide: Record<string, string> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '、': ',',
  '！': '!',
  '＝': '=',
  '＞': '>',
  '＜': '<',
  '［': '[',
  '］': ']',
  '【': '[',
  '】': ']',
}
const word = /^[\p{L}_][\p{L}\p{N}_]*/u
const chinesePrefix = /^(并且|而且|或者|不等于|不大于|不小于|等于|大于|小于|属于|且|或|非)(?=.)/u

type Emit = (piece: string, from: number, exact?: boolean) => void

/** Null when a name is wrong or a character has no place in a condition; the report then says which. */
export function translate(of: Text, reading: Reading): Translation | null {
  const { report } = reading
  const out: Translation = { cel: '', origin: [], paths: [] }
  const { text } = of
  let failed = false
  const emit: Emit = (piece, from, exact = false) => {
    for (let k = 0; k < piece.length; k++) out.origin.push(exact ? from + k : from)
    out.cel += piece
  }
  let i = 0
  while (i < text.length) {
    const rest = text.slice(i)
    const char = text[i]!
    const folded = wide[char] ?? char
    if (/\s/.test(char)) {
      emit(' ', i)
      i++
    } else if (closers[char]) {
      const end = text.indexOf(closers[char]!, i + 1)
      if (end < 0) {
        report.error({ text: rest, at: of.at + i }, 'quote-open', { zh: '引号没有收尾', en: 'this quotation is not closed' })
        return null
      }
      emit(quoted(text.slice(i + 1, end)), i)
      // Places inside a literal are never reported; its end must stay inside the condition.
      i = end + 1
    } else if (/\d/.test(char)) {
      const number = /^\d+(\.\d+)?/.exec(rest)![0]
      emit(number, i, true)
      i += number.length
    } else if (word.test(rest)) {
      const read = readWord(of, i, reading, emit, out)
      if (read === null) failed = true
      i = read ?? i + word.exec(rest)![0].length
    } else {
      const symbol = /^(===|!==|<>|==|!=|<=|>=|&&|\|\||[<>!()[\],+\-*/%?:.=])/.exec(folded + normalisedTail(text, i + 1))?.[0]
      if (!symbol || foreign[symbol]) {
        const right = symbol ? foreign[symbol]! : null
        report.error(
          { text: symbol ?? char, at: of.at + i },
          'symbol',
          { zh: `条件里不能写「${symbol ?? char}」`, en: `a condition cannot contain \`${symbol ?? char}\`` },
          right,
        )
        failed = true
        i += symbol?.length ?? 1
      } else {
        emit(symbol, i, true)
        i += symbol.length
      }
    }
  }
  return failed ? null : out
}

function normalisedTail(text: string, from: number): string {
  return [...text.slice(from, from + 2)].map(char => wide[char] ?? char).join('')
}

function quoted(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`
}

/** A word is an operator, a constant, a function or a fact `group.field`; the index after it, or null when it is none of these. */
function readWord(of: Text, from: number, reading: Reading, emit: Emit, out: Translation): number | null {
  const { facts } = reading.vocabulary
  const name = word.exec(of.text.slice(from))![0]
  const after = from + name.length
  const before = /[\s)\]'"”’」]/.test(of.text[from - 1] ?? ' ') ? '' : ' '
  const isPath = of.text[after] === '.' && word.test(of.text.slice(after + 1))
  if (!isPath || !lookup(facts, name)) {
    if (operators[name]) {
      emit(` ${operators[name]} `, from)
      return after
    }
    const glued = chinesePrefix.exec(name)
    if (glued && !lookup(facts, name)) {
      emit(`${before}${operators[glued[1]!]} `, from)
      return from + glued[1]!.length
    }
    if (constants[name]) {
      emit(constants[name]!, from)
      return after
    }
    if (foreign[name] && !isPath) {
      reading.report.error(
        { text: name, at: of.at + from },
        'symbol',
        { zh: `条件里不能写「${name}」`, en: `a condition cannot contain \`${name}\`` },
        foreign[name],
      )
      return null
    }
    if (/^\s*\(/.test(of.text.slice(after)) && /^[a-z]\w*$/i.test(name)) {
      emit(name, from, true)
      return after
    }
  }
  return readPath(of, from, name, reading, emit, out)
}

function readPath(of: Text, from: number, name: string, reading: Reading, emit: Emit, out: Translation): number | null {
  const { report } = reading
  const { facts } = reading.vocabulary
  const after = from + name.length
  const isMethod = of.text[from - 1] === '.'
  const group = lookup(facts, name)
  if (isMethod) return null
  if (!group) {
    unknownGroup(reading, { text: name, at: of.at + from })
    return null
  }
  const field = of.text[after] === '.' ? word.exec(of.text.slice(after + 1))?.[0] : undefined
  if (!field) {
    report.error({ text: name, at: of.at + from }, 'fact-incomplete', {
      zh: `「${name}」后面要写是哪一项，例如 ${name}.${firstField(facts[group]!, 'zh')}`,
      en: `say which fact of \`${name}\`, for example \`${name}.${firstField(facts[group]!, 'en')}\``,
    })
    return null
  }
  const { fields } = facts[group]!
  const end = after + 1 + field.length
  const known = lookup(fields, field) ?? gluedField(fields, field)
  if (!known) {
    const near = nearestName(fields, field)
    report.error(
      { text: `${name}.${field}`, at: of.at + from },
      'fact-unknown',
      { zh: `「${name}」没有「${field}」这一项`, en: `\`${name}\` has no fact \`${field}\`` },
      near ? `${name}.${near}` : null,
    )
    return null
  }
  const path = `${group}.${typeof known === 'string' ? known : known.key}` as Path
  const stop = typeof known === 'string' ? end : after + 1 + known.length
  out.paths.push({ path, at: { text: of.text.slice(from, stop), at: of.at + from } })
  emit(path, from)
  // A method call on a fact: `.startsWith(` stays as it is.
  const method = /^\.([a-zA-Z]\w*)(?=\()/.exec(of.text.slice(stop))
  if (method) {
    emit(method[0], stop, true)
    return stop + method[0].length
  }
  return stop
}

/** `工单.类别属于 […]` and `工单.未结且…`: Chinese needs no blank before an operator. */
function gluedField(fields: Group['fields'], text: string): { key: string; length: number } | null {
  for (let length = text.length - 1; length > 0; length--) {
    const key = lookup(fields, text.slice(0, length))
    const tail = text.slice(length)
    if (key && Object.keys(operators).some(word => word !== 'in' && tail.startsWith(word))) return { key, length }
  }
  return null
}

export function unknownGroup({ report, vocabulary }: Reading, where: Text): void {
  report.error(
    where,
    'fact-unknown',
    { zh: `没有「${where.text}」这类事实`, en: `there are no facts named \`${where.text}\`` },
    nearestName(vocabulary.facts, where.text),
  )
}

function firstField({ fields }: Group, locale: Locale): string {
  return nameOf(fields, Object.keys(fields)[0] ?? '', locale)
}
