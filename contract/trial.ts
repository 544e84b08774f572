import { type Static, Type } from 'typebox'
import { ClauseRef, RoleName, RuleKind } from './clocks.ts'
import { PersonRef } from './people.ts'
import { CivilDate, Count, Flag, Id, Instant, Nullable, OneOf, Shape } from './route.ts'
import { SubjectLink } from './subjects.ts'

export const RuleId = Type.String({ minLength: 1, maxLength: 80, examples: ['notify-department'] })
const AlarmWhy = OneOf({ warn: 1, breach: 1, escalate: 1 })
const ByDay = Type.Array(Shape({ day: CivilDate, count: Count }))

const Stopped = Shape({
  ruleId: RuleId,
  kind: RuleKind,
  clause: ClauseRef,
  sentence: Type.String({ examples: ['登记之前要有现象、位置、操作经过'] }),
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
      sentence: Type.String({ examples: ['登记后 30 分钟内通知责任部门'] }),
    }),
  ),
  stopped: Type.Array(Stopped),
  alarms: Type.Array(Alarm),
})
export type TrialReport = Static<typeof TrialReport>

export const TrialAlarm = Shape({
  at: Instant,
  ruleId: RuleId,
  why: AlarmWhy,
  step: Type.String({ examples: ['80%'] }),
  clockId: Nullable(Id),
  caseId: Id,
  root: SubjectLink,
})
export type TrialAlarm = Static<typeof TrialAlarm>
