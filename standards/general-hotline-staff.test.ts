import type { Approve, Rule, Score } from '@sansheng/rulebook/kinds'
import { approvalOf, scoreOf } from '@sansheng/rulebook/kinds'
import { findCalendar } from '@sansheng/rulebook/time'
import type { Facts, Role } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { says, taking, violations } from './cases.ts'
import { book, day, dueIn, minutes, name, ruleOf, start } from './general-case.ts'
import { at, local, walk } from './walk.ts'

describe('general-hotline: the day of the staff', () => {
  it('R269: at work ten minutes before the shift and at the post five, or on time', () => {
    const planned: Facts = { shift: { startsAt: at(`${day} 08:30`), endsAt: at(`${day} 17:30`) } }
    const case1 = walk(book)
    case1.happen('shift.planned', `${day} 07:00`, planned)
    case1.happen('shift.arrived', `${day} 08:21`)
    case1.happen('shift.at_post', `${day} 08:25`)
    expect(case1.states().slice(0, 2)).toEqual(['shift-arrival late', 'shift-at-post met'])
    const onTime = walk(taking(name, '到岗', '按时'))
    onTime.happen('shift.planned', `${day} 07:00`, planned)
    onTime.happen('shift.arrived', `${day} 08:21`)
    expect(onTime.states().filter(state => state.startsWith('shift-'))).toEqual(['shift-arrival met'])
  })

  it('R270, R271, R368: nobody goes without a record, nor before the successor is there; the safety check is a reminder', () => {
    const leave = (shift: NonNullable<Facts['shift']>) => says(walk(book).ask('shift.ended', `${day} 17:30`, { shift }))
    expect(leave({ handover: 'given', successor: true, safety: 'given' })).toEqual(['allow'])
    expect(leave({ handover: 'given', successor: false, safety: 'given' })).toEqual(['deny', 'successor-arrived'])
    expect(leave({ successor: true, safety: 'given' })).toEqual(['deny', 'handover-record'])
    expect(leave({ handover: 'given', successor: true })).toEqual(['warn', 'safety-check'])
  })

  it('R274, R275: away for ten minutes with consent; from the counter only when the substitute is there', () => {
    const case1 = walk(book)
    case1.happen('absence.ended', `${day} 10:20`, { absence: { minutes: 11 } })
    expect(case1.findings.map(({ ruleId, verdict }) => `${ruleId} ${verdict}`)).toEqual(['absence-minutes warned'])
    const away = (post: 'desk' | 'phone') =>
      violations(walk(book).ask('absence.started', `${day} 10:00`, { absence: { post, substitute: false } }))
    expect([away('desk'), away('phone')]).toEqual([['desk-not-empty'], []])
    expect(ruleOf<Approve>('absence-consent').consent.flatMap(({ roles }) => roles)).toEqual(['shift-leader'])
  })

  it('R276: leave is granted by the leader, holidays and private leave by the director too', () => {
    const rule = ruleOf<Approve>('leave-consent')
    const state = (kind: 'sick' | 'private', ...roles: Role[]) =>
      approvalOf(
        rule,
        {
          requestedBy: 'a',
          requestedAt: at(`${day} 09:00`),
          facts: { leave: { kind } },
          consents: roles.map((role, i) => ({ by: `p${i}`, roles: [role], at: at(`${day} 09:1${i}`), given: true })),
          now: at(`${day} 10:00`),
        },
        findCalendar('cn-office')!,
      ).state
    expect(state('sick', 'shift-leader')).toBe('given')
    expect(state('private', 'shift-leader')).toBe('waiting')
    expect(state('private', 'shift-leader', 'director')).toBe('given')
  })

  it('R283: each offence is on record', () => {
    const case1 = walk(book)
    case1.happen('violation.recorded', `${day} 10:00`, { violation: { kind: 'chat' } })
    expect(case1.findings.map(({ ruleId, verdict }) => `${ruleId} ${verdict}`)).toEqual(['no-violations recorded'])
  })

  it('R310, R311: a log each day, a weekly and a monthly report, each counted by its kind', () => {
    const case1 = walk(book)
    case1.happen('shift.arrived', `${day} 08:20`, { shift: { startsAt: at(`${day} 08:30`), endsAt: at(`${day} 17:30`) } })
    expect(local(case1.clock('daily-log').dueAt)).toBe(`${day} 18:00`)
    for (const [id, kind] of [
      ['weekly-report', 'week'],
      ['monthly-report', 'month'],
      ['monthly-summary', 'summary'],
    ] as const) {
      const { settles, period } = ruleOf(id) as Extract<Rule, { kind: 'cadence' }>
      expect(settles!.holds({ report: { kind } }), id).toBe(true)
      expect(settles!.holds({ report: { kind: 'log' } }), id).toBe(false)
      expect(period).toBe(kind === 'week' ? 'week' : 'month')
    }
  })

  it('A004: who cannot put an error right asks within ten minutes; R365: a quarrel is reported within five; R300: lines are tried', () => {
    const case1 = start()
    case1.happen('error.found', `${day} 10:01`)
    case1.happen('incident.seen', `${day} 10:01`)
    expect([dueIn(case1, 'ask-leader'), dueIn(case1, 'report-incident')]).toEqual([10 * minutes, 5 * minutes])
    const lines = walk(book)
    lines.happen('line.tested', `${day} 10:00`)
    expect(local(lines.clock('emergency-lines').dueAt)).toBe('2026-12-21 00:00')
  })

  it('R354, R355, R358: customer data is seen for a purpose, leaves with the director’s word, and no order lacks its formalities', () => {
    const view = (data: NonNullable<Facts['data']>) => violations(walk(book).ask('data.viewed', `${day} 10:00`, { data }))
    expect(view({ masked: false })).toEqual(['view-with-purpose'])
    expect(view({ masked: true })).toEqual([])
    expect(view({ masked: false, purpose: 'given' })).toEqual([])
    expect(ruleOf<Approve>('export-consent').before).toEqual(['data.exported'])
    expect(violations(start().ask('order.created', `${day} 10:00`))).toContain('formalities-complete')
  })

  it('R075, R108, R284, R285: a call is scored, and argument or shirking costs everything', () => {
    const rule = ruleOf<Score>('call-quality')
    const full = Object.fromEntries(
      rule.items.filter(({ kind }) => kind === 'points').map(({ name: item, points }) => [item, points]),
    )
    expect(scoreOf(rule, full)).toMatchObject({ total: 100, band: '优秀' })
    for (const fatal of ['与客户争执', '推诿搪塞', '讥笑议论客户', '泄露资料'])
      expect(scoreOf(rule, { ...full, [fatal]: true }), fatal).toMatchObject({ total: 0, band: '不合格' })
  })
})
