import { Fault } from '@sansheng/contract/fault.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import type { standards } from '@sansheng/contract/standards.ts'
import { calendarSpecs } from '@sansheng/rulebook/time'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import type { CompiledStandards } from './compiled-standards.ts'
import type { Calendars } from './compiled-texts.ts'

/** What stands around a version on paper; the calendars are those by which it was published, not today's. */
export async function handbookOf(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  id: string,
): Promise<ReplyOf<typeof standards.getHandbook>> {
  const { rows } = await sql<{ calendars: Calendars; organisation: string; site: string; zone: string }>`
    select v.calendars, u.name as organisation, s.name as site, s.zone from standard_versions v
    join sites s on s.id = v.site_id join units u on u.id = s.unit_id where v.site_id = ${siteId} and v.id = ${id}`.execute(
    ctx.db,
  )
  const row = rows[0]
  if (!row) throw new Fault('not_found')
  const { rulebook } = await compiledStandards.byId(id)
  const named = new Set(rulebook.rules.flatMap(rule => ('calendar' in rule ? [rule.calendar] : [])))
  const calendars = [...named].sort().flatMap(name => {
    const own = row.calendars[name]
    const spec = own?.spec ?? calendarSpecs[name]
    return spec ? [{ name, version: own?.version ?? '0', spec: spec as never }] : []
  })
  return { organisation: row.organisation, site: row.site, zone: row.zone, calendars }
}
