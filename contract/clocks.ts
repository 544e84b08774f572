/** How clocks, violations of the gate and events look on the wire; shared by tickets, dispatch and standards. */
import { events, kinds, refKinds, roles } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { ActorRef } from './people.ts'
import { Flag, Id, Instant, Nullable, OneOf, Shape } from './route.ts'
import { SubjectRef } from './subjects.ts'

export const RefKind = OneOf(refKinds)
export const ClauseRef = Shape({
  number: Type.String({ examples: ['4.1'] }),
  title: Type.String({ examples: ['三十分钟内通知责任部门'] }),
  anchor: Type.String({ examples: ['c4.1'] }),
})
export type ClauseRef = Static<typeof ClauseRef>

export const ClockState = OneOf({ running: '在走', paused: '暂停', met: '达标', late: '超时', void: '不计' })
export const ClockView = Shape({
  id: Id,
  ruleId: Type.String({ examples: ['notify-department'] }),
  clause: ClauseRef,
  kind: OneOf({ deadline: 1, cadence: 1 }),
  state: ClockState,
  /** Settled late, or running past due. */
  breached: Flag,
  /** Two persons agreed to excuse the breach, which stays. */
  exempted: Flag,
  within: Type.String({ examples: ['30 min'] }),
  startedAt: Instant,
  dueAt: Instant,
  /** When the first reminder fires: from here on the clock shows as soon due. */
  warnAt: Nullable(Instant),
  settledAt: Nullable(Instant),
  pausedAt: Nullable(Instant),
  /** Milliseconds of open time: from start to due, and used until now, the settlement or the pause. */
  termMs: Type.Integer({ examples: [1_800_000] }),
  usedMs: Type.Integer({ examples: [2_052_000] }),
  /** Milliseconds past due by the wall clock; null when in time. */
  overMs: Nullable(Type.Integer({ examples: [252_000] })),
  period: Type.Integer({ examples: [1] }),
  subject: SubjectRef,
  /** What people open for it. */
  root: SubjectRef,
  caseId: Id,
  recordOnly: Flag,
})
export type ClockView = Static<typeof ClockView>

export const GateViolation = Shape({
  ruleId: Type.String({ examples: ['three-questions'] }),
  clause: ClauseRef,
  /** Facts that are missing, as paths of the vocabulary. */
  missing: Type.Array(Type.String({ examples: ['fault.operation'] })),
  count: Nullable(Type.Integer()),
  max: Nullable(Type.Integer()),
  note: Nullable(Type.String()),
})
export type GateViolation = Static<typeof GateViolation>

/** What a gate found: a row of its own, or for what passed its event by case and number and the place there. */
export const FindingId = Type.String({
  maxLength: 60,
  pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(-\\d{1,9}-\\d{1,3})?$',
  examples: ['019aa3b0-7c10-7000-8000-000000000001'],
})

/**
 * Goes past a gate that denied: needs the permission `standards:override` and a reason, and is kept as an event and a finding. It passes the
 * rules whose refusal was seen and no other: what another rule denies meanwhile is denied again.
 */
export const Override = Shape({
  reason: Type.String({ minLength: 2, maxLength: 500, pattern: '\\S', examples: ['客户情绪激动，班长同意先派单'] }),
  /** Ids of the rules that denied. A command that passes several gates names all of them. */
  rules: Type.Array(Type.String({ minLength: 1, maxLength: 100, examples: ['three-questions'] }), { maxItems: 50 }),
})
export type Override = Static<typeof Override>

/** What a denial tells beside the clause; `passed`: rules that the request overrode already, so that the next one names them too. */
export const GateDenied = Shape({
  violations: Type.Array(GateViolation),
  overridable: Flag,
  passed: Type.Array(Type.String()),
})
export type GateDenied = Static<typeof GateDenied>

export const EventView = Shape({
  seq: Type.Integer({ minimum: 1, examples: [4] }),
  type: OneOf(events),
  at: Instant,
  recordedAt: Instant,
  actor: Nullable(ActorRef),
  subject: Shape({ kind: RefKind, id: Type.String() }),
  /** Codes and figures: reason, step, outcome. */
  detail: Type.Record(Type.String(), Type.Unknown()),
  /** Words, erasable; the event holds their salted hash. Null when erased. */
  values: Type.Record(Type.String(), Nullable(Type.String())),
  clause: Nullable(ClauseRef),
  hash: Type.String({ examples: ['b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c'] }),
})
export type EventView = Static<typeof EventView>
export const RuleKind = OneOf(kinds)
export const RoleName = OneOf(roles)
