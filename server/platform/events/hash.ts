import { createHash } from 'node:crypto'
import type { PendingEvent } from '../case.ts'

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

/** Version of the shape that is hashed, so that a later shape can stand beside it. */
const eventVersion = 1

export type HashedEvent = Pick<
  PendingEvent,
  | 'seq'
  | 'type'
  | 'subject'
  | 'refs'
  | 'facts'
  | 'detail'
  | 'hashes'
  | 'actorKind'
  | 'actorId'
  | 'source'
  | 'at'
  | 'recordedAt'
  | 'prevHash'
>

export function hashEvent(siteId: number, caseId: string, event: HashedEvent): string {
  const { seq, type, subject, refs, facts, detail, hashes, actorKind, actorId, source, at, recordedAt, prevHash } = event
  return sha256(
    canonical([
      eventVersion,
      siteId,
      caseId,
      seq,
      type,
      subject,
      refs,
      facts,
      detail,
      hashes,
      actorKind,
      actorId,
      source,
      at,
      recordedAt,
      prevHash,
    ]),
  )
}

/** A word that a person may ask to be forgotten: the event keeps only this. */
export const hashValue = (salt: string, value: string): string => sha256(`${salt}:${value}`)
