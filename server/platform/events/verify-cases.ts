/** Checks the cases of the ledger in their order, in pieces, so that memory does not grow with it. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { type Broken, reportInto } from './broken.ts'
import { type CaseId, type CaseToCheck, readCases } from './read-cases.ts'
import { type Scope, within } from './scope.ts'
import { checkCase, type Erased } from './verify-case.ts'

/** Folds a case again and gives what does not follow from its events; the module that knows the standard gives it. */
export type FoldCase = (found: CaseToCheck) => Promise<string[]>
/** Cases after the one and up to the other, in the order of site and id; null: from the first, to the last. */
export type Stretch = { after: CaseId | null; upTo: CaseId | null }
export type CasesFound = {
  cases: number
  events: number
  /** Words that were erased, by the event that says so. */
  erased: Erased[]
  broken: Broken[]
}

/** As many cases are read at once. */
const piece = 250
const whole: Stretch = { after: null, upTo: null }

export async function checkCases(db: Kysely<DB>, scope: Scope, fold?: FoldCase, stretch = whole): Promise<CasesFound> {
  const found: CasesFound = { cases: 0, events: 0, erased: [], broken: [] }
  const report = reportInto(found.broken)
  const readAfter = async (after: CaseId | null) => {
    const cases = await nextCases(db, scope, { ...stretch, after })
    return { last: cases.at(-1), cases: await readCases(db, cases) }
  }
  let next = readAfter(stretch.after)
  for (;;) {
    const { last, cases } = await next
    if (!last) return found
    // the database reads on while these are checked
    next = readAfter(last)
    next.catch(() => {})
    for (const read of cases.values()) {
      found.events += read.events.length
      found.erased.push(...checkCase(read, report))
      for (const about of (await fold?.(read)) ?? [])
        report({ siteId: read.siteId, caseId: read.caseId, seq: null }, 'verdict', about)
    }
    found.cases += cases.size
  }
}

/** Divides the ledger into stretches of as many cases, which can be checked apart from each other; together they are everything. */
export async function stretchesOf(db: Kysely<DB>, scope: Scope, cases: number): Promise<Stretch[]> {
  const { rows } = await sql<CaseId>`
    select site_id, id from (select c.site_id, c.id, row_number() over (order by c.site_id, c.id) as n from cases c
      where true ${within(scope, 'c.site_id', 'c.id')}) x where n % ${cases} = 0 order by 1, 2`.execute(db)
  return [...rows, null].map((upTo, n) => ({ after: rows[n - 1] ?? null, upTo }))
}

export async function countEvents(db: Kysely<DB>, scope: Scope): Promise<number> {
  const { rows } = await sql<{ events: number }>`
    select count(*) as events from events e where true ${within(scope, 'e.site_id', 'e.case_id')}`.execute(db)
  return rows[0]!.events
}

/** Cases in their order, those too whose row or whose events are gone. */
async function nextCases(db: Kysely<DB>, scope: Scope, { after, upTo }: Stretch): Promise<CaseId[]> {
  const inside = (site: string, id: string) => {
    const key = sql`(${sql.ref(site)}, ${sql.ref(id)})`
    return sql`${after ? sql`and ${key} > (${after.site_id}, ${after.id}::uuid)` : sql``}
      ${upTo ? sql`and ${key} <= (${upTo.site_id}, ${upTo.id}::uuid)` : sql``} ${within(scope, site, id)}`
  }
  const { rows } = await sql<CaseId>`
    (select c.site_id, c.id from cases c where true ${inside('c.site_id', 'c.id')} order by 1, 2 limit ${piece})
    union
    (select e.site_id, e.case_id from events e where e.seq = 1 ${inside('e.site_id', 'e.case_id')} order by 1, 2 limit ${piece})
    order by 1, 2 limit ${piece}`.execute(db)
  return rows
}
