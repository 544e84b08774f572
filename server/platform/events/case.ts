/** A case is the unit of order: whoever acts on it holds its row, so that its events have no gaps and one chain. */
import { Fault } from '@sansheng/contract/fault.ts'
import { type CaseFacts, type Counts, noFacts } from '@sansheng/rulebook/engine'
import { sql } from 'kysely'
import type { Case, CaseKind } from '../case.ts'
import type { Ctx } from '../ctx.ts'

export const noHash = '0'.repeat(64)

/** Opens a new case; its row is written with the first flush. */
export async function openCase(ctx: Ctx, siteId: number, kind: CaseKind, id: string = ctx.newId()): Promise<Case> {
  const caseRow = emptyCase(siteId, id, kind, await ctx.kernel.versionFor(ctx, siteId, kind), newSalt(ctx))
  ctx.cases.set(key(siteId, id), caseRow)
  return caseRow
}

/** Takes the row of a case for this transaction and reads its state; others wait until it ends. */
export async function lockCase(ctx: Ctx, siteId: number, id: string): Promise<Case> {
  const locked = ctx.cases.get(key(siteId, id))
  if (locked) return locked
  const caseRow = await readCase(ctx, siteId, id)
  if (!caseRow) throw new Fault('not_found')
  await ctx.kernel.load(ctx, caseRow)
  ctx.cases.set(key(siteId, id), caseRow)
  return caseRow
}

/** Said by a case for the rows that its events cover; erasing a person takes another one. */
export const newSalt = (ctx: Pick<Ctx, 'random'>): string => Buffer.from(ctx.random(16)).toString('hex')

/** A case that may not exist yet, for example a person's account: takes it, or opens it. */
export async function lockOrOpenCase(ctx: Ctx, siteId: number, kind: CaseKind, id: string): Promise<Case> {
  const locked = ctx.cases.get(key(siteId, id))
  if (locked) return locked
  // The insert settles who opens it when two come at once: the second waits for the first and then finds the row.
  const rulebook = await ctx.kernel.versionFor(ctx, siteId, kind)
  await sql`insert into cases (site_id, id, kind, seq, head, last_at, facts, counts, rulebook_id, salt)
    values (${siteId}, ${id}, ${kind}, 0, ${noHash}, ${new Date(0).toISOString()}, ${JSON.stringify(noFacts)}, '{}', ${rulebook}, ${newSalt(ctx)})
    on conflict do nothing`.execute(ctx.db)
  return await lockCase(ctx, siteId, id)
}

async function readCase(ctx: Ctx, siteId: number, id: string): Promise<Case | null> {
  const row = await ctx.db
    .selectFrom('cases')
    .select(['kind', 'seq', 'head', 'last_at', 'facts', 'counts', 'rulebook_id', 'salt'])
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  return {
    ...emptyCase(
      siteId,
      id,
      row.kind as CaseKind,
      await ctx.kernel.versionFor(ctx, siteId, row.kind as CaseKind, row.rulebook_id),
      row.salt,
    ),
    seq: row.seq,
    head: row.head,
    lastAt: row.last_at,
    facts: row.facts as CaseFacts,
    counts: row.counts as Counts,
    isNew: false,
    clocks: null,
  }
}

function emptyCase(siteId: number, id: string, kind: CaseKind, rulebook: string | null, salt: string): Case {
  return {
    siteId,
    id,
    kind,
    seq: 0,
    salt,
    head: noHash,
    lastAt: 0,
    facts: noFacts,
    counts: {},
    refs: { case: id },
    rulebook,
    isNew: true,
    clocks: [],
    events: [],
    started: [],
    changed: new Map(),
    findings: [],
    announcements: [],
    covered: new Map(),
  }
}

const key = (siteId: number, id: string) => `${siteId}/${id}`
