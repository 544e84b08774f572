/** The seals: their chain, their signatures, the key that is believed, what was anchored outside, and what the ledger should still hold. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { type Anchor, anchorOf } from './anchor.ts'
import { nowhere, type Report, tellAtMost } from './broken.ts'
import { asWritten } from './hash.ts'
import { type Scope, within } from './scope.ts'
import { everySeal, type Head, noSeal, rootOf, type Seal, sealHash, sealWords } from './seal.ts'
import { changeHolds, type KeyChange, signatureHolds } from './seal-key.ts'

export type SealsFound = {
  seals: number
  /** Hash of the last seal, what an anchor of it holds. */
  head: string | null
  /** The key that was believed, and whether it came from outside. */
  key: string | null
  pinned: boolean
  /** Events that no seal covers yet: the chain alone protects them. */
  unsealed: number
}
/** A seal may lag this far behind the instant at which what it covers was written, in ms. */
const lag = 10 * 60_000

export async function checkSeals(
  db: Kysely<DB>,
  scope: Scope,
  { key, anchors = [] }: { key?: string | undefined; anchors?: readonly Anchor[] | undefined },
  report: Report,
): Promise<SealsFound> {
  await checkSealedEvents(db, scope, report)
  const all = await everySeal(db)
  // of one case: the seals that cover it
  const only = scope.caseId === undefined ? null : await sealsOf(db, scope)
  const believed = key ?? all[0]?.publicKey ?? null
  const trusted = believed === null ? () => true : await keysBelieved(db, believed, all, report)
  const anchored = new Map(anchors.map(anchor => [anchor.seal, anchor]))
  let prev = noSeal
  let next = 1
  for (const seal of all) {
    if (seal.number !== next) report(nowhere, 'seal.missing', next)
    if (seal.prev !== prev) report(nowhere, 'seal.unchained', seal.number)
    if (!only || only.has(seal.number)) {
      if (!signatureHolds(seal.publicKey, sealWords(seal), seal.signature)) report(nowhere, 'seal.signature', seal.number)
      if (!trusted(seal)) report(nowhere, 'seal.key', seal.number)
      if (!(await listHolds(db, seal))) report(nowhere, 'seal.list', seal.number)
    }
    const anchor = anchored.get(seal.number)
    anchored.delete(seal.number)
    if (anchor && anchorOf(seal).hash !== anchor.hash) report(nowhere, 'seal.anchor', seal.number)
    prev = sealHash(seal)
    next = seal.number + 1
  }
  for (const number of anchored.keys()) report(nowhere, 'seal.missing', number)
  const last = all.at(-1)
  if (last && scope.siteId === undefined && scope.caseId === undefined) await checkCount(db, last, report)
  const unsealed = await checkDates(db, scope, report)
  return { seals: all.length, head: last ? prev : null, key: believed, pinned: key !== undefined, unsealed }
}

async function sealsOf(db: Kysely<DB>, scope: Scope): Promise<Set<number>> {
  const { rows } = await sql<{ number: number }>`
    select number from sealed_cases s where true ${within(scope, 's.site_id', 's.case_id')}`.execute(db)
  return new Set(rows.map(({ number }) => number))
}

/**
 * Which seals are signed by the key that is believed, or by one that it vouches for. A key before it is believed only for seals that a seal of a
 * believed key follows: the chain of seals vouches for those, its own signature for nothing.
 */
async function keysBelieved(
  db: Kysely<DB>,
  key: string,
  seals: readonly Seal[],
  report: Report,
): Promise<(seal: Seal) => boolean> {
  const { rows } = await sql<{ row: KeyChange }>`select to_jsonb(k) as row from seal_keys k order by changed_at`.execute(db)
  const changes = rows.map(({ row }) => ({ ...row, changed_at: asWritten(row.changed_at) }))
  const believed = new Set([key])
  for (const change of changes) {
    if (!changeHolds(change)) report(nowhere, 'key.change', change.public_key)
    else if (believed.has(change.follows)) believed.add(change.public_key)
  }
  const last = seals.findLast(seal => believed.has(seal.publicKey))?.number ?? 0
  const before = new Set<string>()
  for (const change of changes.toReversed())
    if (change.public_key === key || before.has(change.public_key)) before.add(change.follows)
  return ({ publicKey, number }) => believed.has(publicKey) || (before.has(publicKey) && number < last)
}

async function listHolds(db: Kysely<DB>, seal: Seal): Promise<boolean> {
  const rows = await db.selectFrom('sealed_cases').selectAll().where('number', '=', seal.number).execute()
  const heads: Head[] = rows.map(r => ({ siteId: r.site_id, caseId: r.case_id, seq: r.seq, head: r.head }))
  return rootOf(heads) === seal.root && heads.length === seal.cases
}

/** What was sealed is still there and the same. */
async function checkSealedEvents(db: Kysely<DB>, scope: Scope, report: Report): Promise<void> {
  const { rows } = await sql<{ site_id: number; case_id: string; seq: number; number: number }>`
    select s.site_id, s.case_id, s.seq, s.number from sealed_cases s
    left join events e on e.site_id = s.site_id and e.case_id = s.case_id and e.seq = s.seq
    where (e.hash is null or e.hash <> s.head) ${within(scope, 's.site_id', 's.case_id')} limit ${tellAtMost}`.execute(db)
  for (const r of rows) report({ siteId: r.site_id, caseId: r.case_id, seq: r.seq }, 'unsealed', r.number)
}

/** As many events lie under the sealed heads as the last seal counts. */
async function checkCount(db: Kysely<DB>, last: Seal, report: Report): Promise<void> {
  const { rows } = await sql<{ events: number }>`
    select count(*) as events from (select site_id, case_id, max(seq) as seq from sealed_cases group by 1, 2) s
    join events e on e.site_id = s.site_id and e.case_id = s.case_id and e.seq <= s.seq`.execute(db)
  if (rows[0]!.events !== last.events) report(nowhere, 'seal.count', last.events)
}

/**
 * An event that was there when a seal was made stands in it: one that is dated well before, and stands only in the next one or in none, was
 * written later. Gives how many events no seal covers yet.
 */
async function checkDates(db: Kysely<DB>, scope: Scope, report: Report): Promise<number> {
  const { rows } = await sql<{ site_id: number; case_id: string; seq: number; before: number; unsealed: number }>`
    with spans as (
      select site_id, case_id, number, seq as upto, lag(seq, 1, 0) over (partition by site_id, case_id order by number) as above
      from sealed_cases s where true ${within(scope, 's.site_id', 's.case_id')}),
    found as (
      select e.site_id, e.case_id, e.seq, e.recorded_at, s.number from events e
      left join spans s on s.site_id = e.site_id and s.case_id = e.case_id and e.seq > s.above and e.seq <= s.upto
      where true ${within(scope, 'e.site_id', 'e.case_id')}),
    dated as (
      select f.*, b.number as before, b.sealed_at from found f
      join (select number, sealed_at, lead(number) over (order by number) as next from seals) b on b.next is not distinct from f.number)
    select site_id, case_id, seq, before from dated where recorded_at < sealed_at - ${lag} * interval '1 millisecond' limit ${tellAtMost}`.execute(
    db,
  )
  for (const r of rows) report({ siteId: r.site_id, caseId: r.case_id, seq: r.seq }, 'backdated', r.before)
  const { rows: counted } = await sql<{ events: number }>`
    select count(*) as events from events e
    left join (select site_id, case_id, max(seq) as seq from sealed_cases group by 1, 2) s on s.site_id = e.site_id and s.case_id = e.case_id
    where e.seq > coalesce(s.seq, 0) ${within(scope, 'e.site_id', 'e.case_id')}`.execute(db)
  return counted[0]!.events
}
