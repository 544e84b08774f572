import type { Permission } from '@sansheng/contract/route.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { iso } from '../ctx.ts'
import { type Principal, type Staff, system } from '../principal.ts'
import { world } from '../testing/world.ts'
import { systemOrigin } from '../transact.ts'
import { hashEvent } from './hash.ts'
import { type Case, type EventDraft, lockCase, openCase, record } from './index.ts'
import { verifyLedger } from './verify.ts'

const w = await world()
const db = w.database.kysely
const subject = { kind: 'ticket', id: 't' } as const
afterEach(async () => {
  expect(await verifyLedger(db)).toMatchObject({ ok: true, broken: [] })
})

/** Writes events into a new case, or the given one, and gives them as they were hashed. */
function write(drafts: EventDraft[], to?: string, actor: Principal = system) {
  return w.app.transact.write({ ...systemOrigin(w.app.origin.log), actor }, async ctx => {
    const caseRow: Case = to ? await lockCase(ctx, w.siteId, to) : await openCase(ctx, w.siteId, 'account')
    const events = []
    for (const draft of drafts) events.push(await record(ctx, caseRow, draft))
    // their hashes are made with the flush
    return { caseId: caseRow.id, events }
  })
}
const readBack = async (caseId: string) =>
  await db.selectFrom('events').selectAll().where('case_id', '=', caseId).orderBy('seq').execute()
/** Every column as the database says it. */
const columnsOf = async (caseId: string) =>
  (
    await sql<{
      row: Record<string, unknown>
    }>`select to_jsonb(e) as row from events e where case_id = ${caseId} order by seq`.execute(db)
  ).rows.map(({ row }) => row)

/** Any text that a column can hold: all of Unicode but NUL, which the edge refuses. */
const text = fc.string({ unit: 'binary', maxLength: 20 }).map(s => s.replaceAll('\0', '零'))
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(-0, 5e-324, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER, 1e21, 1e-7, 0.1 + 0.2),
)
const json = fc.letrec(tie => ({
  value: fc.oneof({ maxDepth: 3 }, text, number, fc.boolean(), fc.constant(null), tie('list'), tie('record')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  record: fc.dictionary(
    text.filter(key => key !== '__proto__'),
    tie('value'),
    { maxKeys: 5 },
  ),
}))

test('whatever an event holds, what the database gives back hashes the same as what was written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(json.record, json.record, fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text)), {
        minLength: 1,
        maxLength: 4,
      }),
      async given => {
        const drafts = given.map(([detail, facts, values]) => ({
          type: 'ticket.changed',
          subject,
          detail,
          facts: { ticket: facts },
          values,
        }))
        const { caseId, events } = await write(drafts as never)
        const rows = await columnsOf(caseId)
        expect(rows.map(r => r.hash)).toEqual(events.map(e => e.hash))
        for (const row of rows) expect(hashEvent(row)).toBe(row.hash)
        expect((await verifyLedger(db, { caseId })).broken).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
})

test('the hash covers what kind of principal acted', async () => {
  const { caseId, events } = await write([{ type: 'ticket.changed', subject }])
  expect(events[0]!.actorKind).toBe('system')
  const [row] = await columnsOf(caseId)
  expect(hashEvent(row!)).toBe(events[0]!.hash)
  expect(hashEvent({ ...row, actor_kind: 'staff' })).not.toBe(events[0]!.hash)
})

test('words that were changed or taken away without an erasure are found', async () => {
  const { caseId } = await write([{ type: 'ticket.changed', subject, values: { title: '东泉路口爆管', note: '张先生来电' } }])
  const [event] = await readBack(caseId)
  expect(JSON.stringify(event)).not.toContain('张先生')
  const [note] = await db
    .selectFrom('event_values')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('name', '=', 'note')
    .execute()
  await sql`update event_values set value = null, erased_at = ${'2026-11-21T00:00:00Z'} where case_id = ${caseId} and name = 'note'`.execute(
    db,
  )
  expect((await verifyLedger(db, { caseId })).broken).toMatchObject([{ seq: 1, reason: 'words.gone', about: 'note' }])
  await sql`update event_values set value = ${note!.value}, erased_at = null where case_id = ${caseId} and name = 'note'`.execute(
    db,
  )
  await sql`update event_values set value = '西泉路口爆管' where case_id = ${caseId} and name = 'title'`.execute(db)
  expect((await verifyLedger(db, { caseId })).broken).toMatchObject([{ seq: 1, reason: 'words', about: 'title' }])
  await sql`update event_values set value = '东泉路口爆管' where case_id = ${caseId} and name = 'title'`.execute(db)
})

test('the same words have another hash each time, so that nobody can try them out', async () => {
  const { events } = await write([
    { type: 'ticket.changed', subject, values: { phone: '13800002046' } },
    { type: 'ticket.changed', subject, values: { phone: '13800002046' } },
  ])
  expect(events[0]!.hashes.phone).not.toBe(events[1]!.hashes.phone)
})

test('an event never happens before the last one of its case, even when the clock of the machine goes back', async () => {
  const start = w.clock.now()
  const { caseId } = await write([{ type: 'ticket.changed', subject }])
  w.clock.move('-1 h')
  await write([{ type: 'ticket.changed', subject }], caseId)
  w.clock.move('2 h')
  await write([{ type: 'ticket.changed', subject }], caseId)
  const rows = await readBack(caseId)
  expect(rows.map(r => r.at - start)).toEqual([0, 0, 3_600_000])
  expect(rows.map(r => r.recorded_at - start)).toEqual([0, -3_600_000, 3_600_000])
})

const permissions: ReadonlySet<Permission> = new Set(['people:earlier'])
const worker: Staff = {
  kind: 'staff',
  personId: '00000000-0000-7000-8000-00000000f1e1',
  name: '赵师傅',
  staffNumber: '5001',
  probation: false,
  sessionId: 'session',
  client: 'field',
  departmentIds: [],
  confirmedAt: 0,
  stepUpMinutes: 15,
  grants: [{ role: 'worker', scope: 'team', sites: [w.siteId], permissions, forSite: true }],
}
const exchange: Principal = {
  kind: 'exchange',
  adapterId: '00000000-0000-7000-8000-00000000f1e2',
  name: '电话',
  permissions: new Set(),
  sites: [w.siteId],
}
const hour = 3_600_000
const now = () => w.clock.now()
const written = async (draft: Partial<EventDraft>, by: Principal, to?: string) =>
  (await write([{ type: 'ticket.changed', subject, ...draft }], to, by)).events[0]!
const field = (at: number, by: Principal = worker) => written({ source: 'field', at }, by)

test('only the field client of a worker and the exchange may say earlier, within a day; else it took place at its receipt, and the claim stays', async () => {
  expect((await field(now() - 2 * hour)).at).toBe(now() - 2 * hour)
  expect((await written({ source: 'exchange', at: now() - 23 * hour }, exchange)).at).toBe(now() - 23 * hour)
  expect((await field(now() - 25 * hour)).at).toBe(now())
  expect((await field(now() + hour)).at).toBe(now())
  for (const source of ['screen', 'api', 'system', 'exchange'] as const)
    expect((await written({ source, at: now() - hour }, worker)).at).toBe(now())
})

test.each<[string, Principal]>([
  ['a session that another client opened', { ...worker, client: 'screen' }],
  ['somebody who works at a desk', { ...worker, grants: worker.grants.map(g => ({ ...g, permissions: new Set() })) }],
  ['a worker of another site', { ...worker, grants: worker.grants.map(g => ({ ...g, sites: [9999] })) }],
  ['the exchange', exchange],
  ['the system', system],
])('what says that it comes from the field is not believed of %s', async (_, by) => {
  expect(await field(now() - hour, by)).toMatchObject({ at: now(), detail: { claimedAt: iso(now() - hour) } })
})

test('nothing takes place before its case began, nor before what the same principal told last', async () => {
  const { caseId } = await write([{ type: 'ticket.changed', subject }])
  const began = now()
  w.clock.move('10 min')
  const claim = (at: number, by: Principal = worker, source: EventDraft['source'] = 'field') =>
    written({ source, at }, by, caseId)
  expect(await claim(began - 1)).toMatchObject({ at: now(), detail: { claimedAt: iso(began - 1) } })
  expect(await claim(began, exchange, 'exchange')).toMatchObject({ at: began, detail: {} })
  w.clock.move('10 min')
  const mine = { ...worker, personId: '00000000-0000-7000-8000-00000000f1e3' }
  expect(await claim(began + 5 * 60_000, mine)).toMatchObject({ at: began + 5 * 60_000, detail: {} })
  expect(await claim(began + 60_000, mine)).toMatchObject({ at: now(), detail: { claimedAt: iso(began + 60_000) } })
  w.clock.move('1 min')
  const { events: after } = await write([{ type: 'ticket.changed', subject }], caseId)
  expect(after[0]!.at).toBe(now())
})

test('many who write into one case at once are served one after the other: no gap, one chain', async () => {
  const { caseId } = await write([{ type: 'ticket.changed', subject }])
  await Promise.all(Array.from({ length: 20 }, (_, n) => write([{ type: 'ticket.changed', subject, detail: { n } }], caseId)))
  const rows = await readBack(caseId)
  expect(rows.map(r => r.seq)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1))
  expect(rows.slice(1).map(r => r.prev_hash)).toEqual(rows.slice(0, -1).map(r => r.hash))
})

test('a row that names a case which is not there is found', async () => {
  const [id, caseId] = [w.app.transact.read(w.app.origin).newId(), w.app.transact.read(w.app.origin).newId()]
  await sql`insert into notifications (site_id, id, person_id, why, at, params, case_id)
    values (${w.siteId}, ${id}, ${w.admin.personId}, 'inform', ${iso(w.clock.now())}, '{}', ${caseId})`.execute(db)
  expect((await verifyLedger(db, { caseId })).broken).toMatchObject([{ reason: 'orphan', about: 'notifications', caseId }])
  await sql`delete from notifications where id = ${id}`.execute(db)
})

test('a row that names a ticket which is not there, and words without an event, are found', async () => {
  const [id, ticket] = [w.app.transact.read(w.app.origin).newId(), w.app.transact.read(w.app.origin).newId()]
  await sql`insert into promises (site_id, id, ticket_id, due_at, made_at, made_by)
    values (${w.siteId}, ${id}, ${ticket}, ${iso(w.clock.now())}, ${iso(w.clock.now())}, ${w.admin.personId})`.execute(db)
  await sql`insert into event_values (site_id, case_id, seq, name, salt, value) values (${w.siteId}, ${id}, 1, 'title', 'ab', '漏水')`.execute(
    db,
  )
  const { broken } = await verifyLedger(db)
  expect(broken).toContainEqual(expect.objectContaining({ reason: 'orphan', about: 'promises', siteId: w.siteId }))
  expect(broken).toContainEqual(expect.objectContaining({ reason: 'orphan', about: 'event_values', caseId: id, seq: 1 }))
  await sql`delete from promises where id = ${id}`.execute(db)
  await sql`alter table event_values disable trigger event_values_stay`.execute(w.database.owner)
  await sql`delete from event_values where case_id = ${id}`.execute(w.database.owner)
  await sql`alter table event_values enable trigger event_values_stay`.execute(w.database.owner)
})
