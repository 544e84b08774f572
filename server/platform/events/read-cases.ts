/** Reads whole cases of the ledger: events, words, and the rows that events vouch for. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { type CoveredTable, coverage, keyOf } from './covered.ts'
import type { Row } from './hash.ts'

export type CaseId = { site_id: number; id: string }
export type LedgerRow = Row & {
  site_id: number
  case_id: string
  seq: number
  type: string
  detail: Record<string, unknown>
  hashes: Record<string, string>
  covers: Record<string, string>
  recorded_at: string
  prev_hash: string
  hash: string
}
export type WordRow = Row & {
  site_id: number
  case_id: string
  seq: number
  name: string
  salt: string | null
  value: string | null
  erased_at: string | null
}
/** A row beside the ledger that events vouch for, and what its hash stands under. */
export type CoveredRow = { table: CoveredTable; key: string; row: Row }
export type CaseToCheck = { siteId: number; caseId: string; events: LedgerRow[]; words: WordRow[]; rows: CoveredRow[] }

/** What lies beside an event, and the rows that events vouch for, in one statement: a system that goes on working shows one state. */
export async function readCases(db: Kysely<DB>, cases: readonly CaseId[]): Promise<Map<string, CaseToCheck>> {
  if (cases.length === 0) return new Map()
  const parts = [
    sql.raw(
      `select 'event' as what, i.id as case_of, to_jsonb(x) as row from i join events x on x.site_id = i.site_id and x.case_id = i.id`,
    ),
    sql.raw(`select 'word', i.id, to_jsonb(x) from i join event_values x on x.site_id = i.site_id and x.case_id = i.id`),
    ...Object.entries(coverage).map(([table, { join }]) => sql.raw(`select '${table}', i.id, to_jsonb(x) from i ${join}`)),
  ]
  const { rows } = await sql<{ what: 'event' | 'word' | CoveredTable; case_of: string; row: Row }>`
    with i as (select * from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as i(site_id int, id uuid))
    ${sql.join(parts, sql` union all `)}`.execute(db)
  const found = new Map<string, CaseToCheck>(
    cases.map(({ site_id, id }) => [`${site_id}/${id}`, { siteId: site_id, caseId: id, events: [], words: [], rows: [] }]),
  )
  for (const { what, case_of, row } of rows) {
    const own = found.get(`${row.site_id}/${case_of}`)!
    if (what === 'event') own.events.push(row as LedgerRow)
    else if (what === 'word') own.words.push(row as WordRow)
    else own.rows.push({ table: what, key: keyOf(what, row), row })
  }
  for (const { events } of found.values()) events.sort((a, b) => a.seq - b.seq)
  return found
}
