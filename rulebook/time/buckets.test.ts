import { describe, expect, it } from 'vitest'
import { type BucketUnit, bucketsOf, wholeBucketsOf } from './buckets.ts'
import { findZone } from './zone.ts'

const shanghai = findZone('Asia/Shanghai')!
const berlin = findZone('Europe/Berlin')!
const apia = findZone('Pacific/Apia')!
const at = (text: string) => Date.parse(text)
const cut = (zone: typeof shanghai, from: string, to: string, unit: BucketUnit) =>
  bucketsOf(zone, { from: at(from), to: at(to) }, unit).map(b => [b.day, new Date(b.from).toISOString().slice(0, 16), b.whole])

describe('periods of a site', () => {
  it.each<[BucketUnit, string, string, unknown[]]>([
    ['day', '2026-02-27T00:00:00+08:00', '2026-03-02T00:00:00+08:00', ['2026-02-27', '2026-02-28', '2026-03-01']],
    ['day', '2024-02-28T00:00:00+08:00', '2024-03-01T00:00:00.001+08:00', ['2024-02-28', '2024-02-29', '2024-03-01']],
    ['week', '2026-11-22T12:00:00+08:00', '2026-11-23T12:00:00+08:00', ['2026-11-16', '2026-11-23']],
    ['month', '2026-01-31T23:59:59.999+08:00', '2026-03-01T00:00:00+08:00', ['2026-01-01', '2026-02-01']],
    ['quarter', '2026-03-31T00:00:00+08:00', '2026-04-02T00:00:00+08:00', ['2026-01-01', '2026-04-01']],
    ['year', '2025-12-31T00:00:00+08:00', '2026-01-01T00:00:00+08:00', ['2025-01-01']],
    ['all', '2026-11-20T09:00:00+08:00', '2026-11-22T00:00:00+08:00', ['2026-11-20']],
    ['day', '2026-11-20T09:00:00+08:00', '2026-11-20T09:00:00+08:00', []],
  ])('by %s from %s until before %s', (unit, from, to, days) => {
    expect(bucketsOf(shanghai, { from: at(from), to: at(to) }, unit).map(b => b.day)).toEqual(days)
  })

  it('begin at midnight of the wall, not of the world, and say when they were cut', () => {
    expect(cut(shanghai, '2026-10-31T15:59:00Z', '2026-10-31T16:01:00Z', 'month')).toEqual([
      ['2026-10-01', '2026-10-31T15:59', false],
      ['2026-11-01', '2026-10-31T16:00', false],
    ])
  })

  it('leave no gap and no overlap where the clocks are moved, and days have 23 or 25 hours', () => {
    const spans = bucketsOf(berlin, { from: at('2026-10-24T00:00:00+02:00'), to: at('2026-10-27T00:00:00+01:00') }, 'day')
    expect(spans.map(b => (b.to - b.from) / 3_600_000)).toEqual([24, 25, 24])
    for (const [i, b] of spans.entries()) if (i > 0) expect(b.from).toBe(spans[i - 1]!.to)
    const spring = bucketsOf(berlin, { from: at('2026-03-29T00:00:00+01:00'), to: at('2026-03-30T00:00:00+02:00') }, 'day')
    expect(spring.map(b => (b.to - b.from) / 3_600_000)).toEqual([23])
  })

  it('know no day that the wall never showed', () => {
    const days = bucketsOf(apia, { from: at('2011-12-29T10:00:00Z'), to: at('2012-01-01T10:00:00Z') }, 'day').map(b => b.day)
    expect(days).toEqual(['2011-12-29', '2011-12-31', '2012-01-01'])
  })

  it('whole units reach beyond what was asked', () => {
    const [one, ...more] = wholeBucketsOf(
      shanghai,
      { from: at('2026-11-20T09:00:00+08:00'), to: at('2026-11-21T00:00:00+08:00') },
      'month',
    )
    expect(more).toEqual([])
    expect(one).toEqual({
      from: at('2026-11-01T00:00:00+08:00'),
      to: at('2026-12-01T00:00:00+08:00'),
      day: '2026-11-01',
      whole: true,
    })
  })
})
