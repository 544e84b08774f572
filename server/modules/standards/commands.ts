import { Fault } from '@sansheng/contract/fault.ts'
import { readDocument } from '@sansheng/rulebook/document'
import { type Compiled, compile, publishBlockers } from '@sansheng/rulebook/engine'
import { type CalendarSpec, calendarProblem, timeProblemText } from '@sansheng/rulebook/time'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import type { Calendars, CompiledStandards } from './compiled-standards.ts'
import { recomputeLater } from './jobs.ts'
import { overtakeWaiting } from './publication-store.ts'
import { inheritable } from './shipped.ts'
import { deleteDraft, insertCalendar, insertVersion, latestVersion, upsertDraft } from './store.ts'

/** The case in which the events of a site's standard stand. Made from the site, so that it needs no row of its own. */
export const standardCase = (siteId: number): string => `00000000-0000-7000-a000-${siteId.toString(16).padStart(12, '0')}`

export async function checkSource(ctx: Ctx, siteId: number, source: string): Promise<Compiled> {
  return compile(source, { inherited: await inheritable(), calendars: await calendarsOf(ctx, siteId) })
}

/** Calendars of a site in their newest version. */
export async function calendarsOf(ctx: Pick<Ctx, 'db'>, siteId: number): Promise<Calendars> {
  const { rows } = await sql<{
    name: string
    version: number
    spec: CalendarSpec
  }>`select distinct on (name) name, version, spec from calendars where site_id = ${siteId} order by name, version desc`.execute(
    ctx.db,
  )
  return Object.fromEntries(rows.map(r => [r.name, { spec: r.spec, version: String(r.version) }]))
}

export async function saveDraft(ctx: Ctx, siteId: number, source: string, seen: number): Promise<{ version: number }> {
  const saved = await upsertDraft(ctx, siteId, source, seen)
  if (saved) return saved
  return await refuseStale(ctx, siteId)
}

/** Refuses when somebody saved the draft since this version of it was looked at. */
export async function mustBeNewestDraft(ctx: Ctx, siteId: number, seen: number): Promise<void> {
  const draft = await ctx.db.selectFrom('standard_drafts').select('version').where('site_id', '=', siteId).executeTakeFirst()
  if ((draft?.version ?? 0) > seen) await refuseStale(ctx, siteId)
}

async function refuseStale(ctx: Ctx, siteId: number): Promise<never> {
  const now = await sql<{
    version: number
    name: string | null
    saved_at: number
  }>`select d.version, p.name, d.saved_at from standard_drafts d left join persons p on p.id = d.saved_by where d.site_id = ${siteId}`.execute(
    ctx.db,
  )
  const row = now.rows[0]
  throw new Fault('stale', { by: row?.name ?? '', at: row ? iso(row.saved_at) : '' }, { detail: { version: row?.version ?? 0 } })
}

/** Refuses a text with errors, or with figures that are still to be filled in. */
export function refuseBlocked(compiled: Compiled): void {
  const { errors, open } = publishBlockers(compiled)
  if (errors.length > 0) throw invalid(errors)
  if (open.length > 0)
    throw new Fault(
      'standard.open',
      { clause: open[0]!.clause.number, title: open[0]!.clause.title },
      { detail: { rules: open.map(r => r.id) } },
    )
}

/** The refusal of a text with errors, with the first line to put right. */
export function invalid(errors: Compiled['problems']): Fault {
  return new Fault(
    'standard.invalid',
    { count: errors.length, line: errors[0]!.line },
    { detail: { problems: errors.slice(0, 100) } },
  )
}

export type Text = {
  source: string
  note?: string | undefined
  trial?: boolean | undefined
  /** The submission that was consented to, and who submitted it when somebody else gave the last consent. */
  publication?: string
  by?: string | null
}

/** Publishes a text as the next version of the site: in force for cases that open from now on. */
export async function publish(ctx: Ctx, compiledStandards: CompiledStandards, siteId: number, draft: Text): Promise<string> {
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  const inherited = await inheritable()
  const calendars = await calendarsOf(ctx, siteId)
  const compiled = compile(draft.source, { inherited, calendars })
  refuseBlocked(compiled)
  const number = ((await latestVersion(ctx, siteId))?.number ?? 0) + 1
  const id = ctx.newId()
  const { front } = compiled.document
  const trial = draft.trial ?? front.trial
  await ctx.kernel.gate(ctx, caseRow, {
    action: 'standard.published',
    subject: { kind: 'standard', id },
    refs: { standard: id },
    facts: {},
  })
  await insertVersion(ctx, {
    id,
    siteId,
    number,
    title: front.title ?? front.standard ?? '',
    source: draft.source,
    inherited: above(front.extends, inherited),
    calendars,
    trial,
    publishedAt: ctx.now(),
    publishedBy: draft.by === undefined ? ctx.actor.personId : draft.by,
    note: draft.note ?? null,
  })
  // a text that waited for consent took its draft with it: what stands there now was written meanwhile
  if (draft.by === undefined) await deleteDraft(ctx, siteId)
  await overtakeWaiting(ctx, siteId, draft.publication ?? null)
  await record(ctx, caseRow, {
    type: 'standard.published',
    subject: { kind: 'standard', id },
    refs: { standard: id },
    detail: { number, trial, ...(draft.publication ? { publication: draft.publication } : {}) },
    values: { note: draft.note },
  })
  await sql`select pg_notify('standard', ${String(siteId)})`.execute(ctx.db)
  ctx.committed.push(() => compiledStandards.forget(siteId))
  return id
}

/** A new version of a calendar. Running clocks that count by it are recomputed, each with an event that says so. */
export async function publishCalendar(
  ctx: Ctx,
  siteId: number,
  name: string,
  spec: CalendarSpec,
): Promise<{ version: number; recomputing: number }> {
  const problem = calendarProblem(spec)
  if (problem) throw new Fault('calendar.invalid', { why: timeProblemText(problem, 'zh') }, { detail: problem })
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  const before = await calendarsOf(ctx, siteId)
  const version = Number(before[name]?.version ?? 0) + 1
  await insertCalendar(ctx, siteId, name, version, spec)
  await record(ctx, caseRow, {
    type: 'calendar.published',
    subject: { kind: 'standard', id: standardCase(siteId) },
    detail: { calendar: name, version },
  })
  const { rows } = await sql<{
    case_id: string
    clocks: number
  }>`select case_id, count(*)::int as clocks from clocks where site_id = ${siteId} and state in ('running', 'paused')
    and evidence->'calendar'->>'name' = ${name} group by case_id`.execute(ctx.db)
  recomputeLater(ctx, {
    siteId,
    name,
    calendars: { [name]: { spec, version: String(version) } },
    caseIds: rows.map(r => r.case_id),
  })
  return { version, recomputing: rows.reduce((sum, r) => sum + r.clocks, 0) }
}

/** The texts that a standard stands on, theirs included, as they are today: later releases of them change nothing that is published. */
function above(names: string[], texts: Record<string, string>, found: Record<string, string> = {}): Record<string, string> {
  for (const name of names) {
    const source = texts[name]
    if (source === undefined || found[name] !== undefined) continue
    found[name] = source
    above(readDocument(source).front.extends, texts, found)
  }
  return found
}
