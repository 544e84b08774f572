import { describe, expect, it } from 'vitest'
import { burstPipe, departmentOf, form, rulebook, says, ticket } from './cases.ts'
import { at, local, walk } from './walk.ts'

describe('water-hotline', () => {
  it('R127, R129: a registration after the ten minutes is late, and says who was told', () => {
    const case1 = burstPipe('water-hotline', '2026-11-20 16:15')
    expect(case1.states().filter(state => / late$/.test(state))).toEqual(['register-in-time late'])
    expect(case1.findings.find(it => it.ruleId === 'register-in-time' && it.verdict === 'late')?.overBy).toBe(5 * 60_000)
    expect(case1.told('register-in-time')).toEqual([
      '16:08 80% → handler, front-owner',
      '16:10 100% → handler, front-owner',
      '16:10 100% → shift-leader',
    ])
    expect(case1.open()).toEqual([])
  })

  it('R077: a ticket changes hands once, with a summary', () => {
    const case1 = walk(rulebook('water-hotline'))
    const handed = ticket({ kind: 'inquiry', summary: 'given' })
    expect(says(case1.ask('ticket.transferred', '2026-11-20 16:00', ticket({ kind: 'inquiry' })))).toEqual([
      'deny',
      'handler-transfer-summary',
    ])
    case1.happen('ticket.transferred', '2026-11-20 16:00', handed)
    expect(case1.ask('ticket.transferred', '2026-11-20 16:30', handed)).toMatchObject({
      overridableBy: ['shift-leader'],
      hits: [{ ruleId: 'one-handler-transfer' }],
    })
  })

  it('R081: each matter goes to the department that the table names', () => {
    const to = (fields: Parameters<typeof departmentOf>[1]) => departmentOf('water-hotline', fields)
    expect(to({ kind: 'repair', urgency: 'emergency' })).toBe('抢修队')
    expect(to({ kind: 'repair', category: '户内无水' })).toBe('临川维修所')
    expect(to({ kind: 'complaint', category: '水浑' })).toBe('水质科')
    expect(to({ kind: 'inquiry', category: '水费' })).toBe('营业部')
    expect(to({ kind: 'report', category: '偷盗水' })).toBe('稽查科')
    expect(to({ kind: 'praise', category: '服务态度' })).toBe('客户服务部')
  })

  it('R136: who reports a leak in the street and leaves no number is not called back', () => {
    const case1 = walk(rulebook('water-hotline'))
    case1.happen('dispatch.returned', '2026-11-20 10:00', {
      ...ticket({ kind: 'report' }),
      customer: { phone: 'declined' },
      ...form({ workDone: 'given', opinion: 'absent' }),
    })
    expect(case1.open()).toEqual(['inspect'])
  })

  it('R187: word of an outage is published within a quarter of an hour, planned work within the hour', () => {
    for (const [planned, due] of [
      [false, '2026-11-20 10:15'],
      [true, '2026-11-20 11:00'],
    ] as const) {
      const case1 = walk(rulebook('water-hotline'))
      case1.happen('notice.received', '2026-11-20 10:00', { notice: { kind: 'outage', planned, endsAt: at('2026-11-20 15:00') } })
      expect(local(case1.clock('publish-notice').dueAt)).toBe(due)
      case1.happen('notice.published', '2026-11-20 10:10')
      expect(local(case1.clock('end-notice').dueAt)).toBe('2026-11-20 15:30')
      case1.happen('notice.ended', '2026-11-20 15:10')
      expect(case1.states()).toEqual(['publish-notice met', 'end-notice met'])
    }
  })
})
