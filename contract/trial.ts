import { type Static, Type } from 'typebox'
import { ClauseRef, RoleName, RuleKind } from './clocks.ts'
import { PersonRef } from './people.ts'
import { CivilDate, Count, Flag, Id, Instant, Nullable, OneOf, PageQuery, pageOf, route, Shape, SiteParams } from './route.ts'

const RuleId = Type.String({ minLength: 1, maxLength: 80, examples: ['notify-department'] })
const AlarmWhy = OneOf({ warn: 1, breach: 1, escalate: 1 })
const ByDay = Type.Array(Shape({ day: CivilDate, count: Count }))

const Stopped = Shape({
  ruleId: RuleId,
  kind: RuleKind,
  clause: ClauseRef,
  says: Type.String({ examples: ['登记之前要有现象、位置、操作经过'] }),
  /** What it would have done in earnest. */
  would: OneOf({ stop: 1, warn: 1 }),
  count: Count,
  days: ByDay,
})
const Alarm = Shape({
  role: RoleName,
  count: Count,
  /** Each with how often: all who hold the role now, or those whom the cases named. */
  persons: Type.Array(Shape({ person: PersonRef, count: Count })),
  steps: Type.Array(
    Shape({
      ruleId: RuleId,
      clause: ClauseRef,
      why: AlarmWhy,
      step: Type.String({ examples: ['80%'] }),
      count: Count,
      days: ByDay,
    }),
  ),
})
export const TrialReport = Shape({
  from: Instant,
  to: Instant,
  /** The version in force. */
  standard: Shape({ id: Id, number: Type.Integer({ examples: [3] }), publishedAt: Instant }),
  /** Everything in it, or only these rules. */
  whole: Flag,
  rules: Type.Array(
    Shape({
      ruleId: RuleId,
      kind: RuleKind,
      clause: ClauseRef,
      says: Type.String({ examples: ['登记后 30 分钟内通知责任部门'] }),
    }),
  ),
  stopped: Type.Array(Stopped),
  alarms: Type.Array(Alarm),
})
export type TrialReport = Static<typeof TrialReport>

const TrialAlarm = Shape({
  at: Instant,
  ruleId: RuleId,
  why: AlarmWhy,
  step: Type.String({ examples: ['80%'] }),
  clockId: Nullable(Id),
  caseId: Id,
  ticketId: Nullable(Id),
  ticketNumber: Nullable(Type.String({ examples: ['BX-20261120-001'] })),
  title: Nullable(Type.String({ examples: ['东泉路口爆管'] })),
})
export type TrialAlarm = Static<typeof TrialAlarm>

const period = { from: Type.Optional(Instant), to: Type.Optional(Instant) }

export const trial = {
  report: route({
    method: 'GET',
    path: '/sites/:siteId/standard-trial',
    needs: 'standards:read',
    summary: 'What the standard, or the rules of it that are on trial, would have stopped and whom they would have alarmed',
    params: SiteParams,
    query: Shape(period),
    reply: TrialReport,
  }),
  listAlarms: route({
    method: 'GET',
    path: '/sites/:siteId/standard-trial/alarms',
    needs: 'standards:read',
    summary: 'The alarms of one role that a trial kept to itself, newest first',
    params: SiteParams,
    query: Shape({ ...period, role: RoleName, ruleId: Type.Optional(RuleId), ...PageQuery }),
    reply: pageOf(TrialAlarm),
  }),
}
