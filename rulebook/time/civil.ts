/** Civil days of a zone by its name. */
import { dateOfDay, dayOfDate } from './calendar-spec.ts'
import { timeFault } from './time-problem.ts'
import { civilDay, DAY, findZone, firstReach, type Zone } from './zone.ts'

/** The civil day of a zone at an instant, `YYYY-MM-DD`. */
export const civilDate = (zone: string, at: number): string => dateOfDay(civilDay(mustFind(zone), at))

/** The first instant of a civil day in a zone. */
export function startOfDate(zone: string, date: string): number {
  const day = dayOfDate(date)
  if (day === undefined) throw timeFault('calendar.date', { key: date })
  return firstReach(mustFind(zone), day * DAY)
}

function mustFind(name: string): Zone {
  const zone = findZone(name)
  if (!zone) throw timeFault('calendar.zone', { zone: name })
  return zone
}
