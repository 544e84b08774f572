import { describe, expect, it } from 'vitest'
import { at, rulebookOf } from '../testing/index.ts'
import { findCalendar } from '../time/index.ts'
import type { Role } from '../vocabulary/index.ts'
import { type ApprovalAsk, approvalOf } from './approvals.ts'
import type { Approve } from './rule-sheets.ts'

const calendar = findCalendar('cn-office')!
const rule = (consent: string, more = '') =>
  rulebookOf(`rule: approve\nid: a\nmatter: 试验\nconsent:\n${consent}\n${more}`).rules[0] as Approve
const said = (by: string, role: Role, when: string, given = true) => ({ by, roles: [role], at: at(when), given })
const stand = (of: Approve, consents: ApprovalAsk['consents'], now = '09:00', more: Partial<ApprovalAsk> = {}) =>
  approvalOf(of, { requestedBy: 'asker', requestedAt: at('09:00'), facts: {}, consents, now: at(now), ...more }, calendar)
const states = (approval: ReturnType<typeof stand>) => `${approval.state}: ${approval.steps.map(({ state }) => state).join(' ')}`

describe('approvals', () => {
  const twice = rule('- role:department-head\n- role:director', 'within: 1 workday')

  it('R098: one after the other; the second has its own working day from the first consent on', () => {
    const first = stand(twice, [])
    expect(states(first)).toBe('waiting: waiting later')
    expect(first.waitingFor).toEqual(['department-head'])
    expect(first.steps[0]!.dueAt).toBe(at('2026-10-16 17:30'))
    const second = stand(twice, [said('a', 'department-head', '2026-10-16 10:00')], '2026-10-16 11:00')
    expect(states(second)).toBe('waiting: given waiting')
    expect(second.steps[1]).toMatchObject({ since: at('2026-10-16 10:00'), dueAt: at('2026-10-19 17:30'), late: false })
    const done = stand(twice, [said('a', 'department-head', '2026-10-16 10:00'), said('b', 'director', '2026-10-19 17:30')])
    expect(done).toMatchObject({ state: 'given', decidedAt: at('2026-10-19 17:30'), waitingFor: [] })
    expect(done.steps.map(({ late, by }) => [late, by])).toEqual([
      [false, ['a']],
      [false, ['b']],
    ])
  })

  it('is late after its time, whether somebody has spoken by then or not', () => {
    expect(stand(twice, [], '2026-10-16 17:30').steps[0]!.late).toBe(false)
    expect(stand(twice, [], '2026-10-16 17:31').steps[0]!.late).toBe(true)
    expect(stand(twice, [said('a', 'department-head', '2026-10-17 10:00')]).steps[0]).toMatchObject({
      state: 'given',
      late: true,
    })
  })

  it('a refusal ends it, and what comes after does not count', () => {
    const refused = stand(twice, [said('a', 'department-head', '10:00', false), said('b', 'director', '11:00')])
    expect([states(refused), refused.decidedAt]).toEqual(['refused: refused later', at('10:00')])
  })

  it.each([
    ['the one who asks', [said('asker', 'department-head', '10:00')], 'waiting: waiting later'],
    ['somebody without the role', [said('a', 'worker', '10:00')], 'waiting: waiting later'],
    [
      'the second before the first',
      [said('b', 'director', '10:00'), said('a', 'department-head', '11:00')],
      'waiting: given waiting',
    ],
    [
      'one person for both steps',
      [
        { by: 'a', roles: ['department-head', 'director'], at: at('10:00'), given: true },
        { by: 'a', roles: ['department-head', 'director'], at: at('11:00'), given: true },
      ],
      'waiting: given waiting',
    ],
    ['word from before the question', [said('a', 'department-head', '08:59')], 'waiting: waiting later'],
  ] as [string, ApprovalAsk['consents'], string][])('does not take %s', (_, consents, wanted) => {
    expect(states(stand(twice, consents))).toBe(wanted)
  })

  it('R253: together, in whatever order; all roles of a step, or any of them', () => {
    const both = rule('- role:department-head\n- all role:director, role:inspector', 'order: together')
    const [head, director, inspector] = [
      said('a', 'department-head', '12:00'),
      said('b', 'director', '10:00'),
      said('c', 'inspector', '11:00'),
    ]
    expect(states(stand(both, [director]))).toBe('waiting: waiting waiting')
    expect(stand(both, [director, inspector, head])).toMatchObject({ state: 'given', decidedAt: at('12:00') })
    expect(states(stand(rule('- role:director, role:inspector'), [inspector]))).toBe('given: given')
  })

  it('R156: leaves out steps whose condition does not hold, and needs nobody when none is left', () => {
    const key = rule("- role:shift-leader\n- role:director when customer.tier == 'key'", 'within: 2 workh')
    const leader = said('a', 'shift-leader', '10:00')
    expect(states(stand(key, [leader]))).toBe('given: given')
    expect(states(stand(key, [leader], '10:00', { facts: { customer: { tier: 'key' } } }))).toBe('waiting: given waiting')
    expect(stand(rule("- role:director when customer.tier == 'key'"), [])).toEqual({
      state: 'given',
      decidedAt: at('09:00'),
      waitingFor: [],
      steps: [],
    })
  })

  it('R276: a step may have its own time, or none', () => {
    const own = stand(rule('- role:director within 30 min', 'within: 1 workday'), [])
    expect(own.steps[0]!.dueAt).toBe(at('09:30'))
    expect(stand(rule('- role:director'), [], '2030-01-01 00:00').steps[0]).toMatchObject({ dueAt: null, late: false })
  })

  it('a say that was given to another counts as that of both: neither is heard twice, nor for what he asked himself', () => {
    const two = rule('- role:department-head\n- role:director')
    const instead = { ...said('deputy', 'department-head', '10:00'), behalf: 'head' }
    expect(states(stand(two, [instead]))).toBe('waiting: given waiting')
    for (const by of ['deputy', 'head'])
      expect(states(stand(two, [instead, said(by, 'director', '11:00')]))).toBe('waiting: given waiting')
    expect(states(stand(two, [instead, said('b', 'director', '11:00')]))).toBe('given: given given')
    expect(states(stand(two, [{ ...instead, behalf: 'asker' }]))).toBe('waiting: waiting later')
  })
})
