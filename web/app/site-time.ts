/** Between the clock on the wall of the site and instants, for inputs of date and time. */
import { dayOf, timeOf } from './time.ts'

/** Milliseconds that the zone is ahead of UTC at an instant. */
function ahead(at: number, zone: string): number {
  const whole = Math.floor(at / 1000) * 1000
  return Date.parse(`${dayOf(whole, zone)}T${timeOf(whole, { seconds: true, zone })}Z`) - whole
}

/** The instant of `2026-11-20T16:30` as the clock on the wall of the site shows it; null when it is no time. */
export function instantOf(local: string, zone: string): string | null {
  const wall = Date.parse(`${local}Z`)
  if (Number.isNaN(wall)) return null
  const near = wall - ahead(wall, zone)
  return new Date(wall - ahead(near, zone)).toISOString()
}

/** `2026-11-20T16:30`, for an input of date and time. */
export const localOf = (at: string | number, zone: string): string => `${dayOf(at, zone)}T${timeOf(at, { zone })}`

/** The instant at which a civil day begins in a zone. */
export const startOfDay = (day: string, zone: string): number => Date.parse(instantOf(`${day}T00:00`, zone)!)

/** The civil day so many days later. */
export const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
