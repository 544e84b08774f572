/** Puts a backup into an empty database: all of it or nothing. */
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { type Connection, clientConfig, schemaName } from '../db.ts'
import { migrate, readMigrations } from '../migrate.ts'
import type { Begin } from './manifest.ts'
import { type BackupRead, looking, readBackup } from './read.ts'
import { tablesInOrder } from './tables.ts'

export type RestoreNeeds = {
  /** The owner of an empty database. */
  owner: Connection
  /** The role that the system works under there. */
  app: string | null
  /** Opens the backup; it is read twice, the first time to see that it is whole. */
  open(): Readable
  passphrase: string | null
}

/** The schema is made as the backup had it, filled in one transaction, and brought up to this program at the end. */
export async function restoreBackup({ owner, app, open, passphrase }: RestoreNeeds): Promise<BackupRead> {
  await readBackup(open(), passphrase, looking)
  const client = new pg.Client(clientConfig(owner))
  client.on('error', () => {})
  await client.connect()
  let copy: CopyStreamQuery | null = null
  let columns = new Map<string, string[]>()
  try {
    const read = await readBackup(open(), passphrase, {
      async begin(begin) {
        await migrate({ connection: owner, app, upTo: levelOf(begin) })
        await client.query('begin')
        await emptied(client)
        columns = new Map(begin.tables.map(table => [table.name, table.columns]))
      },
      async table(name, piece) {
        copy ??= client.query(copyFrom(`copy ${pg.escapeIdentifier(name)} (${listOf(columns.get(name)!)}) from stdin`))
        if (piece !== null) {
          if (!copy.write(piece)) await Promise.race([once(copy, 'drain'), finished(copy, { readable: false })])
          return
        }
        copy.end()
        await finished(copy, { readable: false })
        copy = null
      },
    })
    await sequencesGoOn(client)
    await checkRows(client, read)
    await client.query('commit')
    await migrate({ connection: owner, app })
    return read
  } finally {
    await client.end()
  }
}

const listOf = (columns: readonly string[]) => columns.map(column => pg.escapeIdentifier(column)).join(', ')

/** The number of the last migration that the backup had; throws when this program does not know them all. */
function levelOf({ migrations }: Begin): number {
  const ours = readMigrations()
  for (const [at, { name, checksum }] of migrations.entries())
    if (ours[at]?.name !== name || ours[at]?.checksum !== checksum)
      throw new Error(`这份备份的库结构（${name}）与这个程序的不同。请用做备份的那个版本恢复，再升级。`)
  return migrations.length
}

/** Takes away what the migrations put there. Throws when somebody works here already. */
async function emptied(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    'select exists (select from events) or exists (select from persons) or exists (select from sites) as used',
  )
  if (rows[0].used) throw new Error('这里已经有数据了。请恢复到一个空的数据目录（SANSHENG_HOME）或空的数据库。')
  for (const { name } of (await tablesInOrder(client, schemaName)).reverse())
    await client.query(`delete from ${pg.escapeIdentifier(name)}`)
}

/** A number that was given out is not given again. */
async function sequencesGoOn(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `select c.relname::text as "table", a.attname::text as "column", pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.attidentity <> ''
    where c.relnamespace = $1::regnamespace and c.relkind = 'r'`,
    [schemaName],
  )
  for (const { table, column, sequence } of rows)
    await client.query(
      `select setval($1::regclass, coalesce((select max(${pg.escapeIdentifier(column)}) from ${pg.escapeIdentifier(table)}), 0) + 1, false)`,
      [sequence],
    )
}

async function checkRows(client: pg.Client, { manifest }: BackupRead): Promise<void> {
  for (const [name, { rows: told }] of Object.entries(manifest.sums)) {
    const { rows } = await client.query(`select count(*)::int as found from ${pg.escapeIdentifier(name)}`)
    if (rows[0].found !== told) throw new Error(`表 ${name} 应有 ${told} 行，恢复出来 ${rows[0].found} 行。`)
  }
}
