import type { Script, Target } from '@sansheng/rulebook/kinds'
import { reachedOf } from '@sansheng/rulebook/kinds'
import { phraseMatcherOf } from '@sansheng/rulebook/phrases'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { burstPipe, caller, departmentOf, form, rulebook, says, taking, ticket } from './cases.ts'
import { spoken } from './spoken.ts'
import { at, local, walk } from './walk.ts'

const script = (id: string, book = rulebook('water-hotline')) => book.byId.get(id) as Script

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
      violations: [{ ruleId: 'one-handler-transfer' }],
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

  it('R188: planned work is published with the time at which it ends; without it the leader is asked once more', () => {
    const publish = (notice: NonNullable<Facts['notice']>) =>
      says(walk(rulebook('water-hotline')).ask('notice.published', '2026-11-20 10:00', { notice: { kind: 'outage', ...notice } }))
    expect(publish({ planned: true })).toEqual(['warn', 'notice-with-end'])
    expect(publish({ planned: true, endsAt: at('2026-11-20 15:00') })).toEqual(['allow'])
    expect(publish({ planned: false })).toEqual(['allow'])
  })

  it('R187: the lag of notices is summed up by the month, as a share and in the mean', () => {
    const of = (id: string) => rulebook('water-hotline').byId.get(id) as Target
    const tookMs = [10, 20].map(minutes => minutes * 60_000)
    expect(of('notice-on-time').of).toEqual(['publish-notice'])
    expect(reachedOf(of('notice-on-time'), { met: 97, late: 3, tookMs: [] }).reached).toBe(false)
    expect(reachedOf(of('notice-lag'), { met: 2, late: 0, tookMs })).toEqual({ value: 15 * 60_000, n: 2, reached: true })
  })

  it('R136: who was not reached is tried again, three times in all', () => {
    const case1 = walk(rulebook('water-hotline'))
    case1.happen('dispatch.returned', '2026-11-20 10:00', {
      ...ticket({ kind: 'repair' }),
      ...form({ workDone: 'given', opinion: 'absent' }),
    })
    const unreached = (attempts: number): Facts => ({ callback: { method: 'phone', result: 'unreached', attempts } })
    for (const n of [1, 2]) case1.happen('callback.recorded', `2026-11-20 1${n}:00`, unreached(n))
    expect(case1.clock('call-back').state).toBe('running')
    case1.happen('callback.recorded', '2026-11-20 16:00', unreached(3))
    expect(case1.clock('call-back').state).toBe('met')
  })
})

describe('water-hotline: what is said', () => {
  it('R022: says good day, the name of the hotline and the number of the agent', () => {
    expect(spoken(script('opening')).said).toEqual(['{greeting}，供水热线，{number}号为您服务，请问有什么可以帮您？'])
  })

  it('R023: three times into the silence, three seconds apart, and then the release; another house asks twice (C1)', () => {
    const { said, ended } = spoken(script('silent-call'))
    expect([said.length, new Set(said).size, ended]).toEqual([4, 2, '无声'])
    expect(script('silent-call').steps[1]).toMatchObject({ do: 'wait', duration: { amount: 3, unit: 's' } })
    expect(spoken(script('silent-call'), ['no', 'yes'])).toMatchObject({ ended: '已接通' })
    const other = script('silent-call', taking('water-hotline', '无声来电', '两遍五秒'))
    expect(spoken(other).said).toHaveLength(3)
  })

  it('R016, R092: a leak is thanked for, trouble begins with an apology', () => {
    const holds = (id: string, facts: Facts) => script(id).when?.holds(facts)
    const leak = ticket({ kind: 'report', category: '路面漏水' })
    const anger = ticket({ kind: 'complaint', category: '水压' })
    expect([holds('leak-thanks', leak), holds('leak-thanks', anger)]).toEqual([true, false])
    expect([holds('apology-first', leak), holds('apology-first', anger)]).toEqual([false, true])
    expect(spoken(script('leak-thanks')).said.join('')).toContain('感谢您的来电')
    expect(spoken(script('apology-first'), ['yes']).said.join('')).toContain('道歉')
  })

  it('R188: who calls from a street without water hears why and until when before anything else', () => {
    const rule = script('notice-words')
    expect(rule.when?.holds({ ...caller, contact: { noticeMatched: true } })).toBe(true)
    expect(rule.when?.holds(caller)).toBe(false)
    expect(spoken(rule).said[0]).toContain('预计{time}恢复')
    expect(spoken(rule, ['yes']).ended).toBe('登记送水')
  })

  it('R174: the twelve situations have their words, its own or those of the general hotline', () => {
    const situations = ['opening', 'apology-first', 'ask-name', 'silent-call', 'unclear-call', 'agent-unheard']
    const rest = ['searching', 'leak-thanks', 'dialect-call', 'dropped-call', 'failure-call', 'closing']
    const kinds = [...situations, ...rest].map(id => `${id} ${rulebook('water-hotline').byId.get(id)?.kind}`)
    expect(kinds.filter(kind => !kind.endsWith(' script'))).toEqual([])
    expect(kinds).toHaveLength(12)
  })

  it('R172: what shuts people up about their water is replaced by what helps them', () => {
    const violations = phraseMatcherOf(rulebook('water-hotline')).find('水黄，放放就好了，您等着吧！')
    expect(violations.filter(({ rule }) => rule === 'water-words').map(({ phrase }) => phrase)).toEqual([
      '水黄放放就好了',
      '等着吧',
    ])
  })
})
