/**
 * Rows beside the ledger that its events vouch for: an event carries the hash of each row that its transaction wrote for the case, so that who
 * changes, adds or takes away such a row behind the back of the system is found.
 */
import { sql } from 'kysely'
import type { Case } from '../case.ts'
import type { Ctx } from '../ctx.ts'
import { hashRow, type Row } from './hash.ts'

/** Rows that name their case, and rows that name another row which does. */
const ofCase = (table: string) => `join ${table} x on x.site_id = i.site_id and x.case_id = i.id`
const ofParent = (table: string, parent: string) =>
  `join ${parent} p on p.site_id = i.site_id and p.case_id = i.id join ${table} x on x.site_id = p.site_id and x.${parent.slice(0, -1)}_id = p.id`
/** What belongs to the standard of a site lies in a case that is made from the number of the site. */
const ofStandard = (table: string) =>
  `join ${table} x on x.site_id = i.site_id and i.id = ('00000000-0000-7000-a000-' || lpad(to_hex(i.site_id), 12, '0'))::uuid`

/**
 * The tables whose rows are covered. `join`: the rows of the cases `i`, by site and id. `key`: what says a row within its site. `without`: what
 * is no testimony: who works on a clock just now; where a chain ends, which the chain itself says.
 */
export const coverage = {
  cases: { join: 'join cases x on x.site_id = i.site_id and x.id = i.id', key: ['id'], without: ['head'] },
  clocks: { join: ofCase('clocks'), key: ['id'], without: ['lease_until'] },
  findings: { join: ofCase('findings'), key: ['id'], without: [] },
  tickets: { join: ofCase('tickets'), key: ['id'], without: [] },
  promises: { join: ofParent('promises', 'tickets'), key: ['id'], without: [] },
  follow_ups: { join: ofParent('follow_ups', 'tickets'), key: ['id'], without: [] },
  forms: { join: ofCase('forms'), key: ['id'], without: [] },
  contacts: { join: ofCase('contacts'), key: ['id'], without: [] },
  callbacks: { join: ofCase('callbacks'), key: ['id'], without: [] },
  standard_versions: { join: ofStandard('standard_versions'), key: ['id'], without: [] },
  calendars: { join: ofStandard('calendars'), key: ['name', 'version'], without: [] },
} as const satisfies Record<string, { join: string; key: readonly string[]; without: readonly string[] }>
export type CoveredTable = keyof typeof coverage

export const keyOf = (table: CoveredTable, row: Row): string =>
  [table, ...coverage[table].key.map(column => String(row[column]))].join('/')

export const hashCovered = (table: CoveredTable, row: Row, salt: string): string =>
  hashRow(row, { salt, without: coverage[table].without })

const tableOfKey = (key: string): CoveredTable => key.slice(0, key.indexOf('/')) as CoveredTable

/** The next event of the case vouches for this row, as it is now: all its columns, as they are written or as `to_jsonb` reads them. */
export function coverRow(caseRow: Pick<Case, 'covered'>, table: CoveredTable, row: Row): void {
  caseRow.covered.set(keyOf(table, row), row)
}

/** The same for a store, which knows the row and the id of the case that its transaction holds. */
export function cover(ctx: Ctx, caseId: string, table: CoveredTable, row: Row): void {
  const caseRow = ctx.cases.get(`${row.site_id}/${caseId}`)
  if (!caseRow) throw new Error(`A row of ${table} was written without holding its case.`)
  coverRow(caseRow, table, row)
}

/** For `returning`: the row as it stands now, to be covered. */
export const wholeRow = (table: CoveredTable) => sql<Row>`to_jsonb(${sql.ref(table)})`.as('row')

/** The hashes of what is covered so far. */
export function coverRows({ covered, salt }: Case): Record<string, string> {
  return Object.fromEntries([...covered].map(([key, row]) => [key, hashCovered(tableOfKey(key), row, salt)]))
}
