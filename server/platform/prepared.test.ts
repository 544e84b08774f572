import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from './testing/database.ts'

const db = await testDatabase()
const prepared = () =>
  sql<{ statement: string }>`select statement from pg_prepared_statements where statement like 'select%things%'`

test('a statement that comes again and again is prepared, and goes on when its table has got another column', async () => {
  await db.pool.query('create table things (id int)')
  await db.pool.query('insert into things values (7)')
  await db.kysely.connection().execute(async one => {
    const look = async () => (await sql`select * from things where id = ${7}`.execute(one)).rows
    for (let n = 0; n < 4; n++) expect(await look()).toEqual([{ id: 7 }])
    expect((await prepared().execute(one)).rows).toEqual([{ statement: 'select * from things where id = $1' }])
    await db.pool.query(`alter table things add column name text not null default 'tap'`)
    expect(await look()).toEqual([{ id: 7, name: 'tap' }])
  })
})
