import type { BodyOf, ReplyOf } from '@sansheng/contract/route.ts'
import type { standards } from '@sansheng/contract/standards.ts'
import type { StandardLabels } from './labels.ts'

export type Calendar = ReplyOf<typeof standards.listCalendars>['items'][number]
export type Spec = BodyOf<typeof standards.publishCalendar>['spec']
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** `周一至周五` and its hours; days with the same hours that follow each other stand together. */
export function weekWords(spec: Spec, t: StandardLabels): [string, string][] {
  const rows: { from: number; to: number; hours: string }[] = []
  weekdays.forEach((day, i) => {
    const spans = spec.week[day] ?? []
    const hours = spans.length > 0 ? spans.join('、') : t('closed')
    const last = rows.at(-1)
    if (last && last.hours === hours) last.to = i
    else rows.push({ from: i, to: i, hours })
  })
  return rows.map(r => [r.from === r.to ? t(weekdays[r.from]!) : `${t(weekdays[r.from]!)}至${t(weekdays[r.to]!)}`, r.hours])
}

const separators = /[,，、;；\s]+/
/** What a person types for a day, as the wire wants it: `8:30-12:00，13:30～17:30` → two spans with four figures each. */
export function spansOf(text: string): string[] {
  return text
    .trim()
    .replace(/\s*[–—~～至]\s*/g, '-')
    .replace(/：/g, ':')
    .split(separators)
    .filter(Boolean)
    .map(span => span.replace(/^(\d):/, '0$1:').replace(/-(\d):/, '-0$1:'))
}
