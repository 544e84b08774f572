/** Whoever owns the database changes any column of any table that the ledger vouches for: verify finds it. New columns are in by themselves. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tickets } from '@sansheng/contract/tickets.ts'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { shortPromises } from '../../modules/standards/testing/short-promises.ts'
import type { DB } from '../../schema.gen.ts'
import { relayAll } from '../stream/relay.ts'
import { world } from '../testing/world.ts'
import { anchorOf } from './anchor.ts'
import type { Broken } from './broken.ts'
import { coverage } from './covered.ts'
import { notProved } from './not-proved.ts'
import { sealNow, sealsAfter } from './seal.ts'
import { changeKey, sealKey } from './seal-key.ts'
import { verifyLedger } from './verify.ts'

const proved = [...Object.keys(coverage), 'events', 'event_values', 'seals', 'sealed_cases', 'seal_keys']
const newKey = () => sealKey({ file: join(mkdtempSync(join(tmpdir(), 'seal-')), 'key.pem') })

/** A day of a small site, with a row in every table that the ledger vouches for. */
async function day() {
  const w = await world({ until: 'test', standard: shortPromises })
  const agent = await w.as('agent')
  const promisedAt = new Date(w.clock.now() + 3_600_000).toISOString()
  const ticket = await w.a.ticket({ by: agent, promisedAt })
  await agent.ok(tickets.followUp, { params: { id: ticket.id }, body: { note: '已联系张先生', version: ticket.version } })
  await w.a.form({ ticketId: (await w.a.ticket({ by: agent })).id })
  await w.a.callback({ ticketId: ticket.id })
  await w.a.calendar('office', { mon: ['09:00-17:00'] })
  w.clock.move('41 min')
  await w.runDue()
  const db = w.database.owner
  const [key, next] = [newKey(), newKey()]
  await relayAll(db, w.app.subjects, w.clock.now)
  await sealNow(db, key, w.clock.now())
  await changeKey(db, key, next, w.clock.now())
  await w.a.ticket({ by: agent })
  w.clock.move('11 min')
  await relayAll(db, w.app.subjects, w.clock.now)
  await sealNow(db, next, w.clock.now())
  return { db, against: { key: key.publicKey, anchors: (await sealsAfter(db, 0)).map(anchorOf) } }
}

type Column = { table: string; column: string; type: string }
async function columnsOf(db: Kysely<DB>): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select t.table_name as "table", c.column_name as "column", c.data_type as type
    from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = current_schema() and t.table_type = 'BASE TABLE' order by 1, 2`.execute(db)
  return rows
}

/** Another value than the one that stands there, of the same type. */
const others: Record<string, (column: string) => string> = {
  integer: c => `coalesce(${c}, 0) + 1`,
  bigint: c => `coalesce(${c}, 0) + 1`,
  smallint: c => `coalesce(${c}, 0) + 1`,
  text: c => `coalesce(${c}, '') || 'x'`,
  uuid: () => 'gen_random_uuid()',
  boolean: c => `not coalesce(${c}, false)`,
  jsonb: c => `jsonb_build_array(${c}, 1)`,
  'timestamp with time zone': c => `coalesce(${c}, '2026-11-20') + interval '1 microsecond'`,
  ARRAY: c => `array_append(${c}, gen_random_uuid()::text)`,
}

const undone = new Error('undone')
type Day = Awaited<ReturnType<typeof day>>
type Change = { table: string; statement: string }
/** What verify says after the owner of the database did this; nothing of it stays. */
async function after({ db, against }: Day, changes: readonly Change[]): Promise<Broken[]> {
  let found: Broken[] = []
  const work = db.transaction().execute(async trx => {
    await sql`set local session_replication_role = replica`.execute(trx)
    for (const { table, statement } of changes) {
      const { rows } = await sql<{
        name: string
      }>`select conname as name from pg_constraint where conrelid = ${table}::regclass and contype = 'c'`.execute(trx)
      for (const { name } of rows) await sql.raw(`alter table ${table} drop constraint "${name}"`).execute(trx)
      const done = await sql.raw(statement).execute(trx)
      if (!statement.startsWith('truncate')) expect(done.numAffectedRows, statement).toBe(1n)
    }
    found = (await verifyLedger(trx, {}, against)).broken
    throw undone
  })
  await work.catch((error: unknown) => {
    if (error !== undone) throw error
  })
  return found
}

const last = (table: string) => `where ctid = (select ctid from ${table} order by ctid desc limit 1)`
/** Tables whose rows no other covered row hangs on: one column of each is changed at once, and what is found names the row. */
const apart = Object.keys(coverage).filter(table => table !== 'cases' && table !== 'tickets')

function changeOf({ table, column, type }: Column): Change {
  const value = others[type]
  if (!value) throw new Error(`Say how a column of the type ${type} is changed.`)
  return { table, statement: `update ${table} set "${column}" = ${value(`"${column}"`)} ${last(table)}` }
}

test('every column and every row of what the ledger vouches for: whoever changes or deletes it is found', {
  timeout: 120_000,
}, async () => {
  const site = await day()
  expect((await verifyLedger(site.db, {}, site.against)).broken).toEqual([])
  const unseen: string[] = []
  const columns = (await columnsOf(site.db)).filter(({ table }) => proved.includes(table))
  for (const table of proved) {
    for (const statement of [`delete from ${table} ${last(table)}`, `truncate ${table} cascade`])
      if ((await after(site, [{ table, statement }])).length === 0) unseen.push(statement)
    if (apart.includes(table)) continue
    for (const column of columns.filter(one => one.table === table))
      if ((await after(site, [changeOf(column)])).length === 0) unseen.push(`${table}.${column.column}`)
  }
  const lists = apart.map(table => columns.filter(column => column.table === table))
  for (let n = 0; n < Math.max(...lists.map(list => list.length)); n++) {
    const changed = lists.flatMap(list => list[n] ?? [])
    const found = await after(site, changed.map(changeOf))
    for (const { table, column } of changed)
      if (!found.some(({ about }) => about.startsWith(`${table}/`))) unseen.push(`${table}.${column}`)
  }
  expect(unseen.sort()).toEqual(
    Object.keys(notProved)
      .filter(name => name.includes('.'))
      .sort(),
  )
})

test('every table is proved or stands on the list of those that are not, with its reason, and the list is in the documents', async () => {
  const { db } = await day()
  const tables = [...new Set((await columnsOf(db)).map(({ table }) => table))]
  const listed = Object.keys(notProved).filter(name => !name.includes('.'))
  expect(tables.filter(table => !proved.includes(table)).sort()).toEqual(listed.sort())
  const document = readFileSync(new URL('../../../docs/proof.md', import.meta.url), 'utf8')
  for (const [name, reason] of Object.entries(notProved)) expect(document).toContain(`| \`${name}\` | ${reason} |`)
})
