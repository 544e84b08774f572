/** What can be done with a ticket: one table for buttons, forms and routes. */
import { callbacks } from '@sansheng/contract/callbacks.ts'
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import type { Permission } from '@sansheng/contract/permissions.ts'
import type { Route } from '@sansheng/contract/route.ts'
import { type Ticket, tickets } from '@sansheng/contract/tickets.ts'

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
  | 'title'
  | 'category'
  | 'address'
  | 'method'
  | 'opinionResult'
  | 'appointmentAt'
  | 'instructions'
  | 'print'
  | 'workDone'
  | 'opinion'
  | 'signedBy'
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
  | 'accept'
  | 'arrive'
  | 'finish'
  | 'return'
  | 'inspect'

export type Act = {
  name: ActName
  route: Route
  needs: Permission
  /** Fields of its form, those that must be filled in first; none: it happens at a press. */
  fields: { name: FieldName; required?: true }[]
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

export const acts: Record<ActName, Act> = {
  notify: act('notify', tickets.notifyDepartment, 'tickets:notify', [{ name: 'departmentId' }, { name: 'note' }]),
  confirm: act('confirm', tickets.confirm, 'tickets:confirm', [{ name: 'handlerId' }]),
  transfer: act('transfer', tickets.transfer, 'tickets:work', [must('handlerId'), must('summary'), { name: 'reason' }]),
  wait: act('wait', tickets.wait, 'tickets:work', [must('waitingFor'), must('reason')]),
  resume: act('resume', tickets.resume, 'tickets:work', []),
  promise: act('promise', tickets.promise, 'tickets:work', [must('dueAt'), { name: 'words' }]),
  keepPromise: act('keepPromise', tickets.keepPromise, 'tickets:work', [must('note')]),
  contactCustomer: act('contactCustomer', tickets.contactCustomer, 'tickets:work', [must('note')]),
  change: act('change', tickets.change, 'tickets:work', [must('title'), must('category'), { name: 'address' }]),
  close: act('close', tickets.close, 'tickets:close', [must('result')]),
  reopen: act('reopen', tickets.reopen, 'tickets:close', [must('reason')]),
  dispatch: act(
    'dispatch',
    dispatch.make,
    'dispatch:make',
    [{ name: 'departmentId' }, { name: 'workerId' }, { name: 'appointmentAt' }, { name: 'instructions' }, { name: 'print' }],
    { of: 'site', versioned: false },
  ),
  makeCallback: act('makeCallback', callbacks.make, 'callbacks:make', [must('method'), must('opinionResult'), { name: 'note' }], {
    of: 'site',
    versioned: false,
  }),
  accept: act('accept', dispatch.accept, 'dispatch:work', [], { of: 'form' }),
  arrive: act('arrive', dispatch.arrive, 'dispatch:work', [], { of: 'form' }),
  finish: act('finish', dispatch.finish, 'dispatch:work', [must('workDone'), must('opinion'), { name: 'signedBy' }], {
    of: 'form',
  }),
  return: act('return', dispatch.returnForm, 'dispatch:work', [], { of: 'form' }),
  inspect: act('inspect', dispatch.inspect, 'dispatch:inspect', [{ name: 'passed' }, { name: 'note' }], { of: 'form' }),
}

const afterForm: Partial<Record<Form['status'], ActName>> = {
  made: 'accept',
  accepted: 'arrive',
  arrived: 'finish',
  finished: 'return',
  returned: 'inspect',
}

/** What can be done now, the obviously next step first. The server judges anew. */
export function nextActs(ticket: Ticket, form: Form | null, calledBack: boolean): ActName[] {
  if (ticket.status === 'closed') return ['reopen', 'makeCallback']
  const open = form && form.status !== 'withdrawn' && form.status !== 'inspected' ? form : null
  const first: ActName[] = []
  if (ticket.waitingFor !== 'nobody') first.push('resume')
  const needsWork = ticket.kind === 'repair' || ticket.kind === 'report' || ticket.kind === 'paid'
  if (!ticket.notifiedAt) first.push(needsWork && !form ? 'dispatch' : 'notify')
  else if (!ticket.acceptedAt) first.push('confirm')
  const step = open && afterForm[open.status]
  if (step) first.push(step)
  if (form?.status === 'inspected' && !calledBack) first.push('makeCallback')
  if ((form?.status === 'inspected' || !needsWork) && ticket.notifiedAt) first.push('close')
  const rest: ActName[] = [
    'notify',
    'promise',
    'contactCustomer',
    'transfer',
    'wait',
    'dispatch',
    'makeCallback',
    'change',
    'close',
  ]
  if (ticket.promises.some(p => !p.keptAt && !p.movedAt)) rest.unshift('keepPromise')
  const unfit = new Set<ActName>([
    ...(ticket.notifiedAt ? (['notify'] as const) : []),
    ...(open ? (['dispatch'] as const) : []),
    ...(ticket.waitingFor !== 'nobody' ? (['wait'] as const) : []),
  ])
  return [...new Set([...first, ...rest.filter(name => !unfit.has(name))])]
}
