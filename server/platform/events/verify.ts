/** Recomputes the ledger: every chain, the words beside it, every seal. Reads in pieces, so that memory does not grow with it. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import type { PendingEvent } from '../case.ts'
import { noHash } from './case.ts'
import { hashEvent, hashValue } from './hash.ts'
import { type Head, noSeal, rootOf, sealHash, sealOf, signatureHolds } from './seal.ts'

type Place = { siteId: number | null; caseId: string | null; seq: number | null }
/** `why` for programs; for people see `brokenSentence`. */
export type Broken = Place & { reason: Reason; about: string; why: string }

/** What can be wrong with a ledger; `about` is the number or name that it concerns. */
const reasons = {
  missing: { zh: about => `缺少第 ${about} 个事件`, en: about => `event ${about} is missing` },
  unchained: { zh: () => '接不上前一个事件', en: () => 'does not carry on from the event before' },
  changed: { zh: () => '写入以后被改动', en: () => 'was changed after it was written' },
  words: { zh: about => `旁存的文字“${about}”被改动`, en: about => `the words of “${about}” were changed` },
  head: { zh: () => '事件链的末尾和个案记的不一样', en: () => 'the chain does not end where the case says' },
  orphan: { zh: about => `“${about}”里有一行的个案不存在`, en: about => `a row of ${about} belongs to no case` },
  unsealed: { zh: about => `和第 ${about} 次封存的不一样`, en: about => `is not what seal ${about} sealed` },
  'seal.missing': { zh: about => `缺少第 ${about} 次封存`, en: about => `seal ${about} is missing` },
  'seal.unchained': {
    zh: about => `第 ${about} 次封存接不上前一次`,
    en: about => `seal ${about} does not carry on from the one before`,
  },
  'seal.signature': { zh: about => `第 ${about} 次封存的签名不对`, en: about => `the signature of seal ${about} does not hold` },
  'seal.list': { zh: about => `第 ${about} 次封存的清单被改动`, en: about => `the list of seal ${about} was changed` },
} as const satisfies Record<string, Record<'zh' | 'en', (about: string) => string>>
type Reason = keyof typeof reasons

export const brokenSentence = ({ reason, about }: Pick<Broken, 'reason' | 'about'>): string => reasons[reason].zh(about)
export type Verified = { ok: boolean; cases: number; events: number; seals: number; broken: Broken[]; head: string | null }
export type Scope = { siteId?: number | undefined; caseId?: string | undefined }

type EventRow = {
  site_id: number
  case_id: string
  seq: number
  type: string
  subject_kind: string
  subject_id: string
  refs: object
  facts: object
  detail: object
  hashes: Record<string, string>
  actor_kind: string
  actor_id: string | null
  source: string
  at: number
  recorded_at: number
  prev_hash: string
  hash: string
  words: { name: string; salt: string; value: string | null }[] | null
}

const piece = 2000
const tellAtMost = 100
type Report = (place: Place, reason: Reason, about?: string | number) => void

export async function verifyLedger(db: Kysely<DB>, scope: Scope = {}): Promise<Verified> {
  const broken: Broken[] = []
  const report: Report = (place, reason, about = '') => {
    if (broken.length < tellAtMost)
      broken.push({ ...place, reason, about: String(about), why: reasons[reason].en(String(about)) })
  }
  let events = 0
  let cases = 0
  let at = { site: 0, id: '00000000-0000-0000-0000-000000000000', seq: 0 }
  let chain = { key: '', seq: 0, head: noHash }
  for (;;) {
    const rows = await nextPiece(db, scope, at)
    if (rows.length === 0) break
    for (const row of rows) {
      const key = `${row.site_id}/${row.case_id}`
      if (key !== chain.key) {
        chain = { key, seq: 0, head: noHash }
        cases += 1
      }
      checkEvent(row, chain, report)
      chain.seq = row.seq
      chain.head = row.hash
    }
    events += rows.length
    const last = rows.at(-1)!
    at = { site: last.site_id, id: last.case_id, seq: last.seq }
  }
  await checkHeads(db, scope, report)
  await checkOrphans(db, scope, report)
  const seals = await checkSeals(db, scope, report)
  return { ok: broken.length === 0, cases, events, seals: seals.count, broken, head: seals.head }
}

async function nextPiece(db: Kysely<DB>, scope: Scope, at: { site: number; id: string; seq: number }): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select e.*, (select jsonb_agg(jsonb_build_object('name', v.name, 'salt', v.salt, 'value', v.value)) from event_values v
      where v.site_id = e.site_id and v.case_id = e.case_id and v.seq = e.seq) as words
    from events e where (e.site_id, e.case_id, e.seq) > (${at.site}, ${at.id}::uuid, ${at.seq})
      ${scope.siteId === undefined ? sql`` : sql`and e.site_id = ${scope.siteId}`} ${scope.caseId === undefined ? sql`` : sql`and e.case_id = ${scope.caseId}`}
    order by e.site_id, e.case_id, e.seq limit ${piece}`.execute(db)
  return rows
}

function checkEvent(row: EventRow, chain: { seq: number; head: string }, report: Report): void {
  const where = { siteId: row.site_id, caseId: row.case_id, seq: row.seq }
  if (row.seq !== chain.seq + 1) report(where, 'missing', chain.seq + 1)
  if (row.prev_hash !== chain.head) report(where, 'unchained')
  if (hashOf(row) !== row.hash) report(where, 'changed')
  for (const word of row.words ?? [])
    if (word.value !== null && hashValue(word.salt, word.value) !== row.hashes[word.name]) report(where, 'words', word.name)
}

/** The hash that an event of the database should have. */
export function hashOf(row: Omit<EventRow, 'words' | 'hash'>): string {
  return hashEvent(row.site_id, row.case_id, {
    seq: row.seq,
    type: row.type as PendingEvent['type'],
    subject: { kind: row.subject_kind as PendingEvent['subject']['kind'], id: row.subject_id },
    refs: row.refs as PendingEvent['refs'],
    facts: row.facts,
    detail: row.detail as Record<string, unknown>,
    hashes: row.hashes,
    actorKind: row.actor_kind as PendingEvent['actorKind'],
    actorId: row.actor_id,
    source: row.source as PendingEvent['source'],
    at: row.at,
    recordedAt: row.recorded_at,
    prevHash: row.prev_hash,
  })
}

/** The case row says where its chain ends: an event cut off the end shows here. */
async function checkHeads(db: Kysely<DB>, scope: Scope, report: Report): Promise<void> {
  const { rows } = await sql<{ site_id: number; id: string; seq: number }>`
    select c.site_id, c.id, c.seq from cases c left join events e on e.site_id = c.site_id and e.case_id = c.id and e.seq = c.seq
    where c.seq > 0 and (e.hash is null or e.hash <> c.head) ${within(scope, 'c.site_id', 'c.id')} limit ${tellAtMost}`.execute(
    db,
  )
  for (const r of rows) report({ siteId: r.site_id, caseId: r.id, seq: r.seq }, 'head')
}

/**
 * Every row that names a case has one, and so has every row that names a ticket, a contact, or whatever else a table keeps for each site; words
 * have their event. No foreign key looks that up while a command writes a dozen rows of the case that it holds, and nothing deletes what they
 * name; who tampers is found here.
 */
async function checkOrphans(db: Kysely<DB>, scope: Scope, report: Report): Promise<void> {
  for (const { name, column, named, hasCase } of await namings(db)) {
    // of one case only that it is there: its rows are few, and the tables many
    if (scope.caseId !== undefined && column !== 'case_id') continue
    const { rows } = await sql<{ site_id: number; case_id: string | null }>`
      select x.site_id, ${hasCase ? sql`x.case_id` : sql`null::uuid`} as case_id from ${sql.table(name)} x where ${sql.ref(`x.${column}`)} is not null
        and not exists (select from ${sql.table(named)} n where n.site_id = x.site_id and n.id = ${sql.ref(`x.${column}`)})
        ${within(scope, 'x.site_id', 'x.case_id')} limit ${tellAtMost}`.execute(db)
    for (const row of rows) report({ siteId: row.site_id, caseId: row.case_id, seq: null }, 'orphan', name)
  }
  const { rows } = await sql<{ site_id: number; case_id: string; seq: number }>`
    select v.site_id, v.case_id, v.seq from event_values v
    where not exists (select from events e where e.site_id = v.site_id and e.case_id = v.case_id and e.seq = v.seq)
      ${within(scope, 'v.site_id', 'v.case_id')} limit ${tellAtMost}`.execute(db)
  for (const row of rows) report({ siteId: row.site_id, caseId: row.case_id, seq: row.seq }, 'orphan', 'event_values')
}

type Naming = { name: string; column: string; named: string; hasCase: boolean }
/** The columns that name a row of another table by its id at the site: `case_id` one of `cases`. */
async function namings(db: Kysely<DB>): Promise<Naming[]> {
  const { rows } = await sql<Naming>`
    with ours as (
      select t.table_name as name, array_agg(c.column_name::text) as columns
      from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
      where t.table_schema = current_schema() and t.table_type = 'BASE TABLE' group by t.table_name)
    select x.name, k.named_by as "column", n.name as named, 'case_id' = any(x.columns) as "hasCase"
    from ours x cross join unnest(x.columns) as k(named_by) join ours n on k.named_by = left(n.name, -1) || '_id'
    where 'site_id' = any(x.columns) and n.columns @> array['site_id', 'id'] order by x.name, k.named_by`.execute(db)
  return rows
}

async function checkSeals(db: Kysely<DB>, scope: Scope, report: Report): Promise<{ count: number; head: string | null }> {
  const { rows: gone } = await sql<{ site_id: number; case_id: string; seq: number; number: number }>`
    select s.site_id, s.case_id, s.seq, s.number from sealed_cases s
    left join events e on e.site_id = s.site_id and e.case_id = s.case_id and e.seq = s.seq
    where (e.hash is null or e.hash <> s.head) ${within(scope, 's.site_id', 's.case_id')} limit ${tellAtMost}`.execute(db)
  for (const r of gone) report({ siteId: r.site_id, caseId: r.case_id, seq: r.seq }, 'unsealed', r.number)
  const seals = (await db.selectFrom('seals').selectAll().orderBy('number').execute()).map(sealOf)
  let prev = noSeal
  for (const [index, seal] of seals.entries()) {
    const place = { siteId: null, caseId: null, seq: null }
    if (seal.number !== index + 1) report(place, 'seal.missing', index + 1)
    if (seal.prev !== prev) report(place, 'seal.unchained', seal.number)
    if (!signatureHolds(seal)) report(place, 'seal.signature', seal.number)
    if (rootOf(await sealedHeads(db, seal.number)) !== seal.root) report(place, 'seal.list', seal.number)
    prev = sealHash(seal)
  }
  return { count: seals.length, head: seals.length > 0 ? prev : null }
}

async function sealedHeads(db: Kysely<DB>, number: number): Promise<Head[]> {
  const rows = await db.selectFrom('sealed_cases').selectAll().where('number', '=', number).execute()
  return rows.map(r => ({ siteId: r.site_id, caseId: r.case_id, seq: r.seq, head: r.head }))
}

function within(scope: Scope, site: string, id: string) {
  return sql`${scope.siteId === undefined ? sql`` : sql`and ${sql.ref(site)} = ${scope.siteId}`} ${scope.caseId === undefined ? sql`` : sql`and ${sql.ref(id)} = ${scope.caseId}`}`
}
