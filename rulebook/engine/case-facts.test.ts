import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, rulebookOf, story } from '../testing/index.ts'
import { type FactGroup, type Facts, keepersOf } from '../vocabulary/index.ts'
import { factsFor, mergeFacts, noFacts, withFacts } from './case-facts.ts'
import type { CaseFacts, Refs } from './types.ts'

type Saying = { refs: Refs; facts: Facts }
const first = { contact: 'c1', ticket: 't1' }
const second = { contact: 'c1', ticket: 't2' }
const known = (...sayings: Saying[]) =>
  sayings.reduce((facts: CaseFacts, { refs, facts: f }) => withFacts(facts, refs, f), noFacts)

describe('facts of a case', () => {
  it('lie in one place as long as nothing occurs twice', () => {
    const facts = known(
      { refs: { contact: 'c1' }, facts: { contact: { channel: 'phone' }, customer: { tier: 'key' } } },
      { refs: first, facts: { ticket: { kind: 'repair' } } },
    )
    expect(facts.others).toEqual({})
    expect(factsFor(facts, first)).toBe(facts.latest)
  })

  it('of two tickets stay apart, and what the contact said holds for both', () => {
    const facts = known(
      { refs: { contact: 'c1' }, facts: { customer: { tier: 'key' } } },
      { refs: first, facts: { ticket: { kind: 'repair', transfers: 1 } } },
      { refs: second, facts: { ticket: { kind: 'complaint' } } },
    )
    expect(factsFor(facts, first)).toEqual({ customer: { tier: 'key' }, ticket: { kind: 'repair', transfers: 1 } })
    expect(factsFor(facts, second)).toEqual({ customer: { tier: 'key' }, ticket: { kind: 'complaint' } })
  })

  it('of a form go with its ticket: another ticket has none of them', () => {
    const facts = known(
      { refs: first, facts: { ticket: { kind: 'repair' } } },
      { refs: { ...first, form: 'f1' }, facts: { form: { passed: false } } },
      { refs: { ...first, form: 'f2' }, facts: { form: { passed: true } } },
      { refs: second, facts: { ticket: { kind: 'repair' } } },
    )
    expect(factsFor(facts, second).form).toBeUndefined()
    expect(factsFor(facts, first).form).toEqual({ passed: true })
    expect(factsFor(facts, { ...first, form: 'f1' }).form).toEqual({ passed: false })
  })

  it('a form that has said nothing reads nothing of its sister, also when the case speaks of another ticket', () => {
    const facts = known(
      { refs: { ...first, form: 'f1' }, facts: { form: { passed: false } } },
      { refs: { ...first, form: 'f2' }, facts: {} },
      { refs: second, facts: { ticket: { kind: 'repair' } } },
    )
    expect(factsFor(facts, { ...first, form: 'f2' }).form).toBeUndefined()
    expect(factsFor(facts, { ...first, form: 'f1' }).form).toEqual({ passed: false })
  })

  it('a fact that is null goes away', () => {
    const facts = known(
      { refs: first, facts: { ticket: { handler: 'p' } } },
      { refs: first, facts: { ticket: { handler: null as never } } },
    )
    expect(factsFor(facts, first)).toEqual({ ticket: {} })
  })

  it('each id reads what was said of it last, in whatever order things were said', () => {
    const saying = fc.record({
      form: fc.integer({ min: 0, max: 4 }),
      alone: fc.boolean(),
      n: fc.integer({ min: 0, max: 9 }),
      groups: fc.subarray(['contact', 'ticket', 'form'] as const),
    })
    fc.assert(
      fc.property(fc.array(saying, { maxLength: 30 }), list => {
        const plain = new Map<string, Facts>()
        let facts = noFacts
        const everyRefs: Refs[] = []
        for (const { form, alone, n, groups } of list) {
          const ticket = Math.floor(form / 2)
          const refs: Refs = { contact: `c${ticket % 2}`, ticket: `t${ticket}`, ...(alone ? {} : { form: `f${form}` }) }
          everyRefs.push(refs)
          const whole: Facts = {
            contact: { topic: `a${n}` as never },
            ticket: { transfers: n },
            ...(alone ? {} : { form: { arrivedAt: n } }),
          }
          const patch = Object.fromEntries(Object.entries(whole).filter(([group]) => groups.includes(group as 'form'))) as Facts
          facts = withFacts(facts, refs, patch)
          for (const [group, fields] of Object.entries(patch)) {
            const kinds = keepersOf(group as FactGroup).filter(kind => refs[kind] !== undefined)
            const before = plain.get(`${kinds[0]}/${refs[kinds[0]!]}`)?.[group as FactGroup]
            const after = mergeFacts({ [group]: before ?? {} } as Facts, { [group]: fields } as Facts)
            for (const kind of kinds) plain.set(`${kind}/${refs[kind]}`, { ...plain.get(`${kind}/${refs[kind]}`), ...after })
          }
        }
        for (const refs of everyRefs) {
          const read = factsFor(facts, refs)
          for (const group of ['contact', 'ticket', 'form'] as const) {
            const kind = keepersOf(group).find(k => refs[k] !== undefined)
            expect(read[group]).toEqual(plain.get(`${kind}/${refs[kind!]}`)?.[group])
          }
        }
      }),
    )
  })
})

describe('two tickets of one case', () => {
  const rulebook = rulebookOf([
    "rule: deadline\nid: close\nfrom: ticket.registered\nto: ticket.closed\nwithin: 4 h\nunless: ticket.kind == 'praise'",
    "rule: deadline\nid: told\nfrom: ticket.registered\nto: customer.contacted\nwithin: 2 h\npause: ticket.waitingFor == 'customer'",
  ])

  it('a clock reads the facts of its own ticket when something else happens in the case', () => {
    const it = story(rulebook)
    it.happen('ticket.registered', '09:00', { id: 't1', facts: { ticket: { kind: 'repair', waitingFor: 'nobody' } } })
    it.happen('ticket.registered', '09:05', { id: 't2', facts: { ticket: { kind: 'praise', waitingFor: 'customer' } } })
    it.happen('notice.published', '09:10', { id: 'n1', refs: { ticket: undefined as never } })
    const of = (rule: string, id: string) => it.all.find(c => c.ruleId === rule && c.perId === id)?.state
    expect([of('close', 't1'), of('told', 't1'), of('told', 't2')]).toEqual(['running', 'running', 'paused'])
  })
})

describe('an act that comes in later than it happened', () => {
  const rulebook = rulebookOf('rule: deadline\nid: arrive\nfrom: dispatch.made\nto: worker.arrived\nwithin: 30 min')

  it('that was in time leaves the breach on record, superseded and counted apart', () => {
    const it = story(rulebook)
    it.happen('dispatch.made', '09:00')
    it.wait('10:00')
    it.happen('worker.arrived', '09:20')
    expect(it.all).toMatchObject([{ state: 'met', breachedAt: at('09:30'), settledAt: at('09:20'), supersededSeq: 2 }])
    expect(it.findings.map(f => f.verdict)).toEqual(['breached', 'superseded'])
  })

  it('that was late is late', () => {
    const it = story(rulebook)
    it.happen('dispatch.made', '09:00')
    it.wait('10:00')
    it.happen('worker.arrived', '09:45')
    expect(it.all).toMatchObject([{ state: 'late', breachedAt: at('09:30'), supersededSeq: null }])
  })

  it('a pause that ends before it began lasts no time', () => {
    const paused = rulebookOf(
      "rule: deadline\nid: close\nfrom: ticket.registered\nto: ticket.closed\nwithin: 1 h\npause: ticket.waitingFor == 'customer'",
    )
    const it = story(paused)
    it.happen('ticket.registered', '09:00', { facts: { ticket: { waitingFor: 'nobody' } } })
    it.happen('ticket.waiting', '09:30', { facts: { ticket: { waitingFor: 'customer' } } })
    it.happen('ticket.resumed', '09:20', { facts: { ticket: { waitingFor: 'nobody' } } })
    expect(it.all).toMatchObject([{ state: 'running', dueAt: at('10:00'), pauses: [{ from: at('09:30'), to: at('09:30') }] }])
  })
})
