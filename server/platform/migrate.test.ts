import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Connection, openDatabase } from './db.ts'
import { migrate, readMigrations } from './migrate.ts'
import { cloneDatabase, type TestDatabase } from './testing/database.ts'

let folder: string
let db: TestDatabase

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sansheng-migrations-'))
  db = await cloneDatabase({ template: 'template0' })
})

afterEach(async () => {
  rmSync(folder, { recursive: true })
  await db.close()
})

const words = '0001_words.sql'
const more = '0002_more.sql'

function write(name: string, sql: string) {
  writeFileSync(join(folder, name), sql)
}

function up() {
  return migrate({ connection: db.connection, folder })
}

async function schemas(): Promise<string[]> {
  const { rows } = await db.pool.query(
    `select nspname || coalesce('.' || relname, '') as name from pg_namespace n left join pg_class c on c.relnamespace = n.oid and c.relkind = 'r'
     where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1`,
  )
  return rows.map(row => row.name)
}

test('migrations run once, in order, in our own schema and nowhere else', async () => {
  await db.pool.query('create table public.theirs (id int)')
  write(words, `create table words (word text); insert into words values ('三声')`)
  expect(await up()).toEqual([words])
  write(more, 'alter table words add column at timestamptz')
  expect(await up()).toEqual([more])
  expect(await up()).toEqual([])
  expect(await schemas()).toEqual(['public.theirs', 'sansheng.migrations', 'sansheng.words'])
  expect((await db.pool.query('select * from words')).rows).toEqual([{ word: '三声', at: null }])
})

test('an address in the form of DATABASE_URL is as good, and settings that stand in it stay', async () => {
  write(words, 'create table words (word text)')
  const { host, user, database } = db.connection
  const connection: Connection = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&options=-c%20work_mem%3D7MB`
  await migrate({ connection, folder })
  const own = openDatabase({ connection })
  const { rows } = await own.pool.query(
    `select current_setting('work_mem') as memory, current_schema() as schema, to_regclass('words') is not null as there`,
  )
  await own.close()
  expect(rows).toEqual([{ memory: '7MB', schema: 'sansheng', there: true }])
})

test('two processes that migrate at once apply each file once', async () => {
  write(words, 'create table words (word text)')
  write(more, 'alter table words add column at timestamptz')
  const applied = await Promise.all([up(), up(), up()])
  expect(applied.flat().sort()).toEqual([words, more])
})

test('a migration that fails leaves nothing of itself, keeps those before it and names its line', async () => {
  write(words, 'create table words (word text)')
  write(more, 'create table half (id int);\n\nalter table wrods add column at timestamptz')
  await expect(up()).rejects.toThrow(`升级 ${more} 没有成功：relation "wrods" does not exist`)
  expect(await schemas()).toEqual(['public', 'sansheng.migrations', 'sansheng.words'])
  write(more, 'select 1;\nselekt 2')
  await expect(up()).rejects.toThrow(`升级 ${more}:2 没有成功：syntax error`)
  write(more, 'create table half (id int)')
  expect(await up()).toEqual([more])
})

test('a database that a newer program has migrated is refused and not touched', async () => {
  write(words, 'create table words (word text)')
  write(more, 'create table more (id int)')
  await up()
  rmSync(join(folder, more))
  await expect(up()).rejects.toThrow(`数据库比这个程序新，已经有 ${more}`)
})

test('a file that was edited after it had been applied is refused, other line ends are not an edit', async () => {
  write(words, 'create table words (word text);\nselect 1')
  await up()
  write(words, 'create table words (word text);\r\nselect 1')
  expect(await up()).toEqual([])
  write(words, 'create table words (word text, at timestamptz)')
  await expect(up()).rejects.toThrow('不是当初用过的那一份')
})

test('a file that was slipped in before applied ones is refused', async () => {
  write(words, 'create table words (word text)')
  write('0003_third.sql', 'create table third (id int)')
  await up()
  write(more, 'create table more (id int)')
  await expect(up()).rejects.toThrow('不是当初用过的那一份')
})

test('a schema of our name that holds something else is left alone', async () => {
  await db.pool.query('create schema sansheng; create table sansheng.theirs (id int)')
  write(words, 'create table words (word text)')
  await expect(up()).rejects.toThrow('里放着别的东西')
  expect(await schemas()).toEqual(['public', 'sansheng.theirs'])
})

test('a role that may not create schemas can use one that an administrator made for it', async () => {
  await db.pool.query(`create schema sansheng; create role modest; grant usage, create on schema sansheng to modest;
    grant modest to sansheng; alter database ${db.connection.database} set role = modest`)
  try {
    write(words, 'create table words (word text)')
    expect(await up()).toEqual([words])
  } finally {
    await db.pool.query(`alter database ${db.connection.database} reset role; drop owned by modest; drop role modest`)
  }
})

test('a database in another encoding is refused', async () => {
  const latin = `${db.connection.database}_latin`
  await db.pool.query(`create database ${latin} encoding 'LATIN1' locale 'C' locale_provider libc template template0`)
  await expect(migrate({ connection: { ...db.connection, database: latin }, folder })).rejects.toThrow('的编码是 LATIN1')
  await db.pool.query(`drop database ${latin}`)
})

test('a database that cannot be reached says what to look at', async () => {
  await expect(migrate({ connection: 'postgres://nobody@127.0.0.1:1/none', folder })).rejects.toThrow('请检查 DATABASE_URL')
})

test('names without a number and numbers used twice are refused', () => {
  write('people.sql', '')
  expect(() => readMigrations(folder)).toThrow('named like')
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  write('0001_one.sql', '')
  write('0001_two.sql', '')
  expect(() => readMigrations(folder)).toThrow('used twice')
})
