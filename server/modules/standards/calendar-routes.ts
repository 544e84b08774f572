import type { calendars } from '@sansheng/contract/calendars.ts'
import { calendarSpecs, civilDate, compileCalendar } from '@sansheng/rulebook/time'
import { iso } from '../../platform/ctx.ts'
import type { Handlers } from '../../platform/http.ts'
import { siteById } from '../people/index.ts'
import { publishCalendar } from './commands.ts'

export const calendarHandlers: Handlers<typeof calendars> = {
  listCalendars: async (ctx, { params }) => {
    const own = await ctx.db
      .selectFrom('calendars')
      .selectAll()
      .where('site_id', '=', params.siteId)
      .orderBy('name')
      .orderBy('version', 'desc')
      .execute()
    const newest = [...new Map(own.reverse().map(c => [c.name, c])).values()]
    const named = new Set(newest.map(c => c.name))
    const site = await siteById(ctx, params.siteId)
    const year = Number(civilDate(site.zone, ctx.now()).slice(0, 4))
    const view = (name: string, version: number, spec: object, publishedAt: number | null) => ({
      name,
      version,
      spec: spec as never,
      builtIn: publishedAt === null,
      publishedAt: publishedAt === null ? null : iso(publishedAt),
      missingYears: compileCalendar(spec as never).missingYears(year, year + 1),
    })
    const items = [
      ...newest.map(c => view(c.name, c.version, c.spec as object, c.published_at)),
      ...Object.entries(calendarSpecs)
        .filter(([name]) => !named.has(name))
        .map(([name, spec]) => view(name, 0, spec, null)),
    ]
    return { items }
  },
  publishCalendar: async (ctx, { params, body }) => {
    const site = await siteById(ctx, params.siteId)
    const done = await publishCalendar(ctx, params.siteId, params.name, body.spec as never)
    const year = Number(civilDate(site.zone, ctx.now()).slice(0, 4))
    const missingYears = compileCalendar(body.spec as never).missingYears(year, year + 1)
    return {
      calendar: {
        name: params.name,
        version: done.version,
        spec: body.spec,
        builtIn: false,
        publishedAt: iso(ctx.now()),
        missingYears,
      },
      recomputing: done.recomputing,
    }
  },
}
