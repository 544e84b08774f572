/** Read models of the living standard and the board. They may join any table. */
import type { ClockView } from '@sansheng/contract/clocks.ts'
import type { PersonRef } from '@sansheng/contract/people.ts'
import type { Urgency } from '@sansheng/rulebook/kinds'
import { sql } from 'kysely'
import { reach } from '../../platform/access.ts'
import type { ClockRow } from '../../platform/clock-row.ts'
import { clockView } from '../../platform/clock-view.ts'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import type { ShownEvent } from '../../platform/events/view.ts'
import { actorAs, personRefs } from '../people/index.ts'
import { rootLink, theirs, withRoot } from './reach.ts'

/** Whether the root of this clock itself lies within reach; another thing of its case opens nothing. */
export async function maySeeClock(ctx: Ctx, siteId: number, id: string): Promise<boolean> {
  if (reach(ctx.actor, 'standards:read', siteId) === 'site') return true
  const { rows } = await sql`select 1 from clocks x ${withRoot(ctx)}
    where x.site_id = ${siteId} and x.id = ${id} and ${theirs(ctx, siteId)}`.execute(ctx.db)
  return rows.length > 0
}

export type ClockPage = {
  root?: { kind: string; id: string } | undefined
  caseId?: string | undefined
  breached?: boolean | undefined
  newest?: boolean | undefined
  limit: number
  after: { paused: boolean; due: number; id: string } | null
}

/** Open clocks of a site for the board, with whoever answers for each as the figures have it: overdue first, then by time left, paused ones last; `newest`: the last to come due first. */
export async function openClocksOf(ctx: Ctx, siteId: number, page: ClockPage) {
  const breached = sql`(x.state = 'running' and x.due_at < ${iso(ctx.now())})`
  const place = sql`(x.state = 'paused', x.due_at, x.id)`
  const after =
    page.after &&
    sql`${place} ${page.newest ? sql`<` : sql`>`} (${page.after.paused}, ${isoOrNull(page.after.due)}::timestamptz, ${page.after.id}::uuid)`
  const down = page.newest ? sql`desc` : sql``
  const { rows } = await sql<
    ClockRow & { number: string | null; title: string | null; who: string | null; urgency: Urgency | null }
  >`
    select x.*, t.number, t.title, coalesce(p.name, d.name) as who, w.urgency from clocks x ${withRoot(ctx)}
    left join tickets w on x.root_kind = 'ticket' and w.site_id = x.site_id and w.id = x.root_id
    left join persons p on p.id = x.answerable_id left join departments d on d.site_id = x.site_id and d.id = x.answerable_department_id
    where x.site_id = ${siteId} and x.state in ('running', 'paused') and ${theirs(ctx, siteId)}
      ${page.root ? sql`and x.root_kind = ${page.root.kind} and x.root_id = ${page.root.id}` : sql``}
      and (${page.caseId ?? null}::uuid is null or x.case_id = ${page.caseId ?? null})
      ${page.breached === undefined ? sql`` : page.breached ? sql`and ${breached}` : sql`and not ${breached}`}
      ${after ? sql`and ${after}` : sql``}
    order by (x.state = 'paused') ${down}, x.due_at ${down}, x.id ${down} limit ${page.limit + 1}`.execute(ctx.db)
  return rows.map(r => ({
    row: r,
    item: { clock: clockView(r, ctx.now()), root: rootLink(ctx, r), who: r.who, urgency: r.urgency },
  }))
}

export async function clockViewById(ctx: Ctx, siteId: number, id: string): Promise<ClockView | null> {
  const row = await ctx.db.selectFrom('clocks').selectAll().where('site_id', '=', siteId).where('id', '=', id).executeTakeFirst()
  return row ? clockView(row as unknown as ClockRow, ctx.now()) : null
}

export type LedgerRow = ShownEvent & { refs: Record<string, string>; facts: object }

/** Events of a case with who and the words beside them, in order. */
export async function ledgerOf(ctx: Ctx, siteId: number, caseId: string): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    select e.seq, e.type, e.at, e.recorded_at, e.subject_kind, e.subject_id, e.detail, e.refs, e.facts, e.hashes, e.hash,
      ${actorAs('e.actor_id')} as actor,
      (select jsonb_object_agg(v.name, v.value) from event_values v where v.site_id = e.site_id and v.case_id = e.case_id and v.seq = e.seq) as words
    from events e where e.site_id = ${siteId} and e.case_id = ${caseId} order by e.seq`.execute(ctx.db)
  return rows
}

/** Why the last exemption of a clock was asked for; null when that was erased. */
export async function reasonOfRequest(ctx: Ctx, siteId: number, caseId: string, clockId: string): Promise<string | null> {
  const { rows } = await sql<{ value: string | null }>`
    select v.value from events e left join event_values v on v.site_id = e.site_id and v.case_id = e.case_id and v.seq = e.seq and v.name = 'note'
    where e.site_id = ${siteId} and e.case_id = ${caseId} and e.type = 'approval.requested' and e.subject_id = ${clockId}
    order by e.seq desc limit 1`.execute(ctx.db)
  return rows[0]?.value ?? null
}

/** Who consented to each of these versions, by version. */
export async function approversOf(ctx: Ctx, siteId: number, versions: readonly string[]): Promise<Map<string, PersonRef[]>> {
  const { rows } = await sql<{ version_id: string; person_id: string }>`
    select p.version_id, c.person_id from publications p join approval_answers c on c.site_id = p.site_id and c.approval_id = p.approval_id
    where p.site_id = ${siteId} and p.version_id = any(${[...versions]}::uuid[]) and c.given order by c.at, c.person_id`.execute(
    ctx.db,
  )
  const persons = await personRefs(
    ctx,
    rows.map(r => r.person_id),
  )
  const approvers = new Map<string, PersonRef[]>()
  for (const { version_id, person_id } of rows) {
    const person = persons.get(person_id)
    if (person) approvers.set(version_id, [...(approvers.get(version_id) ?? []), person])
  }
  return approvers
}
