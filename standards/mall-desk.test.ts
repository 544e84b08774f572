import type { Approve, Decide } from '@sansheng/rulebook/kinds'
import { decisionOf } from '@sansheng/rulebook/kinds'
import { phraseMatcherOf } from '@sansheng/rulebook/phrases'
import type { Action, Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { burstPipe, departmentOf, inProduct, rulebook, says, taking, ticket, violations } from './cases.ts'
import { local, walk } from './walk.ts'

const book = rulebook('mall-desk')
const day = '2026-11-20'
const mall = () => walk(book)
const stops = (action: Action, facts: Facts, rules = book) => violations(walk(rules).ask(action, `${day} 10:00`, facts))

describe('mall-desk: answers', () => {
  it('R018: no answer without its record', () => {
    const case1 = walk(inProduct('mall-desk'))
    expect(says(case1.ask('contact.answered', `${day} 10:00`, { customer: { name: 'given', phone: 'given' } }))).toEqual([
      'deny',
      'no-answer-without-record',
    ])
  })

  it('R063, R064: rules that wait for the topic stop nobody before a topic is said', () => {
    const recorded: Facts = { contact: { summary: 'given' }, customer: { name: 'given', phone: 'given' } }
    expect(stops('contact.answered', recorded, inProduct('mall-desk'))).toEqual([])
    expect([book.byId.get('known-topics'), book.byId.get('no-secret-answers')]).toMatchObject([
      { kind: 'limit', max: 0, mode: 'warn' },
      { kind: 'limit', max: 0, mode: 'block', override: ['director'] },
    ])
  })

  it('R065, A019: neither boasts nor guesses the way', () => {
    const found = (text: string) =>
      phraseMatcherOf(book)
        .find(text)
        .map(({ rule }) => rule)
    expect(found('这是全市最低')).toContain('no-boasting')
    expect(found('洗手间大概在那边')).toContain('true-directions')
    expect(found('价格以专柜标价为准')).not.toContain('no-boasting')
  })

  it('R017, R191: who is lost is called for within five minutes', () => {
    const case1 = mall()
    case1.happen('broadcast.requested', `${day} 10:00`)
    expect(local(case1.clock('broadcast-at-once').dueAt)).toBe(`${day} 10:05`)
    case1.happen('broadcast.made', `${day} 10:04`)
    expect(case1.states()).toEqual(['broadcast-at-once met'])
  })
})

describe('mall-desk: where it goes', () => {
  it('R081, R366: disputes with a merchant to operations, theft, dirt and equipment to property, the rest to administration', () => {
    const to = (fields: Parameters<typeof departmentOf>[1]) => departmentOf('mall-desk', fields)
    expect(to({ kind: 'complaint', category: '退换货' })).toBe('营运部')
    expect(to({ kind: 'complaint', category: '打架' })).toBe('物业部')
    expect(to({ kind: 'report', category: '卫生' })).toBe('物业部')
    expect(to({ kind: 'repair', category: '电梯' })).toBe('物业部')
    expect(to({ kind: 'inquiry', category: '招商' })).toBe('行政部')
    expect(to({ kind: 'paid', category: '照明' })).toBe('工程部')
    expect(to({ kind: 'praise', category: '服务态度' })).toBe('客服部')
  })

  it('R082, R139: another department has it within the hour, a repair within ten minutes', () => {
    const due = (kind: 'complaint' | 'repair' | 'paid') => {
      const case1 = mall()
      case1.happen('ticket.registered', `${day} 10:00`, { ...ticket({ kind }), customer: { name: 'given', phone: 'given' } })
      return local(case1.clock('notify-department').dueAt).slice(11)
    }
    expect([due('complaint'), due('repair'), due('paid')]).toEqual(['11:00', '10:10', '10:10'])
  })

  it('R082: the head of the department confirms what he was sent', () => {
    const case1 = mall()
    case1.happen('handover.form_sent', `${day} 10:00`)
    case1.happen('handover.confirmed', `${day} 11:01`)
    expect(case1.states()).toEqual(['confirm-handover late'])
  })

  it('R127: a registration after ten minutes is late and leaves nothing open', () => {
    const case1 = burstPipe('mall-desk', `${day} 16:12`)
    expect(case1.states().filter(state => / late$/.test(state))).toEqual(['register-in-time late'])
    expect(case1.open()).toEqual([])
  })
})

describe('mall-desk: consumer complaints', () => {
  const rule = book.byId.get('accept-consumer-complaint') as Decide
  /** All questions are answered so that none of them decides, but this one. */
  const decided = (question: number | null, remark = '查过凭证') =>
    decisionOf(
      rule,
      rule.ask.map(({ answer }, i) => ({ answer: (i + 1 === question) === (answer === 'yes') ? 'yes' : 'no', remark })),
    )
  const reasons = ['R112', 'R113', 'R114', 'R115', 'R116', 'R117', 'R118', 'R119', 'R120', 'R121']

  it('R111: who was harmed, or towards whom a duty was not kept, is heard', () => {
    expect(decided(null)).toMatchObject({ state: 'decided', outcome: 'accept' })
    expect(decided(1)).toMatchObject({ outcome: 'reject', question: 1 })
  })

  it.each(reasons.map((number, i) => [number, i + 2] as const))(
    '%s: question %i refuses, with its reason and a remark',
    (_, n) => {
      expect(decided(n)).toMatchObject({ outcome: 'reject', question: n, reason: expect.stringMatching(/\p{Script=Han}{4}/u) })
      expect(decided(n, ' ')).toMatchObject({ state: 'remark', question: n })
    },
  )

  it('R112 to R121: the ten reasons are ten', () => {
    expect(new Set(rule.ask.slice(1, 11).map(({ reason }) => reason)).size).toBe(10)
  })

  it('R123: a missing voucher makes it wait, and nothing is accepted without it', () => {
    expect(decided(12)).toMatchObject({ outcome: 'wait' })
    expect(stops('complaint.accepted', { complaint: { voucher: 'unknown', submitted: 'spoken' } })).toContain(
      'voucher-before-acceptance',
    )
    const case1 = mall()
    case1.happen('complaint.waiting', `${day} 10:00`, { complaint: { class: 'consumer' } })
    expect(local(case1.clock('ask-for-voucher').dueAt)).toBe('2026-11-24 00:00')
    case1.happen('customer.informed', '2026-11-22 10:00')
    expect(case1.states()).toEqual(['ask-for-voucher met'])
  })

  it('R124, C7: the decision is told within three days, at once if it is simple; a house may count working days', () => {
    const due = (simple: boolean, of = book) => {
      const case1 = walk(of)
      case1.happen('complaint.received', `${day} 10:00`, { complaint: { class: 'consumer', simple } })
      return local(case1.clock('tell-decision').dueAt)
    }
    expect(due(false)).toBe('2026-11-24 00:00')
    expect(due(true)).toBe(`${day} 10:30`)
    expect(due(false, taking('mall-desk', '告知决定', '工作日'))).toBe('2026-11-25 17:30')
  })

  it('R123, R124: the days on which the voucher is fetched do not count, unless the house lets them', () => {
    const state = (of = book) => {
      const case1 = walk(of)
      case1.happen('complaint.received', `${day} 10:00`, { complaint: { class: 'consumer', simple: false } })
      case1.happen('ticket.waiting', `${day} 11:00`, { ticket: { waitingFor: 'customer' } })
      return case1.clock('tell-decision').state
    }
    expect(state()).toBe('paused')
    expect(state(taking('mall-desk', '告知决定', '照算'))).toBe('running')
  })

  it('R125: whoever is refused or passed on hears why', () => {
    const tells = (complaint: NonNullable<Facts['complaint']>) => stops('complaint.decision_told', { complaint })
    expect(tells({ decision: 'rejected' })).toContain('reason-for-refusal')
    expect(tells({ decision: 'passed', reason: 'given' })).toEqual([])
    expect(tells({ decision: 'accepted' })).toEqual([])
  })

  it('R126: half a month to the result; special circumstances end it, with the consent of the head of the department', () => {
    const case1 = mall()
    case1.happen('complaint.accepted', `${day} 10:00`, {
      complaint: { class: 'consumer', direct: true, special: false, voucher: 'given', cause: 'given', wish: 'given' },
    })
    expect(local(case1.clock('result-in-half-month').dueAt)).toBe('2026-12-06 00:00')
    case1.happen('complaint.exempted', '2026-12-01 10:00', { complaint: { special: true } })
    expect(case1.states()).toEqual(['result-in-half-month void'])
    expect((book.byId.get('special-circumstances') as Approve).consent[0]?.roles).toEqual(['department-head'])
  })

  it('R106, R085: what is not explained away goes on within the hour, what is grave is reported within half of it', () => {
    const case1 = mall()
    case1.happen('complaint.received', `${day} 10:00`, { complaint: { severity: 'major', explained: false } })
    expect(local(case1.clock('hand-on-complaint').dueAt)).toBe(`${day} 11:00`)
    expect(local(case1.clock('report-up').dueAt)).toBe(`${day} 10:30`)
    case1.happen('complaint.reported_up', `${day} 10:20`, { complaint: { explained: true } })
    expect(case1.states().sort()).toEqual(['hand-on-complaint void', 'report-up met'])
  })
})
