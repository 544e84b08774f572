import type { Locale } from '../vocabulary/index.ts'
import { printDuration } from './duration.ts'
import type { DueLine, WallTime } from './explain-due.ts'

/** The arithmetic of a term as sentences, one a line. */
export const dueLinesText = (lines: readonly DueLine[], locale: Locale): string[] =>
  lines.map(line => (locale === 'zh' ? inChinese(line) : inEnglish(line)))

const inChinese = (line: DueLine): string => {
  switch (line.kind) {
    case 'start':
      return `起算　${moment(line.wall, 'zh')}`
    case 'term':
      return `时限　${printDuration(line.duration, 'zh')}`
    case 'calendar':
      return `日历　${line.name || '未命名'}（版本 ${line.version}，时区 ${line.zone}）`
    case 'zone':
      return `时区　${line.zone}`
    case 'missing':
      return `注意　${line.years.join('、')} 年的节假日安排尚未公布或未收录：只算法律固定的放假日，调休和补假未计`
    case 'uncounted':
      return `不计　${line.date}，${line.rest ? '起算日为休息日' : '起算日不计入'}`
    case 'day': {
      const share = line.number === null ? `计 ${span(line.openMs ?? 0, 'zh')}` : `第 ${line.number} 个工作日`
      return `计入　${line.date} ${WEEKDAYS.zh[line.weekday]}${reason(line.reason, 'zh')} ${line.spans.join('、')}，${share}`
    }
    case 'more':
      return `计入　其间 ${line.days} 个工作日${line.openMs === null ? '' : `，共 ${span(line.openMs, 'zh')}`}`
    case 'closed':
      return `休息　其间休息日共 ${line.days} 天，不计`
    case 'pause':
      return `暂停　${moment(line.from, 'zh')} 至 ${moment(line.to, 'zh')}，${moved(line, 'zh')}`
    case 'rolled':
      return `顺延　最后一天 ${line.from} 是休息日${reason(line.reason, 'zh')}，顺延至 ${line.to}`
    case 'due':
      return `到期　${moment(line.wall, 'zh')}（含当时）`
  }
}

const inEnglish = (line: DueLine): string => {
  switch (line.kind) {
    case 'start':
      return `start     ${moment(line.wall, 'en')}`
    case 'term':
      return `term      ${printDuration(line.duration, 'en')}`
    case 'calendar':
      return `calendar  ${line.name || 'unnamed'} (version ${line.version}, zone ${line.zone})`
    case 'zone':
      return `zone      ${line.zone}`
    case 'missing':
      return `note      no holiday list for ${line.years.join(', ')}: only holidays fixed by law count, no days worked or off in return`
    case 'uncounted':
      return `skipped   ${line.date}, ${line.rest ? 'the starting day is a rest day' : 'the starting day does not count'}`
    case 'day': {
      const share = line.number === null ? `gives ${span(line.openMs ?? 0, 'en')}` : `working day ${line.number}`
      return `counted   ${line.date} ${WEEKDAYS.en[line.weekday]}${reason(line.reason, 'en')} ${line.spans.join(', ')}: ${share}`
    }
    case 'more':
      return `counted   ${line.days} working days between${line.openMs === null ? '' : `, together ${span(line.openMs, 'en')}`}`
    case 'closed':
      return `closed    ${line.days} rest ${line.days === 1 ? 'day' : 'days'} between, not counted`
    case 'pause':
      return `paused    ${moment(line.from, 'en')} to ${moment(line.to, 'en')}: ${moved(line, 'en')}`
    case 'rolled':
      return `moved     the last day ${line.from} is a rest day${reason(line.reason, 'en')}; moved to ${line.to}`
    case 'due':
      return `due       ${moment(line.wall, 'en')} (inclusive)`
  }
}

const WEEKDAYS = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}

const moment = ({ date, weekday, time }: WallTime, locale: Locale): string => `${date} ${WEEKDAYS[locale][weekday]} ${time}`

const reason = (why: 'dated' | 'holiday' | 'make-up' | null, locale: Locale): string =>
  why === null
    ? ''
    : {
        zh: { dated: '（另行安排）', holiday: '（法定节假日）', 'make-up': '（调休上班）' },
        en: { dated: ' (dated)', holiday: ' (holiday)', 'make-up': ' (make-up day)' },
      }[locale][why]

const moved = (line: DueLine & { kind: 'pause' }, locale: Locale): string => {
  const { moved: by, measure } = line
  if (measure === 'ms') return locale === 'zh' ? `顺延 ${span(by, 'zh')}` : `${span(by, 'en')} later`
  if (measure === 'openMs')
    return locale === 'zh' ? `其中开放时间 ${span(by, 'zh')} 不计` : `${span(by, 'en')} of open time left out`
  if (measure === 'midnights')
    return locale === 'zh' ? `跨过 ${by} 个午夜，顺延 ${by} 天` : `covers ${by} midnight(s), ${by} day(s) later`
  return locale === 'zh' ? `跨过 ${by} 次下班，顺延 ${by} 个工作日` : `covers ${by} closing(s), ${by} working day(s) later`
}

/** Milliseconds as hours, minutes and seconds: `3 小时 30 分钟`. */
const span = (ms: number, locale: Locale): string => {
  const seconds = Math.floor(ms / 1000)
  const parts: [number, string, string][] = [
    [Math.floor(seconds / 3600), '小时', 'h'],
    [Math.floor((seconds % 3600) / 60), '分钟', 'min'],
    [seconds % 60, '秒', 's'],
    [ms % 1000, '毫秒', 'ms'],
  ]
  const words = parts.filter(([n]) => n > 0).map(([n, zh, en]) => `${n} ${locale === 'zh' ? zh : en}`)
  return words.length > 0 ? words.join(' ') : locale === 'zh' ? '0 分钟' : '0 min'
}
