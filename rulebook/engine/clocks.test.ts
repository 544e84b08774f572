import { describe, expect, it } from 'vitest'
import { at, brief, local, rulebookOf, story, verdicts } from '../testing/index.ts'

const register = `rule: deadline
id: register
from: intake.received
to: all ticket.registered, dispatch.printed, ticket.notified
unless: contact.outcome in ['answered', 'misdialled']
within: 10 min
warn: 80%
escalate:
- 100% to role:shift-leader
- +30 min to role:director`

describe('a deadline', () => {
  it('R127: wants every one of its ends within ten minutes', () => {
    const case1 = story(rulebookOf(register))
    case1.happen('intake.received', '10:00')
    expect(case1.clocks()[0]).toMatchObject({ per: 'contact', perId: 'contact1', dueAt: at('10:10'), nextFireAt: at('10:08') })
    case1.happen('ticket.registered', '10:04')
    case1.happen('ticket.notified', '10:06')
    expect(case1.clocks()[0]!.pending).toEqual(['dispatch.printed'])
    case1.happen('dispatch.printed', '10:10')
    expect(brief(case1)).toEqual([0, 'register met'])
    expect(case1.findings[0]).toMatchObject({
      verdict: 'met',
      overBy: null,
      evidence: { fromSeq: 1, toSeq: 4, dueAt: at('10:10') },
    })
  })

  it('is void once its contact joined another matter, and late if it had run out before', () => {
    const joining = (time: string) => {
      const case1 = story(rulebookOf(register))
      case1.happen('intake.received', '10:00')
      case1.happen('contact.joined', time)
      return brief(case1)
    }
    expect(joining('10:06')).toEqual([0, 'register void'])
    expect(joining('10:11')).toEqual([0, 'register late'])
    // a later contact that comes into this matter takes nothing from what is owed to the first
    const case2 = story(rulebookOf(register))
    case2.happen('intake.received', '10:00')
    case2.happen('contact.joined', '10:06', { id: 'contact2' })
    expect(brief(case2)).toEqual([1, 'register running'])
  })

  it('is owed again from when it was first owed when the end of its contact is taken back, and only once', () => {
    const case1 = story(rulebookOf(register))
    case1.happen('intake.received', '10:00')
    case1.happen('contact.closed', '10:04', { facts: { contact: { outcome: 'misdialled' } } })
    case1.happen('contact.reopened', '10:06', { facts: { contact: { outcome: null as never } } })
    expect(brief(case1)).toEqual([1, 'register void', 'register running'])
    expect(case1.clocks().at(-1)).toMatchObject({ startedAt: at('10:00'), dueAt: at('10:10'), perId: 'contact1' })
    case1.happen('contact.reopened', '10:07')
    expect(brief(case1)).toEqual([1, 'register void', 'register running'])
  })

  it('R136: a call-back that reached nobody does not count, one that did does', () => {
    const rule = `rule: deadline
id: call-back
from: dispatch.returned
to: callback.recorded, ticket.closed
within: 60 min
settles: callback.result != 'unreached' || ticket.status == 'closed'`
    const case1 = story(rulebookOf(rule))
    case1.happen('dispatch.returned', '10:00', { facts: { ticket: { status: 'returned' } } })
    case1.happen('callback.recorded', '10:10', { facts: { callback: { result: 'unreached' } } })
    expect(brief(case1)).toEqual([1, 'call-back running'])
    case1.happen('callback.recorded', '10:40', { facts: { callback: { result: 'satisfied' } }, id: 'callback2' })
    expect(brief(case1)).toEqual([0, 'call-back met'])
    const case2 = story(rulebookOf(rule))
    case2.happen('dispatch.returned', '10:00', { facts: { ticket: { status: 'returned' } } })
    case2.happen('callback.recorded', '10:10', { facts: { callback: { result: 'unreached' } } })
    case2.happen('ticket.closed', '10:20', { facts: { ticket: { status: 'closed' } } })
    expect(brief(case2)).toEqual([0, 'call-back met'])
  })

  it('R127: settled exactly at the due instant is met, a millisecond later is late', () => {
    for (const [ms, verdict] of [
      [0, 'met'],
      [1, 'late'],
    ] as const) {
      const case1 = story(rulebookOf('rule: deadline\nid: a\nfrom: intake.received\nto: ticket.registered\nwithin: 10 min'))
      case1.happen('intake.received', '10:00')
      case1.happen('ticket.registered', at('10:10') + ms)
      expect(case1.findings).toMatchObject([{ verdict, overBy: verdict === 'late' ? ms : null }])
    }
  })

  it('is void once its exception is known, and an absent fact changes nothing', () => {
    const case1 = story(rulebookOf(register))
    case1.happen('intake.received', '10:00')
    case1.happen('contact.recorded', '10:01')
    expect(brief(case1)).toEqual([1, 'register running'])
    case1.happen('contact.closed', '10:05', { facts: { contact: { outcome: 'answered' } } })
    expect(brief(case1)).toEqual([0, 'register void'])
    expect(case1.findings[0]!.evidence).toMatchObject({ 'contact.outcome': 'answered', toSeq: 3 })
  })

  it('is voided before it is settled by the same event', () => {
    const case1 = story(
      rulebookOf(
        "rule: deadline\nid: a\nfrom: intake.received\nto: contact.closed\nunless: contact.outcome == 'misdialled'\nwithin: 10 min",
      ),
    )
    case1.happen('intake.received', '10:00')
    case1.happen('contact.closed', '10:01', { facts: { contact: { outcome: 'misdialled' } } })
    expect(verdicts(case1)).toEqual(['a void'])
  })

  it('warns, breaks and climbs the ladder, each step once', () => {
    const case1 = story(rulebookOf(register))
    case1.happen('intake.received', '10:00')
    const fired = case1
      .wait('12:00')
      .flatMap(({ fired, announcements }) => [
        ...fired.map(({ step, kind }) => `${kind} ${step}`),
        ...announcements.map(({ why, to }) => `${why} → ${to}`),
      ])
    expect(fired).toEqual([
      'warn 80%',
      'warn → handler,front-owner',
      'breach 100%',
      'escalate 100%',
      'breach → handler,front-owner',
      'escalate → shift-leader',
      'escalate +30 min',
      'escalate → director',
    ])
    expect(case1.clocks()[0]).toMatchObject({ state: 'running', breachedAt: at('10:10'), nextFireAt: null })
    expect(case1.wait('20:00')).toEqual([])
    case1.happen('ticket.registered', '12:30')
    case1.happen('dispatch.printed', '12:30')
    case1.happen('ticket.notified', '12:31')
    expect(case1.findings).toMatchObject([
      { verdict: 'breached', at: at('10:10'), overBy: 0 },
      { verdict: 'late', overBy: 141 * 60_000 },
    ])
  })

  it('after a long stop fires the latest step and passes over the others, but the breach is found', async () => {
    const { fire } = await import('./fire.ts')
    const rulebook = rulebookOf(register)
    const case1 = story(rulebook)
    case1.happen('intake.received', '10:00')
    const { fired, findings, announcements, clock } = fire(rulebook, case1.clocks()[0]!, at('18:00'), () => 'x')
    expect(fired.map(({ step, kind, passedOver }) => [kind, step, passedOver])).toEqual([
      ['warn', '80%', true],
      ['breach', '100%', false],
      ['escalate', '100%', true],
      ['escalate', '+30 min', false],
    ])
    expect(findings).toMatchObject([{ verdict: 'breached', at: at('10:10') }])
    expect(announcements.map(({ to }) => to)).toEqual([['director']])
    expect(clock.nextFireAt).toBe(null)
  })

  it('on trial alarms nobody, but notes whom it would have alarmed', () => {
    const case1 = story(rulebookOf(register, 'trial: true\n'))
    case1.happen('intake.received', '10:00')
    const fired = case1.wait('12:00')
    expect(fired.flatMap(({ announcements }) => announcements)).toEqual([])
    expect(case1.findings.map(({ verdict, evidence }) => [verdict, evidence.to ?? null])).toEqual([
      ['recorded', 'handler, front-owner'],
      ['breached', null],
      ['recorded', 'shift-leader'],
      ['recorded', 'director'],
    ])
  })

  it('R097: the first start stands while its clock runs', () => {
    const case1 = story(rulebookOf('rule: deadline\nid: a\nfrom: ticket.notified\nto: ticket.accepted\nwithin: 30 min'))
    case1.happen('ticket.notified', '10:00')
    case1.happen('ticket.notified', '10:20')
    expect(case1.clocks().map(({ dueAt }) => dueAt)).toEqual([at('10:30')])
    case1.happen('ticket.notified', '10:20', { id: 'ticket2' })
    expect(case1.clocks()).toHaveLength(2)
    case1.happen('ticket.accepted', '10:31', { id: 'ticket1' })
    expect(brief(case1)).toEqual([1, 'a late', 'a running'])
  })

  it('kept for a ref that is not known yet binds at the first match', () => {
    const case1 = story(
      rulebookOf(
        'rule: deadline\nid: a\nfrom: intake.received\nto: all ticket.registered, ticket.notified\nwithin: 10 min\nper: ticket',
      ),
    )
    case1.happen('intake.received', '10:00')
    expect(case1.clocks()[0]!.perId).toBe(null)
    expect(case1.happen('ticket.registered', '10:01').changed).toMatchObject([
      { why: 'bound', clock: { perId: 'ticket1', pending: ['ticket.notified'] } },
    ])
    case1.happen('ticket.notified', '10:02', { id: 'ticket2' })
    expect(brief(case1)).toEqual([1, 'a running'])
    case1.happen('ticket.notified', '10:03', { id: 'ticket1' })
    expect(brief(case1)).toEqual([0, 'a met'])
  })

  it('R136: one working day ends at the closing of the next, and weekends do not count', () => {
    const case1 = story(
      rulebookOf(
        'rule: deadline\nid: a\nfrom: dispatch.returned\nto: callback.recorded\nwithin: 1 workday\nper: form\ncalendar: cn-office',
      ),
    )
    case1.happen('dispatch.returned', '2026-10-16 16:00')
    expect(local(case1.clocks()[0]!.dueAt)).toBe('2026-10-19 17:30:00')
    case1.happen('callback.recorded', '2026-10-19 17:30')
    expect(verdicts(case1)).toEqual(['a met'])
  })

  it('R336: starts at the later of two events', () => {
    const case1 = story(
      rulebookOf('rule: deadline\nid: a\nfrom: last ticket.accepted, ticket.notified\nto: ticket.closed\nwithin: 24 h'),
    )
    case1.happen('ticket.accepted', '10:00')
    expect(case1.clocks()).toEqual([])
    case1.happen('ticket.notified', '11:30')
    expect(case1.clocks().map(({ dueAt }) => local(dueAt))).toEqual(['2026-10-16 11:30:00'])
  })

  it('R066: a promise ends at the time that was given, moves with it until it has run out, and keeps what was said before', () => {
    const case1 = story(rulebookOf('rule: deadline\nid: a\nfrom: promise.made\nto: promise.kept\nby: promise.dueAt'))
    case1.happen('promise.made', '10:00', { facts: { promise: { dueAt: at('15:00') } } })
    expect(case1.happen('customer.contacted', '14:00', { facts: { promise: { dueAt: at('17:00') } } }).changed).toMatchObject([
      {
        why: 'moved',
        clock: {
          dueAt: at('17:00'),
          evidence: { facts: { 'promise.dueAt': at('17:00'), 'promise.dueAt until #2': at('15:00') } },
        },
      },
    ])
    expect(case1.happen('customer.contacted', '17:30', { facts: { promise: { dueAt: at('20:00') } } }).changed).toEqual([])
    case1.happen('promise.kept', '18:00')
    expect(case1.findings).toMatchObject([{ verdict: 'late', overBy: 3_600_000 }])
  })

  it('R067: two promises of one case have a clock each', () => {
    const case1 = story(rulebookOf('rule: deadline\nid: a\nfrom: promise.made\nto: promise.kept\nby: promise.dueAt'))
    case1.happen('promise.made', '10:00', { id: 'p1', facts: { promise: { dueAt: at('12:00') } } })
    case1.happen('promise.made', '10:30', { id: 'p2', facts: { promise: { dueAt: at('16:00') } } })
    expect(case1.clocks().map(({ perId, dueAt }) => [perId, dueAt])).toEqual([
      ['p1', at('12:00')],
      ['p2', at('16:00')],
    ])
    case1.happen('promise.kept', '11:00', { id: 'p2' })
    expect(case1.all.map(({ perId, state }) => [perId, state])).toEqual([
      ['p1', 'running'],
      ['p2', 'met'],
    ])
  })

  it('R269: a backward term counts from the other end', () => {
    const case1 = story(rulebookOf('rule: deadline\nid: a\nfrom: shift.planned\nto: shift.arrived\nby: shift.startsAt - 10 min'))
    case1.happen('shift.planned', '08:00', { facts: { shift: { startsAt: at('09:00') } } })
    case1.happen('shift.arrived', '08:50')
    expect(verdicts(case1)).toEqual(['a met'])
  })

  it('R335: stands still while the customer is awaited', () => {
    const case1 = story(
      rulebookOf(
        "rule: deadline\nid: a\nfrom: ticket.registered\nto: ticket.closed\nwithin: 2 h\npause: ticket.waitingFor == 'customer'\nwarn: 50%",
      ),
    )
    case1.happen('ticket.registered', '10:00', { facts: { ticket: { waitingFor: 'nobody' } } })
    case1.happen('ticket.waiting', '10:30', { facts: { ticket: { waitingFor: 'customer' } } })
    expect(case1.clocks()[0]).toMatchObject({ state: 'paused', nextFireAt: null })
    expect(case1.wait('20:00')).toEqual([])
    case1.happen('ticket.resumed', '13:00', { facts: { ticket: { waitingFor: 'nobody' } } })
    expect(case1.clocks()[0]).toMatchObject({ state: 'running', dueAt: at('14:30'), nextFireAt: at('13:30') })
    case1.happen('ticket.waiting', '14:20', { facts: { ticket: { waitingFor: 'customer' } } })
    case1.happen('ticket.closed', '19:00')
    expect(case1.all[0]).toMatchObject({ state: 'met', dueAt: at('19:10') })
    expect(case1.all[0]!.pauses.map(({ fromSeq, toSeq }) => [fromSeq, toSeq])).toEqual([
      [2, 3],
      [4, 5],
    ])
  })

  it('is not stopped by another ticket of the case', () => {
    const case1 = story(
      rulebookOf(
        "rule: deadline\nid: a\nfrom: ticket.registered\nto: ticket.closed\nwithin: 2 h\npause: ticket.waitingFor == 'customer'",
      ),
    )
    case1.happen('ticket.registered', '10:00', { id: 't1', facts: { ticket: { waitingFor: 'nobody' } } })
    case1.happen('ticket.waiting', '10:30', { id: 't2', facts: { ticket: { waitingFor: 'customer' } } })
    expect(case1.clocks()[0]!.state).toBe('running')
  })

  it('takes the first variant that holds and keeps what it read', () => {
    const rulebook = rulebookOf(
      "rule: deadline\nid: a\nfrom: ticket.registered\nto: ticket.closed\nwithin:\n- 14 d when customer.tier == 'key'\n- 28 d",
    )
    for (const [tier, within, due] of [
      ['key', "14 d when customer.tier == 'key'", '2026-10-30 00:00:00'],
      ['ordinary', '28 d', '2026-11-13 00:00:00'],
      [undefined, '28 d', '2026-11-13 00:00:00'],
    ] as const) {
      const case1 = story(rulebook)
      case1.happen('ticket.registered', '10:00', { facts: tier ? { customer: { tier } } : {} })
      expect(case1.clocks()[0]!.evidence).toMatchObject({ within, facts: { 'customer.tier': tier ?? null } })
      expect(local(case1.clocks()[0]!.dueAt)).toBe(due)
    }
  })

  it('an absent fact makes its condition false, and the rule does not start', () => {
    const case1 = story(
      rulebookOf('rule: deadline\nid: a\nfrom: ticket.registered\nto: ticket.closed\nwithin: 1 h\nwhen: !customer.elder'),
    )
    case1.happen('ticket.registered', '10:00')
    expect(case1.clocks()).toEqual([])
    case1.happen('ticket.registered', '10:01', { facts: { customer: { elder: false } } })
    expect(case1.clocks()).toHaveLength(1)
  })

  it('is in force from its first day to its last', () => {
    const rulebook = rulebookOf(
      'rule: deadline\nid: a\nfrom: ticket.registered\nto: ticket.closed\nwithin: 1 h\nsince: 2026-10-10\nuntil: 2026-10-12',
    )
    const starts = ['2026-10-09 23:59:59', '2026-10-10 00:00', '2026-10-12 23:59:59', '2026-10-13 00:00'].map(when => {
      const case1 = story(rulebook)
      case1.happen('ticket.registered', when)
      return case1.clocks().length
    })
    expect(starts).toEqual([0, 1, 1, 0])
  })
})
