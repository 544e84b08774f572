import type { Answer, Phrase, Rule, Script } from '@sansheng/rulebook/kinds'
import { phraseMatcherOf } from '@sansheng/rulebook/phrases'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { caller, compiled, form, inProduct, rulebook, says, taking, ticket, violations } from './cases.ts'
import { spoken } from './spoken.ts'
import { at, local, walk } from './walk.ts'

const name = 'online-wechat'
const book = rulebook(name)
const day = '2026-11-20'
const wechat: Facts = { ...caller, contact: { ...caller.contact, channel: 'wechat' } }
const ruleOf = <R extends Rule>(id: string, rules = book) => rules.byId.get(id) as R
const dueIn = (case1: ReturnType<typeof walk>, id: string) => case1.clock(id).dueAt - case1.clock(id).startedAt

const said = (id: string, answers: Answer[] = [], facts: Facts = {}) => spoken(ruleOf<Script>(id), answers, facts)

describe('online-wechat: conversations', () => {
  const opened = (hour: number, more: Facts = {}, rules = book) => {
    const case1 = walk(rules)
    case1.happen('conversation.started', `${day} ${String(hour).padStart(2, '0')}:00`, { ...wechat, ...more, time: { hour } })
    return case1
  }

  it('R002: by day somebody answers within the minute, or three where the house says so; by night half an hour after opening', () => {
    expect(dueIn(opened(10), 'first-reply')).toBe(60_000)
    expect(dueIn(opened(10, {}, taking(name, '首次回复', '三分钟')), 'first-reply')).toBe(180_000)
    expect(local(opened(22).clock('first-reply').dueAt)).toBe('2026-11-23 09:00')
  })

  it('R002: a follower without a contract is answered on the same half day', () => {
    const follower = opened(10, { customer: { ...caller.customer, role: 'follower' } })
    expect(local(follower.clock('follower-reply').dueAt)).toBe(`${day} 15:30`)
    expect(opened(10).states()).toEqual(['first-reply running'])
  })

  it('R002, R078: each question is answered within five minutes, a transfer comes with what was said before', () => {
    const case1 = opened(10)
    case1.happen('conversation.asked', `${day} 10:00`)
    case1.happen('conversation.replied', `${day} 10:01`)
    case1.happen('conversation.asked', `${day} 10:03`)
    case1.wait(`${day} 10:09`)
    expect(case1.states()).toEqual(['first-reply met', 'each-reply met', 'each-reply running'])
    expect(case1.told('each-reply')).toEqual([
      '10:06 60% → handler, front-owner',
      '10:08 100% → handler, front-owner',
      '10:08 100% → shift-leader',
    ])
    const moved = ticket({ kind: 'inquiry', summary: 'given' })
    expect(violations(case1.ask('ticket.transferred', `${day} 10:09`, moved))).toEqual(['read-before-transfer'])
  })

  it('R018, R167: no conversation ends before it is written down', () => {
    expect(says(opened(10).ask('conversation.ended', `${day} 10:09`))).toEqual(['deny', 'record-before-chat-ends'])
    expect(opened(10).ask('conversation.ended', `${day} 10:09`, { contact: { summary: 'given' } }).outcome).toBe('allow')
  })

  it('R022, R035: known customers are greeted by name, and thanked for what they suggest', () => {
    expect(said('chat-opening', [], { customer: { known: true } }).said[0]).toMatch(/^\{address\}/)
    expect(said('chat-opening', [], { customer: { known: false } }).said[0]).toContain('怎么称呼您')
    expect(said('chat-closing', ['no'], { contact: { about: 'suggestion' } }).said[1]).toBe('感谢您的建议。')
    expect(said('silent-chat', ['no'])).toMatchObject({ seconds: 300, ended: '客户未回话' })
    expect(said('chat-searching', ['no', 'no'])).toMatchObject({ seconds: 360 })
  })

  it('R172: asking for a password or a code is stopped; speaking of one is not', () => {
    const matcher = phraseMatcherOf(book)
    const found = (text: string) => matcher.find(text).map(({ rule }) => rule)
    for (const text of [
      '密码告诉我一下',
      '请提供您的密码',
      '麻烦把短信里的验证码发给我',
      '请把验证码发送给我',
      '验证码您提供一下，验证码提供了我就能改',
      '您的密码多少？',
    ])
      expect([text, new Set(found(text))]).toEqual([text, new Set(['never-ask-secrets'])])
    for (const text of [
      '您的密码已经重置好了',
      '请妥善保管您的密码',
      '验证码已经发送到您的手机',
      '验证码发到您手机上了',
      '请不要把验证码告诉我们，也不要把密码发过来',
      '密码多少位都可以',
      '不要向他人提供密码',
    ])
      expect([text, found(text)]).toEqual([text, []])
  })

  it('R172: what looks rude in writing, and what must never be asked for', () => {
    const matcher = phraseMatcherOf(book)
    const found = (text: string) => [...new Set(matcher.find(text).map(({ rule }) => rule))]
    expect(found('呵呵')).toEqual(['chat-cold-words'])
    expect(found('请把验证码发给我')).toEqual(['never-ask-secrets'])
    expect(found('亲，在吗')).toEqual(['chat-cold-words'])
    expect(found('您账上的余额可以用支付宝充值，您还在吗')).toEqual([])
    for (const text of ['好的宝，给您办了', '链接自己点']) expect([text, found(text)]).toEqual([text, ['chat-cold-words']])
    for (const text of [
      '麻烦您问问家里有人在不在家',
      '您说的是现在吗',
      '请亲戚代收也可以',
      '您父亲亲自来的',
      '您的充电宝落在元宝里小区',
      '这张卡没有名额了，抵押的是高额贷款',
      '看上面的图，选一个',
    ])
      expect([text, found(text)]).toEqual([text, []])
    expect([found('额，我看一下'), (book.byId.get('chat-hesitation') as Phrase).mode]).toEqual([['chat-hesitation'], 'record'])
    const own = book.rules.flatMap(rule =>
      rule.kind === 'script' ? rule.steps.flatMap(step => (step.do === 'say' ? [step.text] : [])) : [],
    )
    expect(own.filter(text => matcher.find(text).length > 0)).toEqual([])
  })
})

describe('online-wechat: cases and answers', () => {
  it('R056: a case from a message has its record and somebody who answers for it', () => {
    const register = (more: Facts) =>
      says(walk(book).ask('ticket.registered', `${day} 10:00`, { ...wechat, ...ticket({ kind: 'inquiry' }), ...more }))
    expect(register({})).toEqual(['warn', 'case-elements'])
    expect(register({ contact: { ...wechat.contact, summary: 'given' } })).toEqual(['allow'])
    expect(register({ contact: { ...wechat.contact, channel: 'phone' } })).toEqual(['allow'])
  })

  it('R074: every answer in writing says how it ended', () => {
    const case1 = walk(inProduct(name))
    case1.happen('intake.received', `${day} 10:00`, wechat)
    expect(violations(case1.ask('contact.answered', `${day} 10:01`, { contact: { summary: 'given' } }))).toEqual([
      'outcome-recorded',
    ])
    expect(case1.ask('contact.answered', `${day} 10:01`, { contact: { summary: 'given', outcome: 'answered' } }).outcome).toBe(
      'allow',
    )
  })

  it('R068, R165: the answer is told within half an hour of open time; who waits hears something every three days', () => {
    const case1 = walk(book)
    case1.happen('case.opened', '2026-11-20 17:00', wechat)
    expect(local(case1.clock('tell-progress').dueAt)).toBe('2026-11-24 00:00')
    case1.happen('solution.received', '2026-11-20 17:20')
    expect(local(case1.clock('tell-solution').dueAt)).toBe('2026-11-23 08:50')
    expect(local(case1.clock('answer-case').dueAt)).toBe('2026-11-24 00:00')
    case1.happen('case.answered', '2026-11-23 08:40')
    expect(case1.states().filter(state => !/ (met|void)$/.test(state))).toEqual([])
  })

  it('R006: the customer says how and when he wants his answer, and sees how far it is', () => {
    const [choice, status] = said('complaint-choice').said
    expect([choice!.includes('打电话、发消息还是当面'), status!.includes('随时可以在这里看到')]).toEqual([true, true])
  })

  it('R061: nobody stops an account without the papers that match, unless the shift leader lets it pass', () => {
    const stop = (idMatched: boolean) => walk(book).ask('account.suspend_requested', `${day} 10:00`, { identity: { idMatched } })
    expect(stop(false)).toMatchObject({ outcome: 'deny', overridableBy: ['shift-leader'] })
    expect(stop(true).outcome).toBe('allow')
  })

  it('R136: a call-back that reached nobody does not count', () => {
    const case1 = walk(book)
    case1.happen('dispatch.returned', '2026-11-20 10:00', {
      ...wechat,
      ...ticket({ kind: 'repair' }),
      ...form({ status: 'returned', workDone: 'given', opinion: 'absent' }),
    })
    case1.happen('callback.recorded', '2026-11-20 15:00', { callback: { method: 'wechat', result: 'unreached' } })
    expect(case1.open()).toContain('call-back')
    case1.happen('callback.recorded', '2026-11-23 09:00', { callback: { method: 'phone', result: 'satisfied' } })
    expect(case1.states()).toContain('call-back met')
  })
})

describe('online-wechat: the initiative', () => {
  const weeks = (choice: string | null, contacts: string[], customer: Facts['customer'] = { role: 'user' }) => {
    const case1 = walk(choice ? taking(name, '主动联系', choice) : book)
    case1.happen('relation.started', '2026-11-01 09:00', { customer })
    for (const when of contacts) case1.happen('relation.contacted', when)
    case1.wait('2026-11-09 01:00')
    return case1.findings.filter(({ ruleId }) => ruleId === 'weekly-contact').map(({ verdict }) => verdict)
  }

  it('R166: two or three contacts a week with each signed customer; one is too few', () => {
    expect(weeks(null, ['2026-11-03 10:00', '2026-11-06 10:00'])).toContain('met')
    expect(weeks(null, ['2026-11-03 10:00'])).not.toContain('met')
    expect(weeks(null, ['2026-11-03 10:00'], { role: 'follower' })).toEqual([])
  })

  it('R166: other readings are there to be taken: no upper bound, any seven days, each agent', () => {
    const reading = (choice: string) => {
      const { times, period, per } = ruleOf('weekly-contact', taking(name, '主动联系', choice)) as Extract<
        Rule,
        { kind: 'cadence' }
      >
      return [times, period, per]
    }
    expect(reading('每客户至少两次')).toEqual([{ min: 2, max: null }, 'week', 'customer'])
    expect(reading('滚动七天')).toEqual([{ min: 2, max: 3 }, { amount: 7, unit: 'd' }, 'customer'])
    expect(reading('每座席两三次')).toEqual([{ min: 2, max: 3 }, 'week', 'person'])
    expect(ruleOf('follower-contact')).toBeUndefined()
    expect(ruleOf('follower-contact', taking(name, '关注者', '也主动联系'))).toMatchObject({ times: { min: 1 }, period: 'month' })
  })

  it('R163, R311: a second talk within two days, the log before the end of the shift', () => {
    const case1 = walk(book)
    case1.happen('shift.arrived', `${day} 08:20`, { shift: { startsAt: at(`${day} 08:30`), endsAt: at(`${day} 17:30`) } })
    expect(local(case1.clock('daily-log').dueAt)).toBe(`${day} 17:30`)
    expect(ruleOf('retry-call-back').when!.holds({ customer: { difficult: true } })).toBe(true)
  })

  it('keeps the life of a ticket and leaves out what belongs to lines and counters', () => {
    const ids = new Set(compiled[name].rules.map(({ id }) => id))
    for (const id of ['register-in-time', 'notify-department', 'accept-in-time', 'inspect', 'close-with-result', 'three-rings'])
      expect(ids.has(id), id).toBe(true)
    for (const id of ['line-restored', 'night-answer', 'emergency-lines', 'desk-not-empty', 'neighbour-wait', 'call-and-visitor'])
      expect(ids.has(id), id).toBe(false)
  })
})
