import { randomUUID } from 'node:crypto'
import { standards } from '@sansheng/contract/standards.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { housekeepingEvery, planRecurring } from '../../platform/housekeeping.ts'
import { relayAll } from '../../platform/stream/relay.ts'
import { sitesWithPromises } from './testing/short-promises.ts'

const site = await sitesWithPromises()

test('the ledger verifies, and shows whoever changes it behind our back', async () => {
  const { w, agent } = await site()
  for (let n = 0; n < 15; n++) await w.a.ticket({ by: agent })
  w.clock.move('31 min')
  await w.runDue()
  const auditor = await w.as('auditor')
  await relayAll(w.database.kysely, w.app.subjects, w.clock.now)
  w.clock.move('11 min')
  await planRecurring(w.database.kysely, housekeepingEvery, { now: w.clock.now, newId: randomUUID })
  w.clock.move('11 min')
  await w.runDue()
  const good = await auditor.ok(standards.verifyLedger, { body: {} })
  expect(good).toMatchObject({ ok: true, broken: [] })
  expect(good.events).toBeGreaterThan(50)
  expect(good.seals).toBeGreaterThan(0)
  const { owner } = w.database
  await expect(sql`update events set facts = '{}' where seq = 1`.execute(owner)).rejects.toThrow('only grows')
  await expect(sql`delete from events where seq = 1`.execute(owner)).rejects.toThrow('only grows')
  await expect(sql`update standard_versions set source = ''`.execute(owner)).rejects.toThrow('never changes')

  await sql`alter table events disable trigger events_only_grow`.execute(owner)
  await sql`update events set detail = jsonb_set(detail, '{due}', '"2026-01-01T00:00:00.000Z"') where ctid = (select ctid from events where type = 'clock.breached' limit 1)`.execute(
    owner,
  )
  const bad = await auditor.ok(standards.verifyLedger, { body: {} })
  expect(bad).toMatchObject({ ok: false, broken: [{ why: 'was changed after it was written' }] })
})
