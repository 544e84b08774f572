import { compliance } from '@sansheng/contract/compliance.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Client } from '../../platform/testing/world.ts'
import { allOf, autumn, both, rowOf, source } from './testing/autumn.ts'

const { w, director } = await autumn()

test('a department that is no id is refused before it is looked for', async () => {
  const query = { department: '-'.repeat(36) }
  expect((await director.call(compliance.listSubjects, { params: { ruleId: 'notify' }, query })).error.code).toBe('invalid')
})

test('a rule that stands in the standard no more keeps its history and says so', async () => {
  const table = await director.ok(compliance.table, { query: both })
  expect(rowOf(table, 'accept')).toMatchObject({ state: 'retired', version: 1, clause: { number: '4.9' }, sum: { breached: 3 } })
  const later = await director.ok(compliance.table, {
    query: { from: '2026-11-02T00:00:00Z', to: '2026-11-30T00:00:00Z' },
  })
  expect(rowOf(later, 'accept')).toBeUndefined()
})

test('what nothing measures yet says so and has no figures', async () => {
  const table = await director.ok(compliance.table, { query: both })
  expect(rowOf(table, 'polite')).toMatchObject({ state: 'unmeasured', cells: [], sum: { rate: null } })
  expect(rowOf(table, 'one-transfer')).toMatchObject({ state: 'measured', cells: [] })
})

test('targets are reckoned for each of their own periods, with the goal reached or not', async () => {
  const { targets } = await director.ok(compliance.table, { query: both })
  const [share, fast] = targets
  expect(share!.periods.map(p => [p.day, p.value, p.n, p.reached, p.open])).toEqual([
    ['2026-10-01', 1, 1, true, false],
    ['2026-11-01', 1 / 3, 3, false, true],
  ])
  expect(fast!.periods.filter(p => p.n > 0).map(p => [p.day, p.value, p.n, p.reached])).toEqual([
    ['2026-10-31', 25 * 60_000, 1, true],
    ['2026-11-01', 40 * 60_000, 2, true],
  ])
  expect(fast!.periods.find(p => p.day === '2026-11-03')).toMatchObject({ value: null, reached: null })
})

test('from a gate that stopped somebody the way leads to what it read', async () => {
  const here = await w.fresh({ standard: source() })
  const [agent, other, director] = [await here.as('agent'), await here.as('agent'), await here.as('director')]
  const ticket = await here.a.ticket({ by: agent })
  const hand = (to: Client) => ({ params: { id: ticket.id }, body: { handlerId: to.personId, summary: '三问已问清' } })
  await agent.ok(tickets.transfer, hand(other))
  expect((await other.call(tickets.transfer, hand(agent))).error.code).toBe('gate.denied')
  const table = await director.ok(compliance.table, { query: both })
  expect(rowOf(table, 'one-transfer').sum).toMatchObject({ passed: 1, denied: 1, rate: 0.5 })
  const [denied] = await allOf(director, here.siteId, 'one-transfer', { ...both, verdict: 'denied' })
  const why = await director.ok(standards.explainFinding, { params: { id: denied!.findingId! } })
  expect(why).toMatchObject({ verdict: 'denied', rule: { id: 'one-transfer' }, evidence: { count: 2, max: 1 } })
  expect(why.events.map(e => e.type)).toEqual(['gate.denied'])
  const [passed] = await allOf(director, here.siteId, 'one-transfer', { ...both, verdict: 'passed' })
  const whyPassed = await director.ok(standards.explainFinding, { params: { id: passed!.findingId! } })
  expect(whyPassed).toMatchObject({ verdict: 'passed', rule: { id: 'one-transfer' }, evidence: { count: 1, max: 1 } })
  expect(whyPassed.events.map(e => e.type)).toEqual(['ticket.transferred'])
  const stranger = await here.as('worker', { scope: 'team' })
  for (const finding of [denied, passed])
    expect((await stranger.call(standards.explainFinding, { params: { id: finding!.findingId! } })).status).toBe(404)
  const rows = await sql`select from findings where site_id = ${here.siteId} and verdict in ('passed', 'routed')`.execute(
    here.database.kysely,
  )
  expect(rows.rows).toHaveLength(0)
})

test('the number of statements does not grow with rules, periods and cases', async () => {
  const reads = (query: object) => w.database.statements(() => director.ok(compliance.table, { query: { ...both, ...query } }))
  await reads({})
  const [few, many] = [await reads({ unit: 'all' }), await reads({ unit: 'day' })]
  expect(many.length).toBe(few.length)
  expect(few.length).toBeLessThanOrEqual(4)
})
