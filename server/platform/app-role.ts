/** The role that the running system works under in PostgreSQL: it owns nothing, so it can switch off no trigger and truncate no table. */
import pg from 'pg'

/** Its name in the embedded database. Elsewhere it is the user of `DATABASE_URL`. */
export const appRole = 'sansheng_app'

/** What is only ever added to: the role may neither change nor delete a row there. */
const onlyGrow = ['events', 'findings', 'seals', 'sealed_cases', 'seal_keys', 'standard_versions', 'calendars']
/** Words beside the events may be erased, by an event that says so. */
const erasable = ['value', 'salt', 'erased_at']

/** Lets the role read and write rows of every table of the schema, and no more of the ledger than to add to it and to erase words. */
export async function grantApp(client: pg.Client, schema: string, role: string): Promise<void> {
  const [to, inSchema] = [pg.escapeIdentifier(role), pg.escapeIdentifier(schema)]
  const { rows } = await client.query<{ name: string }>(
    'select relname as name from pg_class where relnamespace = $1::regnamespace and relkind in ($2, $3) and relname = any($4)',
    [inSchema, 'r', 'p', [...onlyGrow, 'event_values', 'migrations']],
  )
  const there = (names: readonly string[]) => names.filter(name => rows.some(row => row.name === name))
  const revoke = (names: readonly string[], rights: string) =>
    there(names).map(name => `revoke ${rights} on ${inSchema}.${name} from ${to}`)
  await client.query(
    [
      'begin',
      `grant usage on schema ${inSchema} to ${to}`,
      `grant select, insert, update, delete on all tables in schema ${inSchema} to ${to}`,
      `grant usage on all sequences in schema ${inSchema} to ${to}`,
      ...revoke(onlyGrow, 'update, delete'),
      ...revoke(['event_values'], 'update, delete'),
      ...there(['event_values']).map(name => `grant update (${erasable}) on ${inSchema}.${name} to ${to}`),
      ...revoke(['migrations'], 'insert, update, delete'),
      'commit',
    ].join('; '),
  )
}

/** Whether whoever is connected could do to the tables what only their owner may. */
export async function ownsTables(ask: (text: string) => Promise<{ rows: { owns: boolean }[] }>): Promise<boolean> {
  const { rows } = await ask(`select pg_has_role(relowner, 'member') as owns from pg_class where oid = 'events'::regclass`)
  return rows[0]?.owns ?? false
}

/** The user that a connection is made with. */
export async function userOf(connection: string): Promise<string> {
  const client = new pg.Client({ connectionString: connection })
  await client.connect().catch((error: Error & { code?: string }) => {
    throw new Error(`DATABASE_URL 连不上数据库（${error.message || error.code}）。请检查地址、用户、密码和库名。`)
  })
  try {
    return (await client.query<{ name: string }>('select current_user as name')).rows[0]!.name
  } finally {
    await client.end()
  }
}
