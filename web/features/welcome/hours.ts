/** When a new site is open, as it is asked once: the calendar by which the standards that ship count. Pure. */
import { type CalendarSpec, calendarProblem, calendarSpecs } from '@sansheng/rulebook/time'
import { spansOf } from '../../ui/day-spans.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Weekday = (typeof weekdays)[number]
export type Hours = { days: Weekday[]; spans: string; holidays: boolean }

/** The calendar that the standards that ship name. */
export const officeCalendar = 'cn-office'
const usual = calendarSpecs[officeCalendar]!
export const usualHours: Hours = {
  days: weekdays.filter(day => usual.week[day] !== undefined),
  spans: (usual.week.mon ?? []).join(', '),
  holidays: usual.holidays === 'cn',
}

export function specOfHours({ days, spans, holidays }: Hours): CalendarSpec {
  const day = spansOf(spans)
  const week = Object.fromEntries(weekdays.filter(name => days.includes(name)).map(name => [name, day]))
  return { zone: usual.zone, ...(holidays ? { holidays: 'cn' as const } : {}), week }
}

/** Null when these hours can be counted by: open at some time, and written as hours are. */
export const hoursProblem = (hours: Hours) =>
  hours.days.length === 0 || spansOf(hours.spans).length === 0 ? 'never' : calendarProblem(specOfHours(hours)) ? 'unread' : null

/** Whether the calendar that ships says the same already. */
export const isUsual = (hours: Hours): boolean => JSON.stringify(specOfHours(hours)) === JSON.stringify(specOfHours(usualHours))
