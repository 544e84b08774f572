import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { grantApp } from './app-role.ts'
import { type Connection, clientConfig, schemaName } from './db.ts'

export type Migration = { number: number; name: string; sql: string; checksum: string }

/** Where the migrations of the product lie. */
const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))

/**
 * Brings the schema up to this version of the program and gives the names of what it applied. Each file is one
 * transaction; a second process waits for the first. Refuses, without a change, a PostgreSQL that is too old, a schema
 * that is newer than the program or not ours, and a file that was edited after it had been applied.
 *
 * `connection` is that of whoever owns the tables. `app`: the role that the system works under, where that is another; it may read and write
 * rows and owns nothing.
 */
export async function migrate(options: {
  connection: Connection
  app?: string | null
  folder?: string
  schema?: string
  /** Only so many migrations, for a backup that was made before the later ones. */
  upTo?: number
}): Promise<string[]> {
  const schema = options.schema ?? schemaName
  const migrations = readMigrations(options.folder).slice(0, options.upTo)
  const client = new pg.Client(clientConfig(options.connection, schema))
  client.on('error', () => {})
  await client.connect().catch(error => {
    throw new Error(
      `连不上数据库（${error.message || error.code}）。请检查 DATABASE_URL 里的地址、用户、密码和库名，以及 PostgreSQL 是否在运行。`,
    )
  })
  try {
    await checkServer(client)
    await client.query(`select pg_advisory_lock(hashtext('sansheng migrations'), hashtext($1))`, [schema])
    const applied = await readApplied(client, schema)
    checkApplied(applied, migrations)
    const missing = migrations.slice(applied.length)
    if (missing.length > 0 || applied.length === 0) await prepare(client, schema)
    for (const migration of missing) await apply(client, migration)
    if (options.app && (missing.length > 0 || !(await mayUse(client, schema, options.app))))
      await grantApp(client, schema, options.app)
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** Reads `0001_people.sql`, `0002_….sql` … in order; a name of another form or a number used twice is an error. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
  const migrations = names.map(name => {
    const number = Number(/^(\d{4})_[a-z0-9_-]+\.sql$/.exec(name)?.[1] ?? Number.NaN)
    if (Number.isNaN(number)) throw new Error(`${join(folder, name)}: a migration is named like 0012_what_it_does.sql.`)
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
  for (const [index, { number, name }] of migrations.entries()) {
    if (migrations[index + 1]?.number === number) throw new Error(`${join(folder, name)}: the number is used twice.`)
  }
  return migrations
}

async function checkServer(client: pg.Client) {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version, current_setting('server_encoding') as encoding, current_database() as name`,
  )
  const { number, version, encoding, name } = rows[0]
  if (number < 150000) throw new Error(`三声需要 PostgreSQL 15 以上，DATABASE_URL 指的是 ${version}。`)
  if (encoding !== 'UTF8')
    throw new Error(`数据库 ${name} 的编码是 ${encoding}。请用 create database … encoding 'UTF8' template template0 另建一个。`)
}

async function mayUse(client: pg.Client, schema: string, role: string): Promise<boolean> {
  const { rows } = await client.query('select has_schema_privilege($1, $2, $3) as may', [role, schema, 'usage'])
  return rows[0].may
}

type Applied = { number: number; name: string; checksum: string }

async function readApplied(client: pg.Client, schema: string): Promise<Applied[]> {
  const { rows } = await client.query(
    `select n.oid is not null as there, t.oid is not null as ours,
       exists (select from pg_class where relnamespace = n.oid) as used
     from (select) as one
     left join pg_namespace n on n.nspname = $1
     left join pg_class t on t.relnamespace = n.oid and t.relname = 'migrations'`,
    [schema],
  )
  const { ours, used } = rows[0]
  if (!ours && used) {
    throw new Error(`这个数据库的“${schema}”模式里放着别的东西。请让 DATABASE_URL 指向另一个数据库。`)
  }
  return ours ? (await client.query('select number, name, checksum from migrations order by number')).rows : []
}

function checkApplied(applied: Applied[], migrations: Migration[]) {
  for (const [index, { number, name, checksum }] of applied.entries()) {
    const file = migrations[index]
    if (!file) {
      throw new Error(`数据库比这个程序新，已经有 ${name}。请启动更新版本的三声，或者恢复那之前的备份。`)
    }
    if (file.number !== number || file.checksum !== checksum) {
      throw new Error(`${file.name} 不是当初用过的那一份（${name}）。请放回原来的文件；改动要写进新的文件。`)
    }
  }
}

async function prepare(client: pg.Client, schema: string) {
  const { rowCount } = await client.query('select from pg_namespace where nspname = $1', [schema])
  if (rowCount === 0) await client.query(`create schema ${pg.escapeIdentifier(schema)}`)
  await client.query(`create table if not exists migrations (
    number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default clock_timestamp())`)
}

async function apply(client: pg.Client, { number, name, sql, checksum }: Migration) {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into migrations (number, name, checksum) values ($1, $2, $3)', [number, name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    const { message, position } = error as pg.DatabaseError
    const line = position ? `:${sql.slice(0, Number(position)).split('\n').length}` : ''
    throw new Error(`升级 ${name}${line} 没有成功：${message}`, { cause: error })
  }
}
