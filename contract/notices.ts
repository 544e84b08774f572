import { facts } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { ActorRef } from './people.ts'
import {
  Flag,
  Id,
  Instant,
  Line,
  Nullable,
  OneOf,
  PageQuery,
  type Permissions,
  Prose,
  pageOf,
  route,
  Shape,
  SiteParams,
  SiteThing,
  Version,
} from './route.ts'

export const permissions = {
  'notices:read': { zh: '查看公告', en: 'See notices' },
  'notices:publish': { zh: '发布公告', en: 'Publish notices' },
} as const satisfies Permissions

export const NoticeKind = OneOf(facts.notice.fields.kind.values)
export const NoticeState = OneOf({ draft: '待发布', published: '已发布', ended: '已结束' })
/** Characters of one line of places. */
export const longestPlace = 200
const where = {
  /** Streets, estates, buildings or house numbers; each line is read by `readPlaces`, and one that it does not understand is refused. */
  places: Type.Array(Line(longestPlace, '槐荫里 6、8 栋'), { minItems: 1, maxItems: 200 }),
  areas: Type.Optional(Type.Array(Line(60, '临川片区'), { maxItems: 50 })),
}
export const Notice = Shape({
  id: Id,
  number: Type.String({ examples: ['GG-20261120-001'] }),
  kind: NoticeKind,
  state: NoticeState,
  title: Line(120, '临川路主管更换'),
  reason: Nullable(Type.String()),
  source: Line(60, '管网部'),
  planned: Flag,
  places: Type.Array(Type.String({ examples: ['槐荫里'] })),
  areas: Type.Array(Type.String({ examples: ['临川片区'] })),
  receivedAt: Instant,
  publishedAt: Nullable(Instant),
  startsAt: Instant,
  endsAt: Nullable(Instant),
  publisher: Nullable(ActorRef),
  contacts: Type.Integer({ examples: [63] }),
  version: Version,
})
export type Notice = Static<typeof Notice>

export const notices = {
  list: route({
    method: 'GET',
    path: '/sites/:siteId/notices',
    needs: 'notices:read',
    summary: 'Outages, pressure reductions and bulletins',
    params: SiteParams,
    query: Shape({ state: Type.Optional(NoticeState), ...PageQuery }),
    reply: pageOf(Notice),
  }),
  /** R187: the moment the department's word arrives starts the clock to publication. */
  receive: route({
    method: 'POST',
    path: '/sites/:siteId/notices',
    needs: 'notices:publish',
    summary: 'Enter what a department reported; starts the clock to publication',
    // two hundred lines of places
    bodyBytes: 150_000,
    params: SiteParams,
    body: Shape({
      kind: NoticeKind,
      title: Line(120, '临川路主管更换'),
      reason: Type.Optional(Prose(1000, '更换老旧主管')),
      source: Line(60, '管网部'),
      planned: Flag,
      ...where,
      startsAt: Instant,
      endsAt: Type.Optional(Instant),
      publish: Type.Optional(Flag),
    }),
    reply: Notice,
  }),
  publish: route({
    method: 'POST',
    path: '/sites/:siteId/notices/:id/publish',
    needs: 'notices:publish',
    summary: 'Publish: every agent sees it at once',
    params: SiteThing,
    reply: Notice,
  }),
  end: route({
    method: 'POST',
    path: '/sites/:siteId/notices/:id/end',
    needs: 'notices:publish',
    summary: 'The outage is over',
    params: SiteThing,
    reply: Notice,
  }),
  match: route({
    method: 'GET',
    path: '/sites/:siteId/notice-matches',
    needs: 'notices:read',
    summary: 'Notices in force that cover an address',
    params: SiteParams,
    query: Shape({
      address: Type.Optional(Type.String({ maxLength: 200, examples: ['槐荫里 7 栋'] })),
      premisesId: Type.Optional(Id),
    }),
    reply: Shape({ items: Type.Array(Notice) }),
  }),
}
