/** What conditions may read of an instant. */
import type { Facts } from '../vocabulary/index.ts'
import { festivalOf } from './festival.ts'
import { DAY, findZone, toLocal } from './zone.ts'

/** Hour, weekday (Monday is 1) and festival in this zone. */
export function timeFacts({ zone }: { zone: string }, at: number): NonNullable<Facts['time']> {
  const found = findZone(zone)
  if (!found) throw new RangeError(`no time zone ${zone}`)
  const local = toLocal(found, at)
  const day = Math.floor(local / DAY)
  const festival = festivalOf(day)
  const date = new Date(local)
  return { hour: date.getUTCHours(), weekday: date.getUTCDay() || 7, ...(festival ? { festival } : {}) }
}
