/** What the owner of the database may try with seals and chains, and what finds it: the pinned key, and the seals that were kept outside. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { iso } from '../ctx.ts'
import { relayAll } from '../stream/relay.ts'
import { world } from '../testing/world.ts'
import { anchorInto, readAnchors } from './anchor.ts'
import { hashEvent } from './hash.ts'
import { openCase, record } from './index.ts'
import { noSeal, type Seal, sealHash, sealNow, sealsAfter, sealWords } from './seal.ts'
import { changeKey, type SealKey, sealKey } from './seal-key.ts'
import { type Against, verifyLedger } from './verify.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'seal-'))
const newKey = (): SealKey => sealKey({ file: join(folder(), 'key.pem') })

/** A ledger with three seals, the seals that were kept outside, and a verification by both. */
async function sealed() {
  const w = await world({ until: 'test' })
  const db = w.database.owner
  const key = newKey()
  const file = join(folder(), 'seals.jsonl')
  const seal = async (by = key) => {
    await relayAll(db, w.app.subjects, w.clock.now)
    w.clock.move('15 min')
    return (await sealNow(db, by, w.clock.now()))!
  }
  const cases: string[] = []
  const write = () =>
    w.app.transact.write(w.app.origin, async ctx => {
      const caseRow = await openCase(ctx, w.siteId, 'account')
      for (const title of ['一', '二', '三'])
        await record(ctx, caseRow, { type: 'ticket.changed', subject: { kind: 'case', id: caseRow.id }, values: { title } })
      cases.push(caseRow.id)
      return caseRow.id
    })
  for (let n = 0; n < 3; n++) {
    await write()
    await seal()
  }
  await anchorInto(file, db)
  const reasons = async (against: Against = {}) => (await verifyLedger(db, {}, against)).broken.map(({ reason }) => reason)
  const pinned = () => reasons({ key: key.publicKey })
  const anchored = () => reasons({ key: key.publicKey, anchors: readAnchors(readFileSync(file, 'utf8')) })
  /** What the owner of the database does: no trigger stops him. */
  const asOwner = async (...statements: string[]) => {
    await sql
      .raw(['set session_replication_role = replica', ...statements, 'reset session_replication_role'].join('; '))
      .execute(db)
  }
  return { w, db, key, file, seal, write, cases, pinned, anchored, reasons, asOwner }
}

const sealsOf = ({ db }: Pick<Awaited<ReturnType<typeof sealed>>, 'db'>) => sealsAfter(db, 0)

test('a good ledger is good by its pinned key and by what was kept outside; each seal is kept once', async () => {
  const l = await sealed()
  expect(await verifyLedger(l.db, {}, { key: l.key.publicKey })).toMatchObject({ ok: true, seals: 3, pinned: true, unsealed: 0 })
  expect(await l.anchored()).toEqual([])
  expect(await anchorInto(l.file, l.db)).toBe(0)
  expect(readAnchors(readFileSync(l.file, 'utf8')).map(({ seal }) => seal)).toEqual([1, 2, 3])
  await l.write()
  expect(await verifyLedger(l.db)).toMatchObject({ ok: true, pinned: false, unsealed: 3 })
})

test('a line that a full disk cut is written again, and the seals after it are kept', async () => {
  const l = await sealed()
  const whole = readFileSync(l.file, 'utf8')
  for (const cut of [whole.slice(0, -1), whole.slice(0, -20), whole.slice(0, whole.lastIndexOf('{') + 1)]) {
    writeFileSync(l.file, cut)
    await anchorInto(l.file, l.db)
    expect(readAnchors(readFileSync(l.file, 'utf8')).map(({ seal }) => seal)).toEqual([1, 2, 3])
    expect(await l.anchored()).toEqual([])
  }
})

test('all seals signed anew with another key are found by the pinned one', async () => {
  const l = await sealed()
  const forger = newKey()
  let prev = noSeal
  for (const seal of await sealsOf(l)) {
    const unsigned = { ...seal, prev, publicKey: forger.publicKey }
    const again: Seal = { ...unsigned, signature: forger.sign(sealWords(unsigned)) }
    await l.asOwner(
      `update seals set prev = '${again.prev}', public_key = '${again.publicKey}', signature = '${again.signature}' where number = ${again.number}`,
    )
    prev = sealHash(again)
  }
  expect(await l.reasons()).toEqual([])
  expect(await l.pinned()).toEqual(['seal.key', 'seal.key', 'seal.key'])
  expect(await l.anchored()).toEqual(expect.arrayContaining(['seal.anchor']))
})

test.each([
  ['the last seal', 'delete from sealed_cases where number = 3', 'delete from seals where number = 3'],
  ['all seals', 'delete from sealed_cases', 'delete from seals'],
  ['all seals by truncate', 'truncate seals, sealed_cases'],
])('%s deleted is found by what was kept outside', async (_, ...statements) => {
  const l = await sealed()
  await l.asOwner(...statements)
  expect(await l.anchored()).toContain('seal.missing')
})

test('nobody but its owner may truncate the ledger', async () => {
  const { db } = await sealed()
  for (const table of [
    'events',
    'event_values',
    'seals, sealed_cases',
    'findings',
    'standard_versions',
    'calendars',
    'seal_keys',
  ])
    await expect(sql.raw(`truncate ${table}`).execute(db), table).rejects.toThrow(/only grows|never changes|cannot truncate/)
})

test('the tail with its only case is found by the seal that counts it', async () => {
  const l = await sealed()
  const last = l.cases.at(-1)!
  await l.asOwner(
    `delete from event_values where case_id = '${last}'`,
    `delete from events where case_id = '${last}'`,
    `delete from cases where id = '${last}'`,
  )
  expect(await l.pinned()).toEqual(expect.arrayContaining(['unsealed', 'seal.count']))
})

/** An event as the owner of the database would forge it: rightly hashed, carrying on from the last one. */
async function forge(l: Awaited<ReturnType<typeof sealed>>, caseId: string, at: number, { isNew = false } = {}) {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(e) as row from events e where case_id = ${isNew ? l.cases[0]! : caseId} order by seq ${sql.raw(isNew ? 'asc' : 'desc')} limit 1`.execute(
    l.db,
  )
  const last = rows[0]!.row
  const { rows: cases } = await sql<{
    row: Record<string, unknown>
  }>`select to_jsonb(c) as row from cases c where id = ${l.cases[0]!}`.execute(l.db)
  const forged = {
    ...last,
    case_id: caseId,
    seq: isNew ? 1 : Number(last.seq) + 1,
    prev_hash: isNew ? noSeal : last.hash,
    at: iso(at),
    recorded_at: iso(at),
    hashes: {},
    covers: {},
    type: 'ticket.closed',
  }
  const row = { ...forged, hash: hashEvent(forged) }
  if (isNew) {
    const own = { ...cases[0]!.row, id: caseId, seq: 1, head: row.hash }
    await l.asOwner(`insert into cases select (jsonb_populate_record(null::cases, '${JSON.stringify(own)}')).*`)
  } else await l.asOwner(`update cases set seq = ${row.seq}, head = '${row.hash}' where id = '${caseId}'`)
  await l.asOwner(`insert into events select (jsonb_populate_record(null::events, '${JSON.stringify(row)}')).*`)
}

test('an event forged at the end of a sealed case with an older date is found', async () => {
  const l = await sealed()
  await forge(l, l.cases[0]!, l.w.clock.now() - 40 * 60_000)
  expect(await l.pinned()).toContain('backdated')
})

test('a whole forged case is found: an older date by the seals, its row by what no event vouches for', async () => {
  const l = await sealed()
  await forge(l, l.w.app.transact.read(l.w.app.origin).newId(), l.w.clock.now() - 40 * 60_000, { isNew: true })
  expect(await l.pinned()).toEqual(expect.arrayContaining(['backdated', 'row.extra']))
})

test('a change of the key that the old one signed is believed; one that nobody signed is not', async () => {
  const l = await sealed()
  const next = newKey()
  await changeKey(l.db, l.key, next, l.w.clock.now())
  await l.write()
  await l.seal(next)
  expect(await l.pinned()).toEqual([])
  expect(await l.reasons({ key: next.publicKey })).toEqual([])

  const forger = newKey()
  await l.write()
  await l.seal(forger)
  expect(await l.pinned()).toEqual(['seal.key'])
  // the forger vouches for the key that is pinned: nothing follows from it
  await changeKey(l.db, forger, { ...l.key, publicKey: newKey().publicKey }, l.w.clock.now())
  expect(await l.pinned()).toEqual(['seal.key'])
  await l.asOwner(`insert into seal_keys values ('${forger.publicKey}', '${next.publicKey}', '${iso(l.w.clock.now())}', 'AAAA')`)
  expect(await l.pinned()).toEqual(expect.arrayContaining(['key.change', 'seal.key']))
})
