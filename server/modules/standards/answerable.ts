/** Who answers for a promise: the one whose act settled it, else the one who had to act when it passed. Pure. */
import type { Clock } from '@sansheng/rulebook/engine'
import type { EventName, KnownFacts } from '@sansheng/rulebook/vocabulary'

/** A person, and the department for which he acts: by id or by name, or his own where neither is said. */
export type Answerable = NonNullable<Clock['answerable']>
/** Whose task an event is: the desk's, the handler's, that of the head of the department, the worker's. */
export type Duty = 'front' | 'handler' | 'department' | 'worker'

/** Events whose task is not that of their kind of subject; `docs/compliance.md` lists them for people. */
const duties: Partial<Record<EventName, Duty>> = {
  'fault.recorded': 'front',
  'ticket.registered': 'front',
  'ticket.accepted': 'department',
  'customer.contacted': 'handler',
  'customer.looked_up': 'front',
  'customer.revealed': 'front',
  'customer.merged': 'front',
  'customer.separated': 'front',
  'callback.recorded': 'front',
  'print.requested': 'handler',
  'dispatch.made': 'handler',
  'dispatch.printed': 'handler',
  'dispatch.withdrawn': 'handler',
  'worker.assigned': 'department',
  'inspection.done': 'department',
}
const dutiesOfKinds: Partial<Record<string, Duty>> = {
  form: 'worker',
  ticket: 'handler',
  promise: 'handler',
  complaint: 'handler',
}

export const dutyOf = (type: EventName): Duty => duties[type] ?? dutiesOfKinds[kindOf(type)] ?? 'front'

/** `worker.arrived` and `service.completed` are events of a form. */
const kindOf = (type: EventName): string => {
  const kind = type.slice(0, type.indexOf('.'))
  return kind === 'dispatch' || kind === 'worker' || kind === 'service' ? 'form' : kind
}

const nobody: Answerable = { personId: null, departmentId: null, department: null, otherwiseId: null }
const isKnown = (who: Answerable | null): who is Answerable =>
  who !== null && (who.personId !== null || who.departmentId !== null || who.department !== null)

/** Who has to act, by what is known now. */
export function hasToAct(duty: Duty, { ticket = {}, form = {} }: KnownFacts): Answerable {
  const front = { ...nobody, personId: idOrNull(ticket.frontOwner) }
  const handler = {
    ...nobody,
    otherwiseId: front.personId,
    personId: idOrNull(ticket.handler),
    department: idOrNull(ticket.department),
  }
  if (duty === 'front') return front
  if (duty === 'handler') return handler.personId ? handler : front
  if (duty === 'department' && handler.department) return { ...handler, personId: null }
  if (duty === 'department') return handler.personId ? handler : front
  const worker = { ...handler, personId: idOrNull(form.worker), departmentId: idOrNull(form.department) }
  return isKnown(worker) ? worker : front
}

export type Happened = { type: EventName; seq: number; at: number; facts: KnownFacts; actorId: string | null }

/** Whose act an event is: a worker's is his, whoever wrote it down. */
function actedIn({ type, facts, actorId }: Happened): Answerable {
  const duty = dutyOf(type)
  const due = hasToAct(duty, facts)
  if (duty === 'worker' && due.personId) return due
  return actorId === due.personId ? due : { ...nobody, personId: actorId }
}

/**
 * Who answers for a clock once an event has happened. While its time runs it is whoever has to act now; from its due instant on it is whoever
 * had to act then; an act that settles it in time makes it that of whoever acted.
 */
export function answerableAfter(clock: Clock, ends: readonly EventName[], event: Happened): Answerable {
  const before = clock.answerable
  const settled = clock.settledSeq === event.seq
  const byAct = actedIn(event)
  if (settled && clock.state === 'met') return isKnown(byAct) ? byAct : (before ?? nobody)
  const passed = settled || (clock.state === 'running' && event.at > clock.dueAt)
  if (passed && isKnown(before)) return before
  const next = hasToAct(dutyOf(clock.pending[0] ?? ends[0] ?? event.type), event.facts)
  if (isKnown(next)) return next
  return isKnown(before) ? before : { ...nobody, personId: event.actorId }
}

/** Whether both name the same: a person stands for his department. */
export function isSame(a: Answerable | null, b: Answerable): boolean {
  if (a === null) return false
  if (b.personId !== null) return a.personId === b.personId
  return b.departmentId !== null ? a.departmentId === b.departmentId : a.department === b.department
}

/** Who answers for what a gate found: whoever wanted to act. */
export const answerableForGate = (actorId: string | null): Answerable => ({ ...nobody, personId: actorId })

const idOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
