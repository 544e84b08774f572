/** Which past days are tried: whole days of the site, up to now at most. */
import { daysLater, startOfDay } from '../../../app/site-time.ts'
import { dayOf } from '../../../app/time.ts'

export const stretches = ['7d', '30d', 'lastMonth', 'own'] as const
export type StretchName = (typeof stretches)[number]
/** Days, both included. */
export type Days = { from: string; to: string }
const day = 86_400_000
const longest = 366

export function daysOf(name: Exclude<StretchName, 'own'>, now: number, zone: string): Days {
  const today = dayOf(now, zone)
  if (name === 'lastMonth') {
    const last = dayOf(startOfDay(`${today.slice(0, 8)}01`, zone) - 1, zone)
    return { from: `${last.slice(0, 8)}01`, to: last }
  }
  return { from: dayOf(now - (name === '7d' ? 6 : 29) * day, zone), to: today }
}

/** Null when the days make no stretch of the past, or a longer one than is tried. */
export function stretchOf({ from, to }: Days, now: number, zone: string): { from: string; until: string } | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(from) || !/^\d{4}-\d\d-\d\d$/.test(to) || from > to || from > dayOf(now, zone)) return null
  const begin = startOfDay(from, zone)
  const end = Math.min(startOfDay(daysLater(to, 1), zone), now)
  if (!(begin < end) || end - begin > longest * day) return null
  return { from: new Date(begin).toISOString(), until: new Date(end).toISOString() }
}
