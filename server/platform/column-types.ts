import { type ColumnType, type RawBuilder, sql } from 'kysely'
import pg from 'pg'

/** A number of milliseconds since 1970 that the database has been told to take as an instant. */
export type Instant = number & { readonly instant: never }

/** `timestamptz`: read as milliseconds since 1970; written as ISO text or with `instant(ms)`. */
export type Timestamp = ColumnType<number, string | Instant, string | Instant>

/** `jsonb`: read as the parsed value; written as JSON text, because pg would make a PostgreSQL array of a JavaScript one. */
export type Json = ColumnType<unknown, string, string>

/** A column with a default: it may be left out of an insert. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

/** A column that only the database writes. */
export type GeneratedAlways<T> =
  T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>

/** An instant as a parameter, wherever a query compares or stores a `timestamptz`. */
export function instant(ms: number): RawBuilder<Instant> {
  return sql<Instant>`${new Date(ms).toISOString()}::timestamptz`
}

/**
 * How values arrive: int8 as a number (an unsafe one is an error), timestamptz as milliseconds, date as `YYYY-MM-DD`,
 * numeric, interval and timestamp without zone as text. The rest is pg's own way.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : (ours.get(oid) ?? pg.types.getTypeParser(oid, 'text'))
  },
} as pg.CustomTypesConfig

const asIs = (text: string) => text

const ours = new Map<number, (text: string) => unknown>([
  [20, safeInteger],
  [1016, listOf(safeInteger)],
  [1184, milliseconds],
  [1185, listOf(milliseconds)],
  [1082, asIs],
  [1182, listOf(asIs)],
  [1114, asIs],
  [1115, listOf(asIs)],
  [1186, asIs],
  [1187, listOf(asIs)],
])

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a JavaScript number`)
  return value
}

/** Reads `2026-11-20 09:00:00.123+00`; the session's zone is UTC and its date style ISO, see `db.ts`. */
function milliseconds(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY
  if (text === '-infinity') return Number.NEGATIVE_INFINITY
  return millisecondsBefore('+00', text)
}

/** The same where the database writes it as JSON: `2026-11-20T09:00:00.123+00:00`. */
export const millisecondsOfJson = (text: string): number => millisecondsBefore('+00:00', text)

function millisecondsBefore(zone: string, text: string): number {
  const ms = text.endsWith(zone) ? midnightOf(text.slice(0, 10)) + sinceMidnight(text, text.length - zone.length) : Number.NaN
  if (Number.isNaN(ms)) throw new RangeError(`Cannot read the instant ${text}`)
  return ms
}

/** A list has hundreds of instants within a few days, so days are remembered. */
const midnights = new Map<string, number>()
function midnightOf(day: string): number {
  let ms = midnights.get(day)
  if (ms === undefined) {
    ms = Date.parse(`${day}T00:00:00Z`)
    if (midnights.size >= 1000) midnights.clear()
    midnights.set(day, ms)
  }
  return ms
}

/** The time in `2026-11-20 09:00:00.123+00`; digits below a millisecond are cut off. A quarter of what `Date.parse` takes. */
function sinceMidnight(text: string, end: number): number {
  const digit = (at: number) => text.charCodeAt(at) - 48
  const two = (at: number) => digit(at) * 10 + digit(at + 1)
  let ms = (two(11) * 60 + two(14)) * 60_000 + two(17) * 1000
  for (let at = 20, unit = 100; at < end && unit >= 1; at += 1, unit /= 10) ms += digit(at) * unit
  return ms
}

function listOf<T>(one: (text: string) => T): (text: string) => T[] {
  // pg's declaration says function, its code says object
  const { create } = pg.types.arrayParser as unknown as { create(text: string, one: (text: string) => T): { parse(): T[] } }
  return text => create(text, one).parse()
}
