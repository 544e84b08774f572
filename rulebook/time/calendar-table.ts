/** The calendars that a standard may name: those of the organisation and those that ship with the product. */
import { type Calendar, type CalendarSpec, compileCalendar } from './calendar.ts'
import { calendarSpecs, findCalendar } from './calendars.ts'
import { timeProblemOf } from './time-problem.ts'

export type Calendars = { names: string[]; find: (name: string) => Calendar | undefined }

export function calendarTable(calendars: Record<string, { spec: CalendarSpec; version: string }> = {}): Calendars {
  const made = new Map<string, Calendar | undefined>()
  return {
    names: [...new Set([...Object.keys(calendars), ...Object.keys(calendarSpecs)])],
    find: name => {
      if (!made.has(name))
        made.set(name, Object.hasOwn(calendars, name) ? tryCalendar(name, calendars[name]!) : findCalendar(name))
      return made.get(name)
    },
  }
}

function tryCalendar(name: string, { spec, version }: { spec: CalendarSpec; version: string }): Calendar | undefined {
  try {
    return compileCalendar(spec, { name, version })
  } catch (error) {
    if (!timeProblemOf(error)) throw error
    return undefined
  }
}
