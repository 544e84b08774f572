/** How each clause was kept: figures by period, department, person and site, the cases behind them, and both as a file. */
import { type Static, Type } from 'typebox'
import { ClauseRef, FindingId, RuleKind } from './clocks.ts'
import { PersonRef } from './people.ts'
import { CivilDate, Count, Flag, Id, Instant, Nullable, OneOf, PageQuery, pageOf, route, Shape, SiteParams } from './route.ts'
import { SubjectLink } from './subjects.ts'

const Counts = {
  met: Count,
  late: Count,
  running: Count,
  /** Running and past due already. */
  breached: Count,
  /** Broken when it was due, shown later to have been kept. */
  superseded: Count,
  /** Of `late` and `breached`: how many two persons exempted. They stay in both and in the rate. */
  exempted: Count,
  void: Count,
  passed: Count,
  denied: Count,
  warned: Count,
  overridden: Count,
  recorded: Count,
}
/** met ÷ (met + late + breached), for gate rules passed ÷ asked; null when nothing is decided. */
const Rate = Nullable(Type.Number({ minimum: 0, maximum: 1, examples: [0.986] }))

export const Figures = Shape({
  ruleId: Type.String({ examples: ['notify-department'] }),
  kind: RuleKind,
  clause: ClauseRef,
  ...Counts,
  rate: Rate,
  days: Type.Array(Shape({ day: CivilDate, met: Count, late: Count })),
})
export type Figures = Static<typeof Figures>

export const units = { day: '日', week: '周', month: '月', all: '整段' } as const
export const groupings = { none: '合计', department: '部门', person: '人', site: '站点' } as const
export type Unit = keyof typeof units
export type Grouping = keyof typeof groupings

/** Days that one question may span. */
export const longestPeriodDays = 400
/** Cells that one table may have, rows that one file may have. */
export const mostCells = 20_000
export const mostRows = 20_000

export type Tally = Record<keyof typeof Counts, number>
export const noTally: Tally = {
  met: 0,
  late: 0,
  running: 0,
  breached: 0,
  superseded: 0,
  exempted: 0,
  void: 0,
  denied: 0,
  warned: 0,
  overridden: 0,
  recorded: 0,
  passed: 0,
}
/**
 * Clocks: met ÷ (met + late + breached still open); void ones do not count. Gates: passed ÷ asked, where a thing that was let through
 * by word of a leader, with a warning or on record only did not pass. Null while nothing is decided.
 */
export function rateOf(t: Tally): number | null {
  const good = t.met + t.passed
  const all = good + t.late + t.breached + t.denied + t.warned + t.overridden + t.recorded
  return all === 0 ? null : good / all
}

const Cell = Shape({
  /** Index into `buckets` and `groups`. */
  bucket: Count,
  group: Count,
  ...Counts,
  rate: Rate,
})
export type Cell = Static<typeof Cell>
const Sum = Shape({ ...Counts, rate: Rate })

const TableRow = Shape({
  /** Of this line in this table: a rule whose words changed has a line for each wording. */
  key: Type.String({ examples: ['notify-department', 'notify-department@2'] }),
  ruleId: Type.String({ examples: ['notify-department'] }),
  kind: RuleKind,
  clause: ClauseRef,
  sentence: Type.String({ examples: ['登记后 30 分钟内通知责任部门'] }),
  /** Why nothing measures it, and what would record what it needs. */
  why: Nullable(Type.String({ examples: ['没有人能记录它的止「工程师.联系客户」，所以不开始计时，要有登记簿才记得下'] })),
  /** `unmeasured`: nothing counts it yet; `retired`: not in the standard in force any more;
   * `reworded`: measured under earlier words of the clause or its rule, which stand here. */
  state: OneOf({ measured: 1, 'record-only': 1, unmeasured: 1, open: 1, proposed: 1, retired: 1, reworded: 1 }),
  /** The last version in which it stood. */
  version: Type.Integer({ examples: [3] }),
  /** The versions under which this line was measured; empty where its rule never changed. */
  versions: Type.Array(Type.Integer({ examples: [2] })),
  sum: Sum,
  cells: Type.Array(Cell),
})
export type TableRow = Static<typeof TableRow>
const TargetRow = Shape({
  ruleId: Type.String({ examples: ['notified-in-time'] }),
  clause: ClauseRef,
  sentence: Type.String({ examples: ['每月「notify-department」的达标率 >= 98%'] }),
  measure: OneOf({ ratio: 1, mean: 1, percentile: 1 }),
  of: Type.Array(Type.String({ examples: ['notify-department'] })),
  /** None of the rules that it measures is measured itself. */
  unmeasured: Flag,
  periods: Type.Array(
    Shape({
      from: Instant,
      to: Instant,
      day: CivilDate,
      /** The period goes on. */
      open: Flag,
      /** A share of 1, or milliseconds. */
      value: Nullable(Type.Number()),
      n: Count,
      reached: Nullable(Flag),
      /** What was measured under earlier words of a rule; it counts in no other figure. */
      earlier: Count,
      /** It was over before the target had its present words, so that it was not held to them. */
      before: Flag,
    }),
  ),
})
export type TargetRow = Static<typeof TargetRow>

export const ComplianceTable = Shape({
  from: Instant,
  to: Instant,
  zone: Type.String({ examples: ['Asia/Shanghai'] }),
  unit: OneOf(units),
  group: OneOf(groupings),
  contacts: Count,
  buckets: Type.Array(Shape({ from: Instant, to: Instant, day: CivilDate, whole: Flag })),
  /** `id` null: nobody, or no department. */
  groups: Type.Array(
    Shape({
      id: Nullable(Type.String({ examples: ['019aa3b0-7c10-7000-8000-000000000001'] })),
      name: Nullable(Type.String({ examples: ['抢修队'] })),
    }),
  ),
  rows: Type.Array(TableRow),
  targets: Type.Array(TargetRow),
})
export type ComplianceTable = Static<typeof ComplianceTable>

const Subject = Shape({
  at: Instant,
  verdict: OneOf({
    met: 1,
    late: 1,
    breached: 1,
    superseded: 1,
    running: 1,
    paused: 1,
    void: 1,
    denied: 1,
    warned: 1,
    overridden: 1,
    recorded: 1,
    passed: 1,
    routed: 1,
  }),
  overMs: Nullable(Type.Integer()),
  exempted: Flag,
  clockId: Nullable(Id),
  /** The finding of a gate; null where it is a clock. */
  findingId: Nullable(FindingId),
  root: SubjectLink,
  /** Who answers for this promise, as it was written down then. */
  answerable: Nullable(PersonRef),
  department: Nullable(Type.String({ examples: ['抢修队'] })),
})
export type Subject = Static<typeof Subject>

const Period = { from: Type.Optional(Instant), to: Type.Optional(Instant) }
/** A department or a person, or `none`: what belongs to nobody. */
const Whose = Type.Optional(
  Type.String({ maxLength: 40, pattern: '^(none|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$', examples: ['none'] }),
)
export const SubjectVerdict = OneOf({
  met: 1,
  late: 1,
  breached: 1,
  superseded: 1,
  exempted: 1,
  running: 1,
  void: 1,
  passed: 1,
  denied: 1,
  warned: 1,
  overridden: 1,
  recorded: 1,
})
/** Numbers of versions, for example those of one wording. */
const Versions = Type.Optional(Type.String({ maxLength: 2000, pattern: '^\\d{1,6}(,\\d{1,6})*$', examples: ['1,2'] }))
const SubjectFilter = { ...Period, versions: Versions, verdict: Type.Optional(SubjectVerdict), department: Whose, person: Whose }
const RuleOfSite = Shape({
  ...SiteParams.properties,
  ruleId: Type.String({ minLength: 1, maxLength: 80, examples: ['notify-department'] }),
})
const File = Shape({
  name: Type.String({ examples: ['达标-LZ-20261101-20261122.csv'] }),
  /** Comma-separated, with the mark by which spreadsheets know UTF-8; the definitions stand at its end. */
  text: Type.String({ examples: ['\uFEFF"条款号","条款"\r\n'] }),
  rows: Count,
})

export const compliance = {
  figures: route({
    method: 'GET',
    path: '/sites/:siteId/compliance',
    needs: 'standards:read',
    summary: 'Figures beside each clause',
    params: SiteParams,
    query: Shape(Period),
    reply: Shape({ from: Instant, to: Instant, contacts: Count, items: Type.Array(Figures) }),
  }),
  table: route({
    method: 'GET',
    path: '/sites/:siteId/standard-compliance',
    needs: 'standards:read',
    summary: 'How each clause was kept, by period and by department, person or site',
    params: SiteParams,
    query: Shape({ ...Period, unit: Type.Optional(OneOf(units)), group: Type.Optional(OneOf(groupings)) }),
    reply: ComplianceTable,
  }),
  listSubjects: route({
    method: 'GET',
    path: '/sites/:siteId/compliance/:ruleId',
    needs: 'standards:read',
    summary: 'The cases behind a figure',
    params: RuleOfSite,
    query: Shape({ ...SubjectFilter, ...PageQuery }),
    reply: pageOf(Subject),
  }),
  exportTable: route({
    method: 'POST',
    path: '/sites/:siteId/compliance-export',
    needs: 'standards:export',
    stepUp: true,
    summary: 'The table as a file; that it was taken is an event',
    params: SiteParams,
    body: Shape({ ...Period, unit: Type.Optional(OneOf(units)), group: Type.Optional(OneOf(groupings)) }),
    reply: File,
    secret: true,
  }),
  exportSubjects: route({
    method: 'POST',
    path: '/sites/:siteId/compliance-export/:ruleId',
    needs: 'standards:export',
    stepUp: true,
    summary: 'The cases behind a figure as a file; that it was taken is an event',
    params: RuleOfSite,
    body: Shape(SubjectFilter),
    reply: File,
    secret: true,
  }),
}
