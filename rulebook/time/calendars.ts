import { type Calendar, type CalendarSpec, compileCalendar } from './calendar.ts'
import { WEEKDAYS, type Weekday } from './calendar-spec.ts'

const everyDay = (days: readonly Weekday[], spans: string[]) => Object.fromEntries(days.map(day => [day, spans]))

/** The calendars that every site has without writing one. */
export const calendarSpecs: Record<string, CalendarSpec> = {
  natural: { zone: 'Asia/Shanghai', week: everyDay(WEEKDAYS, ['00:00-24:00']) },
  'cn-office': { zone: 'Asia/Shanghai', holidays: 'cn', week: everyDay(WEEKDAYS.slice(0, 5), ['08:30-12:00', '13:30-17:30']) },
  'cn-hotline': { zone: 'Asia/Shanghai', week: everyDay(WEEKDAYS, ['00:00-24:00']) },
  'cn-counter': { zone: 'Asia/Shanghai', week: everyDay(WEEKDAYS, ['08:30-17:30']) },
}

/** A shipped calendar, compiled once; undefined for an unknown name. */
export const findCalendar = (name: string): Calendar | undefined => {
  const known = compiled.get(name)
  if (known) return known
  if (!Object.hasOwn(calendarSpecs, name)) return undefined
  const calendar = compileCalendar(calendarSpecs[name]!, { name })
  compiled.set(name, calendar)
  return calendar
}

const compiled = new Map<string, Calendar>()
