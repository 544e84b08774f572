/** No closing and taking back wins time: whatever is owed without it is owed with it, by the same instant. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, local, rulebookOf, type Story, story } from '../testing/index.ts'
import type { EventType, Facts } from '../vocabulary/index.ts'

const rulebook = rulebookOf(
  [
    "rule: deadline\nid: register\nfrom: intake.received\nto: ticket.registered\nunless: contact.outcome in ['misdialled', 'joined']\nwithin:\n- 5 min when customer.tier == 'key'\n- 10 min",
    'rule: deadline\nid: settle\nfrom: intake.received\nto: ticket.registered, contact.closed\nwithin: 15 min',
    'rule: deadline\nid: looked\nfrom: intake.received\nto: customer.looked_up\nwithin: 3 min',
    "rule: deadline\nid: told\nfrom: contact.recorded\nto: contact.answered\nunless: contact.outcome == 'misdialled'\nwithin: 20 min\nwarn: 50%",
    'rule: cadence\nid: again\nfrom: contact.recorded\nto: contact.answered\nevery: 20 min\nend: contact.closed, ticket.registered',
  ],
  'calendar: cn-office\n',
)

type Act = { gap: number; type: EventType; facts: Facts }
const minutes = (max: number) => fc.integer({ min: 1, max: max * 60 }).map(seconds => seconds * 1000)
const act: fc.Arbitrary<Act> = fc.record({
  gap: minutes(4),
  type: fc.constantFrom<EventType>('contact.recorded', 'customer.looked_up', 'contact.answered', 'call.greeted'),
  facts: fc.constantFrom<Facts>({}, {}, { customer: { tier: 'key' } }, { customer: { tier: 'ordinary' } }),
})
const end = fc.constantFrom<[EventType, 'misdialled' | 'joined']>(['contact.closed', 'misdialled'], ['contact.joined', 'joined'])
const closing = fc.record({ after: fc.integer({ min: 0, max: 6 }), open: minutes(10), end })

/** The life of one contact; `closings` end it between two acts, and are taken back before the next. */
function live(acts: readonly Act[], closings: readonly { at: number; until: number; end: [EventType, string] }[]): Story {
  const told = story(rulebook)
  told.happen('intake.received', at('09:00'), { facts: { customer: { tier: 'ordinary' } } })
  const moments: (Act & { at: number })[] = []
  for (const one of acts) moments.push({ ...one, at: (moments.at(-1)?.at ?? at('09:00')) + one.gap })
  const steps = [
    ...moments.map(one => ({ at: one.at, happen: () => told.happen(one.type, one.at, { facts: one.facts }) })),
    ...closings.flatMap(({ at: from, until, end: [type, outcome] }) => [
      { at: from, happen: () => told.happen(type, from, { facts: { contact: { outcome: outcome as 'joined' } } }) },
      { at: until, happen: () => told.happen('contact.reopened', until, { facts: { contact: { outcome: null as never } } }) },
    ]),
  ].sort((a, b) => a.at - b.at)
  for (const step of steps) {
    told.wait(step.at - 1)
    step.happen()
  }
  return told
}

/** What is owed or was broken in the end, with the instant by which. */
const owed = ({ all }: Story) =>
  all
    .filter(({ state }) => state === 'running' || state === 'late')
    .map(({ ruleId, startedAt, dueAt }) => `${ruleId} since ${local(startedAt)} until ${local(dueAt)}`)
    .sort()

describe('an end that is taken back', () => {
  it('moves no due instant, loses no promise and makes none owed twice', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 6 }), closing, (acts, { after, open, end }) => {
        const happened = acts.slice(0, after)
        const from = at('09:00') + happened.reduce((sum, { gap }) => sum + gap, 0) + 500
        const later = acts.slice(after).map((one, i) => (i === 0 ? { ...one, gap: one.gap + open + 1000 } : one))
        const whole = [...happened, ...later]
        expect(owed(live(whole, [{ at: from, until: from + open, end }]))).toEqual(owed(live(whole, [])))
      }),
      { numRuns: 500 },
    )
  })

  it('is late at once where the due instant passed while it was closed', () => {
    const told = story(rulebook)
    told.happen('intake.received', '09:00')
    told.happen('contact.closed', '09:09', { facts: { contact: { outcome: 'misdialled' } } })
    told.happen('contact.reopened', '09:12', { facts: { contact: { outcome: null as never } } })
    told.wait('09:12')
    expect(
      told.all.filter(({ ruleId }) => ruleId === 'register').map(({ state, breachedAt }) => [state, local(breachedAt)]),
    ).toEqual([
      ['void', null],
      ['running', '2026-10-15 09:10:00'],
    ])
  })

  it('of a ticket that is opened again goes on where it stopped, without the time between', () => {
    const ticket = rulebookOf(
      'rule: cadence\nid: follow\nfrom: ticket.accepted\nto: ticket.followed_up\nevery: 3 h\nend: ticket.closed',
    )
    const told = story(ticket)
    told.happen('ticket.accepted', '09:00')
    told.happen('ticket.closed', '10:00')
    told.happen('ticket.reopened', '15:00')
    expect(told.clocks().map(({ startedAt, dueAt }) => [local(startedAt), local(dueAt)])).toEqual([
      ['2026-10-15 09:00:00', '2026-10-15 17:00:00'],
    ])
  })
})
