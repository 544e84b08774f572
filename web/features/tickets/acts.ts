import type { Override } from '@sansheng/contract/clocks.ts'
/** What can be done with a ticket: one table for buttons, forms and routes. */

import { callbacks } from '@sansheng/contract/callbacks.ts'
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { faultParts } from '@sansheng/contract/facts/index.ts'
import type { Permission, Route } from '@sansheng/contract/route.ts'
import { type Ticket, tickets } from '@sansheng/contract/tickets.ts'
import { isOthers, type Stepper, stepsOf } from '../../ui/form-steps.ts'

export type FieldName =
  | 'departmentId'
  | 'handlerId'
  | 'workerId'
  | 'note'
  | 'summary'
  | 'reason'
  | 'waitingFor'
  | 'dueAt'
  | 'words'
  | 'result'
  | 'kind'
  | 'urgency'
  | 'title'
  | 'category'
  | 'address'
  | 'description'
  | 'customerName'
  | 'customerPhone'
  | 'phenomenon'
  | 'location'
  | 'operation'
  | 'method'
  | 'opinionResult'
  | 'unhappyWith'
  | 'wants'
  | 'appointmentAt'
  | 'instructions'
  | 'workDone'
  | 'opinion'
  | 'signedBy'
  | 'unsignedReason'
  | 'passed'
export type ActName =
  | 'notify'
  | 'confirm'
  | 'transfer'
  | 'wait'
  | 'resume'
  | 'promise'
  | 'keepPromise'
  | 'contactCustomer'
  | 'change'
  | 'close'
  | 'reopen'
  | 'dispatch'
  | 'makeCallback'
  | 'assign'
  | 'accept'
  | 'arrive'
  | 'finish'
  | 'return'
  | 'inspect'
  | 'withdraw'
export type Values = Partial<Record<FieldName, string>>

export type Act = {
  name: ActName
  route: Route
  needs: Permission
  /** Fields of its form, those that must be filled in first; none: it happens at a press. `when`: asked only then. */
  fields: { name: FieldName; required?: true; when?: (values: Values) => boolean }[]
  /** Whose id stands in the path; the ticket's when absent. */
  of?: 'form' | 'site'
  /** Whether the body may name the version that was seen. */
  versioned: boolean
}

const act = (name: ActName, route: Route, needs: Permission, fields: Act['fields'], more: Partial<Act> = {}): Act => ({
  name,
  route,
  needs,
  fields,
  versioned: true,
  ...more,
})
const must = <const N extends FieldName>(name: N) => ({ name, required: true }) as const

/** Whoever is not satisfied is asked what with, and what he wants. */
const unhappy = (values: Values) => values.opinionResult === 'unsatisfied'

export const acts: Record<ActName, Act> = {
  notify: act('notify', tickets.notifyDepartment, 'tickets:notify', [{ name: 'departmentId' }, { name: 'note' }]),
  confirm: act('confirm', tickets.confirm, 'tickets:confirm', [{ name: 'handlerId' }]),
  transfer: act('transfer', tickets.transfer, 'tickets:work', [must('handlerId'), must('summary'), { name: 'reason' }]),
  wait: act('wait', tickets.wait, 'tickets:work', [must('waitingFor'), must('reason')]),
  resume: act('resume', tickets.resume, 'tickets:work', [{ name: 'reason' }]),
  promise: act('promise', tickets.promise, 'tickets:work', [must('dueAt'), { name: 'words' }]),
  keepPromise: act('keepPromise', tickets.keepPromise, 'tickets:work', [must('note')]),
  contactCustomer: act('contactCustomer', tickets.contactCustomer, 'tickets:work', [must('note')]),
  change: act('change', tickets.change, 'tickets:work', [
    must('title'),
    must('kind'),
    must('category'),
    must('urgency'),
    { name: 'address' },
    { name: 'phenomenon' },
    { name: 'location' },
    { name: 'operation' },
    { name: 'description' },
    { name: 'customerName' },
    { name: 'customerPhone' },
    { name: 'departmentId' },
  ]),
  close: act('close', tickets.close, 'tickets:close', [must('result')]),
  reopen: act('reopen', tickets.reopen, 'tickets:close', [must('reason')]),
  dispatch: act(
    'dispatch',
    dispatch.make,
    'dispatch:make',
    [{ name: 'departmentId' }, { name: 'workerId' }, { name: 'appointmentAt' }, { name: 'instructions' }],
    { of: 'site', versioned: false },
  ),
  makeCallback: act(
    'makeCallback',
    callbacks.make,
    'callbacks:make',
    [
      must('opinionResult'),
      { ...must('unhappyWith'), when: unhappy },
      { ...must('wants'), when: unhappy },
      must('method'),
      { name: 'note' },
    ],
    {
      of: 'site',
      versioned: false,
    },
  ),
  assign: act('assign', dispatch.assign, 'dispatch:inspect', [must('workerId')], { of: 'form' }),
  accept: act('accept', dispatch.accept, 'dispatch:work', [], { of: 'form' }),
  arrive: act('arrive', dispatch.arrive, 'dispatch:work', [], { of: 'form' }),
  finish: act(
    'finish',
    dispatch.finish,
    'dispatch:work',
    [must('workDone'), must('opinion'), { name: 'signedBy' }, { name: 'unsignedReason' }],
    {
      of: 'form',
    },
  ),
  return: act('return', dispatch.returnForm, 'dispatch:work', [], { of: 'form' }),
  withdraw: act('withdraw', dispatch.withdraw, 'dispatch:make', [must('reason')], { of: 'form' }),
  inspect: act('inspect', dispatch.inspect, 'dispatch:inspect', [must('passed'), { name: 'note' }], { of: 'form' }),
}

/** Where the department may still say that it has it. */
const confirmable = new Set<Ticket['status']>(['registered', 'notified', 'working'])
/** Of what was done so far only that counts which was done since the ticket was last reopened. */
type Course = { form: Form | null; calledBack: boolean; reopenedAt: string | null; who: Stepper; unhappy?: boolean }

/** What can be done now: `next` belongs to this stage of its life, the obvious step first. The server judges anew. */
export function nextActs(
  ticket: Ticket,
  { form, calledBack, reopenedAt, who, unhappy = false }: Course,
): { next: ActName[]; other: ActName[] } {
  if (ticket.status === 'closed') return { next: calledBack ? [] : ['makeCallback'], other: ['reopen', 'makeCallback'] }
  const since = reopenedAt ?? ''
  const current = form && form.madeAt > since ? form : null
  const running = current && current.status !== 'inspected' ? current : null
  const owed = ticket.promises.some(p => !p.keptAt && !p.movedAt)
  const notified = ticket.notifiedAt !== null && ticket.notifiedAt > since
  const needsWork = ticket.kind === 'repair' || ticket.kind === 'report' || ticket.kind === 'paid'
  const next: ActName[] = []
  if (ticket.waitingFor !== 'nobody') next.push('resume')
  // whoever had it before the reopening is told first; fresh work goes out on a form first
  if (!notified) next.push(...(needsWork && !current && !reopenedAt ? (['dispatch', 'notify'] as const) : (['notify'] as const)))
  else if (!ticket.acceptedAt && confirmable.has(ticket.status)) next.push('confirm')
  else if (needsWork && !current) next.push('dispatch')
  const { own, others } = running ? stepsOf(running, who) : { own: null, others: [] }
  if (own) next.push(own)
  if (current?.status === 'returned' && !calledBack) next.push('makeCallback')
  const worked = current ? current.status === 'inspected' : !needsWork || !form
  if (notified && worked && needsWork && !calledBack) next.push('makeCallback')
  // a customer who is not satisfied is helped and called again before it is closed
  if (notified && worked && unhappy)
    next.push(...(needsWork ? (['dispatch', 'makeCallback'] as const) : (['makeCallback'] as const)))
  else if (notified && worked && (calledBack || !needsWork)) next.push('close')
  if (owed) next.push('keepPromise')
  const other: ActName[] = ['promise', 'contactCustomer', 'transfer', 'change', 'makeCallback', 'close']
  if (ticket.waitingFor === 'nobody') other.splice(3, 0, 'wait')
  if (!running) other.unshift('dispatch')
  other.unshift(...others)
  if (running && (running.status === 'made' || running.status === 'accepted')) other.push('withdraw')
  return { next: [...new Set(next)], other: other.filter(name => !next.includes(name)) }
}

/** What the form of an act begins with: what a correction stands on, never what would testify to something. */
export function startOf(name: ActName, ticket: Ticket): Values {
  if (name === 'change')
    return {
      title: ticket.title,
      kind: ticket.kind,
      category: ticket.category,
      urgency: ticket.urgency,
      address: ticket.address ?? '',
      description: ticket.description ?? '',
      customerName: ticket.customer?.name ?? '',
      ...Object.fromEntries(faultParts.map(part => [part, ticket.fault?.[part] ?? ''])),
      ...(ticket.department ? { departmentId: ticket.department.id } : {}),
    }
  return {}
}

/** Fields whose name in the request is another act's field here. */
const bodyNames: Partial<Record<FieldName, string>> = { opinionResult: 'result', unhappyWith: 'reason' }

type Filled = {
  values: Values
  start: Values
  ticket: Ticket
  form: Form | null
  /** Whoever acts. */
  me: string
  instant: (local: string) => string | null
  override?: Override
}
/** The request of an act. A correction says only what differs from `start`, so that it never takes back what a colleague has put right. */
export function requestOf(act: Act, siteId: number, { values, start, ticket, form, me, instant, override }: Filled) {
  const body: Record<string, unknown> = {}
  const fault: Record<string, string> = {}
  for (const { name, when } of act.fields) {
    if (when && !when(values)) continue
    const value = values[name]
    if (value === undefined || value === null || value === '') continue
    if (act.name === 'change' && value === start[name]) continue
    if ((faultParts as readonly string[]).includes(name)) fault[name] = String(value)
    else if (name === 'dueAt' || name === 'appointmentAt') body[name] = instant(String(value))
    else if (name === 'passed') body.passed = value === 'passed'
    else body[bodyNames[name] ?? name] = value
  }
  if (Object.keys(fault).length > 0) body.fault = fault
  if (act.of === 'site') body.ticketId = ticket.id
  // what is written down for a worker names him
  if (act.name === 'accept' && form && isOthers(form, me)) body.workerId = form.worker!.id
  if (act.name === 'makeCallback' && form) body.formId = form.id
  if (act.versioned) body.version = act.of === 'form' ? form?.version : ticket.version
  if (override) body.override = override
  const params = act.of === 'site' ? { siteId } : { siteId, id: act.of === 'form' ? form?.id : ticket.id }
  return { params, body }
}

/** Where that is supplied which a gate misses: the act whose form asks for it. */
const supplies: Record<string, ActName> = {
  'ticket.summary': 'transfer',
  'ticket.handler': 'confirm',
  'ticket.department': 'notify',
  'ticket.place': 'change',
  'ticket.promisedAt': 'promise',
  'promise.kept': 'keepPromise',
  'form.arrivedAt': 'arrive',
  'form.workDone': 'finish',
  'form.opinion': 'finish',
  'form.passed': 'inspect',
}
const suppliesGroup: Record<string, ActName> = { callback: 'makeCallback', fault: 'change', customer: 'change', form: 'dispatch' }

/** The field of the refused act itself, or the other act that supplies a missing fact; null when no act does. */
export function supplierOf(path: string, act: Act): { field: FieldName } | { act: ActName } | null {
  const [group, name] = path.split('.') as [string, string]
  const field = act.fields.find(one => one.name === name || (path === 'ticket.place' && one.name === 'address'))
  if (field && group !== 'callback') return { field: field.name }
  const other = supplies[path] ?? suppliesGroup[group]
  return other && other !== act.name ? { act: other } : null
}
