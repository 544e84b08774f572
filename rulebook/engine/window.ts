/** Periods of a counted cadence: calendar day, week from Monday, month, or so many days. */

import type { Period } from '../kinds/index.ts'
import type { Calendar } from '../time/index.ts'
import { civilDay, DAY, dateOfDay, dayOfDate, dueAt, lastReach } from '../time/index.ts'

/**
 * End of the period that is owed from this instant: the first whole one. What begins in the middle of a week owes nothing more for
 * that week; what is done in it counts for the first whole week.
 */
export function windowEnd(calendar: Calendar, period: Period, from: number): number {
  if (typeof period !== 'string') return dueAt(calendar, from, period)
  const day = civilDay(calendar.zone, from)
  const midnight = lastReach(calendar.zone, day * DAY)
  const first = from <= midnight && startsPeriod(day, period) ? day : nextStart(day, period)
  return lastReach(calendar.zone, nextStart(first, period) * DAY)
}

function startsPeriod(day: number, period: 'day' | 'week' | 'month'): boolean {
  return period === 'day' || (period === 'week' ? weekday(day) === 0 : dateOfDay(day).endsWith('-01'))
}

function nextStart(day: number, period: 'day' | 'week' | 'month'): number {
  if (period === 'day') return day + 1
  if (period === 'week') return day - weekday(day) + 7
  const [year, month] = dateOfDay(day).split('-').map(Number) as [number, number]
  return dayOfDate(
    `${String(month === 12 ? year + 1 : year).padStart(4, '0')}-${String(month === 12 ? 1 : month + 1).padStart(2, '0')}-01`,
  )!
}

/** Days since Monday. */
function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}
