import { contacts } from '@sansheng/contract/contacts.ts'
import { customers } from '@sansheng/contract/customers.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'
import { lookUpsAnHour } from './look-ups.ts'

const w = await world()
const phone = '138 0000 2046'

test('a number is looked up whole, however it is written', async () => {
  const here = await w.fresh()
  const agent = await here.as('agent')
  await here.a.customer({ by: agent, name: '周女士', phone })
  for (const written of ['13800002046', '+86 138-0000-2046', '138 0000 2046'])
    expect((await agent.ok(customers.lookUp, { body: { phone: written } })).items.map(c => c.name)).toEqual(['周女士'])
  expect((await agent.ok(customers.lookUp, { body: { phone: '13800002047' } })).items).toEqual([])
})

test('who looked up which number is recorded, found or not, and shown to the auditor masked', async () => {
  const here = await w.fresh()
  const agent = await here.as('agent', { name: '林晓棠' })
  const zhou = await here.a.customer({ by: agent, name: '周女士', phone })
  await agent.ok(customers.lookUp, { body: { phone } })
  here.clock.move('1 min')
  await agent.ok(customers.lookUp, { body: { phone: '13955556666' } })
  here.clock.move('1 min')
  await agent.ok(customers.reveal, { params: { id: zhou.id }, body: { reason: '回拨' } })
  const auditor = await here.as('auditor')
  const first = await auditor.ok(customers.listLookUps, { query: { limit: 2 } })
  const rest = await auditor.ok(customers.listLookUps, { query: { after: first.next! } })
  const by = expect.objectContaining({ name: '林晓棠' })
  expect([...first.items, ...rest.items]).toEqual([
    { at: '2026-11-20T01:02:00.000Z', what: 'reveal', by, number: '138****2046', found: null, reason: '回拨' },
    { at: '2026-11-20T01:01:00.000Z', what: 'lookUp', by, number: '139****6666', found: 0, reason: null },
    { at: '2026-11-20T01:00:00.000Z', what: 'lookUp', by, number: '138****2046', found: 1, reason: null },
  ])
  expect((await agent.call(customers.listLookUps, {})).status).toBe(403)
  // the whole number stands nowhere but with the customer
  const { rows } = await sql<{
    text: string
  }>`select to_jsonb(e)::text as text from events e union all select to_jsonb(v)::text from event_values v`.execute(
    here.database.kysely,
  )
  expect(rows.filter(row => /13800002046|13955556666|138 0000 2046/.test(row.text))).toEqual([])
})

test('so many numbers an hour, and then a sentence that says what to do', async () => {
  const here = await w.fresh()
  const agent = await here.as('agent')
  const other = await here.as('agent')
  const ask = (n: number, who = agent) => who.call(customers.lookUp, { body: { phone: `138${String(10_000_000 + n)}` } })
  for (let n = 0; n < lookUpsAnHour; n++) expect((await ask(n)).status).toBe(200)
  const more = await ask(0)
  expect([more.status, more.error.code, more.error.params]).toEqual([
    429,
    'lookups.many',
    { count: lookUpsAnHour, seconds: 3600 },
  ])
  expect(more.error.message).toContain('请班长代查')
  expect((await ask(0, other)).status).toBe(200)
  here.clock.move('61 min')
  expect((await ask(0)).status).toBe(200)
})

test('a whole number among the words of a search is a look-up too; words and numbers of tickets are none', async () => {
  const here = await w.fresh()
  const agent = await here.as('agent')
  const auditor = await here.as('auditor')
  await here.a.customer({ by: agent, name: '周女士', phone })
  expect((await agent.ok(customers.list, { query: { q: phone } })).items.map(c => c.name)).toEqual(['周女士'])
  await agent.ok(tickets.search, { query: { q: '13955556666' } })
  await agent.ok(contacts.list, { query: { q: '13611112222' } })
  for (const q of ['周', '槐荫里 7 栋', 'BX-20261120-001']) {
    await agent.ok(customers.list, { query: { q } })
    await agent.ok(tickets.search, { query: { q } })
    await agent.ok(contacts.list, { query: { q } })
  }
  const { items } = await auditor.ok(customers.listLookUps, {})
  expect(items.map(item => [item.number, item.found]).sort()).toEqual([
    ['136****2222', 0],
    ['138****2046', 1],
    ['139****6666', 0],
  ])
})
