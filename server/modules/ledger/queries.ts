import { Fault } from '@sansheng/contract/fault.ts'
import { type LedgerEntry, type ledger, longestPeriodDays, type SealView, typesOf } from '@sansheng/contract/ledger.ts'
import type { ActorRef } from '@sansheng/contract/person-ref.ts'
import type { QueryOf } from '@sansheng/contract/route.ts'
import type { Refs } from '@sansheng/rulebook/engine'
import type { SubjectKind } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { lastSeals, sealHash } from '../../platform/events/seal.ts'
import { readCursor } from '../../platform/page.ts'
import { linksOf } from '../../platform/subject-links.ts'
import { actorAs } from '../people/index.ts'
import type { CompiledStandards } from '../standards/index.ts'

const sealsShown = 20
const day = 24 * 3_600_000

export async function overviewOf(ctx: Ctx, siteId: number): Promise<{ events: number; cases: number; seals: SealView[] }> {
  const { rows } = await sql<{ events: number; cases: number }>`
    select coalesce(sum(seq), 0)::int as events, count(*)::int as cases from cases where site_id = ${siteId}`.execute(ctx.db)
  const seals = (await lastSeals(ctx.db, sealsShown)).map(seal => ({
    number: seal.number,
    sealedAt: seal.sealedAt,
    events: seal.events,
    cases: seal.cases,
    hash: sealHash(seal),
  }))
  return { ...rows[0]!, seals }
}

type Row = {
  case_id: string
  seq: number
  type: LedgerEntry['type']
  at: number
  recorded_at: number
  actor: ActorRef | null
  source: LedgerEntry['source']
  subject_kind: SubjectKind
  subject_id: string
  refs: Refs
  detail: Record<string, unknown>
  hash: string
  seal: number | null
  rulebook_id: string | null
}
export type LedgerRow = Row & Pick<LedgerEntry, 'root' | 'clauses'>

/** Newest first. Reads the index by type and time once for each type; one case is read by its own key. */
export async function eventsOf(
  ctx: Ctx,
  siteId: number,
  query: QueryOf<typeof ledger.listEvents>,
  standards: CompiledStandards,
): Promise<LedgerRow[]> {
  const { group, type, personId, caseId, limit = 50, after } = query
  const mark = after ? readCursor(after, ['time', 'id', 'number']) : null
  const { from, until } = periodOf(ctx, query)
  const types = type ? [type] : typesOf(group)
  const wanted = sql`
    ${caseId ? sql`and e.case_id = ${caseId}` : sql``} ${personId ? sql`and e.actor_id = ${personId}` : sql``}
    and e.at >= ${iso(from)} and e.at < ${iso(until)}
    ${mark ? sql`and (e.at, e.case_id, e.seq) < (${iso(mark[0])}::timestamptz, ${mark[1]}::uuid, ${mark[2]}::int)` : sql``}`
  const found = caseId
    ? sql`select e.* from events e where e.site_id = ${siteId} and e.type = any(${[...types]}::text[]) ${wanted}`
    : sql`select e.* from unnest(${[...types]}::text[]) as t(type) cross join lateral (
        select * from events e where e.site_id = ${siteId} and e.type = t.type ${wanted}
        order by e.at desc, e.case_id desc, e.seq desc limit ${limit + 1}) e`
  const { rows } = await sql<Row>`
    select e.case_id, e.seq, e.type, e.at, e.recorded_at, ${actorAs('e.actor_id')} as actor, e.source, e.subject_kind, e.subject_id, e.refs, e.detail, e.hash, e.rulebook_id,
      (select min(s.number)::int from sealed_cases s where s.site_id = e.site_id and s.case_id = e.case_id and s.seq >= e.seq) as seal
    from (select * from (${found}) f order by f.at desc, f.case_id desc, f.seq desc limit ${limit + 1}) e
    order by e.at desc, e.case_id desc, e.seq desc`.execute(ctx.db)
  const roots = rows.map(row =>
    ctx.subjects.rootOf({ kind: row.subject_kind, id: row.subject_id }, { ...row.refs, case: row.case_id }),
  )
  const links = await linksOf(ctx, siteId, roots)
  return Promise.all(rows.map(async (row, at) => ({ ...row, root: links[at]!, clauses: await clausesOf(standards, row) })))
}

/** A month unless the query says otherwise. Without a case it is bounded, as one person's acts are looked for in all events of the period. */
function periodOf(ctx: Ctx, { from, until, caseId }: QueryOf<typeof ledger.listEvents>): { from: number; until: number } {
  const end = until ? Date.parse(until) : ctx.now() + 1
  const begin = from ? Date.parse(from) : caseId ? 0 : end - 31 * day
  if (!caseId && end - begin > longestPeriodDays * day)
    throw new Fault('invalid', {}, { fields: [{ path: '/from', message: `ledgerPeriod|{"days":${longestPeriodDays}}` }] })
  return { from: begin, until: end }
}

/** An event names one rule, or several in one text. */
async function clausesOf(standards: CompiledStandards, { detail, rulebook_id }: Row): Promise<LedgerEntry['clauses']> {
  const ids = [detail.rule, detail.rules].filter(text => typeof text === 'string').flatMap(text => text.split(' '))
  if (ids.length === 0 || rulebook_id === null) return []
  const { compiled } = await standards.byId(rulebook_id)
  const clauses = compiled.rules.filter(rule => ids.includes(rule.id)).map(rule => rule.clause)
  return [...new Map(clauses.map(clause => [clause.anchor, clause])).values()]
}

export const entryView = (row: LedgerRow): LedgerEntry => ({
  caseId: row.case_id,
  seq: row.seq,
  type: row.type,
  at: iso(row.at),
  recordedAt: iso(row.recorded_at),
  actor: row.actor,
  source: row.source,
  root: row.root,
  clauses: row.clauses,
  detail: row.detail,
  hash: row.hash,
  seal: row.seal,
})
