/** Periodic signed seals: they prove that no event of a sealed case was taken away or rewritten later, even by whoever owns the database. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { iso } from '../ctx.ts'
import { asWritten, canonical, sha256 } from './hash.ts'
import type { SealKey } from './seal-key.ts'

export type Seal = {
  number: number
  sealedAt: string
  fromPosition: number
  toPosition: number
  cases: number
  /** Events sealed so far, by this seal and those before. */
  events: number
  root: string
  prev: string
  publicKey: string
  signature: string
}

/** What the signature is over. */
export const sealWords = (s: Omit<Seal, 'signature'>): string =>
  canonical([s.number, s.sealedAt, s.fromPosition, s.toPosition, s.cases, s.events, s.root, s.prev, s.publicKey])

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
/** What the next seal carries on from, and what is kept outside. */
export const sealHash = (s: Seal): string => sha256(`${sealWords(s)}${s.signature}`)
export const noSeal = '0'.repeat(64)

/** Seals as they stand in their table, instants in full. */
export async function sealsAfter(db: Kysely<DB>, number: number, limit = 1000): Promise<Seal[]> {
  const { rows } = await sql<{ row: Record<string, never> }>`
    select to_jsonb(s) as row from seals s where number > ${number} order by number limit ${limit}`.execute(db)
  return rows.map(({ row }) => sealOf(row))
}

/** From the first to the last. */
export async function everySeal(db: Kysely<DB>): Promise<Seal[]> {
  const all: Seal[] = []
  for (;;) {
    const more = await sealsAfter(db, all.at(-1)?.number ?? 0)
    if (more.length === 0) return all
    all.push(...more)
  }
}

/** Newest first. */
export async function lastSeals(db: Kysely<DB>, limit: number): Promise<Seal[]> {
  const { rows } = await sql<{ row: Record<string, never> }>`
    select to_jsonb(s) as row from seals s order by number desc limit ${limit}`.execute(db)
  return rows.map(({ row }) => sealOf(row))
}

/** The hash of each seal by its number. */
export async function sealHashes(db: Kysely<DB>): Promise<Map<number, string>> {
  return new Map((await everySeal(db)).map(seal => [seal.number, sealHash(seal)]))
}

/** Seals of one ledger that another does not have, or has otherwise. */
export const sealsNotIn = (one: ReadonlyMap<number, string>, other: ReadonlyMap<number, string>): number[] =>
  [...one].filter(([number, hash]) => other.get(number) !== hash).map(([number]) => number)

export async function lastSeal(db: Kysely<DB>): Promise<Seal | null> {
  return (await lastSeals(db, 1))[0] ?? null
}

/** A row as `to_jsonb` gives it. */
export const sealOf = (row: Record<string, never>): Seal => ({
  number: row.number!,
  sealedAt: asWritten(row.sealed_at!),
  fromPosition: row.from_position!,
  toPosition: row.to_position!,
  cases: row.cases!,
  events: row.events!,
  root: row.root!,
  prev: row.prev!,
  publicKey: row.public_key!,
  signature: row.signature!,
})

/** Seals the heads of all cases whose events came into the stream since the last seal; null when there are none. Runs in a transaction. */
export async function sealNow(db: Kysely<DB>, key: SealKey, now: number): Promise<Seal | null> {
  const before = await lastSeal(db)
  const from = (before?.toPosition ?? 0) + 1
  const { rows } = await sql<{ site_id: number; case_id: string; seq: number; head: string; to: number; sealed: number | null }>`
    select h.*, (select max(s.seq) from sealed_cases s where s.site_id = h.site_id and s.case_id = h.case_id) as sealed from (
      select distinct on (site_id, refs->>'case') site_id, (refs->>'case')::uuid as case_id, (refs->>'seq')::int as seq, hash as head,
        max(position) over () as to
      from stream where position >= ${from} and hash is not null order by site_id, refs->>'case', (refs->>'seq')::int desc) h`.execute(
    db,
  )
  if (rows.length === 0) return null
  const heads = rows.map(r => ({ siteId: r.site_id, caseId: r.case_id, seq: r.seq, head: r.head }))
  const unsigned = {
    number: (before?.number ?? 0) + 1,
    sealedAt: iso(now),
    fromPosition: from,
    toPosition: rows[0]!.to,
    cases: heads.length,
    events: rows.reduce((sum, { seq, sealed }) => sum + seq - (sealed ?? 0), before?.events ?? 0),
    root: rootOf(heads),
    prev: before ? sealHash(before) : noSeal,
    publicKey: key.publicKey,
  }
  const seal: Seal = { ...unsigned, signature: key.sign(sealWords(unsigned)) }
  await db
    .insertInto('seals')
    .values({
      number: seal.number,
      sealed_at: seal.sealedAt,
      from_position: seal.fromPosition,
      to_position: seal.toPosition,
      cases: seal.cases,
      events: seal.events,
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
