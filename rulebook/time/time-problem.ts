import type { Locale } from '../vocabulary/index.ts'

/** What can be wrong with a duration, a calendar or an instant: a code and its parameters; the sentence is made here in either language. */
export type TimeProblem = { code: TimeProblemCode; params: Record<string, string | number> }

export type TimeProblemCode = keyof typeof SENTENCES

/** An error that carries its problem, so that a caller may say it in the reader's language. */
export const timeFault = (code: TimeProblemCode, params: TimeProblem['params'] = {}): RangeError & { problem: TimeProblem } => {
  const problem = { code, params }
  return Object.assign(new RangeError(timeProblemText(problem, 'en')), { problem })
}

export const timeProblemOf = (error: unknown): TimeProblem | undefined =>
  error instanceof Error && 'problem' in error ? (error.problem as TimeProblem) : undefined

export const timeProblemText = ({ code, params }: TimeProblem, locale: Locale): string =>
  SENTENCES[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))

const SENTENCES = {
  'duration.empty': { zh: '没有写时长，例如“10 分钟”', en: 'no duration is given; write for example "10 min"' },
  'duration.unreadable': {
    zh: '看不懂时长“{text}”，请写成“数 + 单位”，例如“10 分钟”“1 个工作日”',
    en: 'cannot read the duration "{text}"; write a number and a unit, for example "10 min" or "1 workday"',
  },
  'duration.unit': {
    zh: '没有“{unit}”这个单位，可用：秒、分钟、小时、天、周、个月、工作日、工作分钟、工作小时、声{hintZh}',
    en: 'there is no unit "{unit}"; use s, min, h, d, week, month, workday, workmin, workh or ring{hintEn}',
  },
  'duration.whole': {
    zh: '“{text}”须为整数；不足一天请改用小时、分钟或工作小时、工作分钟',
    en: '"{text}" must be a whole number; for a part of a day use h, min, workh or workmin',
  },
  'duration.large': { zh: '时长“{text}”太大', en: 'the duration "{text}" is too large' },
  'duration.rings': {
    zh: '“声”是数响铃，不是时长，算不出到期时刻',
    en: 'rings are counted, not timed; a ring has no due instant',
  },
  'instant.range': {
    zh: '时刻超出范围（公元 1 年至 9999 年）',
    en: 'the instant is out of range (years 1 to 9999)',
  },
  'instant.order': { zh: '结束早于开始', en: 'the end is before the start' },
  'pause.order': { zh: '暂停的结束早于开始', en: 'a pause ends before it begins' },
  'pause.instant': { zh: '暂停的起止必须是时刻', en: 'a pause needs two instants' },
  'due.never': {
    zh: '公元 1 年至 9999 年之内凑不够这么多时间，算不出到期时刻',
    en: 'the years 1 to 9999 do not hold so much time of this calendar; there is no due instant',
  },
  'calendar.shape': { zh: '日历应是一个对象', en: 'a calendar must be an object' },
  'calendar.key': { zh: '日历里没有“{key}”这一项{hintZh}', en: 'a calendar has no key "{key}"{hintEn}' },
  'calendar.zone': {
    zh: '时区“{zone}”不存在，请写成“Asia/Shanghai”这样的名称',
    en: 'there is no time zone "{zone}"; write a name such as "Asia/Shanghai"',
  },
  'calendar.name': { zh: '名称应是 1 到 100 个字的文字', en: 'the name must be a text of 1 to 100 characters' },
  'calendar.holidays': { zh: 'holidays 只能是 "cn"', en: 'holidays can only be "cn"' },
  'calendar.week': {
    zh: 'week 应是一个对象：星期（mon…sun）到时段列表',
    en: 'week must be an object from weekdays (mon…sun) to lists of spans',
  },
  'calendar.weekday': {
    zh: 'week 里没有“{key}”，星期写作 mon、tue、wed、thu、fri、sat、sun',
    en: 'week has no day "{key}"; use mon, tue, wed, thu, fri, sat, sun',
  },
  'calendar.days': {
    zh: 'days 应是一个对象：日期到时段列表',
    en: 'days must be an object from dates to lists of spans',
  },
  'calendar.date': {
    zh: '“{key}”不是真实的日期，请写成 2026-10-01 这样',
    en: '"{key}" is not a real date; write it like 2026-10-01',
  },
  'calendar.tooMany': { zh: '{where} 的条目太多，最多 {most} 条', en: '{where} has too many entries; at most {most}' },
  'calendar.spans': {
    zh: '{where} 应是时段列表，例如 ["08:30-17:30"]',
    en: '{where} must be a list of spans, for example ["08:30-17:30"]',
  },
  'calendar.span': {
    zh: '{where} 的时段“{span}”不对，请写成“08:30-17:30”；跨夜写“22:00-06:00”，全天写“00:00-24:00”',
    en: '{where}: the span "{span}" is not valid; write "08:30-17:30", overnight "22:00-06:00", all day "00:00-24:00"',
  },
  'calendar.overlap': {
    zh: '{where} 的时段“{span}”与“{other}”重叠',
    en: '{where}: the span "{span}" overlaps "{other}"',
  },
  'calendar.neverOpens': { zh: '这个日历从不开放', en: 'this calendar never opens' },
} as const satisfies Record<string, Record<Locale, string>>
