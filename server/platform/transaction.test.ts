import { type CompiledQuery, sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from './testing/database.ts'

const db = await testDatabase()
await db.pool.query(`create table cups (id int primary key, saucer int)`)
await db.pool.query(`create table saucers (id int primary key)`)
await db.pool.query(`alter table cups add foreign key (saucer) references saucers deferrable initially deferred`)
beforeEach(() => db.pool.query('truncate cups, saucers'))

const add = (id: number, saucer: number | null = null) => sql`insert into cups values (${id}, ${saucer})`
const last = (id: number, saucer: number | null = null): CompiledQuery => add(id, saucer).compile(db.kysely)
const cups = async () => (await db.pool.query('select id from cups order by id')).rows.map(r => r.id)

test('what was written and the last statement stand together', async () => {
  const done = await db.transaction(async trx => {
    await add(1).execute(trx)
    return { done: 'both', last: last(2) }
  })
  expect([done, await cups()]).toEqual(['both', [1, 2]])
})

test('a last statement that fails takes the rest with it, and the connection serves on', async () => {
  const work = db.transaction(async trx => {
    await add(1).execute(trx)
    return { done: null, last: last(1) }
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await cups()).toEqual([])
  await db.transaction(async () => ({ done: null, last: last(3) }))
  expect(await cups()).toEqual([3])
})

test('what is checked at the commit refuses it', async () => {
  await expect(db.transaction(async () => ({ done: null, last: last(1, 7) }))).rejects.toMatchObject({ code: '23503' })
  expect(await cups()).toEqual([])
})

test('work that throws leaves nothing, whether it had said anything or not', async () => {
  const refused = new Error('refused')
  const work = db.transaction(async trx => {
    await add(1).execute(trx)
    throw refused
  })
  await expect(work).rejects.toBe(refused)
  await expect(db.transaction(() => Promise.reject(refused))).rejects.toBe(refused)
  expect(await cups()).toEqual([])
})

test('a failure that the work kept to itself is no success', async () => {
  const work = db.transaction(async trx => {
    await add(1).execute(trx)
    await add(1)
      .execute(trx)
      .catch(() => {})
    return { done: null, last: null }
  })
  await expect(work).rejects.toThrow('nobody said so')
  expect(await cups()).toEqual([])
})

test('statements that do not wait for each other are answered each by its own reply', async () => {
  const sums = await db.transaction(async trx => {
    const ask = (n: number) => sql<{ n: number }>`select ${n}::int + 1 as n`.execute(trx)
    const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(n)))
    return { done: replies.map(reply => reply.rows[0]!.n), last: null }
  })
  expect(sums).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
})

test('one that fails among several refuses all of its message, and what stood behind it is prepared when it comes again', async () => {
  const ask = (trx: typeof db.kysely, n: number) => sql<{ n: number }>`select ${n}::int as n, 'behind' as place`.execute(trx)
  const work = (id: number) =>
    db.transaction(async trx => {
      const [, reply] = await Promise.all([add(id).execute(trx), ask(trx, id)])
      return { done: reply.rows[0]!.n, last: null }
    })
  await db.pool.query('insert into cups values (1)')
  // often enough that the text gets a name
  for (let n = 0; n < 4; n++) await expect(work(1)).rejects.toMatchObject({ code: '23505' })
  expect(await Promise.all(Array.from({ length: 20 }, (_, n) => work(n + 2)))).toEqual(
    Array.from({ length: 20 }, (_, n) => n + 2),
  )
})

test('a value that cannot be written lets nothing behind it run, not even the commit', async () => {
  const circular: { self?: unknown } = {}
  circular.self = circular
  const work = db.transaction(async trx => {
    await add(1).execute(trx)
    return { done: null, last: sql`insert into cups values (2, ${circular})`.compile(db.kysely) }
  })
  await expect(work).rejects.toThrow('circular')
  expect(await cups()).toEqual([])
})

test('work that says nothing sends nothing', async () => {
  const heard: string[] = []
  const off = db.onStatement(text => heard.push(text))
  expect(await db.transaction(async () => ({ done: 'nothing', last: null }))).toBe('nothing')
  off()
  expect(heard).toEqual([])
})

test('many at once on few connections stay apart', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, n) => db.transaction(async () => ({ done: n, last: last(n) }))))
  expect(await cups()).toEqual(Array.from({ length: 40 }, (_, n) => n))
})

test('begin, the only statement and commit are heard in this order', async () => {
  const heard: string[] = []
  const off = db.onStatement(text => heard.push(text.split(' ')[0]!))
  await db.transaction(async () => ({ done: null, last: last(9) }))
  off()
  expect(heard).toEqual(['begin', 'insert', 'commit'])
})

test('a statement that comes after the end of its transaction is refused, also while another runs on the same connection', async () => {
  let late: Parameters<Parameters<typeof db.transaction>[0]>[0] | null = null
  for (const fails of [false, true]) {
    const work = db.transaction(async trx => {
      late = trx
      await add(1).execute(trx)
      if (fails) throw new Error('refused')
      return { done: null, last: null }
    })
    await work.catch(() => {})
    await expect(add(2).execute(late!)).rejects.toThrow('after its transaction had ended')
    // the pool gives the connection that became free last
    await db.transaction(async trx => {
      await add(3).execute(trx)
      await expect(add(4).execute(late!)).rejects.toThrow('after its transaction had ended')
      await sql`delete from cups`.execute(trx)
      return { done: null, last: null }
    })
  }
  expect(await cups()).toEqual([])
})
