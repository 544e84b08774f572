/** Terms, warnings, escalation steps, times and periods. */

import { compileCondition, pathName, printCondition, readPathName } from '../conditions/index.ts'
import {
  commas,
  findWord,
  openWords,
  part,
  particles,
  periods,
  spellings,
  splitAt,
  type Text,
  trimmed,
} from '../document/index.ts'
import { type Duration, isTimeProblem, parseDuration, printDuration, timeProblemText } from '../time/index.ts'
import {
  factType,
  type Locale,
  localeOf,
  lookup,
  nameOf,
  nearest,
  type SubjectKind,
  type Vocabulary,
} from '../vocabulary/index.ts'
import { printRoles, readRoles } from './named.ts'
import type { Period, Step, Term, Variant } from './rule-parts.ts'
import { oneLine, pick, pieces, type Reading, type ValueType } from './values.ts'

/** `within`, `every`: one term, or variants in order. `by` reads the same with the word `by` left out. */
export function term(by: boolean): ValueType<Variant[]> {
  return {
    read: (entry, reading) => {
      const texts = pieces(entry, reading, '')
      if (!texts) return null
      const variants = texts.map(text => readVariant(text, by, reading))
      if (!variants.every(variant => variant !== null)) return null
      const dead = variants.findIndex((variant, i) => !variant.when && i < variants.length - 1)
      if (dead < 0) return variants
      reading.report.error(texts[dead + 1]!, 'never-reached', {
        zh: '这一行永远轮不到：上一行没有条件',
        en: 'this line is never reached: the line above has no condition',
      })
      return null
    },
    print: (variants, locale, vocabulary) => {
      const lines = variants.map(
        ({ term, when }) =>
          printTerm(term, locale, vocabulary, by) +
          (when ? ` ${nameOf(particles, 'when', locale)} ${printCondition(when, locale, vocabulary)}` : ''),
      )
      return lines.length === 1 ? lines[0]! : lines
    },
  }
}

function readVariant(text: Text, by: boolean, reading: Reading): Variant | null {
  const word = findWord(text, spellings(particles, 'when'))
  const found = readTerm(trimmed(part(text, 0, word?.from)), by, reading)
  const when = word ? compileCondition(trimmed(part(text, word.to)), reading) : null
  return found && (!word || when) ? variantOf(found, when, reading.vocabulary) : null
}

export function variantOf(term: Term, when: Variant['when'], vocabulary: Vocabulary): Variant {
  const figure =
    term.kind === 'span' && term.of
      ? `${printDuration(term.duration, 'en')} (${printTerm(term, 'en', vocabulary)})`
      : printTerm(term, 'en', vocabulary)
  return { term, when, text: when ? `${figure} when ${when.cel}` : figure }
}

function readTerm(text: Text, by: boolean, reading: Reading): Term | null {
  if (lookup(openWords, text.text)) return { kind: 'open' }
  const prefix = new RegExp(`^(?:${spellings(particles, 'by').join('|')})(?=[\\s\\p{Script=Han}])\\s*`, 'u').exec(text.text)?.[0]
  if (by || prefix) return readBy(trimmed(part(text, prefix?.length ?? 0)), reading)
  const factor = /^(\d+(?:\.\d+)?)\s*[×xX*]\s*(\S+)$/.exec(text.text)
  if (factor) {
    if (Number(factor[1]) > 0) return { kind: 'factor', factor: Number(factor[1]), rule: factor[2]! }
    reading.report.error(text, 'factor-form', { zh: '倍数要大于零', en: 'the factor must be greater than zero' })
    return null
  }
  const duration = readDuration(text, reading)
  return duration && { kind: 'span', duration }
}

function readBy(text: Text, reading: Reading): Term | null {
  const sign = /\s*([-−+＋－])\s*(?=[\d一二两三四五六七八九十半])/.exec(text.text)
  const name = sign ? trimmed(part(text, 0, sign.index)) : text
  const path = readPathName(name, reading)
  const duration = sign ? readDuration(trimmed(part(text, sign.index + sign[0].length)), reading) : null
  if (!path || (sign && !duration)) return null
  if (factType(reading.vocabulary, path)!.type !== 'instant') {
    reading.report.error(name, 'not-an-instant', { zh: `「${name.text}」不是时刻`, en: `\`${name.text}\` is not an instant` })
    return null
  }
  return { kind: 'by', path, shift: duration && { sign: '+＋'.includes(sign![1]!) ? 1 : -1, duration } }
}

export function readDuration(text: Text, { report }: Reading): Duration | null {
  const duration = parseDuration(text.text)
  if (!isTimeProblem(duration)) {
    if (duration.unit !== 'ring') return duration
    report.error(text, 'term-in-rings', {
      zh: '「声」是数响铃，不是时限，请用「限度」规则量 来电.声数',
      en: 'rings are counted, not timed: use a `limit` that measures `call.rings`',
    })
    return null
  }
  const message = { zh: timeProblemText(duration, 'zh'), en: timeProblemText(duration, 'en') }
  report.error(text, duration.code, message, duration.code === 'duration.unit' ? nearDuration(text.text) : null)
  return null
}

/** The duration that was meant when only its unit is misspelt. */
function nearDuration(text: string): string | null {
  const [, figure, unit] = /^(\S*?\d|[一二两三四五六七八九十半]+)\s*(\S+)$/.exec(text.normalize('NFKC')) ?? []
  const near = unit === undefined ? null : nearest(Object.keys(unitWords), unit)
  return near ? `${figure} ${unitWords[near]}` : null
}
const unitWords: Record<string, string> = {
  ...Object.fromEntries(
    's min h d month workday workmin workh 秒 分钟 小时 天 周 个月 工作日 工作分钟 工作小时'.split(' ').map(unit => [unit, unit]),
  ),
  seconds: 's',
  minutes: 'min',
  hours: 'h',
  days: 'd',
  weekday: 'workday',
  钟头: '小时',
}

export function printTerm(term: Term, locale: Locale, vocabulary: Vocabulary, bare = false): string {
  switch (term.kind) {
    case 'open':
      return nameOf(openWords, 'open', locale)
    case 'factor':
      return `${term.factor} × ${term.rule}`
    case 'span':
      return term.of ? `${term.of.factor} × ${term.of.rule}` : printDuration(term.duration, locale)
    case 'by': {
      const shift = term.shift ? ` ${term.shift.sign < 0 ? '-' : '+'} ${printDuration(term.shift.duration, locale)}` : ''
      return `${bare ? '' : `${nameOf(particles, 'by', locale)} `}${pathName(vocabulary, term.path, locale)}${shift}`
    }
  }
}

/** `80%`, or several with one list of people; without people it goes to whoever works on it and to the front owner. */
export const warnings: ValueType<Step[]> = {
  read: (entry, reading) => {
    const lines = pieces(entry, reading, '')
    const lists = lines?.map(text => readSteps(text, 'warn', reading))
    return lists?.every(list => list !== null) ? lists.flat() : null
  },
  print: (steps, locale, vocabulary) => {
    if (steps.every(step => String(step.to) === String(steps[0]!.to))) {
      const percents = steps.map(step => printStep(step, locale)).join(', ')
      const to = steps[0]!.to
      return String(to) === String(inCharge)
        ? percents
        : `${percents} ${nameOf(particles, 'to', locale)} ${printRoles(to, locale, vocabulary)}`
    }
    return steps.map(
      step => `${printStep(step, locale)} ${nameOf(particles, 'to', locale)} ${printRoles(step.to, locale, vocabulary)}`,
    )
  },
}

export const ladder: ValueType<Step[]> = {
  read: (entry, reading) => {
    const lines = pieces(entry, reading, '')
    const lists = lines?.map(text => readSteps(text, 'escalate', reading))
    return lists?.every(list => list !== null) ? lists.flat() : null
  },
  print: (steps, locale, vocabulary) =>
    steps.map(step => `${printStep(step, locale)} ${nameOf(particles, 'to', locale)} ${printRoles(step.to, locale, vocabulary)}`),
}

/** Who is told when a rule does not say whom. */
export const inCharge: Step['to'] = ['handler', 'front-owner']

function readSteps(text: Text, why: 'warn' | 'escalate', reading: Reading): Step[] | null {
  const word = findWord(text, spellings(particles, 'to'))
  if (!word && why === 'escalate') {
    reading.report.error(
      text,
      'step-without-role',
      { zh: '升级要写明给谁', en: 'an escalation step says to whom' },
      localeOf(text.text) === 'zh' ? `${text.text} 给 岗位:班长` : `${text.text} to role:shift-leader`,
    )
    return null
  }
  const to = word ? readRoles(trimmed(part(text, word.to)), reading) : inCharge
  const steps = splitAt(trimmed(part(text, 0, word?.from)), commas).map((at): Step | null => {
    const percent = /^(\d{1,3}(?:\.\d+)?)\s*[%％]$/.exec(at.text)
    if (percent) {
      if (Number(percent[1]) > 100)
        reading.report.warning(at, 'percent-over', {
          zh: `${at.text} 超过了 100%，到期之后才会发生；到期后请写「+30 分钟」`,
          en: `${at.text} lies after the due time; write \`+30 min\` instead`,
        })
      return { why, percent: Number(percent[1]), after: null, to: to ?? [] }
    }
    if (/^[+＋]/.test(at.text)) {
      const after = readDuration(trimmed(part(at, 1)), reading)
      if (after && why === 'warn') {
        reading.report.error(
          at,
          'warn-after',
          { zh: '提醒要在到期之前，请写百分数', en: 'a warning comes before the due time: write a percentage' },
          '80%',
        )
        return null
      }
      return after && { why, percent: null, after, to: to ?? [] }
    }
    reading.report.error(
      at,
      'step-form',
      { zh: `看不懂「${at.text}」，请写 80%、100% 或 +30 分钟`, en: `cannot read \`${at.text}\`; write 80%, 100% or +30 min` },
      null,
    )
    return null
  })
  return to && steps.every(step => step !== null) ? steps : null
}

export function printStep({ percent, after }: Pick<Step, 'percent' | 'after'>, locale: Locale): string {
  return percent !== null ? `${percent}%` : `+${printDuration(after!, locale)}`
}

export const times: ValueType<{ min: number; max: number | null }> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    const match = /^(\d{1,4})(?:\s*(?:\.\.|-|~|至|到)\s*(\d{1,4}))?\s*(?:次|times)?$/.exec(text.text.normalize('NFKC'))
    const min = Number(match?.[1])
    const max = match?.[2] === undefined ? null : Number(match[2])
    if (match && min > 0 && (max === null || max >= min)) return { min, max }
    reading.report.error(text, 'times-form', {
      zh: `「${text.text}」要写成次数，例如 2 或 2..3`,
      en: `write how often instead of \`${text.text}\`, for example 2 or 2..3`,
    })
    return null
  },
  print: ({ min, max }) => (max === null ? String(min) : `${min}..${max}`),
}

/** `per: ticket`, `per: week`, `per: 7 d`, or both: `per: ticket, week`. */
export const perPeriod: ValueType<{ ref: SubjectKind | null; period: Period | null }> = {
  read: (entry, reading) => {
    const texts = pieces(entry, reading)
    if (!texts) return null
    const found: { ref: SubjectKind | null; period: Period | null } = { ref: null, period: null }
    for (const text of texts) {
      const period = lookup(periods, text.text)
      if (period) found.period = period
      else if (/^[\d一二两三四五六七八九十]/.test(text.text)) {
        const duration = readDuration(text, reading)
        if (!duration) return null
        if (duration.unit !== 'd') {
          reading.report.error(
            text,
            'period-form',
            { zh: '计次的周期按天写，例如「7 天」', en: 'a counted period is in days, for example 7 d' },
            '7 d',
          )
          return null
        }
        found.period = duration
      } else {
        const ref = pick<SubjectKind>(
          { ...periods, ...reading.vocabulary.refKinds },
          text,
          'ref-unknown',
          { zh: '对象或周期', en: 'subject or period' },
          reading.report,
        )
        if (!ref) return null
        found.ref = ref
      }
    }
    return found
  },
  print: ({ ref, period }, locale, { refKinds }) =>
    [
      ...(ref ? [nameOf(refKinds, ref, locale)] : []),
      ...(period ? [typeof period === 'string' ? nameOf(periods, period, locale) : printDuration(period, locale)] : []),
    ].join(', '),
}
