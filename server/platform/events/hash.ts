import { createHash } from 'node:crypto'
import type { Row } from '../case.ts'

export type { Row }

/** JSON with sorted keys: what the database gives back hashes the same as what was written. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const record = value as Record<string, unknown>
  let out = ''
  for (const key of Object.keys(record).sort()) {
    if (record[key] !== undefined) out += `${out ? ',' : ''}${JSON.stringify(key)}:${canonical(record[key])}`
  }
  return `{${out}}`
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** `to_jsonb` writes an instant as `2026-11-30T13:17:02.5+00:00`; we write `2026-11-30T13:17:02.500Z`. Finer than that is not ours. */
const instant = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?(?:Z|\+00:00)$/

/** An instant as we write it; every other text, finer instants among them, as it is. */
export function asWritten(text: string): string {
  const found = instant.exec(text)
  return found ? `${found[1]}.${(found[2] ?? '').padEnd(3, '0')}Z` : text
}

/**
 * Hash over all columns of a row but those that are left out: a column that is added is covered without anybody thinking of it. `salt` keeps
 * whoever reads the hash from trying out what the row holds. Empty columns are left out, so that a later one changes no old hash.
 */
export function hashRow(row: Row, { salt = '', without = [] }: { salt?: string; without?: readonly string[] } = {}): string {
  const columns: Record<string, unknown> = {}
  for (const name in row) {
    const value = row[name]
    if (value === null || value === undefined || without.includes(name)) continue
    columns[name] = typeof value === 'string' ? asWritten(value) : value
  }
  return sha256(salt + canonical(columns))
}

/** Version of the shape of an event, so that a later shape can stand beside it. */
export const eventVersion = 1

/** An event without its own hash; `prev_hash` is among its columns. */
export const hashEvent = (row: Row): string => hashRow(row, { without: ['hash'] })

/** A word that a person may ask to be forgotten: the event keeps only this. */
export const hashValue = (salt: string, value: string): string => sha256(`${salt}:${value}`)
