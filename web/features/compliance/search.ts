import type { Grouping, Subject, Unit } from '@sansheng/contract/compliance.ts'
import { CivilDate, Flag, Line, OneOf } from '@sansheng/contract/route.ts'
import { kinds } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { type RangeName, ranges } from './range.ts'

// The tables of the contract carry their words, which the first piece of the product does not need.
const units = { day: 1, week: 1, month: 1, all: 1 } satisfies Record<Unit, 1>
const groupings = { none: 1, department: 1, person: 1, site: 1 } satisfies Record<Grouping, 1>
const verdicts = {
  met: 1,
  late: 1,
  breached: 1,
  exempted: 1,
  superseded: 1,
  running: 1,
  void: 1,
  passed: 1,
  denied: 1,
  warned: 1,
  overridden: 1,
  recorded: 1,
} satisfies Partial<Record<Subject['verdict'] | 'exempted', 1>>

export const ComplianceSearch = Type.Object({
  range: Type.Optional(OneOf(Object.fromEntries(ranges.map(name => [name, 1])) as Record<RangeName, 1>)),
  from: Type.Optional(CivilDate),
  to: Type.Optional(CivilDate),
  unit: Type.Optional(OneOf(units)),
  group: Type.Optional(OneOf(groupings)),
  kind: Type.Optional(OneOf(kinds)),
  chapter: Type.Optional(Line(20, '4')),
  late: Type.Optional(Flag),
  /** What is opened: a rule, the period by its first day, whose. */
  rule: Type.Optional(Line(120, 'notify-department')),
  at: Type.Optional(CivilDate),
  who: Type.Optional(Line(40, 'none')),
  verdict: Type.Optional(OneOf(verdicts)),
})
export type ComplianceSearch = Static<typeof ComplianceSearch>
