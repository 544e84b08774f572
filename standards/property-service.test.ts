import type { Approve } from '@sansheng/rulebook/kinds'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { becomes, burstPipe, caller, departmentOf, form, rulebook, taking, ticket, violations } from './cases.ts'
import { at, local, walk } from './walk.ts'

describe('property-service', () => {
  it('R127, R128: entered is not enough, printing and notifying belong to the same ten minutes', () => {
    const case1 = burstPipe('property-service', '2026-11-20 16:08')
    // entered at 16:08, printed at 16:10, notified at 16:11
    expect(case1.states().filter(state => / late$/.test(state))).toEqual(['register-and-dispatch late'])
    expect(case1.clock('register-and-dispatch')).toMatchObject({ settledAt: at('2026-11-20 16:11'), perId: 'ticket-1' })
    expect(case1.open()).toEqual([])
  })

  it('R097: the head of a department hears of a complaint within thirty minutes', () => {
    const case1 = walk(rulebook('property-service'))
    case1.happen('ticket.registered', '2026-11-20 10:00', ticket({ kind: 'complaint', field: 'property' }))
    expect(local(case1.clock('notify-complaint').dueAt)).toBe('2026-11-20 10:30')
    case1.happen('ticket.notified', '2026-11-20 10:31', becomes('notified'))
    expect(case1.clock('notify-complaint').state).toBe('late')
  })

  it('R098: a complaint about the developer has one working day and is free of the ten minutes', () => {
    const case1 = walk(rulebook('property-service'))
    case1.happen('intake.received', '2026-11-20 10:00', caller)
    case1.happen('ticket.registered', '2026-11-20 10:05', ticket({ kind: 'complaint', field: 'estate' }))
    expect(case1.clock('register-and-dispatch').state).toBe('void')
    expect(local(case1.clock('pass-on-estate').dueAt)).toBe('2026-11-23 17:30')
  })

  it.each([
    ['R131', 'engineering', 'follow-up-engineering', '2026-11-27 24:00', '2026-12-01 24:00'],
    ['R132', 'property', 'follow-up-property', '2026-11-23 24:00', '2026-11-27 24:00'],
  ] as const)(
    '%s: a report of the trade %s is followed up again and again, counted from the last note',
    (_, field, rule, first, second) => {
      const midnight = (text: string) => at(text.replace('24:00', '23:59')) + 60_000
      const case1 = walk(rulebook('property-service'))
      case1.happen('ticket.accepted', '2026-11-20 10:00', ticket({ kind: 'report', field }))
      expect(case1.clock(rule).dueAt).toBe(midnight(first))
      const noted = field === 'engineering' ? '2026-11-24 09:00' : '2026-11-23 23:00'
      case1.happen('ticket.followed_up', noted)
      expect(case1.states()).toEqual([`${rule} met`, `${rule} running`])
      const restart = field === 'engineering' ? second : '2026-11-26 24:00'
      expect(case1.clock(rule).dueAt).toBe(midnight(restart))
      case1.wait('2026-12-05 10:00')
      case1.happen('ticket.followed_up', '2026-12-05 10:00')
      expect(case1.states().slice(0, 2)).toEqual([`${rule} met`, `${rule} late`])
    },
  )

  it('R132: days on which the customer is waited for do not count', () => {
    const case1 = walk(rulebook('property-service'))
    case1.happen('ticket.accepted', '2026-11-16 10:00', ticket({ kind: 'report', field: 'property' }))
    case1.happen('ticket.waiting', '2026-11-17 10:00', { ticket: { waitingFor: 'customer' } })
    expect(case1.clock('follow-up-property').state).toBe('paused')
    case1.happen('ticket.resumed', '2026-11-20 10:00', { ticket: { waitingFor: 'nobody' } })
    expect(local(case1.clock('follow-up-property').dueAt)).toBe('2026-11-23 00:00')
  })

  it('R132: a note that is written while the customer is waited for starts no new count', () => {
    const case1 = walk(rulebook('property-service'))
    case1.happen('ticket.accepted', '2026-11-16 10:00', ticket({ kind: 'report', field: 'property' }))
    case1.happen('ticket.waiting', '2026-11-17 10:00', { ticket: { waitingFor: 'customer' } })
    case1.happen('ticket.followed_up', '2026-11-17 11:00')
    case1.wait('2026-11-23 10:00')
    expect(case1.told('follow-up-property')).toEqual([])
    case1.happen('ticket.resumed', '2026-11-23 10:00', { ticket: { waitingFor: 'nobody' } })
    expect(local(case1.clock('follow-up-property').dueAt)).toBe('2026-11-27 00:00')
  })

  it('R159: a paid service is called back within a working day of its completion, by the front desk', () => {
    const case1 = walk(rulebook('property-service'))
    case1.happen('service.completed', '2026-11-20 10:00', { ...ticket({ kind: 'paid' }), ...form({ status: 'finished' }) })
    expect(local(case1.clock('call-back-paid').dueAt)).toBe('2026-11-23 17:30')
    case1.wait('2026-11-23 17:00')
    expect(case1.told('call-back-paid').map(line => line.slice(6))).toEqual(['80% → receptionist, front-owner'])
  })

  it('R081: each matter goes to the department that the table names', () => {
    const to = (fields: Parameters<typeof departmentOf>[1]) => departmentOf('property-service', fields)
    expect(to({ kind: 'repair', field: 'engineering' })).toBe('工程部')
    expect(to({ kind: 'report', field: 'property', category: '失窃' })).toBe('秩序维护部')
    expect(to({ kind: 'complaint', field: 'property', category: '保洁' })).toBe('环境部')
    expect(to({ kind: 'report', field: 'property', category: '公共设施' })).toBe('物业部')
    expect(to({ kind: 'complaint', field: 'estate', category: '渗水' })).toBe('客户服务中心')
    expect(to({ kind: 'suggestion', field: 'property', category: '活动' })).toBe('客户服务中心')
  })
})

describe('property-service: complaints', () => {
  const received = (complaint: NonNullable<Facts['complaint']>, more: Partial<Facts> = {}) => {
    const case1 = walk(rulebook('property-service'))
    case1.happen('complaint.received', '2026-11-20 10:00', { complaint, ...more })
    return case1
  }

  it('R098, C5: the director has four working hours to consent, before anything is passed on', () => {
    const case1 = received({ class: 'estate' })
    expect(local(case1.clock('estate-complaint-consented').dueAt)).toBe('2026-11-20 15:30')
    case1.happen('complaint.consented', '2026-11-20 14:00')
    expect(case1.states()).toEqual(['estate-complaint-consented met'])
    const consent = rulebook('property-service').byId.get('estate-complaint-consent') as Approve
    expect([consent.before, consent.consent.map(({ roles }) => roles)]).toEqual([['complaint.transferred'], [['director']]])
  })

  it('R098: a house may give the developer his working day from the consent on', () => {
    const case1 = walk(taking('property-service', '地产投诉', '认可起'))
    case1.happen('complaint.received', '2026-11-20 10:00', { complaint: { class: 'estate' } })
    case1.happen('complaint.consented', '2026-11-20 14:00')
    expect(local(case1.clock('pass-on-estate').dueAt)).toBe('2026-11-23 17:30')
    case1.happen('complaint.transferred', '2026-11-23 17:31')
    expect(case1.states()).toEqual(['estate-complaint-consented met', 'pass-on-estate late'])
  })

  it('R099: what is grave is reported within half an hour, what is ordinary within a working day, the rest stays', () => {
    expect(local(received({ severity: 'major' }).clock('report-up').dueAt)).toBe('2026-11-20 10:30')
    expect(local(received({ severity: 'ordinary' }).clock('report-up').dueAt)).toBe('2026-11-23 17:30')
    expect(received({ severity: 'minor' }).open()).toEqual([])
  })

  it('R100: a broken thing is repaired at once, whoever complains of it', () => {
    const case1 = received({ class: 'equipment' })
    case1.happen('repair.ordered', '2026-11-20 10:20')
    expect(case1.states()).toEqual(['repair-at-once met'])
  })

  it('R102: a manager apologises within a working day once it is found to be our fault', () => {
    const case1 = received({ class: 'service', severity: 'ordinary' })
    case1.happen('complaint.verified', '2026-11-20 15:00')
    expect(local(case1.clock('apologise-in-person').dueAt)).toBe('2026-11-23 17:30')
    case1.happen('apology.made', '2026-11-23 10:00')
    expect(case1.states()).toContain('apologise-in-person met')
  })

  it('R012, R013: spoken, written or heard from others: the form of a complaint is written down before it is accepted', () => {
    const case1 = received({ class: 'service', severity: 'minor' })
    expect(violations(case1.ask('complaint.accepted', '2026-11-20 10:10'))).toContain('complaint-form-of-submission')
    const heard = case1.ask('complaint.accepted', '2026-11-20 10:10', { complaint: { submitted: 'indirect' } })
    expect(violations(heard)).not.toContain('complaint-form-of-submission')
  })
})

describe('property-service: what a house may choose otherwise', () => {
  it('C5, A003: entering alone may be enough for the ten minutes', () => {
    const case1 = walk(taking('property-service', '登记算到', '只算录入'))
    case1.happen('intake.received', '2026-11-20 10:00', caller)
    case1.happen('ticket.registered', '2026-11-20 10:09', ticket({ kind: 'repair', field: 'engineering' }))
    expect(case1.clock('register-and-dispatch').state).toBe('met')
  })

  it('R131, C20: once in every week of the calendar instead of every seven days', () => {
    const case1 = walk(taking('property-service', '工程跟进', '每周一次'))
    case1.happen('ticket.accepted', '2026-11-20 10:00', ticket({ kind: 'repair', field: 'engineering' }))
    case1.happen('ticket.followed_up', '2026-11-23 09:00')
    expect(case1.clock('follow-up-engineering').state).toBe('running')
    expect(local(case1.clock('follow-up-engineering').dueAt)).toBe('2026-12-07 00:00')
    case1.wait('2026-12-07 00:01')
    expect(case1.told('follow-up-engineering').map(line => line.slice(6))).toContain('100% → shift-leader')
  })

  it('R136, C6: the call-back may count from the inspection or from the end of the work', () => {
    const dueAfter = (choice: string) => {
      const case1 = walk(taking('property-service', '回访起点', choice))
      case1.happen('service.completed', '2026-11-20 09:00', {
        ...ticket({ kind: 'repair' }),
        ...form({ workDone: 'given', opinion: 'satisfied' }),
      })
      case1.happen('dispatch.returned', '2026-11-23 09:00', form({ status: 'returned' }, 'returned'))
      case1.happen('inspection.done', '2026-11-24 09:00', form({ status: 'inspected', passed: true }))
      return local(case1.clock('call-back').dueAt)
    }
    expect(dueAfter('返单起')).toBe('2026-11-24 17:30')
    expect(dueAfter('查验起')).toBe('2026-11-25 17:30')
    expect(dueAfter('完工起')).toBe('2026-11-23 17:30')
  })

  it('N12: complaints may be followed up every day', () => {
    const case1 = walk(taking('property-service', '投诉跟进', '每天'))
    case1.happen('ticket.accepted', '2026-11-20 10:00', ticket({ kind: 'complaint', field: 'property' }))
    expect(local(case1.clock('follow-up-others').dueAt)).toBe('2026-11-22 00:00')
  })

  it('R136: who was not reached three times leaves no clock; once is not enough', () => {
    const case1 = walk(rulebook('property-service'))
    case1.happen('dispatch.returned', '2026-11-20 10:00', {
      ...ticket({ kind: 'complaint', field: 'property' }),
      ...form({ workDone: 'given', opinion: 'absent' }),
    })
    case1.happen('callback.recorded', '2026-11-20 11:00', { callback: { method: 'phone', result: 'unreached', attempts: 1 } })
    expect(case1.clock('call-back').state).toBe('running')
    case1.happen('callback.recorded', '2026-11-20 16:00', { callback: { method: 'phone', result: 'unreached', attempts: 3 } })
    expect(case1.clock('call-back').state).toBe('met')
  })
})
