import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { tickets } from '@sansheng/contract/tickets.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { shortPromises } from '../../modules/standards/testing/short-promises.ts'
import { appRole } from '../app-role.ts'
import { type Connection, openDatabase } from '../db.ts'
import { anchorOf } from '../events/anchor.ts'
import { lastSeal, sealNow, sealsNotIn } from '../events/seal.ts'
import { sealKey } from '../events/seal-key.ts'
import { verifyLedger } from '../events/verify.ts'
import { relayAll } from '../stream/relay.ts'
import { cloneDatabase } from '../testing/database.ts'
import { world } from '../testing/world.ts'
import { decrypting, encrypting } from './encryption.ts'
import { restoreBackup } from './restore.ts'
import { tablesInOrder } from './tables.ts'
import { writeBackup } from './write.ts'

const passphrase = '三声备份口令 2026 十一月'
const w = await world({ standard: shortPromises })

/** An empty database as `restore` finds it; dropped with the test. */
async function emptyDatabase() {
  const database = await cloneDatabase({ template: 'template0' })
  return { database, owner: { ...database.connection } as Connection, close: database.close }
}

function memory() {
  const pieces: Buffer[] = []
  const out = new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece)
      done()
    },
  })
  return { out, bytes: () => Buffer.concat(pieces) }
}

async function backUp(secret: string | null = null, sealKeyPem: string | null = null) {
  const { out, bytes } = memory()
  const made = await writeBackup({ connection: w.database.connection, out, now: w.clock.now(), passphrase: secret, sealKeyPem })
  return { made, bytes: bytes() }
}
/** In pieces of odd sizes, as a disk or a pipe gives them. */
const streamOf = (bytes: Buffer) =>
  Readable.from(
    (function* () {
      for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7 + 13) % 60_000)
        yield bytes.subarray(at, at + size)
    })(),
  )

async function someDays() {
  const agent = await w.as('agent')
  for (let n = 0; n < 12; n++) await w.a.ticket({ by: agent, title: `水管漏水，第 ${n} 处` })
  const ticket = await w.a.ticket({ by: agent })
  await agent.ok(tickets.followUp, {
    params: { id: ticket.id },
    body: { note: '𠮷野家门口\t制表\\反斜线\n换行', version: ticket.version },
  })
  w.clock.move('41 min')
  await w.runDue()
  await relayAll(w.database.kysely, w.app.subjects, w.clock.now)
  await sealNow(w.database.owner, sealKey({ file: join(mkdtempSync(join(tmpdir(), 'seal-')), 'key.pem') }), w.clock.now())
}

test('what comes back is what was there, row by row, verifies, and the numbers go on', async () => {
  await someDays()
  const { made, bytes } = await backUp()
  const empty = await emptyDatabase()
  try {
    const { manifest, sealKeyPem } = await restoreBackup({
      owner: empty.owner,
      app: appRole,
      open: () => streamOf(bytes),
      passphrase: null,
    })
    expect([manifest, sealKeyPem]).toEqual([made, null])
    const restored = openDatabase({
      connection: { ...w.database.connection, database: empty.database.connection.database },
      poolSize: 2,
    })
    const { rows: names } = await sql<{
      name: string
    }>`select relname::text as name from pg_class where relnamespace = 'sansheng'::regnamespace and relkind = 'r'`.execute(
      w.database.kysely,
    )
    for (const { name } of names) {
      if (name === 'migrations' || name === 'sessions') continue
      const all = sql<{
        rows: string
      }>`select coalesce(string_agg(to_jsonb(t)::text, ',' order by to_jsonb(t)::text), '') as rows from ${sql.table(name)} t`
      const [there, here] = await Promise.all([all.execute(restored.kysely), all.execute(w.database.kysely)])
      expect(there.rows, name).toEqual(here.rows)
    }
    expect(await restored.kysely.selectFrom('sessions').selectAll().execute()).toEqual([])
    const verified = await verifyLedger(restored.kysely)
    expect([verified.broken, verified.events]).toEqual([[], made.events])
    expect(anchorOf((await lastSeal(restored.kysely))!)).toEqual(made.seal)
    const highest = await sql<{ id: number }>`select coalesce(max(id), 0)::int as id from outbox`.execute(restored.kysely)
    const added = await sql<{
      id: number
    }>`insert into outbox (site_id, type, refs) values (1, 'ticket.changed', '{}') returning id::int`.execute(restored.kysely)
    expect(added.rows[0]!.id).toBeGreaterThan(highest.rows[0]!.id)
    await restored.close()
    await expect(
      restoreBackup({ owner: empty.owner, app: appRole, open: () => streamOf(bytes), passphrase: null }),
    ).rejects.toThrow('这里已经有数据了')
  } finally {
    await empty.close()
  }
})

test('while people work it is one moment: what is half written is not in it', async () => {
  const agent = await w.as('agent')
  const writers = Promise.all(Array.from({ length: 12 }, () => w.a.ticket({ by: agent })))
  const { bytes } = await backUp()
  await writers
  const empty = await emptyDatabase()
  try {
    await restoreBackup({ owner: empty.owner, app: appRole, open: () => streamOf(bytes), passphrase: null })
    const restored = openDatabase({ connection: empty.owner, poolSize: 1 })
    expect((await verifyLedger(restored.kysely)).broken).toEqual([])
    await restored.close()
  } finally {
    await empty.close()
  }
})

test('encrypted it shows nothing, carries the key that seals, and opens with its passphrase only', async () => {
  const { bytes } = await backUp(passphrase, 'the key that seals')
  expect(bytes.subarray(0, 28).toString()).toBe('sansheng backup, encrypted 1')
  expect(bytes.includes('tables/events.copy')).toBe(false)
  const empty = await emptyDatabase()
  const restoreWith = (secret: string | null, input = bytes) =>
    restoreBackup({ owner: empty.owner, app: appRole, open: () => streamOf(input), passphrase: secret })
  try {
    await expect(restoreWith(null)).rejects.toThrow('--passphrase-file')
    await expect(restoreWith('another passphrase')).rejects.toThrow('口令不对')
    const restored = await restoreWith(passphrase)
    expect(restored.sealKeyPem).toBe('the key that seals')
  } finally {
    await empty.close()
  }
})

test('a backup that was cut, changed or glued is refused, and nothing of it stays', async () => {
  const [plain, secret] = [(await backUp()).bytes, (await backUp(passphrase)).bytes]
  const empty = await emptyDatabase()
  const flipped = (bytes: Buffer, at: number) => {
    const copy = Buffer.from(bytes)
    copy[at]! ^= 1
    return copy
  }
  try {
    for (const [name, bytes] of [
      ['nothing', Buffer.alloc(0)],
      ['noise', randomBytes(5000)],
      ['cut in the middle', plain.subarray(0, plain.length >> 1)],
      ['cut at the end', plain.subarray(0, -9)],
      ['changed', flipped(plain, plain.length >> 1)],
      ['encrypted, cut', secret.subarray(0, -1)],
      ['encrypted, changed at the end', flipped(secret, secret.length - 20)],
    ] as const)
      await expect(
        restoreBackup({ owner: empty.owner, app: appRole, open: () => streamOf(bytes), passphrase }),
        name,
      ).rejects.toThrow(/不完整|被改动|口令不对/)
    const { rows } = await empty.database.pool.query(`select to_regclass('sansheng.events') as there`)
    if (rows[0].there) expect((await empty.database.pool.query('select from sansheng.events')).rowCount).toBe(0)
    await restoreBackup({ owner: empty.owner, app: appRole, open: () => streamOf(plain), passphrase: null })
  } finally {
    await empty.close()
  }
})

test('a drill tells of each seal of the backup that the machine has lost or has otherwise', () => {
  const backup = new Map([
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
  ])
  const lost = new Map([
    [1, 'a'],
    [2, 'x'],
  ])
  expect(sealsNotIn(backup, lost)).toEqual([2, 3])
  expect(sealsNotIn(backup, new Map([...backup, [4, 'd']]))).toEqual([])
})

test('each table comes after those that it names', async () => {
  const client = await w.database.pool.connect()
  const order = (await tablesInOrder(client, 'sansheng')).map(({ name }) => name)
  client.release()
  expect(order.indexOf('seals')).toBeLessThan(order.indexOf('sealed_cases'))
  expect(order).not.toContain('sessions')
})

test('encryption gives back what it took, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), async pieces => {
      const whole = Buffer.concat(pieces)
      const sealed = Buffer.concat(
        await Readable.from(pieces.map(p => Buffer.from(p)))
          .pipe(await encrypting(passphrase))
          .toArray(),
      )
      const opened = Buffer.concat(await streamOf(sealed).pipe(decrypting(passphrase)).toArray())
      expect(opened.equals(whole)).toBe(true)
    }),
    { numRuns: 4 },
  )
})
