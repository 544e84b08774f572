/** Figures as Chinese handbooks write them: 10分钟, 十分钟内, 半小时, 两日, 三个工作日, 一个半小时, ××日. */
import { type Duration, printDuration } from '../time/index.ts'
import { readNumeral } from '../vocabulary/index.ts'

const sign = '(?:\\d{1,7}(?:\\.\\d{1,3})?|[一二两三四五六七八九十百千零〇]{1,7}|半)'
/** A figure that the handbook left blank: ××日, __分钟, N个工作日. */
const blank = '(?:[×xX＊*_＿]{1,6}|[NnXx]|（\\s*）|\\(\\s*\\)|若干)'
const unit =
  '(?:(?:法定)?工作日|营业日|自然日|日历日|工作小时|个?小时|个?钟头|刻钟|分钟|秒钟|秒|个?星期|个?礼拜|周|个月|天|日|分(?=之?内|以内)|月(?=内|之内|以内)|年)'
const span = `(${sign}|${blank})\\s*(?:个(半)?|来|多)?\\s*(半)?\\s*(${unit})`

const spans = new RegExp(span, 'gu')
const figureOnly = new RegExp(`^${sign}$`, 'u')

export type Found = {
  /** Null when the handbook left the figure blank. */
  duration: Duration | null
  /** What was changed to write it down: 半个月 stands as fifteen days. */
  remark: string
  from: number
  to: number
}

/** Every span of time in a text, with its place; dates and clock times are none. */
export function spansIn(text: string): Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(spans)) {
    const [whole, figure, half1, half2, name] = match as unknown as [string, string, string?, string?, string?]
    const before = text.slice(Math.max(0, match.index - 6), match.index)
    const after = text.slice(match.index + whole.length, match.index + whole.length + 4)
    if (isDate(figure, name!, before, after)) continue
    const read = figureOnly.test(figure) ? durationOf(readNumber(figure), half1 || half2, name!) : null
    if (read === undefined) continue
    found.push({
      duration: read?.duration ?? null,
      remark: read?.remark ?? '',
      from: match.index,
      to: match.index + whole.length,
    })
  }
  return found
}

/** 3月15日, 2015年, 每月20日, 15日前, 第三天, 8月 are dates or ordinals. */
function isDate(figure: string, name: string, before: string, after: string): boolean {
  if (/第$|[.:：]$/.test(before)) return true
  if (/\d[-－/]$/.test(before) && name === '日' && /\d[-－/]\d{0,2}[-－/]$/.test(before)) return true
  if (/年$/.test(before) && /^(日|月|天)$/.test(name)) return true
  if (name === '年' && (/^\d{4}$/.test(figure) || /^[一二两〇零]{2,4}/.test(figure) || /^(?:度|级|版|月)/.test(after)))
    return true
  if (name === '日' && /(?:月|每月|次月|当月)\s*$/.test(before)) return true
  return name === '日' && /^(?:至|-|—|～|~)\s*\d/.test(after)
}

export function readNumber(text: string): number | undefined {
  if (/^\d/.test(text)) return Number(text)
  if (text === '半') return 0.5
  return readNumeral(text)
}

function durationOf(
  figure: number | undefined,
  half: string | undefined,
  name: string,
): { duration: Duration; remark: string } | undefined {
  if (figure === undefined || figure <= 0) return undefined
  const amount = figure + (half && figure !== 0.5 ? 0.5 : 0)
  const exact = (unit: Duration['unit'], times = 1, remark = '') => ({ duration: { amount: amount * times, unit }, remark })
  switch (name.replace(/^个(?!月)/, '')) {
    case '秒':
    case '秒钟':
      return exact('s')
    case '分':
    case '分钟':
      return amount < 1 ? exact('s', 60) : exact('min')
    case '刻钟':
      return exact('min', 15)
    case '小时':
    case '钟头':
      return amount < 1 ? exact('min', 60) : exact('h')
    case '工作小时':
      return exact('workh')
    case '工作日':
    case '法定工作日':
    case '营业日':
      return Number.isInteger(amount * 2) ? exact('workday') : exact('workh', 8, '一个工作日按 8 个工作小时写')
    case '周':
    case '星期':
    case '礼拜':
      return Number.isInteger(amount) ? exact('d', 7) : exact('h', 168)
    case '个月':
    case '月':
      if (Number.isInteger(amount)) return exact('month')
      return { duration: { amount: Math.ceil(amount * 30), unit: 'd' }, remark: '半个月按 15 天写' }
    case '年':
      if (Number.isInteger(amount * 2)) return exact('month', 12)
      return { duration: { amount: Math.ceil(amount * 365), unit: 'd' }, remark: '一年按 365 天写' }
    default:
      return Number.isInteger(amount) ? exact('d') : exact('h', 24, '半天按 12 小时写')
  }
}

/** `10 分钟`, `1 个工作日`; `待定` when there is no figure. */
export function amountOf(duration: Duration | null): string {
  return duration ? printDuration(duration, 'zh').replace(/(\.\d{3})\d+/, '$1') : '待定'
}

/** A count with its place: 三次, 2-3次, 两张. */
export type Count = { min: number; max: number; measure: string; from: number; to: number }
const counted = new RegExp(
  `(${sign})(?:\\s*(?:-|－|—|~|～|至|到)\\s*(${sign}))?\\s*(次|遍|回|张|份|人|名|个人|位|件|户|条|个|句|项|票|把)`,
  'gu',
)

export function countsIn(text: string): Count[] {
  const found: Count[] = []
  for (const match of text.matchAll(counted)) {
    const [min, max] = [readNumber(match[1]!), match[2] === undefined ? undefined : readNumber(match[2])]
    if (min === undefined || !Number.isInteger(min) || min < 1 || /第$/.test(text.slice(0, match.index))) continue
    if (max !== undefined && (!Number.isInteger(max) || max < min)) continue
    found.push({ min, max: max ?? min, measure: match[3]!, from: match.index, to: match.index + match[0].length })
  }
  return found
}

export function spelled({ amount, unit }: NonNullable<Found['duration']>): string {
  return `${String(amount).replace('.', '-')}-${unit}`
}
