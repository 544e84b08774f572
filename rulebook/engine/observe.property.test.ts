import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, simulate, stateAfter } from '../replay/index.ts'
import { at, rulebookOf, story } from '../testing/index.ts'
import { dueAt } from '../time/index.ts'
import type { EventType, Facts } from '../vocabulary/index.ts'
import { observe } from './observe.ts'
import type { CaseEvent, CaseState, Clock, Finding } from './types.ts'

const rulebook = rulebookOf(
  [
    "rule: deadline\nid: register\nfrom: intake.received\nto: all ticket.registered, ticket.notified\nunless: contact.outcome == 'answered'\nwithin: 30 min",
    "rule: deadline\nid: close\nfrom: ticket.registered\nto: ticket.closed\nwithin:\n- 4 h when customer.tier == 'key'\n- 1 workday\npause: ticket.waitingFor == 'customer'\nwarn: 80%",
    'rule: deadline\nid: promise\nfrom: promise.made\nto: promise.kept\nby: promise.dueAt',
    'rule: deadline\nid: later\nfrom: last ticket.notified, ticket.accepted\nto: ticket.closed\nwithin: 2 h\nper: case',
    'rule: cadence\nid: rolling\nfrom: ticket.accepted\nto: ticket.followed_up\nevery: 3 h\nend: ticket.closed',
    'rule: cadence\nid: daily\nfrom: ticket.accepted\nto: ticket.followed_up\ntimes: 1..2\nper: ticket, day\nend: ticket.closed',
    'rule: limit\nid: once\non: call.ended\ncount: ticket.transferred\nper: case\nmax: 1',
  ],
  'calendar: cn-office\n',
)

/** Every way in which a rule lets a promise go. */
const unforgiving = rulebookOf(
  [
    "rule: deadline\nid: a\nfrom: ticket.registered\nto: ticket.closed\nwithin: 90 min\nunless: ticket.waitingFor == 'customer'",
    "rule: deadline\nid: b\nfrom: ticket.registered\nto: ticket.followed_up\nwithin: 90 min\npause: ticket.waitingFor == 'customer'\nsettles: contact.outcome == 'answered'",
    'rule: deadline\nid: c\nfrom: promise.made\nto: promise.kept\nby: promise.dueAt',
    "rule: cadence\nid: d\nfrom: ticket.accepted\nto: ticket.followed_up\nevery: 3 h\nwhile: ticket.waitingFor != 'customer'\nend: ticket.closed",
    'rule: cadence\nid: e\nfrom: ticket.accepted\nto: ticket.followed_up\ntimes: 1..2\nper: ticket, day\nend: ticket.closed',
  ],
  'calendar: cn-office\n',
)

type Step = { type: EventType; gap: number; id: number; facts: Facts }
const step: fc.Arbitrary<Step> = fc.record({
  type: fc.constantFrom<EventType>(
    'intake.received',
    'contact.closed',
    'ticket.registered',
    'ticket.notified',
    'ticket.accepted',
    'ticket.followed_up',
    'ticket.transferred',
    'ticket.waiting',
    'ticket.resumed',
    'ticket.closed',
    'promise.made',
    'promise.kept',
    'call.ended',
  ),
  gap: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_600_000 }), fc.integer({ min: 0, max: 3 * 86_400_000 })),
  id: fc.integer({ min: 1, max: 2 }),
  facts: fc.oneof(
    fc.constant({}),
    fc.constant({ ticket: { waitingFor: 'customer' as const } }),
    fc.constant({ ticket: { waitingFor: 'nobody' as const } }),
    fc.constant({ contact: { outcome: 'answered' as const } }),
    fc.constant({ customer: { tier: 'key' as const } }),
    fc.integer({ min: 0, max: 86_400_000 }).map(ms => ({ promise: { dueAt: at('09:00') + ms } })),
  ),
})
const steps = fc.array(step, { maxLength: 40 })
const begin = at('09:00')

const live = (list: Step[], worker: boolean) => {
  const told = story(rulebook)
  let now = begin
  for (const { type, gap, id, facts } of list) {
    now += gap
    if (worker) told.wait(now - 1)
    told.happen(type, now, { facts, id: `${type.split('.')[0] === 'ticket' ? 'ticket' : type}${id}` })
  }
  return { ...told, now }
}
const bare = ({ ruleId, per, perId, startedAt, dueAt, state, settledAt, period, pauses }: Clock) => ({
  ruleId,
  per,
  perId,
  startedAt,
  dueAt,
  state,
  settledAt,
  period,
  pauses,
})
const byStart = (clocks: Clock[]) => clocks.map(bare).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

describe('whatever happens in a case', { timeout: 120_000 }, () => {
  it('every clock ends in exactly one verdict', () => {
    fc.assert(
      fc.property(steps, list => {
        const { all, findings } = live(list, true)
        const last = new Map<string, Finding['verdict'][]>()
        for (const { clockId, verdict } of findings) {
          if (clockId === null || verdict === 'breached' || verdict === 'recorded') continue
          last.set(clockId, [...(last.get(clockId) ?? []), verdict])
        }
        for (const { id, state } of all)
          expect(last.get(id) ?? []).toEqual(state === 'running' || state === 'paused' ? [] : [state])
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
      }),
      { numRuns: 300 },
    )
  })

  it('a promise that was broken stays broken', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (list, worker) => {
        const told = story(unforgiving)
        const broken = new Set<string>()
        let now = begin
        for (const { type, gap, id, facts } of list) {
          now += gap
          if (worker) told.wait(now - 1)
          for (const { id: clock, state, dueAt: due } of told.all) if (state === 'running' && due < now) broken.add(clock)
          told.happen(type, now, { facts, id: `${type.split('.')[0] === 'ticket' ? 'ticket' : type}${id}` })
          const kept = told.all.filter(({ id: clock, state }) => broken.has(clock) && state !== 'late' && state !== 'running')
          expect(kept).toEqual([])
        }
      }),
      { numRuns: 500 },
    )
  })

  it('no events, in whatever order they come in, and no exemptions reduce the number of breaches: what an earlier one disproves is superseded', () => {
    const earlier = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * 86_400_000 }))
    const late = fc.record({ step, earlier, exempt: fc.boolean() })
    fc.assert(
      fc.property(fc.array(late, { maxLength: 40 }), list => {
        const told = story(unforgiving)
        const broken = new Set<string>()
        const exempted = new Set<string>()
        let now = begin
        for (const { step: one, earlier, exempt } of list) {
          now += one.gap
          told.wait(now)
          for (const clock of told.all) if (isBroken(clock, now)) broken.add(clock.id)
          const excused = exempt ? told.clocks().find(clock => broken.has(clock.id)) : undefined
          if (excused) {
            excused.exemptedSeq = told.told.length
            exempted.add(excused.id)
          }
          const id = `${one.type.split('.')[0] === 'ticket' ? 'ticket' : one.type}${one.id}`
          told.happen(one.type, Math.max(begin, now - earlier), { facts: one.facts, id })
          told.wait(now)
          expect(told.all.filter(clock => broken.has(clock.id) && !isBroken(clock, now))).toEqual([])
          expect(told.all.filter(clock => exempted.has(clock.id) !== (clock.exemptedSeq !== null))).toEqual([])
        }
      }),
      { numRuns: 500 },
    )
  })
  const isBroken = (clock: Clock, now: number) =>
    clock.supersededSeq !== null || clock.state === 'late' || (clock.state === 'running' && clock.dueAt < now)

  it('a replay gives the same, and no worker changes a verdict', () => {
    fc.assert(
      fc.property(steps, list => {
        const first = live(list, true)
        const quiet = live(list, false)
        let state: CaseState = { clocks: [], counts: {} }
        const replayed: Finding[] = []
        let made = 0
        for (const event of quiet.told as CaseEvent[]) {
          const seen = observe(rulebook, state, event, () => `clock${++made}`)
          state = stateAfter(state, seen)
          replayed.push(...seen.findings)
        }
        expect(replayed).toEqual(quiet.findings)
        const last = first.told.at(-1)?.at ?? begin
        const caught = (clocks: Clock[]) =>
          byStart(clocks.filter(({ startedAt, ruleId }) => ruleId !== 'daily' || startedAt < last))
        expect(caught(first.all).filter(({ state }) => state !== 'running')).toEqual(
          caught(quiet.all).filter(({ state }) => state !== 'running'),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('an event leaves what it was given as it was', () => {
    fc.assert(
      fc.property(steps, list => {
        const told = story(rulebook)
        let now = begin
        for (const { type, gap, id, facts } of list) {
          now += gap
          const before = JSON.stringify(told.state())
          const state = told.state()
          told.happen(type, now, { facts, id: `x${id}` })
          expect(JSON.stringify(state)).toBe(before)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('a deadline agrees with a reading of the whole history from its start', () => {
    const plain = rulebookOf(
      "rule: deadline\nid: a\nfrom: ticket.registered\nto: ticket.closed\nunless: ticket.kind == 'praise'\nwithin: 90 min\npause: ticket.waitingFor == 'customer'",
    )
    const rule = plain.byId.get('a')!
    const one: fc.Arbitrary<Step> = fc.record({
      type: fc.constantFrom<EventType>('ticket.changed', 'ticket.waiting', 'ticket.resumed', 'ticket.closed'),
      gap: fc.integer({ min: 0, max: 3_000_000 }),
      id: fc.constant(1),
      facts: fc.constantFrom<Facts>(
        {},
        { ticket: { waitingFor: 'customer' } },
        { ticket: { waitingFor: 'nobody' } },
        { ticket: { kind: 'praise' } },
      ),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), list => {
        const told = story(plain)
        let now = begin
        told.happen('ticket.registered', now, { facts: { ticket: { kind: 'repair', waitingFor: 'nobody' } } })
        for (const { type, gap, facts } of list) {
          now += gap
          told.happen(type, now, { facts })
        }
        expect(
          rule.kind === 'deadline' && told.all.filter(({ startedAt }) => startedAt === begin).map(({ state }) => state)[0],
        ).toBe(naive(told.told))
      }),
      { numRuns: 500 },
    )
  })

  /** The same promise in plain words: walk the history, keep the pauses, stop at the first end. */
  function naive(history: readonly CaseEvent[]): Clock['state'] {
    const pauses: { from: number; to: number }[] = []
    let since: number | null = null
    const natural = rulebook.calendars['cn-office']!
    for (const { type, at: now, facts } of history.slice(1)) {
      const closed = since === null ? pauses : [...pauses, { from: since, to: now }]
      const due = dueAt(natural, begin, { amount: 90, unit: 'min' }, { pauses: closed })
      if (facts.ticket?.kind === 'praise') return now <= due ? 'void' : 'late'
      if (type === 'ticket.closed') return now <= due ? 'met' : 'late'
      const waits = facts.ticket?.waitingFor === 'customer'
      if (waits && since === null && now <= due) since = now
      else if (!waits && since !== null) {
        pauses.push({ from: since, to: now })
        since = null
      }
    }
    return since === null ? 'running' : 'paused'
  }
})

describe('a simulation', () => {
  const cases = (rules: string) => simulate(rulebookOf(rules), [{ caseId: 'c', events: history }], at('20:00'))
  const told = story(rulebookOf('rule: require\nid: x\nbefore: ticket.closed\nneed: ticket.result'))
  told.happen('ticket.registered', '10:00')
  told.happen('ticket.accepted', '10:20')
  told.happen('ticket.registered', '11:00', { id: 'ticket2' })
  told.happen('ticket.accepted', '11:40', { id: 'ticket2' })
  told.happen('ticket.registered', '12:00', { id: 'ticket3' })
  const history = told.told
  const rule = (within: string) => `rule: deadline\nid: a\nfrom: ticket.registered\nto: ticket.accepted\nwithin: ${within}`

  it('counts met, late and running for each clause', () => {
    expect(cases(rule('30 min')).figures).toMatchObject([{ ruleId: 'a', clause: { number: '1' }, met: 1, late: 2, running: 0 }])
    expect(cases(rule('10 h')).figures).toMatchObject([{ met: 2, late: 0, running: 1 }])
  })

  it('lists whose verdict a draft would change', () => {
    const { changed } = compare(cases(rule('30 min')), cases(rule('1 h')))
    expect(changed.map(({ subject, before, after }) => [subject.id, before, after])).toEqual([['ticket2', 'late', 'met']])
  })

  it('asks the gate before each action of the past', () => {
    const result = cases('rule: limit\nid: a\non: ticket.accepted\ncount: ticket.accepted\nper: case\nmax: 1')
    expect(result.figures).toMatchObject([{ passed: 1, hit: 1 }])
  })
})
