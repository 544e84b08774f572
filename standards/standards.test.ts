import { readFileSync } from 'node:fs'
import { compile, publishBlockers } from '@sansheng/rulebook/compile.ts'
import { routeTo } from '@sansheng/rulebook/route.ts'
import type { GateVerdict } from '@sansheng/rulebook/types.ts'
import { type Facts, facts as vocabulary } from '@sansheng/rulebook/vocabulary.ts'
import { describe, expect, it } from 'vitest'
import { at, local, type Walk, walk } from './walk.ts'

const names = ['water-hotline', 'property-service'] as const
type Name = (typeof names)[number]
const compiled = Object.fromEntries(
  names.map(name => [name, compile(readFileSync(new URL(`${name}.md`, import.meta.url), 'utf8'), { version: '1' })]),
) as Record<Name, ReturnType<typeof compile>>
const rulebook = (name: Name) => compiled[name].rulebook!

const caller: Facts = {
  contact: { channel: 'phone', summary: 'unknown', noticeMatched: false, noticeTold: false },
  customer: { known: true, name: 'given', phone: 'given' },
}
const asked: Facts = { fault: { phenomenon: 'given', location: 'given', operation: 'declined' } }
const ticket = (fields: NonNullable<Facts['ticket']>): Facts => ({
  ...asked,
  ticket: {
    category: '爆管',
    urgency: 'normal',
    status: 'registered',
    waitingFor: 'nobody',
    frontOwner: 'lin',
    result: 'unknown',
    summary: 'unknown',
    ...fields,
  },
})
const becomes = (status: NonNullable<Facts['ticket']>['status'], more: NonNullable<Facts['ticket']> = {}): Facts => ({
  ticket: { status, ...more },
})
const form = (fields: NonNullable<Facts['form']>, status?: NonNullable<Facts['ticket']>['status']): Facts => ({
  form: fields,
  ...(status ? becomes(status) : {}),
})
/** What the module of tickets records with a promise: the ticket carries its time too. */
const promised = (time: string): Facts => ({ promise: { dueAt: at(time), kept: false }, ticket: { promisedAt: at(time) } })
const ticketKinds = Object.keys(vocabulary.ticket.fields.kind.values) as NonNullable<NonNullable<Facts['ticket']>['kind']>[]
const direct = ['inquiry', 'help', 'suggestion', 'praise']
const hits = (verdict: GateVerdict) => (verdict.outcome === 'allow' ? [] : verdict.hits.map(({ ruleId }) => ruleId))
const says = (verdict: GateVerdict) => [verdict.outcome, ...hits(verdict)]

/** A burst pipe on a Friday afternoon; the work is done at seven in the evening, the rest on Monday. */
function burstPipe(name: Name, registered = '2026-11-20 16:06'): Walk {
  const day = '2026-11-20'
  const case1 = walk(rulebook(name))
  const kind: Facts = ticket({ kind: 'repair', urgency: 'emergency', field: name === 'water-hotline' ? 'water' : 'engineering' })
  case1.happen('intake.received', `${day} 16:00`, caller)
  case1.happen('contact.recorded', `${day} 16:03`, { contact: { about: 'repair', summary: 'given' } })
  case1.happen('ticket.registered', registered, kind)
  const minute = Number(registered.slice(14))
  const soon = (more: number) => `${day} 16:${String(minute + more).padStart(2, '0')}`
  case1.happen('contact.closed', soon(0), { contact: { outcome: 'registered' } })
  case1.happen('promise.made', soon(0), promised(`${day} 17:00`))
  case1.happen('dispatch.made', soon(1), form({ status: 'made', appointmentAt: at(`${day} 17:30`) }))
  case1.happen('dispatch.printed', soon(2))
  case1.happen('ticket.notified', soon(3), becomes('notified'))
  case1.happen('ticket.accepted', soon(6), becomes('accepted', { handler: 'qiu' }))
  case1.happen('dispatch.accepted', soon(7), form({ status: 'accepted' }, 'working'))
  case1.happen('worker.arrived', `${day} 16:50`, form({ status: 'arrived' }))
  case1.happen('promise.kept', `${day} 16:55`, { promise: { kept: true } })
  case1.happen('service.completed', `${day} 18:40`, form({ status: 'finished', workDone: 'given', opinion: 'satisfied' }))
  case1.happen('dispatch.returned', `${day} 19:00`, form({ status: 'returned' }, 'returned'))
  case1.happen('inspection.done', '2026-11-23 10:00', form({ status: 'inspected', passed: true }))
  case1.happen('callback.recorded', '2026-11-23 11:00', { callback: { method: 'phone', result: 'satisfied', attempts: 1 } })
  case1.happen('ticket.closed', '2026-11-23 11:05', becomes('closed', { open: false, result: 'given' }))
  return case1
}

describe.each(names)('%s', name => {
  const { problems, rules, document } = compiled[name]

  it('compiles without a word, and every rule runs', () => {
    expect(problems).toEqual([])
    expect(publishBlockers(compiled[name])).toEqual({ errors: [], open: [] })
    expect(rules.filter(({ state }) => state !== 'runs').map(({ id, state }) => `${id} ${state}`)).toEqual([
      'three-rings record-only',
    ])
  })

  it('can be read and changed in Chinese, clause by clause', () => {
    for (const { source } of rules) expect(source).toMatch(/^规则: /)
    const clauses = document.clauses.filter(({ level }) => level === 3)
    expect(clauses.length).toBeGreaterThanOrEqual(25)
    expect(clauses.length).toBeLessThanOrEqual(45)
    const chapters = new Map<string, number>()
    for (const { number, parts } of clauses) {
      const [chapter, n] = number.split('.') as [string, string]
      expect(Number(n), number).toBe((chapters.get(chapter) ?? 0) + 1)
      chapters.set(chapter, Number(n))
      expect(parts[0]?.kind, number).toBe('prose')
    }
  })

  it('says of every figure and of everybody who is alarmed where it comes from', () => {
    for (const { source, basis, note, id } of rules) {
      expect(basis, id).not.toBeNull()
      if (/^(提醒|升级): ?(\d|$)/m.test(source) && basis !== 'local choice') expect(note, id).toContain('本地决定')
    }
  })

  it('R021: records a call that was answered at the fourth ring, and blames nobody for the third', () => {
    for (const [rings, verdict] of [
      [3, 'passed'],
      [4, 'recorded'],
    ] as const) {
      const case1 = walk(rulebook(name))
      case1.happen('call.answered', '2026-11-20 16:00', { call: { rings } })
      expect(case1.findings.map(it => `${it.ruleId} ${it.verdict}`)).toEqual([`three-rings ${verdict}`])
    }
  })

  it('R018: no answer ends without its record; a wrong number needs none', () => {
    const case1 = walk(rulebook(name))
    case1.happen('intake.received', '2026-11-20 16:00', caller)
    const answered: Facts = { contact: { outcome: 'answered' } }
    expect(says(case1.ask('contact.answered', '2026-11-20 16:01', answered))).toEqual(['deny', 'no-answer-without-record'])
    expect(
      case1.ask('contact.answered', '2026-11-20 16:01', { contact: { outcome: 'answered', summary: 'given' } }).outcome,
    ).toBe('allow')
    expect(case1.ask('contact.closed', '2026-11-20 16:01', { contact: { outcome: 'misdialled' } }).outcome).toBe('allow')
  })

  it('R020: nothing is registered, handed on or closed without a front owner', () => {
    const case1 = walk(rulebook(name))
    const nobody = ticket({ kind: 'inquiry', frontOwner: '', summary: 'given', result: 'given' })
    for (const action of ['ticket.registered', 'ticket.transferred', 'ticket.closed'] as const)
      expect(hits(case1.ask(action, '2026-11-20 16:00', nobody)), action).toContain('front-owner')
  })

  it('R054: a name that was never asked for is a word to the agent, never a reason to refuse', () => {
    const case1 = walk(rulebook(name))
    const unasked: Facts = { ...ticket({ kind: 'inquiry' }), customer: { name: 'unknown', phone: 'declined' } }
    expect(says(case1.ask('ticket.registered', '2026-11-20 16:00', unasked))).toEqual(['warn', 'ask-name-phone'])
    const declined: Facts = { ...unasked, customer: { name: 'declined', phone: 'declined' } }
    expect(case1.ask('ticket.registered', '2026-11-20 16:00', declined).outcome).toBe('allow')
    const answered: Facts = {
      customer: { name: 'unknown', phone: 'unknown' },
      contact: { summary: 'given', outcome: 'answered' },
    }
    expect(says(case1.ask('contact.answered', '2026-11-20 16:00', answered))).toEqual(['warn', 'ask-name-phone-answered'])
  })

  it('R055: a repair is neither registered nor dispatched before the three questions were asked', () => {
    const case1 = walk(rulebook(name))
    const missing: Facts = {
      ...caller,
      ...ticket({ kind: 'repair' }),
      fault: { phenomenon: 'given', location: 'given', operation: 'unknown' },
    }
    for (const action of ['ticket.registered', 'dispatch.made'] as const) {
      const verdict = case1.ask(action, '2026-11-20 16:00', missing)
      expect(verdict).toMatchObject({
        outcome: 'deny',
        overridableBy: ['shift-leader'],
        hits: [{ ruleId: 'three-questions', why: { missing: ['fault.operation'] } }],
      })
    }
    expect(case1.ask('ticket.registered', '2026-11-20 16:00', { ...missing, ...asked }).outcome).toBe('allow')
    expect(
      case1.ask('ticket.registered', '2026-11-20 16:00', { ...missing, ...ticket({ kind: 'complaint' }), fault: {} }).outcome,
    ).toBe('allow')
  })

  it('R077, R078: a call is transferred once, with its record; a second time only past the shift leader', () => {
    const case1 = walk(rulebook(name))
    case1.happen('intake.received', '2026-11-20 16:00', caller)
    expect(says(case1.ask('call.transferred', '2026-11-20 16:01'))).toEqual(['deny', 'call-transfer-record'])
    case1.happen('call.transferred', '2026-11-20 16:01', { contact: { summary: 'given' } })
    expect(case1.ask('call.transferred', '2026-11-20 16:02')).toMatchObject({
      outcome: 'deny',
      overridableBy: ['shift-leader'],
      hits: [{ ruleId: 'one-call-transfer', why: { over: { count: 2, max: 1 } } }],
    })
  })

  it('R188: who calls from a street without water is told before anything is registered', () => {
    const case1 = walk(rulebook(name))
    const matched = (noticeTold: boolean): Facts => ({
      ...caller,
      ...ticket({ kind: 'report' }),
      contact: { noticeMatched: true, noticeTold, summary: 'given' },
    })
    expect(says(case1.ask('ticket.registered', '2026-11-20 16:00', matched(false)))).toEqual(['warn', 'tell-notice'])
    expect(case1.ask('ticket.registered', '2026-11-20 16:00', matched(true)).outcome).toBe('allow')
  })

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
    case1.happen(event, '2026-11-20 16:25', { contact: { outcome, summary: 'given' } })
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
    expect(hits(close({})).sort()).toEqual([
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
      hits: [{ ruleId: 'close-after-inspection' }],
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
    expect(hits(record({ callback: { method: 'phone' } }))).toEqual(['call-back-record'])
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
    const to = (fields: NonNullable<Facts['ticket']>) =>
      routeTo(rulebook('water-hotline'), ticket(fields), 'ticket.registered')?.department
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
    const to = (fields: NonNullable<Facts['ticket']>) =>
      routeTo(rulebook('property-service'), ticket(fields), 'ticket.registered')?.department
    expect(to({ kind: 'repair', field: 'engineering' })).toBe('工程部')
    expect(to({ kind: 'report', field: 'property', category: '失窃' })).toBe('秩序维护部')
    expect(to({ kind: 'complaint', field: 'property', category: '保洁' })).toBe('环境部')
    expect(to({ kind: 'report', field: 'property', category: '公共设施' })).toBe('物业部')
    expect(to({ kind: 'complaint', field: 'estate', category: '渗水' })).toBe('客户服务中心')
    expect(to({ kind: 'suggestion', field: 'property', category: '活动' })).toBe('客户服务中心')
  })
})
