import type { Form } from '@sansheng/contract/dispatch.ts'
import type { Ticket } from '@sansheng/contract/tickets.ts'
import { describe, expect, it } from 'vitest'
import { acts, nextActs, requestOf, startOf, supplierOf } from './acts.ts'

const at = '2026-11-20T06:36:00.000Z'
const later = '2026-11-20T08:00:00.000Z'
const ticket = (more: Partial<Ticket> = {}): Ticket =>
  ({
    id: 't1',
    kind: 'repair',
    category: '户内无水',
    urgency: 'normal',
    status: 'registered',
    waitingFor: 'nobody',
    title: '家中无水',
    address: '槐荫里 7 栋',
    description: null,
    fault: { phenomenon: '全屋无水' },
    department: { id: 'd1', name: '临川维修所' },
    customer: { name: '周文' },
    notifiedAt: null,
    acceptedAt: null,
    promises: [],
    version: 3,
    ...more,
  }) as unknown as Ticket
const form = (status: Form['status'], madeAt = at): Form =>
  ({ id: 'f1', status, madeAt, worker: null, version: 5 }) as unknown as Form
const who = { me: 'p2', inspects: false }
const first = (t: Ticket, f: Form | null, calledBack = false, reopenedAt: string | null = null) =>
  nextActs(t, { form: f, calledBack, reopenedAt, who }).next[0]

describe('the obvious next step', () => {
  const told = { status: 'notified', notifiedAt: at } as const
  const taken = { status: 'accepted', notifiedAt: at, acceptedAt: at } as const
  it.each([
    ['a fresh repair goes out on a form', ticket(), null, 'dispatch'],
    ['a fresh inquiry goes to its department', ticket({ kind: 'inquiry' }), null, 'notify'],
    ['with the form made, the department is told', ticket(), form('made'), 'notify'],
    ['who was told says that he has it', ticket(told), form('made'), 'confirm'],
    ['then the worker takes the form', ticket(taken), form('made'), 'accept'],
    ['goes there', ticket(taken), form('accepted'), 'arrive'],
    ['says what he did', ticket({ ...taken, status: 'working' }), form('arrived'), 'finish'],
    ['brings the form back', ticket({ ...taken, status: 'working' }), form('finished'), 'return'],
    ['what came back is checked', ticket({ ...taken, status: 'returned' }), form('returned'), 'inspect'],
    ['then the customer is called', ticket({ ...taken, status: 'returned' }), form('inspected'), 'makeCallback'],
    ['a ticket that waits goes on first', ticket({ ...taken, waitingFor: 'customer' }), form('accepted'), 'resume'],
  ] as const)('%s', (_, t, f, name) => expect(first(t, f)).toBe(name))

  it('whoever names workers is never offered the step of one as his own', () => {
    const head = { me: 'p3', inspects: true }
    const worker = { id: 'p2', name: '邱立成', staffNumber: '2107' }
    const offered = (status: Form['status'], of: Form['worker'], by: typeof head) => {
      const { next, other } = nextActs(ticket({ ...taken, status: 'working' }), {
        form: { ...form(status), worker: of },
        calledBack: false,
        reopenedAt: null,
        who: by,
      })
      const steps = ['assign', 'accept', 'arrive', 'finish']
      return [next.filter(name => steps.includes(name)), other.filter(name => steps.includes(name))]
    }
    expect(offered('made', null, head)).toEqual([['assign'], ['accept']])
    expect(offered('made', worker, head)).toEqual([[], ['assign', 'accept']])
    expect(offered('accepted', worker, head)).toEqual([[], ['arrive']])
    expect(offered('accepted', worker, { me: 'p2', inspects: false })).toEqual([['arrive'], []])
    expect(offered('accepted', worker, { me: 'p4', inspects: false })).toEqual([[], []])
  })
  it('after the call-back the ticket is closed', () => {
    expect(first(ticket({ ...taken, status: 'returned' }), form('inspected'), true)).toBe('close')
  })
  it('after the call-back of a customer who is not satisfied somebody goes again, and he is called again', () => {
    const { next, other } = nextActs(ticket({ ...taken, status: 'returned' }), {
      form: form('inspected'),
      calledBack: true,
      reopenedAt: null,
      who,
      unhappy: true,
    })
    expect(next).toEqual(['dispatch', 'makeCallback'])
    expect(other).toContain('close')
  })
  it('a reopened ticket begins anew: its department is told, and the old form does not count', () => {
    const again = ticket({ ...taken, status: 'accepted' })
    expect(nextActs(again, { form: form('inspected'), calledBack: false, reopenedAt: later, who }).next).toEqual(['notify'])
    const toldAgain = { ...again, notifiedAt: '2026-11-20T08:05:00.000Z' }
    expect(first(toldAgain, form('inspected'), false, later)).toBe('dispatch')
  })
  it('does not offer to confirm where the step is no longer allowed', () => {
    expect(
      nextActs(ticket({ ...told, status: 'returned' }), { form: form('returned'), calledBack: false, reopenedAt: null, who })
        .next,
    ).not.toContain('confirm')
  })
  it('an open promise can be kept, and a closed ticket only be reopened or called back', () => {
    const promises = [{ keptAt: null, movedAt: null }] as unknown as Ticket['promises']
    expect(
      nextActs(ticket({ ...taken, promises }), { form: form('made'), calledBack: false, reopenedAt: null, who }).next,
    ).toContain('keepPromise')
    const closed = nextActs(ticket({ status: 'closed' }), { form: null, calledBack: true, reopenedAt: null, who })
    expect(closed).toEqual({ next: [], other: ['reopen', 'makeCallback'] })
  })
})

describe('the request of an act', () => {
  const ask = (name: keyof typeof acts, values: Record<string, string | boolean>, more: object = {}) =>
    requestOf(acts[name], 1, {
      values,
      start: startOf(name, ticket()),
      ticket: ticket(),
      form: form('arrived'),
      me: 'p2',
      instant: local => `${local}:00.000Z`,
      ...more,
    })
  it('a correction says only what differs, so that it takes back nothing that a colleague put right', () => {
    const start = startOf('change', ticket()) as Record<string, string>
    expect(ask('change', { ...start, urgency: 'urgent', operation: '换过净水器' })).toEqual({
      params: { siteId: 1, id: 't1' },
      body: { urgency: 'urgent', fault: { operation: '换过净水器' }, version: 3 },
    })
  })
  it('a step of the form names the form and the version of the form that was seen', () => {
    expect(ask('finish', { workDone: '换阀', opinion: 'satisfied', signedBy: '' })).toEqual({
      params: { siteId: 1, id: 'f1' },
      body: { workDone: '换阀', opinion: 'satisfied', version: 5 },
    })
  })
  it('a call-back names ticket and form, and what the customer said', () => {
    expect(ask('makeCallback', { method: 'phone', opinionResult: 'satisfied' }).body).toEqual({
      method: 'phone',
      result: 'satisfied',
      ticketId: 't1',
      formId: 'f1',
    })
  })
  it('a call-back of a customer who is not satisfied says what with and what he wants, any other does not', () => {
    const said = { method: 'phone', unhappyWith: '又漏了', wants: '再来一次' }
    expect(ask('makeCallback', { ...said, opinionResult: 'unsatisfied' }).body).toMatchObject({
      result: 'unsatisfied',
      reason: '又漏了',
      wants: '再来一次',
    })
    expect(ask('makeCallback', { ...said, opinionResult: 'satisfied' }).body).toEqual({
      method: 'phone',
      result: 'satisfied',
      ticketId: 't1',
      formId: 'f1',
    })
  })
  it('a time on the wall becomes an instant, and an override goes with its reason', () => {
    const override = { reason: '班长同意', rules: ['kept'] }
    expect(ask('promise', { dueAt: '2026-11-20T16:30' }, { override }).body).toEqual({
      dueAt: '2026-11-20T16:30:00.000Z',
      version: 3,
      override,
    })
  })
})

describe('a refused act', () => {
  it.each([
    ['ticket.result', { field: 'result' }],
    ['callback.result', { act: 'makeCallback' }],
    ['form.workDone', { act: 'finish' }],
    ['fault.location', { act: 'change' }],
    ['ticket.transfers', null],
  ] as const)('of closing says where %s is supplied', (path, where) => {
    expect(supplierOf(path, acts.close)).toEqual(where)
  })
})
