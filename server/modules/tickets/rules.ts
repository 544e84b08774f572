/** Decisions about tickets: which step follows which, what the standard sees of a row, how numbers begin. Pure. */
import type { FaultAnswers, Ticket, TicketDraft } from '@sansheng/contract/tickets.ts'
import { type Asked, type Facts, facts } from '@sansheng/rulebook/vocabulary'

export type Status = Ticket['status']
export type TicketKind = Ticket['kind']
/** Steps that people take, and those that follow from a dispatch form. `redirect`: another department is responsible. */
export const verbs = [
  'change',
  'redirect',
  'promise',
  'keepPromise',
  'contactCustomer',
  'notify',
  'notifyOther',
  'confirm',
  'followUp',
  'transfer',
  'wait',
  'resume',
  'close',
  'reopen',
  'reopenUnaccepted',
  'dispatch',
  'formAccepted',
  'formArrived',
  'formReturned',
  'formFailed',
  'callBack',
] as const
export type Verb = (typeof verbs)[number]

/** Told and kept promises count even when the ticket was closed in the meantime. */
const afterwards = { keepPromise: '=', contactCustomer: '=', callBack: '=' } as const
const open = {
  ...afterwards,
  change: '=',
  redirect: 'registered',
  promise: '=',
  notify: '=',
  notifyOther: 'notified',
  followUp: '=',
  transfer: '=',
  wait: '=',
  resume: '=',
  close: 'closed',
  dispatch: '=',
  formAccepted: '=',
  formArrived: 'working',
  formReturned: 'returned',
  formFailed: 'working',
} as const

/** R130: the allowed steps. `=` stays; a step that is not listed is refused. */
export const steps: Record<Status, Partial<Record<Verb, Status | '='>>> = {
  registered: { ...open, notify: 'notified', confirm: 'accepted' },
  notified: { ...open, notify: 'notified', confirm: 'accepted' },
  accepted: { ...open, formAccepted: 'working' },
  // a worker was faster than his department: it may still take the ticket on
  working: { ...open, confirm: '=' },
  returned: { ...open, formArrived: '=' },
  // paper that was out when the ticket was closed still comes back
  closed: { ...afterwards, formReturned: '=', formFailed: '=', reopen: 'accepted', reopenUnaccepted: 'registered' },
}

/** The status after a step; null when it may not be taken now. */
export function statusAfter(status: Status, verb: Verb): Status | null {
  const next = steps[status][verb]
  return next === undefined ? null : next === '=' ? status : next
}

/** What the rules need of a row, with the name of its department. */
export type TicketState = {
  kind: string
  category: string
  field: string
  urgency: string
  status: string
  waiting_for: string
  department_name: string | null
  transfers: number
  front_owner_id: string
  handler_id: string | null
  promised_at: number | null
  result: string | null
  transfer_summary: string | null
  fault: FaultAnswers | null
}

/** The row as the standard sees it: every fact of the ticket and of the fault; a fact that is undefined is not there. */
export function ticketFacts(row: TicketState): { ticket: NonNullable<Facts['ticket']>; fault: NonNullable<Facts['fault']> } {
  return {
    ticket: {
      kind: row.kind as TicketKind,
      category: row.category,
      field: row.field as Ticket['field'],
      urgency: row.urgency as Ticket['urgency'],
      status: row.status as Status,
      open: row.status !== 'closed',
      waitingFor: row.waiting_for as Ticket['waitingFor'],
      department: row.department_name ?? undefined,
      transfers: row.transfers,
      frontOwner: row.front_owner_id,
      handler: row.handler_id ?? undefined,
      promisedAt: row.promised_at ?? undefined,
      result: row.result ? 'given' : 'unknown',
      summary: row.transfer_summary ? 'given' : 'unknown',
    },
    fault: faultFacts(row.fault),
  }
}

/** R055: an answer was given, declined, or nobody asked. */
export function faultFacts(answers: FaultAnswers | null): NonNullable<Facts['fault']> {
  const fact = (part: FaultPart): Asked =>
    answers?.[part] ? 'given' : answers?.declined?.includes(part) ? 'declined' : 'unknown'
  return { phenomenon: fact('phenomenon'), location: fact('location'), operation: fact('operation') }
}
export type FaultPart = keyof typeof facts.fault.fields
export const faultParts = Object.keys(facts.fault.fields) as FaultPart[]

/** Answers that came in later replace those of the same part; an answer takes back that it was declined, and the other way round. */
export function mergeFault(before: FaultAnswers | null, patch: FaultAnswers): FaultAnswers {
  const after: FaultAnswers = {}
  const declined: FaultPart[] = []
  for (const part of faultParts) {
    const answer = patch[part] ?? (patch.declined?.includes(part) ? undefined : before?.[part])
    if (answer) after[part] = answer
    else if (patch.declined?.includes(part) || before?.declined?.includes(part)) declined.push(part)
  }
  return declined.length > 0 ? { ...after, declined } : after
}

/**
 * Only what differs from the facts of the case: several tickets of one case share them, the last word is the event's own. A fact that went
 * away is null, because an event is JSON and a replay has to see it go.
 */
export function news(known: Facts, after: Facts): Facts {
  const patch: Record<string, Record<string, unknown>> = {}
  for (const [group, fields] of Object.entries(after)) {
    const before = (known as Record<string, Record<string, unknown>>)[group] ?? {}
    const differs = Object.entries(fields).filter(([key, value]) => before[key] !== value)
    if (differs.length > 0) patch[group] = Object.fromEntries(differs.map(([key, value]) => [key, value ?? null]))
  }
  return patch as Facts
}

/** `department_id` → `departmentId` */
export const wireName = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** How the numbers of a kind begin, from its pinyin. */
export const prefixes: Record<TicketKind, string> = {
  report: 'BS',
  repair: 'BX',
  complaint: 'TS',
  inquiry: 'ZX',
  help: 'QZ',
  suggestion: 'JY',
  praise: 'BY',
  paid: 'TY',
}

const fieldOfSite: Record<string, Ticket['field']> = { water: 'water', property: 'property', mall: 'property' }
/** The trade of a ticket when nobody chose one: what the site mostly does, and engineering for what is broken in a building. */
export function defaultField(siteKind: string, kind: TicketDraft['kind']): Ticket['field'] {
  if (siteKind === 'property' && kind === 'repair') return 'engineering'
  return fieldOfSite[siteKind] ?? 'other'
}

/** A promise lies ahead, and not further than a year. */
export const promiseHorizon = 366 * 24 * 60 * 60_000
export const promisable = (dueAt: number, now: number): boolean => dueAt > now && dueAt <= now + promiseHorizon
