/** The tables of the schema, each after those whose rows its own name. */
import type pg from 'pg'

export type TableToCopy = { name: string; columns: string[] }

/** Nobody stays signed in through a restore, and the migrations are written by whoever applies them. */
const without = ['migrations', 'sessions']

export async function tablesInOrder(client: pg.ClientBase, schema: string): Promise<TableToCopy[]> {
  const { rows: tables } = await client.query<TableToCopy>(
    `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relname <> all($2) group by c.relname order by c.relname`,
    [schema, without],
  )
  const { rows: names } = await client.query<{ from: string; to: string }>(
    `select f.relname::text as "from", t.relname::text as "to" from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = $1::regnamespace and f.oid <> t.oid`,
    [schema],
  )
  const ordered: TableToCopy[] = []
  const place = (table: TableToCopy, under: readonly string[]) => {
    if (ordered.includes(table)) return
    if (under.includes(table.name)) throw new Error(`The tables ${[...under, table.name].join(', ')} name each other.`)
    for (const { from, to } of names) {
      const named = from === table.name && tables.find(other => other.name === to)
      if (named) place(named, [...under, table.name])
    }
    ordered.push(table)
  }
  for (const table of tables) place(table, [])
  return ordered
}
