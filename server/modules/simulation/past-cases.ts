import { timeFacts } from '@sansheng/rulebook/time'
/** The events of past cases as a rulebook reads them. */

import { type CaseEvent, type CaseFacts, factsFor, noFacts, type Refs, withFacts } from '@sansheng/rulebook/engine'
import type { Replay } from '@sansheng/rulebook/replay'
import type { EventType, Facts, RefKind } from '@sansheng/rulebook/vocabulary'
import { type Kysely, sql } from 'kysely'
import { iso } from '../../platform/ctx.ts'
import { withSubject } from '../../platform/events/index.ts'
import type { DB } from '../../schema.gen.ts'

type Stretch = { siteId: number; from: number; until: number }

/** Only cases that a standard has something to say of: not the accounts of people, nor the standard itself. */
const ofService = sql`exists (select from cases c where c.site_id = e.site_id and c.id = e.case_id and c.kind in ('matter', 'notice'))`

export async function countOpened(db: Kysely<DB>, { siteId, from, until }: Stretch): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from events e
    where e.site_id = ${siteId} and e.seq = 1 and e.at >= ${iso(from)} and e.at < ${iso(until)} and ${ofService}`.execute(db)
  return rows[0]!.n
}

/** The next cases of the stretch, in the order in which they opened. */
export async function openedAfter(
  db: Kysely<DB>,
  { siteId, from, until }: Stretch,
  cursor: { at: number; caseId: string } | null,
  limit: number,
): Promise<{ at: number; caseId: string }[]> {
  const past = cursor ? sql`and (e.at, e.case_id) > (${iso(cursor.at)}::timestamptz, ${cursor.caseId}::uuid)` : sql``
  const { rows } = await sql<{ at: number; caseId: string }>`select e.at, e.case_id as "caseId" from events e
    where e.site_id = ${siteId} and e.seq = 1 and e.at >= ${iso(from)} and e.at < ${iso(until)} ${past} and ${ofService}
    order by e.at, e.case_id limit ${limit}`.execute(db)
  return rows
}

type EventRow = {
  case_id: string
  seq: number
  type: string
  at: number
  subject_kind: string
  subject_id: string
  refs: Refs
  facts: Facts
  undoes: number | null
}

/** What the system itself recorded of its clocks and gates is left out: that is what is being tried anew. */
export async function replaysOf(
  db: Kysely<DB>,
  { siteId, zone, until }: { siteId: number; zone: string; until: number },
  ids: readonly string[],
): Promise<Replay> {
  if (ids.length === 0) return []
  const { rows } = await sql<EventRow>`
    select case_id, seq, type, at, subject_kind, subject_id, refs, facts, (detail->>'undoes')::int as undoes from events
    where site_id = ${siteId} and case_id = any(${ids}::uuid[]) and at < ${iso(until)} and type not like 'clock.%' and type not like 'gate.%'
    order by case_id, seq`.execute(db)
  const cases = new Map<string, { known: CaseFacts; events: CaseEvent[] }>()
  for (const row of rows) {
    const caseRow = cases.get(row.case_id) ?? { known: noFacts, events: [] }
    const subject = { kind: row.subject_kind as RefKind, id: row.subject_id }
    const refs = withSubject({ refs: row.refs, subject })
    caseRow.known = withFacts(caseRow.known, refs, row.facts)
    caseRow.events.push({
      seq: row.seq,
      type: row.type as EventType,
      at: row.at,
      subject,
      refs: row.refs,
      facts: { ...factsFor(caseRow.known, refs), time: timeFacts({ zone }, row.at) },
      known: caseRow.known,
      undoes: row.undoes ?? undefined,
    })
    cases.set(row.case_id, caseRow)
  }
  return [...cases].map(([caseId, { events }]) => ({ caseId, events }))
}
