/** Days, weeks and months are those of the site, half-open, and each case falls into one. */
import { compliance } from '@sansheng/contract/compliance.ts'
import { people } from '@sansheng/contract/people.ts'
import { expect, test } from 'vitest'
import { allOf, autumn, both, november, rowOf, source } from './testing/autumn.ts'

const { w, director } = await autumn()

test('a clock counts in the month of the site in which it started, wherever it was settled', async () => {
  const table = await director.ok(compliance.table, { query: { ...both, unit: 'month' } })
  expect(table.buckets.map(b => [b.day, b.whole])).toEqual([
    ['2026-10-01', true],
    ['2026-11-01', true],
  ])
  expect(rowOf(table, 'notify').cells.map(c => [c.bucket, c.met, c.late, c.breached, c.rate])).toEqual([
    [0, 1, 0, 0, 1],
    [1, 1, 1, 1, 1 / 3],
  ])
  expect(rowOf(table, 'notify').sum).toMatchObject({ met: 2, late: 1, breached: 1, rate: 0.5 })
})

test('the ends are half-open: what started at the very end belongs to the next period', async () => {
  const [first] = (await allOf(director, w.siteId, 'notify', both)).toReversed()
  const met = async (from: string, to: string) =>
    rowOf(await director.ok(compliance.table, { query: { from, to } }), 'notify').sum.met
  const after = new Date(Date.parse(first!.at) + 1).toISOString()
  expect(await met('2026-10-31T00:00:00Z', first!.at)).toBe(0)
  expect(await met(first!.at, after)).toBe(1)
  expect(await met(after, '2026-10-31T16:00:00Z')).toBe(0)
})

test('weeks begin on Monday at midnight of the site', async () => {
  const table = await director.ok(compliance.table, { query: { ...november, unit: 'week' } })
  expect(table.buckets.map(b => [b.day, b.whole]).slice(0, 2)).toEqual([
    ['2026-10-26', false],
    ['2026-11-02', true],
  ])
  expect(rowOf(table, 'notify').cells.map(c => [c.bucket, c.met, c.late, c.breached])).toEqual([
    [0, 1, 1, 0],
    [1, 0, 0, 1],
  ])
})

test('more than four hundred days are refused with the number', async () => {
  const reply = await director.call(compliance.table, {
    query: { from: '2025-01-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  })
  expect(reply.status).toBe(400)
  expect(reply.error).toMatchObject({ code: 'period.long', params: { days: 400 } })
})

test('days of a site whose clocks are set back have twenty-five hours, and each case falls on one of them', async () => {
  const berlin = (
    await w.admin.ok(people.createSite, {
      body: { unitName: '柏林', code: 'BL', name: '柏林热线', kind: 'water', zone: 'Europe/Berlin' },
    })
  ).id
  await w.publish(source(), { siteId: berlin })
  const there = await w.as('director', { siteId: berlin })
  const at = [
    '2026-10-24T21:59:59.999Z',
    '2026-10-24T22:00:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T01:30:00.000Z',
    '2026-10-25T22:59:59.999Z',
    '2026-10-25T23:00:00.000Z',
  ]
  const { rows } = await w.database.pool.query(`select * from clocks where rule_id = 'notify' and state = 'met' limit 1`)
  for (const [i, instant] of at.entries()) await copyOfClock(rows[0], berlin, i, instant)
  const table = await there.ok(compliance.table, {
    params: { siteId: berlin },
    query: { from: '2026-10-23T22:00:00Z', to: '2026-10-26T23:00:00Z', unit: 'day' },
  })
  expect(table.buckets.map(b => [b.day, (Date.parse(b.to) - Date.parse(b.from)) / 3_600_000])).toEqual([
    ['2026-10-24', 24],
    ['2026-10-25', 25],
    ['2026-10-26', 24],
  ])
  expect(rowOf(table, 'notify').cells.map(c => c.met)).toEqual([1, 4, 1])
})

/** The same clock at another site and instant; its case stands there under the same id. */
async function copyOfClock(clock: Record<string, unknown>, siteId: number, n: number, at: string): Promise<void> {
  const id = `00000000-0000-7000-8000-f0000000000${n}`
  const json = JSON.stringify
  await w.database.pool.query(
    `with c as (insert into cases select (jsonb_populate_record(null::cases, to_jsonb(c) || $1::jsonb)).* from cases c where site_id = $2 and id = $3)
     insert into clocks select (jsonb_populate_record(null::clocks, to_jsonb(k) || $4::jsonb)).* from clocks k where site_id = $2 and id = $5`,
    [
      json({ site_id: siteId, id }),
      w.siteId,
      clock.case_id,
      json({ site_id: siteId, id, case_id: id, ticket_id: null, started_at: at, settled_at: at }),
      clock.id,
    ],
  )
}
