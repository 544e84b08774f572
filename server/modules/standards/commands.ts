import { Fault } from '@sansheng/contract/fault.ts'
import { type CalendarSpec, calendarProblem, timeProblemText } from '@sansheng/rulebook/time'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import type { Calendars } from './compiled-texts.ts'
import { recomputeLater } from './jobs.ts'
import { insertCalendar } from './store.ts'

/** The case in which the events of a site's standard stand. Made from the site, so that it needs no row of its own. */
export const standardCase = (siteId: number): string => `00000000-0000-7000-a000-${siteId.toString(16).padStart(12, '0')}`

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
  await insertCalendar(ctx, caseRow, { name, version, spec })
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
