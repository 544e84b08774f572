import { Type } from 'typebox'
import { Count, Flag, Instant, Nullable, route, Shape, SiteParams } from './route.ts'

const DaySpans = Type.Array(
  Type.String({ maxLength: 11, pattern: '^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$', examples: ['08:30-12:00'] }),
  { maxItems: 12 },
)
export const CalendarSpec = Shape({
  zone: Type.String({ maxLength: 60, examples: ['Asia/Shanghai'] }),
  holidays: Type.Optional(Type.Literal('cn')),
  week: Shape(
    Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(day => [day, Type.Optional(DaySpans)])) as Record<
      string,
      ReturnType<typeof Type.Optional<typeof DaySpans>>
    >,
  ),
  days: Type.Optional(Type.Record(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), DaySpans, { maxProperties: 800 })),
})
/** A calendar as it stood when a version was published. */
export const CalendarThen = Shape({ spec: CalendarSpec, version: Type.String({ examples: ['1'] }) })
export const CalendarView = Shape({
  name: Type.String({ examples: ['cn-office'] }),
  version: Type.Integer({ examples: [1] }),
  spec: CalendarSpec,
  builtIn: Flag,
  publishedAt: Nullable(Instant),
  missingYears: Type.Array(Type.Integer()),
})

export const calendars = {
  listCalendars: route({
    method: 'GET',
    path: '/sites/:siteId/calendars',
    needs: 'standards:read',
    summary: 'Calendars that rules of this site may name',
    params: SiteParams,
    reply: Shape({ items: Type.Array(CalendarView) }),
  }),
  publishCalendar: route({
    method: 'PUT',
    path: '/sites/:siteId/calendars/:name',
    needs: 'standards:publish',
    summary: 'A new version of a calendar; running clocks are recomputed and say so',
    params: Shape({ ...SiteParams.properties, name: Type.String({ pattern: '^[a-z0-9-]{1,40}$', examples: ['cn-office'] }) }),
    bodyBytes: 600_000,
    body: Shape({ spec: CalendarSpec }),
    reply: Shape({ calendar: CalendarView, recomputing: Count }),
  }),
}
