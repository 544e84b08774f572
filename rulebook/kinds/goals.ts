/** Values of a target: what is measured and what has to be reached. */

import { measures, openWords } from '../document/index.ts'
import { isTimeProblem, parseDuration, printDuration } from '../time/index.ts'
import { lookup, nameOf, units } from '../vocabulary/index.ts'
import type { Goal, Target } from './rule-sheets.ts'
import { printShare, readShare } from './sums.ts'
import { readDuration } from './terms.ts'
import { oneLine, pick, type ValueType } from './values.ts'

/** `达标率`, `mean`, `百分位 90`. */
export const measureOf: ValueType<Target['measure']> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    const [name = '', figure] = text.text.split(/\s+/)
    const by = pick<keyof typeof measures>(
      measures,
      { text: name, at: text.at },
      'measure-unknown',
      { zh: '算法', en: 'measure' },
      reading.report,
    )
    if (!by) return null
    const percent = /^(?:[1-9]\d?)(?:\.\d)?$/.test(figure ?? '') ? Number(figure) : null
    if (by !== 'percentile' && figure === undefined) return { by }
    if (by === 'percentile' && percent !== null) return { by, percent }
    reading.report.error(text, 'measure-form', {
      zh: '写成「达标率」「平均」或「百分位 90」',
      en: 'write `ratio`, `mean` or `percentile 90`',
    })
    return null
  },
  print: (value, locale) => nameOf(measures, value.by, locale) + (value.by === 'percentile' ? ` ${value.percent}` : ''),
}

/** `>= 98%`, `<= 15 天`. */
export const goal: ValueType<Goal | 'open'> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    if (lookup(openWords, text.text)) return 'open'
    const match = /^(>=|<=|>|<|≥|≤|不低于|不少于|不超过|不高于|高于|低于)\s*(.+)$/.exec(text.text.normalize('NFKC'))
    const sign = match && signs[match[1]!]!
    if (match && sign) {
      const ppm = readShare(match[2]!)
      if (ppm !== null) return { sign, ppm }
      const duration = parseDuration(match[2]!)
      if (isTimeProblem(duration)) {
        readDuration({ text: match[2]!, at: text.at + text.text.length - match[2]!.length }, reading)
        return null
      }
      if (['s', 'min', 'h', 'd'].includes(duration.unit)) return { sign, duration }
      reading.report.error(text, 'goal-unit', {
        zh: `指标的时长按自然时间算，不能用「${units[duration.unit].zh}」`,
        en: `a target counts natural time, not \`${duration.unit}\``,
      })
      return null
    }
    reading.report.error(text, 'goal-form', {
      zh: `「${text.text}」要写成比较，例如 >= 98%、<= 15 天`,
      en: `write a comparison instead of \`${text.text}\`, for example >= 98% or <= 15 d`,
    })
    return null
  },
  print: (value, locale) =>
    value === 'open'
      ? nameOf(openWords, 'open', locale)
      : `${value.sign} ${'ppm' in value ? printShare(value.ppm) : printDuration(value.duration, locale)}`,
}
const signs: Record<string, Goal['sign']> = {
  '>=': '>=',
  '≥': '>=',
  不低于: '>=',
  不少于: '>=',
  '<=': '<=',
  '≤': '<=',
  不超过: '<=',
  不高于: '<=',
  '>': '>',
  高于: '>',
  '<': '<',
  低于: '<',
}
