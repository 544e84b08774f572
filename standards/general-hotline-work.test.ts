import type { Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { becomes, departmentOf, form, says, taking, ticket, violations } from './cases.ts'
import { book, day, dueIn, minutes, name, ruleOf, start } from './general-case.ts'
import { local } from './walk.ts'

describe('general-hotline: departments, complaints, call-backs', () => {
  it('R081: repairs go to the engineers, bills to the clerks, the rest to the service department', () => {
    expect(departmentOf(name, { kind: 'repair' })).toBe('技术部')
    expect(departmentOf(name, { kind: 'complaint', category: '账单' })).toBe('业务部')
    expect(departmentOf(name, { kind: 'complaint', category: '质量' })).toBe('技术部')
    expect(departmentOf(name, { kind: 'praise', category: '态度' })).toBe('客户服务部')
  })

  it('R048: the department is told within the time that the house chose, of an emergency within ten minutes', () => {
    const due = (rules = book, urgency: 'normal' | 'emergency' = 'normal') => {
      const case1 = start({}, rules)
      case1.happen('ticket.registered', `${day} 10:05`, ticket({ kind: 'report', urgency }))
      return dueIn(case1, 'notify-department') / minutes
    }
    expect([due(), due(book, 'emergency')]).toEqual([30, 10])
    expect([due(taking(name, '通知部门', '十分钟')), due(taking(name, '通知部门', '一小时'))]).toEqual([10, 60])
  })

  it('R132: a complaint is followed up like everything else, or every day beside it where the house says so', () => {
    const clocks = (rules = book) => {
      const case1 = start({}, rules)
      case1.happen('ticket.registered', `${day} 10:05`, ticket({ kind: 'complaint' }))
      case1.happen('ticket.accepted', `${day} 10:10`, becomes('accepted'))
      return case1.open().filter(id => id.startsWith('follow-up'))
    }
    expect(clocks()).toEqual(['follow-up'])
    expect(clocks(taking(name, '投诉跟进', '每天')).sort()).toEqual(['follow-up', 'follow-up-complaint'])
  })

  it('R136: the call-back is owed from the return of the form, or already from the work done', () => {
    const case1 = start({}, taking(name, '回访起点', '完工起'))
    case1.happen('ticket.registered', `${day} 10:05`, ticket({ kind: 'repair' }))
    case1.happen('service.completed', `${day} 15:00`, form({ status: 'finished', workDone: 'given', opinion: 'satisfied' }))
    expect(local(case1.clock('call-back').dueAt)).toBe('2026-11-23 17:30')
  })

  it('R085, R099: a grave complaint goes up within half an hour, an ordinary one within a working day, a small one not at all', () => {
    const up = (severity: 'minor' | 'ordinary' | 'major') => {
      const case1 = start()
      case1.happen('complaint.received', `${day} 10:10`, { complaint: { severity } })
      return case1.open().includes('report-up') ? local(case1.clock('report-up').dueAt) : null
    }
    expect([up('major'), up('ordinary'), up('minor')]).toEqual([`${day} 10:40`, '2026-11-23 17:30', null])
  })

  it('R095, R096, R100: what is said against a person is verified, against a product reported, against a machine repaired', () => {
    for (const [kind, rule, due] of [
      ['staff', 'verify-staff-complaint', '2026-11-23 17:30'],
      ['product', 'report-product-complaint', `${day} 14:10`],
      ['equipment', 'repair-at-once', `${day} 10:40`],
    ] as const) {
      const case1 = start()
      case1.happen('complaint.received', `${day} 10:10`, { complaint: { class: kind } })
      expect(local(case1.clock(rule).dueAt)).toBe(due)
    }
    const case1 = start()
    case1.happen('complaint.received', `${day} 10:10`, { complaint: { class: 'staff', cause: 'given', wish: 'declined' } })
    case1.happen('complaint.verified', `${day} 15:00`)
    case1.happen('complaint.result_given', `${day} 16:00`)
    expect(case1.states()).toEqual(expect.arrayContaining(['verify-staff-complaint met', 'answer-staff-complaint met']))
  })

  it('R094: a complaint is accepted after its cause and what is wished were asked', () => {
    const ask = (complaint: NonNullable<Facts['complaint']>) =>
      violations(start().ask('complaint.accepted', `${day} 10:20`, { complaint }))
    expect(ask({ cause: 'given' })).toEqual(['complaint-cause-and-wish'])
    expect(ask({ cause: 'given', wish: 'declined' })).toEqual([])
  })

  it('R062, R163: no call-back begins before it is known who speaks; a second talk comes within two days, with difficult customers only', () => {
    expect(says(start().ask('callback.started', `${day} 11:00`, { identity: { verified: false } }))).toEqual([
      'warn',
      'verify-before-call-back',
    ])
    const { when } = ruleOf('retry-call-back')
    expect([when!.holds({ customer: { difficult: true } }), when!.holds({ customer: { difficult: false } })]).toEqual([
      true,
      false,
    ])
  })

  it('R165: a follow-up case is told as soon as there is an answer; R171: a fault is responded to at once', () => {
    const case1 = start()
    case1.happen('fault.reported', `${day} 10:01`)
    expect(dueIn(case1, 'respond-to-fault')).toBe(10 * minutes)
    case1.happen('contact.responded', `${day} 10:05`)
    case1.happen('solution.received', `${day} 11:00`)
    case1.happen('customer.informed', `${day} 11:40`)
    expect(case1.states()).toEqual(expect.arrayContaining(['respond-to-fault met', 'tell-solution late']))
  })
})
