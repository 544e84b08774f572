/** Figures of rules and of words in one form, so that 半小时 and 30 min are the same and one workday is not one day. */
import type { Period, Rule } from '../kinds/index.ts'
import { isClockRule } from '../kinds/index.ts'
import { type Duration, UNIT_MS } from '../time/index.ts'
import { amountOf } from './figures.ts'

/** `key` is equal where the figures mean the same; `count`: times, rings, people rather than time. */
export type Figure = { family: 'time' | 'count'; key: string; shown: string; unit: string }

export function timeFigure(duration: Duration): Figure {
  const ms = UNIT_MS[duration.unit]
  const open = duration.unit === 'workmin' || duration.unit === 'workh'
  const unit = ms === undefined ? duration.unit : open ? 'open' : 'clock'
  return {
    family: duration.unit === 'ring' ? 'count' : 'time',
    key:
      duration.unit === 'ring' ? String(duration.amount) : `${unit} ${ms === undefined ? duration.amount : duration.amount * ms}`,
    shown: amountOf(duration),
    unit,
  }
}

/** Words that say 半小时 leave open whether it is open time; a rule may count it so. Words that say 工作小时 do not. */
export const plainOf = (figure: Figure): Figure =>
  figure.unit === 'open' ? { ...figure, unit: 'clock', key: figure.key.replace('open', 'clock') } : figure

export const countFigure = (count: number): Figure => ({
  family: 'count',
  key: String(count),
  shown: String(count),
  unit: 'count',
})

/** The figures that a rule holds people to: its terms, its interval, its bound. Not those of its reminders. */
export function figuresOf(rule: Rule): Figure[] {
  if (rule.kind === 'limit') return rule.measure === null || rule.measure === 'call.rings' ? [countFigure(rule.max)] : []
  if (!isClockRule(rule)) return []
  const terms = rule.within.flatMap(({ term }) =>
    term.kind === 'span'
      ? [timeFigure(term.duration)]
      : term.kind === 'by' && term.shift
        ? [timeFigure(term.shift.duration)]
        : [],
  )
  if (rule.kind === 'deadline' || !rule.times) return terms
  const { min, max } = rule.times
  return [countFigure(min), ...(max === null || max === min ? [] : [countFigure(max)]), ...periodFigures(rule.period)]
}

/** A week, a month and a day of the calendar are written without a figure: 每周. */
function periodFigures(period: Period | null): Figure[] {
  return period && typeof period !== 'string' ? [timeFigure(period)] : []
}
