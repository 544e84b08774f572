/** Values that are steps of people: what is said in which order, who consents. */
import { compileCondition, printCondition } from '../conditions/index.ts'
import {
  blanks,
  findWord,
  part,
  particles,
  qualifiers,
  spellings,
  stepParticles,
  stepWords,
  type Text,
  trimmed,
} from '../document/index.ts'
import { printDuration } from '../time/index.ts'
import type { Locale, Vocabulary } from '../vocabulary/index.ts'
import { lookup, nameOf, nearestName } from '../vocabulary/index.ts'
import { printRoles, readRoles } from './named.ts'
import type { ConsentStep, ScriptStep } from './rule-sheets.ts'
import { readDuration } from './terms.ts'
import { pick, pieces, type Reading, type ValueType } from './values.ts'
import { cutAtArrow } from './words.ts'

/** Lines `说 …`, `等 3 秒`, `重复 3 遍 从 1`, `分支 … → 5`, `结束 无声`. */
export const steps: ValueType<ScriptStep[]> = {
  read: (entry, reading) => {
    const lines = pieces(entry, reading, '')
    const list = lines?.map(line => readStep(line, reading))
    if (!list?.every(step => step !== null)) return null
    return list.every((step, i) => reaches(step, i, list.length, lines![i]!, reading)) ? list : null
  },
  print: (value, locale, vocabulary) => value.map(step => printStep(step, locale, vocabulary)),
}

function readStep(line: Text, reading: Reading): ScriptStep | null {
  const word = /^\S+/.exec(line.text)![0]
  const rest = trimmed(part(line, word.length))
  const first = { text: word, at: line.at }
  const kind = pick<keyof typeof stepWords>(stepWords, first, 'step-unknown', { zh: '步骤', en: 'step' }, reading.report)
  if (!kind) return null
  if (rest.text === '' && kind !== 'end') {
    reading.report.error(line, 'step-empty', { zh: `「${word}」后面还没有写`, en: `\`${word}\` says nothing` })
    return null
  }
  switch (kind) {
    case 'say':
      return readLine(rest, reading)
    case 'wait': {
      const duration = readDuration(rest, reading)
      if (!duration || duration.unit === 's' || duration.unit === 'min') return duration && { do: 'wait', duration }
      reading.report.error(rest, 'wait-unit', { zh: '等候用秒或分钟', en: 'a wait is in s or min' })
      return null
    }
    case 'repeat': {
      const match = /^(?:共\s*)?(\d{1,2})\s*(?:遍|次|times)?\s*(?:from|从)\s*(?:第\s*)?(\d{1,2})\s*步?$/.exec(rest.text)
      if (match && Number(match[1]) > 1) return { do: 'repeat', times: Number(match[1]), from: Number(match[2]) }
      reading.report.error(rest, 'repeat-form', {
        zh: '写成「重复 3 遍 从 1」：从第 1 步起，一共 3 遍',
        en: 'write `repeat 3 times from 1`: three times in all, beginning with step 1',
      })
      return null
    }
    case 'branch':
      return readBranch(rest, reading)
    case 'end':
      return { do: 'end', reason: rest.text === '' ? null : rest.text }
  }
}

/** `说 … 当 条件`: said only then, for greetings of a season. */
function readLine(rest: Text, reading: Reading): ScriptStep | null {
  // Talk has its own "when": only what is followed by a fact is a condition.
  const word = /\s(?:when|当|若)\s+(?=[!(（]*[\p{L}_]+\.[\p{L}_]+)/u.exec(rest.text)
  const when = word ? compileCondition(trimmed(part(rest, word.index + word[0].length)), reading) : null
  const text = trimmed(part(rest, 0, word?.index))
  if (!blanksKnown(text, reading) || (word && !when)) return null
  return { do: 'say', text: withBlanks(text.text, 'en'), when }
}

function readBranch(rest: Text, reading: Reading): ScriptStep | null {
  const { left, right } = cutAtArrow(rest)
  const target = right && /^(?:(?:第\s*)?(\d{1,2})\s*步?|(?:end|结束)(?:\s+(.+))?)$/.exec(right.text)
  if (!target || left.text === '') {
    reading.report.error(rest, 'branch-form', {
      zh: '写成「分支 问题 → 5」或「分支 当 条件 → 结束 原因」',
      en: 'write `branch question → 5` or `branch when condition → end reason`',
    })
    return null
  }
  const to = target[1] === undefined ? null : Number(target[1])
  const reason = target[2] ?? null
  const word = findWord(left, spellings(particles, 'when'))
  if (word?.from !== 0) return { do: 'branch', question: left.text, when: null, to, reason }
  const when = compileCondition(trimmed(part(left, word.to)), reading)
  return when && { do: 'branch', question: null, when, to, reason }
}

/** Whether the step that a step goes to is there; a condition may only lead on, or the script could go round for ever. */
function reaches(step: ScriptStep, i: number, count: number, line: Text, { report }: Reading): boolean {
  const to = step.do === 'repeat' ? step.from : step.do === 'branch' ? step.to : null
  if (to === null) return true
  if (to < 1 || to > count) {
    report.error(line, 'step-number', {
      zh: `没有第 ${to} 步，一共 ${count} 步`,
      en: `there is no step ${to}; there are ${count}`,
    })
    return false
  }
  if (step.do === 'repeat' ? to <= i : step.do !== 'branch' || step.when === null || to > i + 1) return true
  report.error(
    line,
    'step-direction',
    step.do === 'repeat'
      ? { zh: '重复只能回到前面的步骤', en: 'a repetition goes back to an earlier step' }
      : { zh: '按条件的分支只能往后走', en: 'a branch by condition leads to a later step' },
  )
  return false
}

function printStep(step: ScriptStep, locale: Locale, vocabulary: Vocabulary): string {
  const word = nameOf(stepWords, step.do, locale)
  switch (step.do) {
    case 'say':
      return `${word} ${withBlanks(step.text, locale)}${step.when ? ` ${nameOf(particles, 'when', locale)} ${printCondition(step.when, locale, vocabulary)}` : ''}`
    case 'wait':
      return `${word} ${printDuration(step.duration, locale)}`
    case 'repeat':
      return `${word} ${step.times} ${locale === 'zh' ? '遍' : 'times'} ${nameOf(stepParticles, 'from', locale)} ${step.from}`
    case 'branch': {
      const test = step.when
        ? `${nameOf(particles, 'when', locale)} ${printCondition(step.when, locale, vocabulary)}`
        : step.question
      const to = step.to ?? [nameOf(stepWords, 'end', locale), ...(step.reason === null ? [] : [step.reason])].join(' ')
      return `${word} ${test} → ${to}`
    }
    case 'end':
      return step.reason === null ? word : `${word} ${step.reason}`
  }
}

const blank = /[{｛]\s*([^{}｛｝]*?)\s*[}｝]/g

function blanksKnown(text: Text, { report }: Reading): boolean {
  let known = true
  for (const match of text.text.matchAll(blank)) {
    if (lookup(blanks, match[1]!)) continue
    known = false
    const at = { text: match[0], at: text.at + match.index }
    report.error(
      at,
      'blank-unknown',
      { zh: `不知道「${match[0]}」填什么`, en: `nothing is known to fill in for \`${match[0]}\`` },
      nearestName(blanks, match[1]!) && `{${nearestName(blanks, match[1]!)}}`,
    )
  }
  return known
}

/** Blanks are kept by their English names, so that both languages give the same rule. */
export function withBlanks(text: string, locale: Locale): string {
  return text.replace(blank, (whole, name: string) => {
    const key = lookup<keyof typeof blanks>(blanks, name)
    return key ? `{${nameOf(blanks, key, locale)}}` : whole
  })
}

/** Lines `岗位:主任 限 1 工作日 当 …`; several roles: any one of them, or `全部`. */
export const consents: ValueType<ConsentStep[]> = {
  read: (entry, reading) => {
    const list = pieces(entry, reading, '')?.map(line => readConsent(line, reading))
    return list?.every(step => step !== null) ? list : null
  },
  print: (value, locale, vocabulary) => {
    const lines = value.map(({ mode, roles, within, when }) =>
      [
        ...(mode === 'all' ? [nameOf(qualifiers, 'all', locale)] : []),
        printRoles(roles, locale, vocabulary),
        ...(within ? [nameOf(stepParticles, 'within', locale), printDuration(within, locale)] : []),
        ...(when ? [nameOf(particles, 'when', locale), printCondition(when, locale, vocabulary)] : []),
      ].join(' '),
    )
    return lines.length === 1 ? lines[0]! : lines
  },
}

function readConsent(line: Text, reading: Reading): ConsentStep | null {
  const cond = findWord(line, spellings(particles, 'when'))
  const when = cond ? compileCondition(trimmed(part(line, cond.to)), reading) : null
  const head = trimmed(part(line, 0, cond?.from))
  const term = findWord(head, spellings(stepParticles, 'within'))
  const within = term ? readDuration(trimmed(part(head, term.to)), reading) : null
  const people = trimmed(part(head, 0, term?.from))
  const all = new RegExp(`^(?:${spellings(qualifiers, 'all').join('|')})(?=[\\s岗r])\\s*`, 'u').exec(people.text)?.[0]
  const roles = readRoles(trimmed(part(people, all?.length ?? 0)), reading)
  if (!roles || (cond && !when) || (term && !within)) return null
  return { mode: all && roles.length > 1 ? 'all' : 'any', roles, within, when }
}
