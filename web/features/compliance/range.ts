import { daysLater, startOfDay } from '../../app/site-time.ts'
import { dayOf } from '../../app/time.ts'
import { monthName } from '../../app/time-labels.ts'

export const ranges = ['today', '7d', '30d', 'month', 'lastMonth', '90d', 'custom'] as const
export type RangeName = (typeof ranges)[number]
/** Days of the site, both included. */
export type CustomRange = { from?: string | undefined; to?: string | undefined }

const back: Partial<Record<RangeName, number>> = { today: 0, '7d': 6, '30d': 29, '90d': 89 }
const isDay = (text: string | undefined): text is string =>
  /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(Date.parse(text!))
export const rangeNamed = (name: string | undefined): RangeName =>
  (ranges as readonly string[]).includes(name ?? '') ? (name as RangeName) : '30d'

/** First day and the day after the last one, by the wall of the site; a custom range without sense is the last thirty days. */
export function daysOf(name: RangeName, now: number, zone: string, custom: CustomRange = {}): { first: string; end: string } {
  const today = dayOf(now, zone)
  const tomorrow = daysLater(today, 1)
  if (name === 'custom' && isDay(custom.from) && isDay(custom.to) && custom.from <= custom.to)
    return { first: custom.from, end: daysLater(custom.to, 1) }
  const month = `${today.slice(0, 8)}01`
  if (name === 'month') return { first: month, end: tomorrow }
  if (name === 'lastMonth') return { first: `${daysLater(month, -1).slice(0, 8)}01`, end: month }
  return { first: daysLater(today, -(back[name] ?? 29)), end: tomorrow }
}

/** The same as instants: from the beginning of the first day until before the end. */
export function instantsOf(name: RangeName, now: number, zone: string, custom: CustomRange = {}): { from: string; to: string } {
  const { first, end } = daysOf(name, now, zone, custom)
  return { from: new Date(startOfDay(first, zone)).toISOString(), to: new Date(startOfDay(end, zone)).toISOString() }
}

/** How the periods stand at the head of their columns. */
export function bucketName(civil: string, unit: 'day' | 'week' | 'month' | 'all', year: string): string {
  const near = civil.slice(0, 4) === year
  if (unit === 'month') return near ? monthName(civil) : civil.slice(0, 7)
  return near ? civil.slice(5) : civil
}
