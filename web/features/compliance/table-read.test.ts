import { noTally } from '@sansheng/contract/compliance.ts'
import { describe, expect, it } from 'vitest'
import { bucketName, daysOf, instantsOf } from './range.ts'
import { linesOf, shownRows, sumOf, talliesOf } from './table-read.ts'

const now = Date.parse('2026-03-01T00:30:00+08:00')
const zone = 'Asia/Shanghai'

describe('periods to choose from', () => {
  it.each([
    ['today', '2026-03-01', '2026-03-02'],
    ['7d', '2026-02-23', '2026-03-02'],
    ['30d', '2026-01-31', '2026-03-02'],
    ['month', '2026-03-01', '2026-03-02'],
    ['lastMonth', '2026-02-01', '2026-03-01'],
    ['90d', '2025-12-02', '2026-03-02'],
  ] as const)('%s is from %s until before %s', (name, first, end) => {
    expect(daysOf(name, now, zone)).toEqual({ first, end })
  })

  it('include both days that somebody chose, and leave nonsense alone', () => {
    expect(daysOf('custom', now, zone, { from: '2024-02-28', to: '2024-02-29' })).toEqual({
      first: '2024-02-28',
      end: '2024-03-01',
    })
    expect(daysOf('custom', now, zone, { from: '2026-03-02', to: '2026-03-01' }).first).toBe('2026-01-31')
    expect(daysOf('custom', now, zone, { from: 'gestern' }).first).toBe('2026-01-31')
  })

  it('begin and end at midnight on the wall of the site', () => {
    expect(instantsOf('lastMonth', now, zone)).toEqual({ from: '2026-01-31T16:00:00.000Z', to: '2026-02-28T16:00:00.000Z' })
  })

  it('stand short at the head of a column', () => {
    expect([bucketName('2026-02-01', 'month', '2026'), bucketName('2025-12-01', 'month', '2026')]).toEqual(['2 月', '2025-12'])
    expect([bucketName('2026-02-23', 'day', '2026'), bucketName('2025-12-31', 'week', '2026')]).toEqual(['02-23', '2025-12-31'])
  })
})

const cell = (bucket: number, group: number, more: object) => ({ ...noTally, bucket, group, rate: null, ...more })
const row = (ruleId: string, number: string, kind: string, cells: ReturnType<typeof cell>[]) => ({
  key: ruleId,
  versions: [],
  why: null,
  ruleId,
  kind,
  clause: { number, title: '', anchor: '' },
  sentence: '',
  state: 'measured',
  version: 1,
  sum: sumOf(cells),
  cells,
})
const table = {
  group: 'department',
  buckets: [{}, {}],
  groups: [
    { id: 'a', name: '抢修队' },
    { id: null, name: null },
  ],
  rows: [
    row('notify', '4.1', 'deadline', [cell(0, 0, { met: 2 }), cell(1, 0, { late: 1 }), cell(1, 1, { met: 1, breached: 1 })]),
    row('gate', '10.2', 'limit', [cell(0, 1, { passed: 3 })]),
  ],
} as never as Parameters<typeof linesOf>[0]

describe('the table', () => {
  it('adds up the groups of a clause; its rate is of all of them, not the mean of rates', () => {
    const [closed] = linesOf(table, table.rows, () => false)
    expect(closed!.cells[1]).toMatchObject({ met: 1, late: 1, breached: 1, rate: 1 / 3 })
    expect(closed!.sum).toMatchObject({ met: 3, rate: 0.6 })
  })

  it('shows the groups of an open clause below it, and nothing where nothing happened', () => {
    const lines = linesOf(table, table.rows, id => id === 'notify')
    expect(lines.map(l => [l.row.ruleId, l.group])).toEqual([
      ['notify', null],
      ['notify', 0],
      ['notify', 1],
      ['gate', null],
    ])
    expect(lines[2]!.cells[0]).toBeNull()
  })

  it('keeps the clauses of a kind, of a chapter, or those with something late', () => {
    const ids = (more: object) => shownRows(table, { kind: null, chapter: null, onlyLate: false, ...more }).map(r => r.ruleId)
    expect(ids({ kind: 'limit' })).toEqual(['gate'])
    expect(ids({ chapter: '4' })).toEqual(['notify'])
    expect(ids({ onlyLate: true })).toEqual(['notify'])
  })

  it('says of a promise what was late, of a gate what was stopped', () => {
    expect(talliesOf({ ...noTally, late: 2, breached: 1, running: 4 }, 'deadline')).toEqual([
      ['late', 3],
      ['breached', 1],
      ['running', 4],
    ])
    expect(talliesOf({ ...noTally, denied: 1, passed: 9 }, 'require')).toEqual([
      ['denied', 1],
      ['passed', 9],
    ])
    expect(talliesOf({ ...noTally, met: 2, void: 6 }, 'cadence')[0]).toEqual(['met', 2])
  })
})
