import { cutText, type Locale, readNumeral, type Unit } from '../vocabulary/index.ts'
import type { TimeProblem, TimeProblemCode } from './time-problem.ts'

export type Duration = { amount: number; unit: Unit }

/**
 * Reads `10 min`, `1.5 h`, `24H`, `十分钟`, `1 个工作日`, `半小时`, `一周` (7 d), `六个月`, `half-month` (15 d). Days, months and rings are
 * whole numbers; workdays may end in a half.
 * Gives a TimeProblem (it has `code`) instead of throwing, because the reader is often still typing.
 */
export const parseDuration = (text: string): Duration | TimeProblem => {
  if (text.length > 60) return problem('duration.unreadable', { text: cutText(text, 61, '…') })
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return problem('duration.empty')
  if (/^(half-month|半个?月)$/.test(plain)) return { amount: 15, unit: 'd' }
  const match =
    /^(\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万半]+)\s*(个半|个)?\s*([^\s\d.零〇一二两三四五六七八九十百千万半].*)$/.exec(
      plain,
    )
  if (!match) return problem('duration.unreadable', { text: plain })
  const [, figure, measure, word] = match as unknown as [string, string, string | undefined, string]
  const unit = UNITS.get(word) ?? UNITS.get(word.toLowerCase())
  if (!unit) return problem('duration.unit', { unit: word, ...unitHint(word) })
  const whole = readFigure(figure)
  if (whole === undefined) return problem('duration.unreadable', { text: plain })
  const amount = (measure === '个半' ? whole + 0.5 : whole) * (WEEKS.has(word) ? 7 : 1)
  if (!Number.isInteger(unit === 'workday' ? amount * 2 : amount) && WHOLE.has(unit))
    return problem('duration.whole', { text: plain })
  if (amount > MOST) return problem('duration.large', { text: plain })
  return { amount, unit }
}

export const isTimeProblem = (value: Duration | TimeProblem): value is TimeProblem => 'code' in value

/** The duration as it is written in a rule: `10 min`, `10 分钟`. parseDuration reads it back. */
export const printDuration = ({ amount, unit }: Duration, locale: Locale): string =>
  `${amount} ${locale === 'en' ? unit : ZH[unit]}`

/** Milliseconds in one unit, for the units that are a fixed number of them; workmin and workh are of open time. */
export const UNIT_MS: Partial<Record<Unit, number>> = { s: 1000, min: 60_000, h: 3_600_000, workmin: 60_000, workh: 3_600_000 }

const ZH: Record<Unit, string> = {
  s: '秒',
  min: '分钟',
  h: '小时',
  d: '天',
  month: '个月',
  workday: '个工作日',
  workmin: '工作分钟',
  workh: '工作小时',
  ring: '声',
}
const UNITS = new Map<string, Unit>([
  ...(Object.keys(ZH) as Unit[]).map(unit => [unit, unit] as const),
  ['秒', 's'],
  ['秒钟', 's'],
  ['分', 'min'],
  ['分钟', 'min'],
  ['小时', 'h'],
  ['天', 'd'],
  ['日', 'd'],
  ['自然日', 'd'],
  ['周', 'd'],
  ['星期', 'd'],
  ['week', 'd'],
  ['weeks', 'd'],
  ['月', 'month'],
  ['months', 'month'],
  ['workdays', 'workday'],
  ['工作日', 'workday'],
  ['工作分钟', 'workmin'],
  ['工作小时', 'workh'],
  ['声', 'ring'],
])
const WEEKS = new Set(['周', '星期', 'week', 'weeks'])
const WHOLE = new Set<Unit>(['d', 'month', 'workday', 'ring'])
/** More than any unit fits into the years that we reckon with is a slip of the hand. */
const MOST = 1e12

const readFigure = (figure: string): number | undefined => {
  if (/^\d/.test(figure)) return Number(figure)
  if (figure === '半') return 0.5
  return readNumeral(figure)
}

const unitHint = (word: string): { hintZh: string; hintEn: string } => {
  const near = SLIPS.find(([pattern]) => pattern.test(word))?.[1]
  return near
    ? { hintZh: `；是不是“${ZH[near].replace('个', '')}”`, hintEn: `; did you mean "${near}"` }
    : { hintZh: '', hintEn: '' }
}
const SLIPS: [RegExp, Unit][] = [
  [/^work.*(day|d$)|营业日/i, 'workday'],
  [/^work.*m/i, 'workmin'],
  [/^work.*h/i, 'workh'],
  [/^mon/i, 'month'],
  [/^(m|mins|minutes?)$|分/i, 'min'],
  [/^s(ec)?/i, 's'],
  [/^h(rs?|ours?)?$|钟头|时/i, 'h'],
  [/^d(ays?)?$|日|天/i, 'd'],
  [/^ring|次|响/i, 'ring'],
]

const problem = (code: TimeProblemCode, params: TimeProblem['params'] = {}): TimeProblem => ({ code, params })
