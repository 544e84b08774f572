import { notifications } from '@sansheng/contract/notifications.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { housekeepingEvery, planRecurring, sealingMayFail } from './platform/housekeeping.ts'
import { realPorts } from './platform/ports.ts'
import { type Client, type World, world } from './platform/testing/world.ts'

const bells = async (who: Client, why: string) => (await who.ok(notifications.list)).items.filter(item => item.why === why)
const metric = async (w: World, name: string) =>
  Number(new RegExp(`^${name}(?:\\{.*\\})? (\\d+)`, 'm').exec((await w.app.http.inject('/metrics')).body)?.[1] ?? Number.NaN)

test('sealing is tried for ever; after an hour administrators and auditors are told, once a day, and again when it fails anew', async () => {
  const w = await world({ until: 'test' })
  const auditor = await w.as('auditor')
  const agent = await w.as('agent')
  const run = async (times: number, every: string) => {
    for (let n = 0; n < times; n++) {
      w.clock.move(every)
      await w.runDue()
    }
  }
  await planRecurring(w.database.kysely, housekeepingEvery, { now: w.clock.now, newId: realPorts().newId })
  // the table of the seals cannot be written, as on a full disk
  await sql`alter table sealed_cases add constraint full_disk check (seq < 0) not valid`.execute(w.database.owner)
  await run(30, '2 min')
  expect(await metric(w, 'sansheng_sealing_failing_seconds')).toBeGreaterThan(0)
  await w.a.ticket({ by: agent })
  await w.app.settle()
  await run(40, '10 min')
  const { rows } = await sql<{
    attempts: number
  }>`select attempts from jobs where kind = 'house.seal' and done_at is null`.execute(w.database.kysely)
  expect(rows[0]!.attempts).toBeGreaterThan(10)
  for (const who of [auditor, w.admin]) {
    const [bell, ...more] = await bells(who, 'sealing')
    expect(bell?.title).toContain('没有封存成功')
    expect(more).toEqual([])
  }
  expect(await bells(agent, 'sealing')).toEqual([])
  await sql`alter table sealed_cases drop constraint full_disk`.execute(w.database.owner)
  await run(3, '10 min')
  expect(await metric(w, 'sansheng_sealing_failing_seconds')).toBe(0)
  expect(sealingMayFail).toBe(3_600_000)
})

test('a jump of the clock stands in the ledger of every site and rings for administrators and auditors', async () => {
  const w = await world({ until: 'test' })
  const auditor = await w.as('auditor')
  const agent = await w.as('agent')
  const elsewhere = await w.site()
  await w.app.clockJumped(-37 * 60_000)
  await w.app.clockJumped(null)
  const { rows } = await sql<{ site_id: number; ms: number }>`select site_id, (detail->>'ms')::int as ms from events
    where type = 'time.jumped' order by site_id`.execute(w.database.kysely)
  expect(rows).toEqual([w.siteId, elsewhere].map(site_id => ({ site_id, ms: -2_220_000 })))
  for (const who of [auditor, w.admin]) expect((await bells(who, 'time')).map(b => b.title)[0]).toContain('-37 min')
  expect(await bells(agent, 'time')).toEqual([])
  expect(await metric(w, 'sansheng_clock_jumps_total')).toBe(1)
})
