/**
 * The short text of each seal, kept where the owner of the database cannot reach: one line of JSON a seal, appended to a file. By it a ledger is
 * found whose last seals are gone, or that was signed anew.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Kysely } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { type Seal, sealHash, sealsAfter } from './seal.ts'

export type Anchor = { seal: number; at: string; events: number; hash: string; key: string }

export const anchorOf = (seal: Seal): Anchor => ({
  seal: seal.number,
  at: seal.sealedAt,
  events: seal.events,
  hash: sealHash(seal),
  key: seal.publicKey,
})

/** Appends the seals that the file does not hold yet; what could not be written last time, or only in part, is written now. */
export async function anchorInto(file: string, db: Kysely<DB>): Promise<number> {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  let last = readAnchors(before).at(-1)?.seal ?? 0
  // a full disk cut the last line
  if (before !== '' && !before.endsWith('\n')) appendFileSync(file, '\n')
  let written = 0
  for (;;) {
    const seals = await sealsAfter(db, last)
    if (seals.length === 0) return written
    appendFileSync(file, seals.map(seal => `${JSON.stringify(anchorOf(seal))}\n`).join(''), { mode: 0o644 })
    written += seals.length
    last = seals.at(-1)!.number
  }
}

/** Reads one seal, a list of seals, or lines of seals, of which one that was cut while it was written counts for nothing; throws when it is none of these. */
export function readAnchors(text: string): Anchor[] {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const found: unknown = trimmed.startsWith('[')
    ? JSON.parse(trimmed)
    : trimmed.split('\n').flatMap(line => (line.startsWith('{') && !line.endsWith('}') ? [] : [JSON.parse(line) as unknown]))
  const anchors = found as Anchor[]
  for (const anchor of anchors)
    if (!Number.isSafeInteger(anchor?.seal) || typeof anchor.hash !== 'string') throw new Error('不是封存的短文')
  return anchors
}
