/** Decisions about tickets: which step follows which, what the standard sees of a row, how numbers begin. Pure. */
import { dangerOfTicket, type TicketFacts, type TicketState, ticketFacts } from '@sansheng/contract/facts/index.ts'
import type { FaultAnswers, Ticket } from '@sansheng/contract/tickets.ts'

export type Status = Ticket['status']
export type TicketKind = Ticket['kind']
/** Steps that people take, and those that follow from a dispatch form. `redirect`: another department is responsible. */
const verbs = [
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
const steps: Record<Status, Partial<Record<Verb, Status | '='>>> = {
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
export type TicketColumns = {
  kind: string
  category: string
  title: string
  address: string | null
  description: string | null
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

export function stateOf(row: TicketColumns): TicketState {
  return {
    kind: row.kind as Ticket['kind'],
    category: row.category,
    field: row.field as Ticket['field'],
    urgency: row.urgency as Ticket['urgency'],
    address: row.address,
    danger: dangerOfTicket(row),
    status: row.status as Status,
    waitingFor: row.waiting_for as Ticket['waitingFor'],
    department: row.department_name,
    transfers: row.transfers,
    frontOwner: row.front_owner_id,
    handler: row.handler_id,
    promisedAt: row.promised_at,
    result: row.result,
    transferSummary: row.transfer_summary,
    fault: row.fault,
  }
}

/** The row as the standard sees it. */
export const rowFacts = (row: TicketColumns): TicketFacts => ticketFacts(stateOf(row))

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

/** A promise lies ahead, and not further than a year. */
const promiseHorizon = 366 * 24 * 60 * 60_000
export const promisable = (dueAt: number, now: number): boolean => dueAt > now && dueAt <= now + promiseHorizon
