import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { clientConfig, instant, isConnectionLost } from './db.ts'
import { administer, cloneDatabase, testDatabase } from './testing/database.ts'

const db = await testDatabase()

test('an instant comes back as the milliseconds that were sent', async () => {
  const ms = Date.parse('2026-11-20T09:30:00.123Z')
  const { rows } = await sql<{ at: number }>`select ${instant(ms)} as at`.execute(db.kysely)
  expect(rows).toEqual([{ at: ms }])
})

test('an instant is read to the millisecond, whatever digits follow', async () => {
  const texts = ['2026-11-20 09:30:00.123456Z', '2026-11-20 09:30:00.02Z', '2024-02-29 23:59:59Z', '1899-12-31 00:00:00.9999Z']
  const { rows } = await sql<{
    at: number
  }>`select at from unnest(${texts}::timestamptz[]) with ordinality as t(at, n) order by n`.execute(db.kysely)
  expect(rows.map(r => new Date(r.at).toISOString())).toEqual([
    '2026-11-20T09:30:00.123Z',
    '2026-11-20T09:30:00.020Z',
    '2024-02-29T23:59:59.000Z',
    '1899-12-31T00:00:00.999Z',
  ])
})

test('values arrive in the forms that the app uses', async () => {
  const { rows } = await db.pool.query(`select 9007199254740991::bigint as big, date '2026-02-28' as day, 1.50::numeric as price,
    timestamptz '2026-11-20 17:00+08' as at, timestamptz '1969-12-31 23:59:59.5Z' as before, null::timestamptz as never,
    array[1, 2]::bigint[] as bigs, array[timestamptz '2026-11-20 17:00+08', null] as ats, array[date '2026-01-01'] as days,
    timestamptz 'infinity' as ever, '{"a": [1]}'::jsonb as doc, interval '90 min' as span`)
  expect(rows).toEqual([
    {
      big: 9007199254740991,
      day: '2026-02-28',
      price: '1.50',
      at: Date.parse('2026-11-20T09:00:00Z'),
      before: -500,
      never: null,
      bigs: [1, 2],
      ats: [Date.parse('2026-11-20T09:00:00Z'), null],
      days: ['2026-01-01'],
      ever: Number.POSITIVE_INFINITY,
      doc: { a: [1] },
      span: '01:30:00',
    },
  ])
})

test('a number that JavaScript cannot hold is an error and not a wrong number', async () => {
  await expect(db.pool.query('select 9007199254740993::bigint')).rejects.toThrow('too large')
})

test('Chinese text keeps its characters and sorts and folds without the system locale', async () => {
  const { rows } = await db.pool.query(
    `select '三声' as text, upper('é') as upper, current_setting('server_encoding') as encoding`,
  )
  expect(rows).toEqual([{ text: '三声', upper: 'É', encoding: 'UTF8' }])
})

test('every statement is heard, those of a transaction too', async () => {
  const heard = await db.statements(() =>
    db.kysely.transaction().execute(async trx => {
      await sql`select 1`.execute(trx)
    }),
  )
  expect(heard).toEqual(['begin', 'select 1', 'commit'])
  expect(await db.statements(async () => {})).toEqual([])
})

test('what is notified is heard on its channel until one stops listening', async () => {
  const heard: string[] = []
  const stop = await db.listen('news', payload => void heard.push(payload))
  await db.pool.query(`select pg_notify('other', 'x'), pg_notify('news', '水')`)
  await expect.poll(() => heard).toEqual(['水'])
  await stop()
  await db.pool.query(`notify news, 'unheard'`)
  await db.listen('news', payload => void heard.push(payload))
  await db.pool.query(`notify news, 'again'`)
  await expect.poll(() => heard).toEqual(['水', 'again'])
})

test('a listening connection that is cut comes back, says so, and hears again', async () => {
  const own = await cloneDatabase()
  try {
    const heard = new Promise<string>(hear => void own.listen('news', hear))
    await own.listen('ready', () => {})
    const back = new Promise<void>(done => own.onReconnect(done))
    await administer(
      own.connection,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${own.connection.database}' and query like 'listen%'`,
    )
    await back
    await own.pool.query(`notify news, 'after'`)
    expect(await heard).toBe('after')
  } finally {
    await own.close()
  }
})

test('a cut connection of the pool is replaced, and its error is known as a lost connection', async () => {
  const [lost] = await Promise.allSettled([db.pool.query('select pg_terminate_backend(pg_backend_pid())')])
  expect(lost?.status === 'rejected' && isConnectionLost(lost.reason)).toBe(true)
  expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  expect(isConnectionLost(new Error('anything else'))).toBe(false)
})

test('a statement, a lock and a transaction that nobody ends are given up', async () => {
  const shown = async (name: string) => (await db.pool.query(`show ${name}`)).rows[0][name]
  expect([
    await shown('statement_timeout'),
    await shown('lock_timeout'),
    await shown('idle_in_transaction_session_timeout'),
  ]).toEqual(['1min', '20s', '1min'])
})

test('a connection that is never given back fails the close, and the database is dropped all the same', async () => {
  const own = await cloneDatabase()
  const kept = await own.pool.connect()
  kept.on('error', () => {})
  await expect(own.close()).rejects.toThrow('never given back')
  const { rows } = await db.pool.query('select from pg_database where datname = $1', [own.connection.database])
  expect(rows).toEqual([])
})

test('our session settings follow those that the address brings', () => {
  const { connectionString } = clientConfig('postgres://u@h/d?options=-c%20statement_timeout%3D5s', 'own')
  const options = new URL(connectionString!).searchParams.getAll('options').at(-1)
  expect(options).toBe('-c statement_timeout=5s -c search_path=own -c timezone=UTC -c datestyle=ISO -c jit=off')
})
