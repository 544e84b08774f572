/** Time on screens: exact instants in the zone of the site, durations as the clocks show them, one ticking second for all. */
import { useSyncExternalStore } from 'react'
import { timeWords, weekdayName } from './time-labels.ts'

let offset = 0
/** Corrects the clock of this machine by the server's (milliseconds); the way here takes a moment, so small differences are left alone. */
export function correctClock(header: string | null): void {
  const at = header === null ? Number.NaN : Number(header)
  if (Number.isNaN(at)) return
  const difference = at - Date.now()
  if (Math.abs(difference - offset) > 500) offset = difference
}
export const serverNow = (): number => Date.now() + offset

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | null = null
let second = 0
function tick(): void {
  second = Math.floor(serverNow() / 1000)
  for (const listen of listeners) listen()
  timer = listeners.size > 0 ? setTimeout(tick, 1000 - (serverNow() % 1000) + 5) : null
}
function subscribe(listen: () => void): () => void {
  listeners.add(listen)
  if (timer === null) timer = setTimeout(tick, 1000 - (serverNow() % 1000) + 5)
  return () => void listeners.delete(listen)
}
/** The current second in milliseconds; the component draws again every second while it is shown. */
export function useNow(): number {
  return (
    useSyncExternalStore(subscribe, () => {
      if (listeners.size === 0 || second === 0) second = Math.floor(serverNow() / 1000)
      return second
    }) * 1000
  )
}

let zoneOfInstallation = 'Asia/Shanghai'
/** From here on instants are shown in the zone of this site. */
export function showZone(zone: string): void {
  zoneOfInstallation = zone
}
const formatters = new Map<string, Intl.DateTimeFormat>()
function parts(at: number, zone: string): Record<string, string> {
  let made = formatters.get(zone)
  if (!made) {
    made = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      weekday: 'short',
    })
    formatters.set(zone, made)
  }
  return Object.fromEntries(made.formatToParts(at).map(p => [p.type, p.value]))
}
const ms = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at))

/** `2026-11-20` in the zone. */
export function dayOf(at: string | number, zone = zoneOfInstallation): string {
  const p = parts(ms(at), zone)
  return `${p.year}-${p.month}-${p.day}`
}
/** `14:36`, or with seconds `14:36:05`. */
export function timeOf(at: string | number, { seconds = false, zone = zoneOfInstallation } = {}): string {
  const p = parts(ms(at), zone)
  return seconds ? `${p.hour}:${p.minute}:${p.second}` : `${p.hour}:${p.minute}`
}
/** `14:36` today, `11-19 14:36` this year, `2025-12-31 14:36` otherwise. Never “2 hours ago”. */
export function exact(at: string | number, { seconds = false, zone = zoneOfInstallation, now = serverNow() } = {}): string {
  const day = dayOf(at, zone)
  const today = dayOf(now, zone)
  const time = timeOf(at, { seconds, zone })
  if (day === today) return time
  return `${day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day} ${time}`
}
/** `2026-11-20 14:36:05`, for tooltips and paper. */
export const full = (at: string | number, zone = zoneOfInstallation): string =>
  `${dayOf(at, zone)} ${timeOf(at, { seconds: true, zone })}`
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
export const weekdayOf = (at: string | number, zone = zoneOfInstallation): string =>
  weekdayName(1 + weekdays.indexOf(parts(ms(at), zone).weekday ?? ''))

/** Under an hour `06:18`; under a day `2 时 11 分`; else `2 天 22 时`. */
export function span(milliseconds: number): string {
  const s = Math.floor(Math.abs(milliseconds) / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  if (s < 3600) return `${two(Math.floor(s / 60))}:${two(s % 60)}`
  const h = Math.floor(s / 3600)
  if (s < 86_400) return timeWords('hoursMinutes', { h, m: two(Math.floor((s % 3600) / 60)) })
  return timeWords('daysHours', { d: Math.floor(h / 24), h: h % 24 })
}
/** In words, for texts: `4 分 12 秒`, `2 天 3 时`. */
export function spanWords(milliseconds: number): string {
  const whole = Math.round(Math.abs(milliseconds) / 1000)
  const [d, h, m] = [Math.floor(whole / 86_400), Math.floor((whole % 86_400) / 3600), Math.floor((whole % 3600) / 60)]
  const s = whole % 60
  if (d > 0) return timeWords(h > 0 ? 'daysHours' : 'days', { d, h })
  if (h > 0) return timeWords(m > 0 ? 'hoursMinutes' : 'hours', { h, m })
  if (m > 0) return timeWords(s > 0 ? 'minutesSeconds' : 'minutes', { m, s })
  return timeWords('seconds', { s })
}
