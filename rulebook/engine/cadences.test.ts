import { describe, expect, it } from 'vitest'
import { brief, local, rulebookOf, type Story, story, verdicts } from '../testing/index.ts'

describe('a cadence', () => {
  const rolling = 'rule: cadence\nid: a\nfrom: ticket.accepted\nto: ticket.followed_up\nevery: 3 d\nend: ticket.closed'

  it('R132: is restarted by each follow-up', () => {
    const case1 = story(rulebookOf(rolling))
    case1.happen('ticket.accepted', '2026-10-01 10:00')
    case1.happen('ticket.followed_up', '2026-10-03 09:00')
    case1.happen('ticket.followed_up', '2026-10-07 09:00')
    case1.happen('ticket.closed', '2026-10-08 09:00')
    expect(case1.all.map(({ period, state, dueAt }) => [period, state, local(dueAt)])).toEqual([
      [1, 'met', '2026-10-05 00:00:00'],
      [2, 'late', '2026-10-07 00:00:00'],
      [3, 'void', '2026-10-11 00:00:00'],
    ])
  })

  it('that is overdue when the matter ends was missed', () => {
    const case1 = story(rulebookOf(rolling))
    case1.happen('ticket.accepted', '2026-10-01 10:00')
    case1.happen('ticket.closed', '2026-10-20 10:00')
    expect(verdicts(case1)).toEqual(['a late'])
  })

  it('ends when its condition no longer holds', () => {
    const case1 = story(rulebookOf(rolling.replace('end: ticket.closed', 'while: ticket.open')))
    case1.happen('ticket.accepted', '2026-10-01 10:00', { facts: { ticket: { open: true } } })
    case1.happen('ticket.closed', '2026-10-02 10:00', { facts: { ticket: { open: false } } })
    case1.happen('ticket.followed_up', '2026-10-02 11:00')
    expect(brief(case1)).toEqual([0, 'a void'])
  })

  const weekly =
    'rule: cadence\nid: a\nfrom: ticket.accepted\nto: ticket.followed_up\ntimes: 1..2\nper: ticket, week\nend: ticket.closed'

  it('R131: once in each calendar week, whether a worker runs or not', () => {
    const rulebook = rulebookOf(weekly)
    const live = story(rulebook)
    const replayed = story(rulebook)
    for (const [type, when] of [
      ['ticket.accepted', '2026-10-01 10:00'],
      ['ticket.followed_up', '2026-10-06 10:00'],
      ['ticket.followed_up', '2026-10-28 10:00'],
      ['ticket.closed', '2026-10-29 10:00'],
    ] as const) {
      live.wait(when)
      live.happen(type, when)
      replayed.happen(type, when)
    }
    const rows = (of: Story) =>
      of.all.map(({ period, state, startedAt, dueAt }) => [period, state, local(startedAt), local(dueAt)])
    expect(rows(live)).toEqual([
      [1, 'met', '2026-10-01 10:00:00', '2026-10-12 00:00:00'],
      [2, 'late', '2026-10-12 00:00:00', '2026-10-19 00:00:00'],
      [3, 'late', '2026-10-19 00:00:00', '2026-10-26 00:00:00'],
      [4, 'met', '2026-10-26 00:00:00', '2026-11-02 00:00:00'],
      [5, 'void', '2026-11-02 00:00:00', '2026-11-09 00:00:00'],
    ])
    expect(rows(replayed)).toEqual(rows(live))
  })

  it('R166: more often than asked is noted', () => {
    const case1 = story(rulebookOf(weekly))
    case1.happen('ticket.accepted', '2026-10-05 00:00')
    for (const when of ['2026-10-06 10:00', '2026-10-07 10:00', '2026-10-08 10:00', '2026-10-12 00:00:01'])
      case1.happen('ticket.followed_up', when)
    expect(case1.findings.map(({ verdict, evidence }) => [verdict, evidence.count])).toEqual([
      ['met', 1],
      ['recorded', 3],
      ['met', 1],
    ])
  })
})
