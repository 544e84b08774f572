import type { Approve } from '@sansheng/rulebook/kinds'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { caller, says, taking, ticket } from './cases.ts'
import { book, day, dueIn, minutes, name, ruleOf, start } from './general-case.ts'
import { local, walk } from './walk.ts'

const hours = 60 * minutes

describe('general-hotline: the telephone', () => {
  it('R021: where seconds are counted, the fourth ring is the sixteenth second', () => {
    const case1 = walk(taking(name, '三声', '按秒数'))
    case1.happen('call.offered', `${day} 10:00`)
    expect(dueIn(case1, 'three-rings')).toBe(15_000)
  })

  it('R028, R034: the customer hangs up first; who releases a silent call says why and first says what is to be said', () => {
    const ask = (call: NonNullable<Facts['call']>, rules = book) =>
      says(start({}, rules).ask('call.ending', `${day} 10:05`, { call }))
    expect(ask({ endedBy: 'customer' })).toEqual(['allow'])
    expect(ask({ endedBy: 'agent', endReason: 'finished', scriptDone: true })).toEqual(['warn', 'customer-hangs-up-first'])
    expect(ask({ endedBy: 'agent', endReason: 'silent', scriptDone: false })).toEqual(['deny', 'hang-up-reason'])
    expect(ask({ endedBy: 'agent', endReason: 'silent', scriptDone: true })).toEqual(['allow'])
    const never = taking(name, '谁先挂机', '一律客户先挂')
    expect(ask({ endedBy: 'agent', endReason: 'silent', scriptDone: true }, never)).toEqual(['warn', 'customer-hangs-up-first'])
  })

  it('R031: who waits for a search is spoken to every half minute until it has ended', () => {
    const case1 = start()
    case1.happen('call.lookup_started', `${day} 10:01`)
    expect(dueIn(case1, 'greet-while-searching')).toBe(30_000)
    case1.happen('call.greeted', `${day} 10:01`)
    case1.happen('call.lookup_ended', `${day} 10:01`)
    expect(case1.states().filter(state => state.startsWith('greet') && !/ (met|void)$/.test(state))).toEqual([])
  })

  it('R032, R033, R036: a dropped line, a failure and a noted number are rung back, each in its time', () => {
    for (const [event, rule, term] of [
      ['call.dropped', 'ring-back-dropped', 1],
      ['system.restored', 'ring-back-after-failure', 30],
      ['call.number_noted', 'ring-back-neighbour', 10],
    ] as const) {
      const case1 = start()
      case1.happen(event, `${day} 10:01`)
      expect(dueIn(case1, rule)).toBe(term * minutes)
      case1.happen('call.placed', `${day} 10:02`, { call: { purpose: 'service' } })
      expect(case1.states()).toContain(`${rule} met`)
    }
  })

  it('R037, R038: nobody is put on hold unasked, nor for longer than a minute', () => {
    const hold = (call: NonNullable<Facts['call']>, rules = book) =>
      says(start({}, rules).ask('call.held', `${day} 10:01`, { call }))
    expect(hold({ agreed: true, expectedWait: 60 })).toEqual(['allow'])
    expect(hold({ agreed: true, expectedWait: 61 })).toEqual(['warn', 'neighbour-wait'])
    expect(hold({ agreed: false, expectedWait: 10 })).toEqual(['warn', 'hold-with-consent'])
    expect(hold({ agreed: true, expectedWait: 10 }, taking(name, '请稍候', '尽快说完'))).toEqual(['warn', 'hold-with-consent'])
  })

  it('R039: a hotline is neither for private calls nor for paperwork, and each call out says what it is for', () => {
    const place = (call: Facts['call']) => says(start().ask('call.placed', `${day} 10:01`, call ? { call } : {}))
    expect(place({ purpose: 'callback' })).toEqual(['allow'])
    expect(place({ purpose: 'private' })).toEqual(['deny', 'no-private-calls'])
    expect(place(undefined)).toEqual(['deny', 'call-purpose'])
  })

  it('R043, A009: at night somebody is woken by a telephone that rings on, at any hour by a line that is dead', () => {
    const night = walk(book)
    night.happen('call.offered', `${day} 23:00`, { time: { hour: 23 } })
    night.wait(`${day} 23:02`)
    expect(night.told('night-answer').map(line => line.slice(6))).toContain('100% → shift-leader')
    const noon = walk(book)
    noon.happen('call.offered', `${day} 12:00`, { time: { hour: 12 } })
    expect(noon.states()).toEqual([])
    const dead = walk(book)
    dead.happen('line.lost', `${day} 03:00`)
    dead.wait(`${day} 03:20`)
    expect(dead.told('line-restored')).toEqual([
      '03:05 100% → handler, front-owner',
      '03:05 100% → shift-leader, administrator',
      '03:20 +15 min → director',
    ])
  })

  it('R077: a third person on the line is one too many; an answer for a neighbour counts where the house says so', () => {
    const join = (parties: number) => says(start().ask('call.joined', `${day} 10:01`, { call: { parties } }))
    expect(join(2)).toEqual(['allow'])
    expect(join(3)).toEqual(['deny', 'call-parties'])
    const strict = start({ contact: { ...caller.contact, summary: 'given' } }, taking(name, '来电转接', '代接也算'))
    strict.happen('call.joined', `${day} 10:01`, { call: { parties: 2 } })
    expect(says(strict.ask('call.transferred', `${day} 10:02`))).toEqual(['deny', 'one-call-transfer'])
  })

  it('R084: the number of a leader is not given away, or only with his consent', () => {
    expect(says(start().ask('number.given', `${day} 10:01`))).toEqual(['deny', 'give-number'])
    const rule = ruleOf<Approve>('give-number', taking(name, '找领导', '同意后给号码'))
    expect([rule.kind, rule.consent.flatMap(({ roles }) => roles)]).toEqual(['approve', ['director']])
    const case1 = start()
    case1.happen('message.taken', `${day} 10:05`)
    expect(dueIn(case1, 'deliver-message')).toBe(2 * hours)
  })
})

describe('general-hotline: intake, answers and promises', () => {
  it('R054: where the house wants it, a ticket waits for the question, never for the answer', () => {
    const strict = taking(name, '姓名电话', '没问就拦下')
    const ask = (value: 'unknown' | 'declined') =>
      says(
        walk(strict).ask('ticket.registered', `${day} 10:00`, {
          ...ticket({ kind: 'inquiry' }),
          customer: { name: value, phone: value },
        }),
      )
    expect(ask('unknown')).toEqual(['deny', 'ask-name-phone'])
    expect(ask('declined')).toEqual(['allow'])
  })

  it('R018: where records may be written afterwards, they are written within half an hour', () => {
    const afterwards = taking(name, '登记时机', '过后补记')
    const case1 = start({}, afterwards)
    expect(dueIn(case1, 'no-answer-without-record')).toBe(30 * minutes)
    case1.happen('contact.answered', `${day} 10:05`, { contact: { outcome: 'answered' } })
    case1.wait(`${day} 10:40`)
    expect(case1.findings.map(({ ruleId, verdict }) => `${ruleId} ${verdict}`)).toContain('no-answer-without-record breached')
  })

  it('R064, R356: internal matters, secrets, other people and harm are no topics of an answer', () => {
    const { when } = ruleOf('no-secret-answers')
    const topics = ['services', 'other', 'internal', 'secret', 'personal', 'harmful'] as const
    expect(topics.filter(topic => when!.holds({ contact: { topic } }))).toEqual(['internal', 'secret', 'personal', 'harmful'])
  })

  it('R068: three days from the solution, and half an hour to tell it; a stricter house counts from the opening of the case', () => {
    const case1 = start()
    case1.happen('case.opened', `${day} 10:10`)
    expect(case1.states()).toEqual(['register-in-time running'])
    case1.happen('solution.received', `${day} 10:20`)
    expect(local(case1.clock('answer-case').dueAt)).toBe('2026-11-24 00:00')
    expect(dueIn(case1, 'tell-solution')).toBe(30 * minutes)
    case1.happen('case.answered', `${day} 10:30`)
    expect(case1.states()).toEqual(['register-in-time running', 'answer-case met', 'tell-solution met'])
    const strict = start({}, taking(name, '答复起点', '建案起'))
    strict.happen('case.opened', `${day} 10:10`)
    expect(strict.open()).toContain('answer-case')
  })

  it('R068: an inquiry is closed within three days, or three working days where the house says so', () => {
    const due = (rules = book) => {
      const case1 = start({}, rules)
      case1.happen('ticket.registered', `${day} 10:05`, ticket({ kind: 'inquiry' }))
      return local(case1.clock('answer-inquiry').dueAt)
    }
    expect(due()).toBe('2026-11-24 00:00')
    expect(due(taking(name, '三天怎么算', '工作日'))).toBe('2026-11-25 17:30')
  })

  it('R047, A002: a promise without a time is a promise of two hours, one with a time is kept by whoever was named', () => {
    const untimed = ruleOf('untimed-promise')
    expect([true, false].filter(timed => untimed.when!.holds({ promise: { timed } }))).toEqual([false])
    expect(untimed).toMatchObject({ within: [{ term: { duration: { amount: 2, unit: 'h' } } }] })
    expect(ruleOf('untimed-promise', taking(name, '没说时间的承诺', '半天'))).toMatchObject({
      within: [{ term: { duration: { amount: 4, unit: 'h' } } }],
    })
    expect(ruleOf('engineer-calls')).toMatchObject({ within: [{ term: { kind: 'by', path: 'promise.dueAt' } }] })
  })

  it('R070: what cannot be solved for now is not passed on to somebody else', () => {
    const ask = (unsolved: boolean) =>
      says(start().ask('call.transferred', `${day} 10:01`, { contact: { summary: 'given', unsolved } }))
    expect(ask(true)).toEqual(['deny', 'no-transfer-when-unsolved'])
    expect(ask(false)).toEqual(['allow'])
  })

  it('R072: whoever is asked for help by an agent answers within ten minutes', () => {
    const case1 = start()
    case1.happen('assist.requested', `${day} 10:01`)
    case1.wait(`${day} 10:12`)
    expect(case1.told('answer-assist').at(-1)).toBe('10:11 100% → department-head, shift-leader')
  })
})
