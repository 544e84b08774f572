/** Periodic signed seals: they prove that no event of a sealed case was taken away or rewritten later, even by whoever owns the database. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { iso } from '../ctx.ts'
import { canonical, sha256 } from './hash.ts'

export type SealKey = { sign(text: string): string; publicKey: string }
export type Seal = {
  number: number
  sealedAt: number
  fromPosition: number
  toPosition: number
  cases: number
  root: string
  prev: string
  publicKey: string
  signature: string
}

/** Reads the Ed25519 key from PEM text or from a file of the data folder (mode 0600), which it makes at the first start. */
export function sealKey({ pem, file }: { pem?: string | undefined; file: string }): SealKey {
  const text = pem ?? (existsSync(file) ? readFileSync(file, 'utf8') : makeKey(file))
  const key = createPrivateKey(text)
  return { sign: words => sign(null, Buffer.from(words), key).toString('base64'), publicKey: publicPem(createPublicKey(key)) }
}

function makeKey(file: string): string {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' })
  return pem
}

const publicPem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }) as string

function sealWords(s: Omit<Seal, 'signature'>): string {
  return canonical([s.number, s.sealedAt, s.fromPosition, s.toPosition, s.cases, s.root, s.prev, s.publicKey])
}

export function signatureHolds(s: Seal): boolean {
  try {
    return verify(null, Buffer.from(sealWords(s)), createPublicKey(s.publicKey), Buffer.from(s.signature, 'base64'))
  } catch {
    return false
  }
}

export type Head = { siteId: number; caseId: string; seq: number; head: string }
/** Sorted here, not by the database: its order of letters is not the same everywhere. */
export const rootOf = (heads: Head[]): string =>
  sha256(
    canonical(
      heads
        .map(h => [h.siteId, h.caseId, h.seq, h.head])
        .sort((a, b) => (a[0] as number) - (b[0] as number) || (String(a[1]) < String(b[1]) ? -1 : 1)),
    ),
  )
/** What the next seal carries on from. */
export const sealHash = (s: Seal): string => sha256(`${sealWords(s)}${s.signature}`)
export const noSeal = '0'.repeat(64)

async function lastSeal(db: Kysely<DB>): Promise<Seal | null> {
  const row = await db.selectFrom('seals').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst()
  return row ? sealOf(row) : null
}

export function sealOf(row: {
  number: number
  sealed_at: number
  from_position: number
  to_position: number
  cases: number
  root: string
  prev: string
  public_key: string
  signature: string
}): Seal {
  return {
    number: row.number,
    sealedAt: row.sealed_at,
    fromPosition: row.from_position,
    toPosition: row.to_position,
    cases: row.cases,
    root: row.root,
    prev: row.prev,
    publicKey: row.public_key,
    signature: row.signature,
  }
}

/** Seals the heads of all cases whose events came into the stream since the last seal; null when there are none. Runs in a transaction. */
export async function sealNow(db: Kysely<DB>, key: SealKey, now: number): Promise<Seal | null> {
  const before = await lastSeal(db)
  const from = (before?.toPosition ?? 0) + 1
  const { rows } = await sql<{ site_id: number; case_id: string; seq: number; head: string; to: number }>`
    select distinct on (site_id, refs->>'case') site_id, refs->>'case' as case_id, (refs->>'seq')::int as seq, hash as head, max(position) over () as to
    from stream where position >= ${from} and hash is not null order by site_id, refs->>'case', (refs->>'seq')::int desc`.execute(
    db,
  )
  if (rows.length === 0) return null
  const heads = rows.map(r => ({ siteId: r.site_id, caseId: r.case_id, seq: r.seq, head: r.head }))
  const unsigned = {
    number: (before?.number ?? 0) + 1,
    sealedAt: now,
    fromPosition: from,
    toPosition: rows[0]!.to,
    cases: heads.length,
    root: rootOf(heads),
    prev: before ? sealHash(before) : noSeal,
    publicKey: key.publicKey,
  }
  const seal: Seal = { ...unsigned, signature: key.sign(sealWords(unsigned)) }
  await db
    .insertInto('seals')
    .values({
      number: seal.number,
      sealed_at: iso(now),
      from_position: seal.fromPosition,
      to_position: seal.toPosition,
      cases: seal.cases,
      root: seal.root,
      prev: seal.prev,
      public_key: seal.publicKey,
      signature: seal.signature,
    })
    .execute()
  await sql`insert into sealed_cases (number, site_id, case_id, seq, head) select ${seal.number}, r."siteId", r."caseId", r.seq, r.head
    from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as r("siteId" int, "caseId" uuid, seq int, head text)`.execute(db)
  return seal
}
