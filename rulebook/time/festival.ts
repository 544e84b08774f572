/** Days for which greetings of their own are written (R182): those of the sun by date, those of the moon by the Chinese calendar. */
import type { Facts } from '../vocabulary/index.ts'
import { DAY } from './zone.ts'

type Festival = NonNullable<NonNullable<Facts['time']>['festival']>

const bySun: Record<string, Festival> = { '1/1': 'new-year', '5/1': 'labour', '12/24': 'christmas', '12/25': 'christmas' }
const byMoon: Record<string, Festival> = { '1/15': 'lantern', '5/5': 'dragon-boat', '8/15': 'mid-autumn' }
const known = new Map<number, Festival | null>()

/** `day`: number of the civil day, 1970-01-01 is 0. New Year's Eve and the six days after New Year belong to the spring festival. */
export function festivalOf(day: number): Festival | null {
  const before = known.get(day)
  if (before !== undefined) return before
  if (known.size >= 1000) known.clear()
  const found = reckon(day)
  known.set(day, found)
  return found
}

function reckon(day: number): Festival | null {
  const date = new Date(day * DAY)
  const month = date.getUTCMonth() + 1
  if (month === 10 && date.getUTCDate() <= 7) return 'national'
  const moon = lunar(day)
  if (/^1\/[1-7]$/.test(moon) || lunar(day + 1) === '1/1') return 'spring'
  return byMoon[moon] ?? bySun[`${month}/${date.getUTCDate()}`] ?? null
}

let format: Intl.DateTimeFormat | null = null

/** `8/15`; a leap month has its own mark and is no festival. */
function lunar(day: number): string {
  format ??= new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })
  return format
    .formatToParts(new Date(day * DAY))
    .map(part => part.value)
    .join('')
}
