/**
 * A time zone as a sorted list of offsets: from `starts[k]` (UTC ms, inclusive) on, local time is UTC + `offsets[k]` ms.
 * The list is read from the platform's zone data through Intl, once per zone; after that all is arithmetic on numbers.
 * (temporal-polyfill gives the same list, as a test shows, but costs 50 ms to load and 50 ms a zone; a command line feels that.)
 */
export type Zone = { id: string; starts: number[]; offsets: number[]; horizon: number }

export const DAY = 86_400_000
/** Instants that we reckon with: 0001-01-01T00:00Z to 9999-12-31T23:59:59.999Z, in ms. */
export const FIRST_INSTANT = -62_135_596_800_000
export const LAST_INSTANT = 253_402_300_799_999

/** The zone of this name, or undefined if the platform knows none. */
export const findZone = (id: string): Zone | undefined => {
  const known = zones.get(id)
  if (known) return known
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(id)) return undefined
  const read = reader(id)
  if (!read) return undefined
  const zone: Zone = { id, starts: [Number.NEGATIVE_INFINITY], offsets: [read(SURVEY_FROM)], horizon: SURVEY_TO }
  survey(zone, read, SURVEY_FROM, SURVEY_TO)
  // A zone that no longer changes its clocks needs no more reading, ever.
  if (zone.starts.at(-1)! < SURVEY_TO - 2 * 366 * DAY) zone.horizon = Number.POSITIVE_INFINITY
  if (zones.size >= 600) zones.clear()
  zones.set(id, zone)
  return zone
}

/** Index of the stretch of constant offset in which the instant lies. */
export const stretchAt = (zone: Zone, utc: number): number => {
  if (utc >= zone.horizon) extend(zone)
  const { starts } = zone
  let high = starts.length - 1
  if (utc >= starts[high]!) return high
  let low = 0
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= utc) low = middle
    else high = middle - 1
  }
  return low
}

export const toLocal = (zone: Zone, utc: number): number => utc + zone.offsets[stretchAt(zone, utc)]!

/** Number of the civil day (1970-01-01 is 0) on which the instant falls in the zone. */
export const civilDay = (zone: Zone, utc: number): number => Math.floor(toLocal(zone, utc) / DAY)

/** The instant from which on the wall clock never again shows a time before `local`: how an end is read when clocks are set back. */
export const lastReach = (zone: Zone, local: number): number => {
  let k = stretchAt(zone, local + DAY)
  while (k > 0 && local - zone.offsets[k]! <= zone.starts[k]!) k--
  const next = zone.starts[k + 1]
  const utc = local - zone.offsets[k]!
  return next !== undefined && utc > next ? next : utc
}

/** The first instant at which the wall clock shows `local` or later: how a beginning is read. */
export const firstReach = (zone: Zone, local: number): number => {
  let k = stretchAt(zone, local - DAY)
  for (;;) {
    const next = zone.starts[k + 1]
    const utc = local - zone.offsets[k]!
    if (next === undefined || utc < next) return Math.max(utc, zone.starts[k]!)
    k++
  }
}

const zones = new Map<string, Zone>()
const SURVEY_FROM = -3_786_825_600_000 // 1850: before the first standard times
const SURVEY_TO = 4_102_444_800_000 // 2100: later than every dated entry of the zone data (Morocco's end in 2087)
const CYCLE = 146_097 * DAY // the Gregorian calendar repeats, weekdays included, every 400 years
const STEP = 15 * DAY // no zone keeps an offset for less

/** A zone that changes its clocks for ever is followed to the end of year 9999 the first time that anybody asks. */
const extend = (zone: Zone): void => {
  if (zone.horizon > SURVEY_TO) return
  const first = zone.starts.length
  survey(zone, reader(zone.id)!, SURVEY_TO, SURVEY_TO + CYCLE)
  const last = zone.starts.length
  for (let shift = CYCLE; SURVEY_TO + shift < LAST_INSTANT; shift += CYCLE) {
    for (let k = first; k < last; k++) {
      zone.starts.push(zone.starts[k]! + shift)
      zone.offsets.push(zone.offsets[k]!)
    }
  }
  zone.horizon = Number.POSITIVE_INFINITY
}

const survey = (zone: Zone, read: (utc: number) => number, from: number, to: number): void => {
  let before = zone.offsets.at(-1)!
  for (let utc = from; utc < to; ) {
    const next = Math.min(utc + STEP, to)
    const after = read(next)
    if (after !== before) {
      // All bounds are whole seconds, and so are all changes of the clocks.
      let low = utc
      let high = next
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000
        if (read(middle) === before) low = middle
        else high = middle
      }
      zone.starts.push(high)
      zone.offsets.push(after)
      before = after
    }
    utc = next
  }
}

const reader = (id: string): ((utc: number) => number) | undefined => {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: id,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch (error) {
    // what Intl throws where it does not know the zone
    if (!(error instanceof RangeError)) throw error
    return undefined
  }
  return utc => {
    const [month, day, year, hour, minute, second] = format.format(utc).match(/\d+/g)!.map(Number) as number[]
    return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) - Math.floor(utc / 1000) * 1000
  }
}
