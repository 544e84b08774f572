/** Erases the words of a person from a case: salt and value go, an event says which, and vouches anew for every row that is left. */
import { sql } from 'kysely'
import type { Case, EventDraft } from '../case.ts'
import { type Ctx, iso } from '../ctx.ts'
import { newSalt } from './case.ts'
import { coverRow } from './covered.ts'
import { readCases } from './read-cases.ts'
import { record } from './record.ts'

/** Events that concern these contacts or tickets, or name the customer by one of his ids; `all`: every event of the case. */
export type Concerned = { contacts: readonly string[]; tickets: readonly string[]; customers: readonly string[]; all: boolean }

/**
 * Call it once the rows of the case are as they should be without the person. The case takes another salt, so that the hashes in earlier events
 * tell nothing of what the rows held. Gives how many words went.
 */
export async function eraseWords(
  ctx: Ctx,
  caseRow: Case,
  { contacts, tickets, customers, all }: Concerned,
  said: Pick<EventDraft, 'type' | 'detail' | 'values'>,
): Promise<number> {
  const at = ctx.now()
  const concerned = all
    ? sql`true`
    : sql`(e.refs->>'contact' = any(${[...contacts]}::text[]) or e.refs->>'ticket' = any(${[...tickets]}::text[])
        or e.subject_id = any(${[...contacts, ...tickets]}::text[]) or e.detail->>'customer' = any(${[...customers]}::text[]))`
  const { rows } = await sql<{ seq: number; name: string }>`
    update event_values v set value = null, salt = null, erased_at = ${iso(at)} from events e
    where v.site_id = ${caseRow.siteId} and v.case_id = ${caseRow.id} and v.erased_at is null
      and e.site_id = v.site_id and e.case_id = v.case_id and e.seq = v.seq and ${concerned}
    returning v.seq, v.name`.execute(ctx.db)
  caseRow.salt = newSalt(ctx)
  for (const { rows: left } of (await readCases(ctx.db, [{ site_id: caseRow.siteId, id: caseRow.id }])).values())
    for (const { table, row } of left) if (table !== 'cases') coverRow(caseRow, table, row)
  const words = rows.map(({ seq, name }) => `${seq}:${name}`).sort()
  await record(ctx, caseRow, {
    ...said,
    subject: { kind: 'case', id: caseRow.id },
    detail: { ...said.detail, words: words.join(' '), erasedAt: iso(at) },
  })
  return words.length
}
