import type { BodyOf, ReplyOf } from '@sansheng/contract/route.ts'
import type { standards } from '@sansheng/contract/standards.ts'
import { listed, stretch } from '../../app/punctuation.ts'
import type { StandardLabels } from './labels.ts'

export type Calendar = ReplyOf<typeof standards.listCalendars>['items'][number]
export type Spec = BodyOf<typeof standards.publishCalendar>['spec']
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** `周一至周五` and its hours; days with the same hours that follow each other stand together. */
export function weekWords(spec: Spec, t: StandardLabels): [string, string][] {
  const rows: { from: number; to: number; hours: string }[] = []
  weekdays.forEach((day, i) => {
    const spans = spec.week[day] ?? []
    const hours = spans.length > 0 ? listed(spans) : t('closed')
    const last = rows.at(-1)
    if (last && last.hours === hours) last.to = i
    else rows.push({ from: i, to: i, hours })
  })
  return rows.map(r => [r.from === r.to ? t(weekdays[r.from]!) : stretch(t(weekdays[r.from]!), t(weekdays[r.to]!)), r.hours])
}
