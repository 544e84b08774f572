import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { type Report, tellAtMost } from './broken.ts'
import { type Scope, within } from './scope.ts'

/**
 * Every row that names a case has one, and so has every row that names a ticket, a contact, or whatever else a table keeps for each site; words
 * have their event. No foreign key looks that up while a command writes a dozen rows of the case that it holds, and nothing deletes what they
 * name; who tampers is found here.
 */
export async function checkOrphans(db: Kysely<DB>, scope: Scope, report: Report): Promise<void> {
  // of one case only that it is there: its rows are few, and the tables many
  const named = (await namings(db)).filter(({ column }) => scope.caseId === undefined || column === 'case_id')
  const parts = named.map(
    ({ name, column, named, hasCase }) => sql`
      (select ${name} as name, x.site_id, ${hasCase ? sql`x.case_id` : sql`null::uuid`} as case_id, null::int as seq from ${sql.table(name)} x
      where ${sql.ref(`x.${column}`)} is not null
        and not exists (select from ${sql.table(named)} n where n.site_id = x.site_id and n.id = ${sql.ref(`x.${column}`)})
        ${within(scope, 'x.site_id', 'x.case_id')} limit ${tellAtMost})`,
  )
  const words = sql`
    (select 'event_values' as name, v.site_id, v.case_id, v.seq from event_values v
    where not exists (select from events e where e.site_id = v.site_id and e.case_id = v.case_id and e.seq = v.seq)
      ${within(scope, 'v.site_id', 'v.case_id')} limit ${tellAtMost})`
  const { rows } = await sql<{ name: string; site_id: number; case_id: string | null; seq: number | null }>`
    ${sql.join([...parts, words], sql` union all `)}`.execute(db)
  for (const row of rows) report({ siteId: row.site_id, caseId: row.case_id, seq: row.seq }, 'orphan', row.name)
}

type Naming = { name: string; column: string; named: string; hasCase: boolean }
/** The columns that name a row of another table by its id at the site: `case_id` one of `cases`. */
async function namings(db: Kysely<DB>): Promise<Naming[]> {
  const { rows } = await sql<Naming>`
    with ours as (
      select c.relname::text as name, array_agg(a.attname::text) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') group by c.relname)
    select x.name, k.named_by as "column", n.name as named, 'case_id' = any(x.columns) as "hasCase"
    from ours x cross join unnest(x.columns) as k(named_by) join ours n on k.named_by = left(n.name, -1) || '_id'
    where 'site_id' = any(x.columns) and n.columns @> array['site_id', 'id'] order by x.name, k.named_by`.execute(db)
  return rows
}
