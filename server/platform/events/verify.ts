/** Recomputes the ledger: every chain, the words and rows beside it, every seal. Reads in pieces, so that memory does not grow with it. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import type { Anchor } from './anchor.ts'
import { type Broken, reportInto } from './broken.ts'
import { type CaseId, type CaseToCheck, readCases } from './read-cases.ts'
import { type Scope, within } from './scope.ts'
import { checkCase, type Erased } from './verify-case.ts'
import { checkOrphans } from './verify-orphans.ts'
import { checkSeals, type SealsFound } from './verify-seals.ts'

export { type Broken, brokenSentence } from './broken.ts'

/** Folds a case again and gives what does not follow from its events; the module that knows the standard gives it. */
export type FoldCase = (found: CaseToCheck) => Promise<string[]>
/** `key`: the public key that is believed; without one, that of the first seal is. `anchors`: seals that were kept outside. */
export type Against = {
  fold?: FoldCase
  key?: string | undefined
  anchors?: readonly Anchor[]
  onProgress?: (events: number, total: number) => void
}
export type Verified = {
  ok: boolean
  cases: number
  events: number
  seals: number
  /** Hash of the last seal, what an anchor of it holds. */
  head: string | null
  /** The key that was believed, and whether it came from outside. */
  key: string | null
  pinned: boolean
  /** Events that no seal covers yet: the chain alone protects them. */
  unsealed: number
  /** Words that were erased, by the event that says so. */
  erased: Erased[]
  broken: Broken[]
}

/** As many cases are read at once. */
const piece = 250

export async function verifyLedger(db: Kysely<DB>, scope: Scope = {}, against: Against = {}): Promise<Verified> {
  const broken: Broken[] = []
  const report = reportInto(broken)
  const total = against.onProgress ? await count(db, scope) : 0
  const found = { cases: 0, events: 0, erased: [] as Erased[] }
  const readAfter = async (last: CaseId) => {
    const cases = await nextCases(db, scope, last)
    return { last: cases.at(-1), cases: await readCases(db, cases) }
  }
  let next = readAfter({ site_id: -1, id: '00000000-0000-0000-0000-000000000000' })
  for (;;) {
    const { last, cases } = await next
    if (!last) break
    // the database reads on while these are checked
    next = readAfter(last)
    next.catch(() => {})
    for (const read of cases.values()) {
      found.events += read.events.length
      found.erased.push(...checkCase(read, report))
      for (const about of (await against.fold?.(read)) ?? [])
        report({ siteId: read.siteId, caseId: read.caseId, seq: null }, 'verdict', about)
    }
    found.cases += cases.size
    against.onProgress?.(found.events, total)
  }
  await checkOrphans(db, scope, report)
  const seals: SealsFound = await checkSeals(db, scope, against, report)
  return { ok: broken.length === 0, ...found, ...seals, broken }
}

async function count(db: Kysely<DB>, scope: Scope): Promise<number> {
  const { rows } = await sql<{
    events: number
  }>`select count(*) as events from events e where true ${within(scope, 'e.site_id', 'e.case_id')}`.execute(db)
  return rows[0]!.events
}

/** Cases in their order, those too whose row or whose events are gone. */
async function nextCases(db: Kysely<DB>, scope: Scope, after: CaseId): Promise<CaseId[]> {
  const next = sql`(${after.site_id}, ${after.id}::uuid)`
  const { rows } = await sql<CaseId>`
    (select c.site_id, c.id from cases c where (c.site_id, c.id) > ${next} ${within(scope, 'c.site_id', 'c.id')} order by 1, 2 limit ${piece})
    union
    (select e.site_id, e.case_id from events e where e.seq = 1 and (e.site_id, e.case_id) > ${next} ${within(scope, 'e.site_id', 'e.case_id')}
      order by 1, 2 limit ${piece})
    order by 1, 2 limit ${piece}`.execute(db)
  return rows
}
