import type { Approve, Order, Script } from '@sansheng/rulebook/kinds'
import { approvalOf, inOrder } from '@sansheng/rulebook/kinds'
import { findCalendar } from '@sansheng/rulebook/time'
import type { Action, Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { becomes, form, rulebook, taking, ticket, violations } from './cases.ts'
import { spoken } from './spoken.ts'
import { at, local, walk } from './walk.ts'

const book = rulebook('mall-desk')
const day = '2026-11-20'
const mall = () => walk(book)
const stops = (action: Action, facts: Facts) => violations(mall().ask(action, `${day} 10:00`, facts))
const script = (id: string) => book.byId.get(id) as Script

describe('mall-desk: paid service', () => {
  it('R145: the price is stated and agreed before there is an order', () => {
    const order = { formalities: 'given', price: 'given' } as const
    expect(stops('order.created', { order })).toEqual(['price-before-order'])
    expect(stops('order.created', { order: { ...order, agreed: true } })).toEqual([])
  })

  it('R138: what is urgent is agreed first, then who came first', () => {
    const list = (['normal', 'urgent', 'emergency'] as const).map((urgency, i) => ({
      id: urgency,
      since: at(`${day} 09:0${i}`),
      facts: { ticket: { urgency } },
    }))
    expect(inOrder(book.byId.get('service-order') as Order, list, at(`${day} 10:00`)).map(({ id }) => id)).toEqual([
      'emergency',
      'urgent',
      'normal',
    ])
  })

  it('R153: only who is trained and certified is sent', () => {
    expect(stops('worker.assigned', { order: { trained: true } })).toEqual(['qualified-worker'])
    expect(stops('worker.assigned', { order: { trained: true, certified: true } })).toEqual([])
  })

  it("R148, R149: the customer's bad material only against his signature, our own only if it is good", () => {
    const start = (order: NonNullable<Facts['order']>) => stops('work.started', { order })
    expect(start({ material: 'own', materialGood: false })).toEqual(['own-material-signed'])
    expect(start({ material: 'own', materialGood: false, insisted: true, signature: 'given' })).toEqual([])
    expect(start({ material: 'own', materialGood: true })).toEqual([])
    expect(start({ material: 'ours', materialGood: false })).toEqual(['good-material'])
    expect(start({ material: 'ours', materialGood: true })).toEqual([])
  })

  it('R150: a difference between form and site is told within ten minutes', () => {
    const case1 = mall()
    case1.happen('worker.found_deviation', `${day} 10:00`, ticket({ kind: 'paid' }))
    case1.happen('ticket.notified', `${day} 10:11`, becomes('notified'))
    expect(case1.states()).toContain('deviation-told late')
  })

  it('R154: nothing is done before safety is confirmed, and damage is written down', () => {
    expect(stops('work.done', { order: { damage: true } }).sort()).toEqual(['damage-recorded', 'safe-work'])
    expect(stops('work.done', { order: { damage: true, safety: 'given', compensation: 'given' } })).toEqual([])
  })

  it('R155, R156: bad work is done again within a working day; less is charged only with consent', () => {
    const case1 = mall()
    case1.happen('order.rework', `${day} 10:00`)
    expect(local(case1.clock('rework-arranged').dueAt)).toBe('2026-11-23 17:30')
    const rule = book.byId.get('reduce-service-fee') as Approve
    const asked = { requestedBy: 'lin', requestedAt: at(`${day} 10:00`), facts: {}, now: at(`${day} 11:00`) }
    const said = (roles: ['director'] | ['shift-leader']) =>
      approvalOf(
        rule,
        { ...asked, consents: [{ by: 'he', roles, at: at(`${day} 10:30`), given: true }] },
        findCalendar('cn-office')!,
      )
    expect([said(['shift-leader']).state, said(['director']).state]).toEqual(['waiting', 'given'])
  })

  it('R159, C6: the desk calls back within a working day of the completion, or of the return of the form', () => {
    const due = (of = book) => {
      const case1 = walk(of)
      case1.happen('service.completed', `${day} 10:00`, { ...ticket({ kind: 'paid' }), ...form({ status: 'finished' }) })
      case1.happen('dispatch.returned', '2026-11-23 10:00', form({ status: 'returned', workDone: 'given', opinion: 'absent' }))
      return local(case1.clock('call-back-paid').dueAt)
    }
    expect(due()).toBe('2026-11-23 17:30')
    expect(due(taking('mall-desk', '回访起点', '返单起'))).toBe('2026-11-24 17:30')
  })
})

describe('mall-desk: what is said', () => {
  it('R184: only who is on probation says that he is new', () => {
    expect(spoken(script('new-employee'), [], { agent: { probation: true } }).said[0]).toContain('我刚来不久')
    expect(spoken(script('new-employee'), [], { agent: { probation: false } }).said).toEqual([])
  })

  it('R178: welcomes by the hour, says farewell by the day, and thanks for what it was', () => {
    expect(spoken(script('desk-welcome'), [], { time: { hour: 9 } }).said[0]).toBe('早上好，欢迎光临')
    expect(spoken(script('desk-welcome'), [], { time: { hour: 19 } }).said[0]).toBe('晚上好，欢迎光临')
    expect(spoken(script('desk-farewell'), [], { time: { weekday: 5 }, customer: { role: 'merchant' } }).said).toHaveLength(3)
    expect(spoken(script('sorry-to-keep-you')).ended).toBe('久等')
    expect(spoken(script('sorry-to-keep-you'), ['no', 'yes']).ended).toBe('多跑一趟')
    expect(spoken(script('not-clear-yet'), ['yes']).said[0]).toContain('{time}')
    expect(spoken(script('thanks-both-ways'), ['no', 'yes']).ended).toBe('谢夸奖')
    expect(spoken(script('our-fault')).said[0]).toContain('向您道歉')
  })

  it('R222: nothing is left behind', () => {
    expect(spoken(script('take-your-things')).said).toEqual([expect.stringContaining('请您拿好')])
  })
})
