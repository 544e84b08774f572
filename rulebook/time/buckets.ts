/** The days, weeks, months of a site between two instants, half-open, by the clock on its wall. */
import { civilDay, DAY, firstReach, type Zone } from './zone.ts'

export type BucketUnit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'all'
/** `day`: the civil day on which the whole unit begins; `whole`: nothing of the unit was cut off by the ends that were asked for. */
export type Bucket = { from: number; to: number; day: string; whole: boolean }

/** Weeks begin on Monday. The first and the last are cut to what was asked. */
export function bucketsOf(zone: Zone, { from, to }: { from: number; to: number }, unit: BucketUnit): Bucket[] {
  if (!(from < to)) return []
  if (unit === 'all') return [{ from, to, day: written(civilDay(zone, from)), whole: true }]
  const found: Bucket[] = []
  for (let first = firstDay(civilDay(zone, from), unit); ; ) {
    const next = nextDay(first, unit)
    const start = firstReach(zone, first * DAY)
    const end = firstReach(zone, next * DAY)
    const cut = { from: Math.max(start, from), to: Math.min(end, to) }
    // an island that moved across the date line skipped a whole day
    if (cut.from < cut.to) found.push({ ...cut, day: written(first), whole: cut.from === start && cut.to === end })
    if (end >= to) return found
    first = next
  }
}

/** The whole units that touch the stretch, not cut. */
export function wholeBucketsOf(zone: Zone, { from, to }: { from: number; to: number }, unit: BucketUnit): Bucket[] {
  if (!(from < to)) return []
  if (unit === 'all') return bucketsOf(zone, { from, to }, unit)
  const first = firstReach(zone, firstDay(civilDay(zone, from), unit) * DAY)
  const last = firstReach(zone, nextDay(firstDay(civilDay(zone, to - 1), unit), unit) * DAY)
  return bucketsOf(zone, { from: first, to: last }, unit)
}

type Cut = Exclude<BucketUnit, 'all'>

function firstDay(day: number, unit: Cut): number {
  if (unit === 'day') return day
  // day 0 was a Thursday
  if (unit === 'week') return day - ((((day + 3) % 7) + 7) % 7)
  const { year, month } = civil(day)
  return dayNumber(year, unit === 'year' ? 0 : unit === 'quarter' ? month - (month % 3) : month)
}

function nextDay(first: number, unit: Cut): number {
  if (unit === 'day') return first + 1
  if (unit === 'week') return first + 7
  const { year, month } = civil(first)
  return dayNumber(year, month + { month: 1, quarter: 3, year: 12 }[unit])
}

const dayNumber = (year: number, month: number): number => Math.floor(Date.UTC(year, month, 1) / DAY)
const civil = (day: number): { year: number; month: number } => {
  const date = new Date(day * DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() }
}
const written = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)
