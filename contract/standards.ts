import { facts } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { CalendarThen, calendars } from './calendars.ts'
import { ClockView, EventView, FindingId, RefKind, RoleName } from './clocks.ts'
import { Exemption, exemptions } from './exemptions.ts'
import { PersonRef } from './people.ts'
import {
  Count,
  Flag,
  Id,
  Instant,
  Line,
  Nullable,
  OneOf,
  PageQuery,
  type Permissions,
  pageOf,
  route,
  Shape,
  SiteParams,
  SiteThing,
} from './route.ts'
import { Checked, ClauseView, Problem, RuleView, Source, sourceBytes } from './standard-shapes.ts'
import { SubjectLink } from './subjects.ts'

export * from './standard-shapes.ts'

export const permissions = {
  'standards:read': { zh: '查看规范与达标', en: 'See the standard and its figures' },
  'standards:write': { zh: '起草规范', en: 'Draft the standard' },
  'standards:publish': { zh: '发布规范与日历', en: 'Publish the standard and calendars', staffOnly: true },
  'standards:override': { zh: '越过门禁放行', en: 'Act against a gate of the standard', staffOnly: true },
  'standards:request-exemption': { zh: '申请免责', en: 'Ask to exempt a breach', staffOnly: true },
  'standards:exempt': { zh: '同意免责', en: 'Agree to exempt a breach', staffOnly: true },
  'standards:persons': { zh: '查看每个人的达标数字', en: 'See the figures of each person' },
  'standards:export': { zh: '导出达标数字', en: 'Export the figures of compliance' },
  'ledger:verify': { zh: '核验台账', en: 'Verify the ledger' },
} as const satisfies Permissions

const VersionRow = Shape({
  id: Id,
  number: Type.Integer({ examples: [3] }),
  title: Type.String({ examples: ['供水热线服务规范'] }),
  trial: Flag,
  publishedAt: Instant,
  publishedBy: Nullable(PersonRef),
  note: Nullable(Type.String()),
  current: Flag,
})
export const Standard = Shape({
  ...VersionRow.properties,
  source: Source,
  clauses: Type.Array(ClauseView),
  problems: Type.Array(Problem),
})
export type Standard = Static<typeof Standard>

export const Explanation = Shape({
  clock: ClockView,
  rule: RuleView,
  prose: Type.String(),
  standard: Shape({ title: Type.String(), version: Type.Integer(), publishedAt: Instant }),
  /** Lines of arithmetic in words: start, term, spans, pauses, due, end, verdict. */
  lines: Type.Array(
    Shape({
      kind: Type.String({ examples: ['start'] }),
      text: Type.String({ examples: ['起点：工单登记 14:36:05'] }),
      value: Nullable(Type.String({ examples: ['30 分钟'] })),
      seq: Nullable(Type.Integer({ examples: [4] })),
      at: Nullable(Instant),
    }),
  ),
  /** What the verdict read. */
  evidence: Type.Record(Type.String(), Type.Unknown()),
  /** Clock events: warnings, breach, escalations. */
  events: Type.Array(EventView),
  /** The last that was asked for; null where nobody has. */
  exemption: Nullable(Exemption),
  /** The ledger was recomputed now and gives the same due and verdict. */
  recomputed: Flag,
})
export type Explanation = Static<typeof Explanation>

export const FindingExplanation = Shape({
  verdict: Type.String({ examples: ['denied'] }),
  at: Instant,
  rule: RuleView,
  prose: Type.String(),
  standard: Shape({ title: Type.String(), version: Type.Integer(), publishedAt: Instant }),
  /** What the gate read, by path. */
  evidence: Type.Record(Type.String(), Type.Unknown()),
  events: Type.Array(EventView),
  root: SubjectLink,
})
export type FindingExplanation = Static<typeof FindingExplanation>

export const standards = {
  get: route({
    method: 'GET',
    path: '/sites/:siteId/standard',
    needs: 'standards:read',
    summary: 'The standard in force',
    params: SiteParams,
    reply: Standard,
  }),
  listVersions: route({
    method: 'GET',
    path: '/sites/:siteId/standard-versions',
    needs: 'standards:read',
    summary: 'All versions, newest first',
    params: SiteParams,
    reply: Shape({ items: Type.Array(Shape({ ...VersionRow.properties, approvedBy: Type.Array(PersonRef) })) }),
  }),
  getVersion: route({
    method: 'GET',
    path: '/sites/:siteId/standard-versions/:id',
    needs: 'standards:read',
    summary: 'One published version',
    params: SiteThing,
    reply: Standard,
  }),
  getHandbook: route({
    method: 'GET',
    path: '/sites/:siteId/standard-versions/:id/handbook',
    needs: 'standards:read',
    summary:
      'What stands around a version when it is printed: whose it is, and the calendars by which it counts, as they stood then',
    params: SiteThing,
    reply: Shape({
      organisation: Type.String({ examples: ['澜州水务'] }),
      site: Type.String({ examples: ['澜州供水热线'] }),
      zone: Type.String({ examples: ['Asia/Shanghai'] }),
      calendars: Type.Array(Shape({ name: Type.String({ examples: ['cn-office'] }), ...CalendarThen.properties })),
    }),
  }),
  getTexts: route({
    method: 'GET',
    path: '/sites/:siteId/standard-versions/:id/texts',
    needs: 'standards:read',
    summary:
      'All that a version was compiled from: its text, the texts that it extends, and calendars of the site, as they stood then',
    params: SiteThing,
    reply: Shape({
      source: Source,
      trial: Flag,
      /** By the name under which it is extended. */
      inherited: Type.Record(Type.String({ examples: ['general-hotline'] }), Source),
      calendars: Type.Record(Type.String({ examples: ['cn-office'] }), CalendarThen),
    }),
  }),
  check: route({
    method: 'POST',
    path: '/sites/:siteId/standard-check',
    needs: 'standards:write',
    summary: 'Check a document: problems with line, column and suggestion',
    params: SiteParams,
    reads: true,
    bodyBytes: sourceBytes,
    body: Shape({ source: Source }),
    reply: Checked,
  }),
  listClocks: route({
    method: 'GET',
    path: '/sites/:siteId/clocks',
    needs: 'standards:read',
    summary: 'Open clocks, overdue first, then by time left, paused last',
    params: SiteParams,
    query: Shape({
      rootKind: Type.Optional(RefKind),
      rootId: Type.Optional(Id),
      caseId: Type.Optional(Id),
      /** Only those that are overdue, or only those that are not. */
      breached: Type.Optional(Flag),
      /** The last to come due first. */
      newest: Type.Optional(Flag),
      ...PageQuery,
    }),
    reply: pageOf(
      Shape({
        clock: ClockView,
        root: SubjectLink,
        /** Whoever answers for the promise, as it was written down: a person, else a department. */
        who: Nullable(Type.String({ examples: ['抢修二班'] })),
        /** Of the ticket that it is about; null when it is about something else. */
        urgency: Nullable(OneOf(facts.ticket.fields.urgency.values)),
      }),
    ),
  }),
  explainClock: route({
    method: 'GET',
    path: '/sites/:siteId/clocks/:id',
    needs: 'standards:read',
    summary: 'Why late, or why not: the arithmetic and its evidence',
    params: SiteThing,
    reply: Explanation,
  }),
  explainFinding: route({
    method: 'GET',
    path: '/sites/:siteId/findings/:id',
    needs: 'standards:read',
    summary: 'What a gate found: the rule as it was then, what it read, and the event',
    params: Shape({ ...SiteParams.properties, id: FindingId }),
    reply: FindingExplanation,
  }),
  verifyLedger: route({
    method: 'POST',
    path: '/sites/:siteId/ledger/verify',
    needs: 'ledger:verify',
    summary: 'Recompute the hash chains and seals',
    params: SiteParams,
    body: Shape({ caseId: Type.Optional(Id) }),
    reply: Shape({
      ok: Flag,
      cases: Count,
      events: Count,
      seals: Count,
      key: Nullable(
        Type.String({
          description: 'The public key that the seals were believed by',
          examples: ['ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'],
        }),
      ),
      unsealed: Count,
      erased: Type.Array(Shape({ caseId: Id, seq: Type.Integer(), words: Count })),
      broken: Type.Array(Shape({ caseId: Nullable(Id), seq: Nullable(Type.Integer()), why: Type.String() })),
      verifiedAt: Instant,
      head: Nullable(Type.String()),
    }),
  }),
  ...exemptions,
  ...calendars,
  escalations: route({
    method: 'GET',
    path: '/sites/:siteId/roles',
    needs: 'standards:read',
    summary: 'Who is told when a rule names a role',
    params: SiteParams,
    reply: Shape({ items: Type.Array(Shape({ role: RoleName, name: Line(30, '班长'), persons: Type.Array(PersonRef) })) }),
  }),
}
