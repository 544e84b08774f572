/** Rows of a database by what stands in them, to see that nobody changed, removed or added to them. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../../schema.gen.ts'

/** Move on by themselves, or keep what somebody asked and not what he changed. */
const moving = [
  'outbox',
  'stream',
  'stream_head',
  'jobs',
  'serials',
  'seals',
  'sealed_cases',
  'idempotency',
  'sessions',
  'schema_migrations',
]

export async function tablesOf(db: Kysely<DB>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`.execute(db)
  return rows.map(row => row.name).filter(name => !moving.includes(name))
}

/** Every row, as `table {…}`, that has one of the marks; `more`: marks that count in these tables alone. */
export async function rowsWith(
  db: Kysely<DB>,
  tables: readonly string[],
  marks: readonly string[],
  more: { tables: readonly string[]; marks: readonly string[] },
): Promise<Set<string>> {
  const all = tables.map(name => sql`select ${sql.lit(name)} as name, to_jsonb(x)::text as text from ${sql.table(name)} x`)
  const { rows } = await sql<{ name: string; text: string }>`${sql.join(all, sql` union all `)}`.execute(db)
  const found = rows.filter(
    ({ name, text }) =>
      marks.some(mark => text.includes(mark)) || (more.tables.includes(name) && more.marks.some(mark => text.includes(mark))),
  )
  return new Set(found.map(({ name, text }) => `${name} ${text}`))
}
