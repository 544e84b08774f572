/** Values that are words of people: phrases with what to say instead, questions with what follows, names. */

import { answers, commas, outcomes, part, places, splitAt, type Text, trimmed, unquoted } from '../document/index.ts'
import type { Locale } from '../vocabulary/index.ts'
import { lookup, nameOf } from '../vocabulary/index.ts'
import type { Outcome, PhraseLine, Place, Question } from './rule-sheets.ts'
import { pick, pieces, type Reading, type ValueType } from './values.ts'

const arrow = /\s*(?:→|⇒|=>|->)\s*/

/** `left → right`; `right` is null where there is no arrow. */
export function cutAtArrow(text: Text): { left: Text; right: Text | null } {
  const found = arrow.exec(text.text)
  if (!found) return { left: text, right: null }
  return { left: trimmed(part(text, 0, found.index)), right: trimmed(part(text, found.index + found[0].length)) }
}

/** Lines `我不知道、我不懂 → 我马上为您查询`; a phrase with a comma in it stands in quotes. */
export const phrases: ValueType<PhraseLine[]> = {
  read: (entry, reading) => {
    const lines = pieces(entry, reading, '')
    const lists = lines?.map(line => readPhrases(line, reading))
    if (!lists?.every(list => list !== null)) return null
    return unrepeated(lists.flat(), reading) ? lists.flat().map(({ at, say }) => ({ text: at.text, say })) : null
  },
  print: (value, locale) => {
    const groups: { say: string | null; texts: string[] }[] = []
    for (const { text, say } of value) {
      const last = groups.at(-1)
      if (last && last.say === say) last.texts.push(text)
      else groups.push({ say, texts: [text] })
    }
    const lines = groups.map(({ say, texts }) => printWords(texts, locale) + (say === null ? '' : ` → ${quotedWord(say)}`))
    return lines.length === 1 ? lines[0]! : lines
  },
}

function readPhrases(line: Text, reading: Reading): { at: Text; say: string | null }[] | null {
  const { left, right } = cutAtArrow(line)
  if (right?.text === '') {
    reading.report.error(line, 'say-missing', {
      zh: '箭头后面要写改说什么',
      en: 'say after the arrow what to say instead',
    })
    return null
  }
  const texts = splitAt(left, commas).map(unquoted)
  const empty = texts.find(({ text }) => !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text))
  if (empty) {
    reading.report.error(empty.text === '' ? line : empty, 'phrase-empty', {
      zh: '这里少了一个词',
      en: 'a phrase is missing here',
    })
    return null
  }
  return texts.map(at => ({ at, say: right && unquoted(right).text }))
}

function unrepeated(list: { at: Text }[], { report }: Reading): boolean {
  const seen = new Set<string>()
  for (const { at } of list) {
    const plain = at.text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
    if (seen.has(plain)) {
      report.error(at, 'phrase-twice', { zh: `「${at.text}」写了两次`, en: `\`${at.text}\` is written twice` })
      return false
    }
    seen.add(plain)
  }
  return true
}

/** Words without anything to say instead. */
export const words: ValueType<string[]> = {
  read: (entry, reading) => {
    const arrowed = [entry.value, ...entry.items].find(text => arrow.test(text.text))
    if (arrowed) {
      reading.report.error(arrowed, 'arrow', {
        zh: `「${entry.key.text}」里不用箭头`,
        en: `\`${entry.key.text}\` takes no arrow`,
      })
      return null
    }
    return phrases.read(entry, reading)?.map(({ text }) => text) ?? null
  },
  print: printWords,
}

export function printWords(list: readonly string[], locale: Locale): string {
  return list.map(quotedWord).join(locale === 'zh' ? '、' : ', ')
}

function quotedWord(text: string): string {
  if (!/[,，、"'“”‘’「」()[\]（）#→⇒]|=>|->|^\s|\s$/.test(text)) return text
  const [open, close] = (
    [
      ["'", "'"],
      ['"', '"'],
      ['「', '」'],
      ['“', '”'],
    ] as const
  ).find(([open, close]) => !text.includes(open) && !text.includes(close)) ?? ["'", "'"]
  return open + text + close
}

export const placeList: ValueType<Place[]> = {
  read: (entry, reading) => {
    const list = pieces(entry, reading)?.map(text =>
      pick<Place>(places, text, 'place-unknown', { zh: '场合', en: 'place' }, reading.report),
    )
    return list?.every(place => place !== null) ? [...new Set(list)] : null
  },
  print: (value, locale) => value.map(place => nameOf(places, place, locale)).join(', '),
}

/** Lines `有没有凭证？ 否 → 待补: 请补齐凭证`; a rejection says why. */
export const questions: ValueType<Question[]> = {
  read: (entry, reading) => {
    const list = pieces(entry, reading, '')?.map(line => readQuestion(line, reading))
    return list?.every(question => question !== null) ? list : null
  },
  print: (value, locale) =>
    value.map(({ text, answer, outcome, reason }) => {
      const then = nameOf(outcomes, outcome, locale) + (reason === null ? '' : `: ${reason}`)
      return `${text} ${nameOf(answers, answer, locale)} → ${then}`
    }),
}

function readQuestion(line: Text, { report }: Reading): Question | null {
  const { left, right } = cutAtArrow(line)
  const word = /(?:^|[\s?？。，,])(\S+)$/.exec(left.text)?.[1]
  const answer = word === undefined ? null : lookup(answers, word)
  if (!right || !answer || word!.length === left.text.length) {
    const zh = /\p{Script=Han}/u.test(line.text)
    report.error(
      line,
      'question-form',
      { zh: '写成「问题 是 → 不受理: 理由」', en: 'write `question yes → reject: reason`' },
      zh ? `${left.text} 是 → 不受理: 理由` : `${left.text} yes → reject: reason`,
    )
    return null
  }
  const colon = right.text.search(/[:：]/)
  const name = colon < 0 ? right : trimmed(part(right, 0, colon))
  const reason = colon < 0 ? '' : trimmed(part(right, colon + 1)).text
  const outcome = pick<Outcome>(outcomes, name, 'outcome-unknown', { zh: '结果', en: 'outcome' }, report)
  if (!outcome) return null
  if (outcome !== 'accept' && reason === '') {
    report.error(
      name,
      'reason-missing',
      { zh: '不受理或待补要写明理由', en: 'say why: a rejection has a reason' },
      `${name.text}: …`,
    )
    return null
  }
  const text = trimmed(part(left, 0, left.text.length - word!.length)).text.replace(/[，,]$/, '')
  return { text, answer, outcome, reason: reason === '' ? null : reason }
}

/** Ids of other rules; whether they are there is known when the whole document is read. */
export const ids: ValueType<string[]> = {
  read: (entry, reading) => pieces(entry, reading)?.map(({ text }) => text) ?? null,
  print: value => value.join(', '),
}
