import type { Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import {
  becomes,
  burstPipe,
  caller,
  direct,
  form,
  names,
  promised,
  rulebook,
  says,
  ticket,
  ticketKinds,
  violations,
} from './cases.ts'
import { at, local, walk } from './walk.ts'

describe.each(names)('%s', name => {
  it('R127, R130, R135, R136: the burst pipe goes from the call to the closing with every clock met and none left', () => {
    const case1 = burstPipe(name)
    expect(case1.open()).toEqual([])
    expect(case1.states().filter(state => !/ met$/.test(state))).toEqual([
      expect.stringMatching(/^follow-up(-engineering)? void$/),
    ])
    // returned on Friday evening after closing time: Monday is the one working day
    for (const rule of ['inspect', 'call-back']) expect(local(case1.clock(rule).dueAt)).toBe('2026-11-23 17:30')
  })

  it.each([
    ['answered', 'contact.answered'],
    ['withdrawn', 'contact.closed'],
    ['misdialled', 'contact.closed'],
  ] as const)('R127: a contact that ends as %s leaves no clock behind, though no ticket will ever come', (outcome, event) => {
    const case1 = walk(rulebook(name))
    case1.happen('intake.received', '2026-11-20 16:00', caller)
    case1.happen(event, '2026-11-20 16:05', { contact: { outcome, summary: 'given' } })
    expect(case1.open()).toEqual([])
    expect(case1.states()).toEqual([expect.stringMatching(/^register.* void$/)])
  })

  it.each(ticketKinds)('R130: a ticket of the kind %s leaves no clock behind when it is closed', kind => {
    for (const field of ['engineering', 'property', 'estate', 'water', 'other'] as const) {
      const case1 = walk(rulebook(name))
      case1.happen('intake.received', '2026-11-20 09:00', caller)
      case1.happen('ticket.registered', '2026-11-20 09:05', ticket({ kind, field }))
      const worked = !direct.includes(kind)
      if (worked) {
        case1.happen('dispatch.made', '2026-11-20 09:06', form({ status: 'made' }))
        case1.happen('dispatch.printed', '2026-11-20 09:06')
        case1.happen('ticket.notified', '2026-11-20 09:07', becomes('notified'))
        case1.happen('ticket.accepted', '2026-11-20 09:20', becomes('accepted', { handler: 'qiu' }))
        case1.happen('ticket.followed_up', '2026-11-21 09:00')
        case1.happen('service.completed', '2026-11-21 10:00', form({ status: 'finished', workDone: 'given', opinion: 'absent' }))
        case1.happen('dispatch.returned', '2026-11-21 11:00', form({ status: 'returned' }, 'returned'))
        case1.happen('inspection.done', '2026-11-23 09:00', form({ status: 'inspected', passed: true }))
        case1.happen('callback.recorded', '2026-11-23 09:30', { callback: { method: 'phone', result: 'satisfied' } })
      }
      case1.happen('ticket.closed', worked ? '2026-11-23 10:00' : '2026-11-20 15:00', becomes('closed', { result: 'given' }))
      expect(case1.open(), field).toEqual([])
      expect(
        case1.states().filter(state => / late$/.test(state)),
        field,
      ).toEqual([])
    }
  })

  it('R133: nothing is closed without result, inspection and call-back, nor over a promise that was not kept', () => {
    const case1 = walk(rulebook(name))
    const bare: Facts = {
      ...caller,
      ...ticket({ kind: 'repair', status: 'returned' }),
      form: { status: 'returned' },
      promise: { dueAt: at('2026-11-20 17:00'), kept: false },
    }
    const close = (more: Facts) => case1.ask('ticket.closed', '2026-11-23 10:00', { ...bare, ...more })
    expect(violations(close({})).sort()).toEqual([
      'close-after-call-back',
      'close-after-inspection',
      'close-after-promise',
      'close-with-result',
    ])
    const rest: Facts = {
      ...ticket({ kind: 'repair', status: 'closed', result: 'given' }),
      promise: { kept: true },
      callback: { method: 'phone', result: 'satisfied' },
    }
    expect(close({ ...rest, form: { status: 'inspected', passed: false } })).toMatchObject({
      outcome: 'deny',
      overridableBy: ['shift-leader'],
      violations: [{ ruleId: 'close-after-inspection' }],
    })
    expect(close({ ...rest, form: { status: 'inspected', passed: true } }).outcome).toBe('allow')
    expect(close({ ...rest, form: { status: 'withdrawn' } }).outcome).toBe('allow')
  })

  it('R133: a ticket that waits is not buried: after seven days somebody must say something', () => {
    const case1 = walk(rulebook(name))
    case1.happen('ticket.waiting', '2026-11-02 10:00', ticket({ kind: 'repair', field: 'engineering', waitingFor: 'material' }))
    case1.wait('2026-11-10 09:00')
    expect(case1.told('no-endless-waiting').map(line => line.slice(6))).toEqual([
      '80% → handler, front-owner',
      '100% → handler, front-owner',
      '100% → shift-leader',
    ])
    case1.happen('ticket.resumed', '2026-11-10 10:00', { ticket: { waitingFor: 'nobody' } })
    expect(case1.states()).toEqual(['no-endless-waiting late'])
  })

  it('R066, R067: a promise is a time; who tells the customer before it has not let him down, but the answer is still late', () => {
    const case1 = walk(rulebook(name))
    case1.happen('promise.made', '2026-11-20 14:00', {
      ...ticket({ kind: 'inquiry', promisedAt: at('2026-11-20 16:00') }),
      promise: { dueAt: at('2026-11-20 16:00'), kept: false },
    })
    case1.happen('customer.contacted', '2026-11-20 15:40')
    expect(case1.states().sort()).toEqual(['keep-promise running', 'tell-before-missing met'])
    case1.wait('2026-11-20 17:00')
    expect(case1.told('keep-promise')).toEqual([
      '15:36 80% → handler, front-owner',
      '16:00 100% → handler, front-owner',
      '16:00 100% → shift-leader',
      '17:00 +1 h → director',
    ])
    case1.happen('promise.kept', '2026-11-20 17:10', { promise: { kept: true } })
    expect(case1.states().sort()).toEqual(['keep-promise late', 'tell-before-missing met'])
  })

  it('R066: a promise moves before it has run out, never after', () => {
    const moved = (when: string) => {
      const case1 = walk(rulebook(name))
      case1.happen('ticket.registered', '2026-11-20 14:00', { ...caller, ...ticket({ kind: 'praise' }) })
      case1.happen('promise.made', '2026-11-20 14:00', promised('2026-11-20 16:00'))
      case1.happen('customer.contacted', when)
      case1.happen('promise.made', when, promised('2026-11-20 18:00'))
      case1.happen('promise.kept', '2026-11-20 17:30', { promise: { kept: true } })
      return case1.states().filter(state => /^(keep-promise|tell-before)/.test(state))
    }
    expect(moved('2026-11-20 15:50')).toEqual(['keep-promise met', 'tell-before-missing met', 'tell-before-missing met'])
    expect(moved('2026-11-20 16:10')).toEqual(['keep-promise late', 'tell-before-missing late', 'tell-before-missing met'])
  })

  it('R067: silence until the promised time is a breach of its own', () => {
    const case1 = walk(rulebook(name))
    case1.happen('promise.made', '2026-11-20 14:00', {
      ...ticket({ kind: 'inquiry', promisedAt: at('2026-11-20 16:00') }),
      promise: { dueAt: at('2026-11-20 16:00'), kept: false },
    })
    case1.happen('customer.contacted', '2026-11-20 16:01')
    expect(case1.states()).toContain('tell-before-missing late')
  })

  it('R147: the worker comes at the agreed time; a new agreement moves it, a form that is withdrawn ends it', () => {
    const case1 = walk(rulebook(name))
    case1.happen('dispatch.made', '2026-11-20 10:00', {
      ...ticket({ kind: 'repair' }),
      ...form({ status: 'made', appointmentAt: at('2026-11-20 15:00') }),
    })
    case1.happen('dispatch.accepted', '2026-11-20 10:10', form({ status: 'accepted', appointmentAt: at('2026-11-20 17:30') }))
    expect(local(case1.clock('arrive-as-agreed').dueAt)).toBe('2026-11-20 17:30')
    const case2 = walk(rulebook(name))
    case2.happen('dispatch.made', '2026-11-20 10:00', {
      ...ticket({ kind: 'paid' }),
      ...form({ status: 'made', appointmentAt: at('2026-11-20 15:00') }),
    })
    case2.happen('dispatch.withdrawn', '2026-11-20 11:00', form({ status: 'withdrawn' }))
    expect(case2.open()).toEqual([])
    case1.happen('worker.arrived', '2026-11-20 17:31', form({ status: 'arrived' }))
    expect(case1.states()).toContain('arrive-as-agreed late')
  })

  it('R151: a form comes back with what was done and what the customer says, even if he was not there', () => {
    const case1 = walk(rulebook(name))
    const back = (opinion?: 'absent'): Facts => form({ status: 'returned', workDone: 'given', ...(opinion ? { opinion } : {}) })
    expect(says(case1.ask('dispatch.returned', '2026-11-20 16:00', back()))).toEqual(['deny', 'signed-form'])
    expect(case1.ask('dispatch.returned', '2026-11-20 16:00', back('absent')).outcome).toBe('allow')
  })

  it('R160, R062: a call-back is recorded with method and result, after the name was asked', () => {
    const case1 = walk(rulebook(name))
    const record = (more: Facts) => case1.ask('callback.recorded', '2026-11-23 10:00', more)
    expect(violations(record({ callback: { method: 'phone' } }))).toEqual(['call-back-record'])
    expect(says(record({ callback: { method: 'phone', result: 'satisfied' }, customer: { name: 'unknown' } }))).toEqual([
      'warn',
      'call-back-identity',
    ])
    expect(record({ callback: { method: 'phone', result: 'unreached' }, customer: { name: 'unknown' } }).outcome).toBe('allow')
  })

  it('R129: a department that says nothing is asked again through its head, then the leader, then the director', () => {
    const case1 = walk(rulebook(name))
    case1.happen('ticket.notified', '2026-11-20 23:00', ticket({ kind: 'repair', field: 'engineering' }))
    case1.wait('2026-11-21 00:30')
    expect(case1.told('accept-in-time')).toEqual([
      '23:24 80% → department-head',
      '23:30 100% → handler, front-owner',
      '23:30 100% → department-head, shift-leader',
      '00:00 +30 min → director',
    ])
  })
})
