/** Days for which greetings of their own are written (R182): those of the sun by date, those of the moon as they are written down (none outside those years). */
import type { Facts } from '../vocabulary/index.ts'
import { lunarDaysOf } from './lunar-days.ts'
import { DAY } from './zone.ts'

type Festival = NonNullable<NonNullable<Facts['time']>['festival']>

const bySun: Record<string, Festival> = { '1/1': 'new-year', '5/1': 'labour', '12/24': 'christmas', '12/25': 'christmas' }

/** `day`: number of the civil day, 1970-01-01 is 0. New Year's Eve and the six days after New Year belong to the spring festival. */
export function festivalOf(day: number): Festival | null {
  const date = new Date(day * DAY)
  const month = date.getUTCMonth() + 1
  if (month === 10 && date.getUTCDate() <= 7) return 'national'
  const lunar = lunarDaysOf(date.getUTCFullYear())
  if (lunar) {
    const since = day - lunar.newYear
    if (since >= -1 && since < 7) return 'spring'
    if (since === 14) return 'lantern'
    if (day === lunar.dragonBoat) return 'dragon-boat'
    if (day === lunar.midAutumn) return 'mid-autumn'
  }
  return bySun[`${month}/${date.getUTCDate()}`] ?? null
}
