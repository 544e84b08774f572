import { type Static, Type } from 'typebox'
import { ClauseRef } from './clocks.ts'
import { ActorRef } from './person-ref.ts'
import { type RecordedType, recorded } from './recorded.ts'
import { Count, Id, Instant, Nullable, OneOf, PageQuery, pageOf, route, Shape, SiteParams } from './route.ts'
import { SubjectLink } from './subjects.ts'

const types: readonly RecordedType[] = Object.values(recorded).flatMap(({ events }) => [...events])
const EventName = OneOf(Object.fromEntries(types.map(type => [type, 1])) as Record<RecordedType, 1>)

/** What an auditor looks for; `work` is all the rest. */
const groups = {
  exceptions: ['gate.overridden', 'gate.denied', 'clock.exempted'],
  data: ['customer.looked_up', 'customer.revealed', 'customer.merged', 'customer.separated', 'data.exported', 'data.erased'],
  accounts: ['person.changed', 'sign_in.changed', 'token.created', 'token.revoked'],
  sessions: ['session.opened', 'session.refused', 'session.closed'],
  approvals: recorded.approvals.events,
  standard: ['standard.published', 'calendar.published', 'clock.recomputed'],
  work: [],
} as const satisfies Record<string, readonly RecordedType[]>
export type LedgerGroup = keyof typeof groups
export const LedgerGroup = OneOf(groups)

/** The types of a group, or all. */
export function typesOf(group: LedgerGroup | undefined): readonly RecordedType[] {
  if (group === undefined) return types
  if (group !== 'work') return groups[group]
  const elsewhere: readonly RecordedType[] = Object.values(groups).flat()
  return types.filter(type => !elsewhere.includes(type))
}
const Hash = Type.String({ examples: ['b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c'] })

/** How an act came in. */
export const EventSource = OneOf({ screen: '界面', api: '接口', field: '现场', exchange: '交换机', system: '系统' })

/** An event as the auditor lists it: who did what when, and by what it is proved. */
export const LedgerEntry = Shape({
  caseId: Id,
  seq: Type.Integer({ minimum: 1, examples: [4] }),
  type: EventName,
  at: Instant,
  recordedAt: Instant,
  /** Null: the product itself, or nobody who was signed in. */
  actor: Nullable(ActorRef),
  source: EventSource,
  /** What people open for it; null where whoever asks may not see that. */
  root: Nullable(SubjectLink),
  /** Clauses of the rules that it speaks of, as they stood then. */
  clauses: Type.Array(ClauseRef),
  /** Codes and figures; never the words of people. */
  detail: Type.Record(Type.String(), Type.Unknown()),
  hash: Hash,
  /** The first seal that covers it; null when none does yet. */
  seal: Nullable(Type.Integer({ examples: [12] })),
})
export type LedgerEntry = Static<typeof LedgerEntry>

export const SealView = Shape({
  number: Type.Integer({ minimum: 1, examples: [12] }),
  sealedAt: Instant,
  /** Events sealed so far, of the whole installation. */
  events: Count,
  cases: Count,
  hash: Hash,
})
export type SealView = Static<typeof SealView>

/** As many days are listed at once. */
export const longestPeriodDays = 92

export const ledger = {
  overview: route({
    method: 'GET',
    path: '/sites/:siteId/ledger',
    needs: 'ledger:verify',
    summary: 'How much the ledger of the site holds, the key that seals it, and the last seals',
    params: SiteParams,
    reply: Shape({
      events: Count,
      cases: Count,
      key: Type.String({ examples: ['ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'] }),
      seals: Type.Array(SealView),
    }),
  }),
  listEvents: route({
    method: 'GET',
    path: '/sites/:siteId/ledger/events',
    needs: 'ledger:verify',
    summary: 'What happened at the site, newest first: by kind, person, case and period',
    params: SiteParams,
    query: Shape({
      group: Type.Optional(LedgerGroup),
      type: Type.Optional(EventName),
      personId: Type.Optional(Id),
      caseId: Type.Optional(Id),
      from: Type.Optional(Instant),
      until: Type.Optional(Instant),
      ...PageQuery,
    }),
    reply: pageOf(LedgerEntry),
  }),
}
