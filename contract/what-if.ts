import { type Static, Type } from 'typebox'
import { ClauseRef, RefKind, RuleKind } from './clocks.ts'
import { PersonRef } from './people.ts'
import { Count, Flag, Id, Instant, Nullable, OneOf, Shape } from './route.ts'
import { SubjectLink } from './subjects.ts'

const Counts = Shape({
  met: Count,
  /** Settled late, or past due and not done by the end of the period. */
  late: Count,
  running: Count,
  void: Count,
  passed: Count,
  /** Did not hold: stopped, warned or recorded. */
  hit: Count,
  /** Of these, those that would have stopped the action. */
  stopped: Count,
})
/** How many, and by how much on average. */
const Shift = Shape({ count: Count, averageMs: Type.Integer({ minimum: 0, examples: [240_000] }) })
const RuleOutcome = Shape({
  ruleId: Type.String({ examples: ['notify-department'] }),
  kind: RuleKind,
  clause: ClauseRef,
  /** What the rule says in either text; null where it is not in it. */
  sentenceBefore: Nullable(Type.String({ examples: ['登记后 30 分钟内通知责任部门'] })),
  sentenceAfter: Nullable(Type.String({ examples: ['登记后 40 分钟内通知责任部门'] })),
  before: Nullable(Counts),
  after: Nullable(Counts),
  /** Subjects whose verdict, or department, would differ. */
  changed: Count,
  cost: Shape({
    longer: Shift,
    shorter: Shift,
    forgiven: Shift,
    blamed: Shift,
    gained: Count,
    lost: Count,
    stopped: Count,
    freed: Count,
    elsewhere: Count,
  }),
})
export type RuleOutcome = Static<typeof RuleOutcome>

export const RunRow = Shape({
  id: Id,
  state: OneOf({ waiting: 1, running: 1, done: 1, cancelled: 1, failed: 1 }),
  title: Type.String({ examples: ['供水热线服务规范'] }),
  publicationId: Nullable(Id),
  /** The version in force that it is weighed against. */
  base: Nullable(Shape({ id: Id, number: Type.Integer({ examples: [3] }) })),
  from: Instant,
  until: Instant,
  createdAt: Instant,
  createdBy: Nullable(PersonRef),
  finishedAt: Nullable(Instant),
  done: Count,
  total: Count,
  mayCancel: Flag,
})
export const WhatIfRun = Shape({ ...RunRow.properties, events: Count, changed: Count, rules: Type.Array(RuleOutcome) })
export type WhatIfRun = Static<typeof WhatIfRun>

/** Changes of one rule that are kept to look through. */
export const mostChanges = 500
const Verdict = OneOf({
  met: 1,
  late: 1,
  breached: 1,
  superseded: 1,
  running: 1,
  void: 1,
  passed: 1,
  denied: 1,
  warned: 1,
  recorded: 1,
  routed: 1,
  overridden: 1,
  withdrawn: 1,
})
export const WhatIfChange = Shape({
  n: Type.Integer({ minimum: 1, examples: [1] }),
  caseId: Id,
  subject: Shape({ kind: RefKind, id: Type.String() }),
  before: Nullable(Verdict),
  after: Nullable(Verdict),
  dueBefore: Nullable(Instant),
  dueAfter: Nullable(Instant),
  departmentBefore: Nullable(Type.String({ examples: ['抢修队'] })),
  departmentAfter: Nullable(Type.String({ examples: ['管网部'] })),
  root: SubjectLink,
})
export type WhatIfChange = Static<typeof WhatIfChange>
