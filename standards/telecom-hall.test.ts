import type { Charge, Order, Rule, Target } from '@sansheng/rulebook/kinds'
import { feeOf, inOrder, reachedOf } from '@sansheng/rulebook/kinds'
import { phraseMatcherOf } from '@sansheng/rulebook/phrases'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { burstPipe, departmentOf, form, rulebook, taking, ticket } from './cases.ts'
import { at, local, walk } from './walk.ts'

const hall = () => walk(rulebook('telecom-hall'))
const ruleOf = <R extends Rule>(id: string, book = rulebook('telecom-hall')) => book.byId.get(id) as R
const install = (fields: NonNullable<Facts['install']>): Facts => ({ install: { waitingFor: 'nobody', ...fields } })

describe('telecom-hall: the life of a ticket', () => {
  it('R127: a registration after the ten minutes is late and leaves nothing open', () => {
    const case1 = burstPipe('telecom-hall', '2026-11-20 16:15')
    expect(case1.states().filter(state => / late$/.test(state))).toEqual(['register-in-time late'])
    expect(case1.open()).toEqual([])
  })

  it('R081: each matter goes to the department that the table names', () => {
    const to = (fields: Parameters<typeof departmentOf>[1]) => departmentOf('telecom-hall', fields)
    expect(to({ kind: 'repair', urgency: 'emergency' })).toBe('网络部')
    expect(to({ kind: 'complaint', category: '信号' })).toBe('网络部')
    expect(to({ kind: 'inquiry', category: '过户' })).toBe('业务受理台')
    expect(to({ kind: 'repair', category: '宽带断线' })).toBe('装维中心')
    expect(to({ kind: 'complaint', category: '服务态度' })).toBe('客户服务部')
  })

  it('R136: who was not reached is called again; the third try ends it, and so does the one that reaches him', () => {
    const tried = (attempts: number, result: 'unreached' | 'satisfied'): Facts => ({
      callback: { method: 'phone', result, attempts },
    })
    for (const last of [tried(3, 'unreached'), tried(2, 'satisfied')]) {
      const case1 = hall()
      case1.happen('dispatch.returned', '2026-11-20 10:00', {
        ...ticket({ kind: 'complaint' }),
        ...form({ workDone: 'given', opinion: 'absent' }),
      })
      case1.happen('callback.recorded', '2026-11-20 11:00', tried(1, 'unreached'))
      expect(case1.clock('call-back').state).toBe('running')
      case1.happen('callback.recorded', '2026-11-20 15:00', last)
      expect(case1.clock('call-back').state).toBe('met')
    }
  })
})

describe('telecom-hall: the counter', () => {
  it('R202, R204: urgent matters first, then who came first, then elders of the same minute', () => {
    const people = [
      { id: 'young', since: at('2026-11-20 09:00'), facts: { queue: { elder: false } } },
      { id: 'elder', since: at('2026-11-20 09:00') + 30_000, facts: { queue: { elder: true } } },
      { id: 'late', since: at('2026-11-20 09:05'), facts: { queue: { elder: true } } },
      { id: 'urgent', since: at('2026-11-20 09:10'), facts: { queue: { urgent: true } } },
    ] satisfies Parameters<typeof inOrder>[1]
    const order = (rule: Order) => inOrder(rule, people, at('2026-11-20 09:20')).map(({ id }) => id)
    expect(order(ruleOf('queue-order'))).toEqual(['urgent', 'elder', 'young', 'late'])
    expect(order(ruleOf('queue-order', taking('telecom-hall', '叫号次序', '综合加分')))).toEqual([
      'urgent',
      'elder',
      'late',
      'young',
    ])
  })

  it('R203, A014: who waits is spoken to every ten minutes, until he is called', () => {
    const case1 = hall()
    case1.happen('queue.joined', '2026-11-20 09:00')
    case1.happen('customer.greeted', '2026-11-20 09:09')
    expect(local(case1.clock('greet-waiting').dueAt)).toBe('2026-11-20 09:19')
    case1.happen('queue.called', '2026-11-20 09:15')
    expect(case1.open()).toEqual([])
  })

  it('R061: a line is stopped for who gives the registered number of his document; otherwise only the shift leader lets it pass', () => {
    const case1 = hall()
    const ask = (idMatched: boolean) => case1.ask('account.suspend_requested', '2026-11-20 10:00', { identity: { idMatched } })
    expect(ask(true).outcome).toBe('allow')
    expect(ask(false)).toMatchObject({
      outcome: 'deny',
      overridableBy: ['shift-leader'],
      violations: [{ ruleId: 'verify-before-suspension' }],
    })
  })

  it('R171: a fault is answered within five minutes', () => {
    const case1 = hall()
    case1.happen('fault.reported', '2026-11-20 10:00', ticket({ kind: 'repair' }))
    case1.happen('contact.responded', '2026-11-20 10:06')
    expect(case1.clock('respond-to-fault')).toMatchObject({ state: 'late' })
  })

  it('words of the trade are put into plain ones', () => {
    const violations = phraseMatcherOf(rulebook('telecom-hall')).find('您重启一下光猫，今晚割接。')
    expect(violations.filter(({ rule }) => rule === 'plain-words').map(({ phrase, say }) => [phrase, say])).toEqual([
      ['光猫', '家里的光纤盒子'],
      ['割接', '线路调整'],
    ])
  })
})

describe('telecom-hall: installation, reopening, changes', () => {
  const due = (fields: NonNullable<Facts['install']>) => {
    const case1 = hall()
    case1.happen('install.paid', '2026-11-01 10:00', install(fields))
    return case1.states().length === 1 && case1.open().map(id => `${id} ${local(case1.clock(id).dueAt)}`)[0]
  }

  it.each([
    ['R329', { area: 'town', user: 'ordinary' }, 'install-town 2026-11-30 00:00'],
    ['R330', { area: 'rural', user: 'ordinary' }, 'install-rural 2026-12-10 00:00'],
    ['R333', { area: 'town', user: 'large' }, 'install-large 2026-11-16 00:00'],
    ['R333', { area: 'rural', user: 'large' }, 'install-large 2026-11-21 00:00'],
    ['R334', { user: 'important', agreedAt: at('2026-11-09 12:00') }, 'install-by-agreement 2026-11-09 12:00'],
    ['R334', { user: 'bulk', agreedAt: at('2026-12-31 12:00') }, 'install-by-agreement 2026-12-31 12:00'],
  ] as const)('%s: %j has one clock, %s', (_, fields, wanted) => {
    expect(due(fields)).toBe(wanted)
  })

  it('R335: the clock stands still while others are waited for', () => {
    const case1 = hall()
    case1.happen('install.paid', '2026-11-01 10:00', install({ area: 'town', user: 'ordinary' }))
    case1.happen('ticket.waiting', '2026-11-05 10:00', install({ waitingFor: 'building' }))
    expect(case1.clock('install-town').state).toBe('paused')
    case1.happen('ticket.resumed', '2026-11-15 10:00', install({ waitingFor: 'nobody' }))
    case1.happen('install.completed', '2026-12-09 10:00')
    expect(case1.clock('install-town').state).toBe('met')
  })

  it('R331, R332: ninety-eight of a hundred on time, and fifteen days in the mean', () => {
    const [onTime, mean] = [ruleOf<Target>('install-on-time'), ruleOf<Target>('install-mean')]
    expect(onTime.of).toEqual(['install-town', 'install-rural', 'install-large', 'install-by-agreement'])
    expect(reachedOf(onTime, { met: 98, late: 2, tookMs: [] }).reached).toBe(true)
    expect(reachedOf(onTime, { met: 97, late: 3, tookMs: [] }).reached).toBe(false)
    const days = (...list: number[]) => ({ met: list.length, late: 0, tookMs: list.map(n => n * 86_400_000) })
    expect(reachedOf(mean, days(10, 20)).reached).toBe(true)
    expect(reachedOf(mean, days(10, 21)).reached).toBe(false)
  })

  it('R339: important and large users are scheduled first, others in the order in which they paid', () => {
    const waits = (id: string, day: string, user: NonNullable<Facts['install']>['user']) => ({
      id,
      since: at(`2026-11-${day} 10:00`),
      facts: { install: { user } },
    })
    const list = [
      waits('a', '01', 'ordinary'),
      waits('b', '02', 'ordinary'),
      waits('c', '03', 'large'),
      waits('d', '04', 'important'),
    ]
    expect(inOrder(ruleOf('install-order'), list, at('2026-11-05 10:00')).map(({ id }) => id)).toEqual(['d', 'c', 'a', 'b'])
  })

  it('R336: a line is open again within twenty-four hours of the later of request and payment', () => {
    const case1 = hall()
    case1.happen('reopen.paid', '2026-11-20 10:00')
    expect(case1.open()).toEqual([])
    case1.happen('reopen.requested', '2026-11-20 15:00')
    expect(local(case1.clock('reopen').dueAt)).toBe('2026-11-21 15:00')
  })

  it('R337: a change is made within twenty-four hours of registration and settled account', () => {
    const case1 = hall()
    case1.happen('change.registered', '2026-11-20 10:00')
    case1.happen('account.settled', '2026-11-20 11:00')
    case1.happen('change.completed', '2026-11-21 11:00')
    expect(case1.clock('change-service').state).toBe('met')
  })

  it('R300, R338: emergency numbers are tried every seven days and cost nothing', () => {
    const case1 = hall()
    case1.happen('line.tested', '2026-11-20 10:00')
    expect(local(case1.clock('emergency-lines').dueAt)).toBe('2026-11-28 00:00')
    expect(feeOf(ruleOf<Charge>('emergency-calls-free'), { month: '2026-11' })?.cents).toBe(0)
  })
})
