/** Whoever asks to be forgotten is forgotten in every table; the ledger still verifies and says who was erased by which event. */
import { callbacks } from '@sansheng/contract/callbacks.ts'
import { contacts } from '@sansheng/contract/contacts.ts'
import { customers } from '@sansheng/contract/customers.ts'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { erasePerson } from './erase.ts'
import { verifyLedger } from './platform/events/verify.ts'
import { world } from './platform/testing/world.ts'

const words = [
  '周碧筠',
  '13800007788',
  '七宝弄',
  '水表倒转',
  '周先生代签',
  '请走后门',
  '已电话致歉',
  '换了表芯',
  '很生气',
  '改到晚上',
]

/** Where any of these words stands, in any column of any table. */
async function found(w: Awaited<ReturnType<typeof world>>): Promise<string[]> {
  const { rows } = await sql<{ table: string }>`select table_name as "table" from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(w.database.kysely)
  const places: string[] = []
  for (const { table } of rows)
    for (const word of words) {
      const { rows: hits } = await sql<{ row: object }>`select to_jsonb(x) as row from ${sql.table(table)} x
        where strpos(x::text, ${word}) > 0`.execute(w.database.kysely)
      for (const { row } of hits)
        for (const [column, value] of Object.entries(row))
          if (JSON.stringify(value).includes(word)) places.push(`${table}.${column}`)
    }
  return [...new Set(places)].sort()
}

test('an erased customer is in no table any more; what happened stays, and the ledger says what was erased', async () => {
  const w = await world({ until: 'test' })
  const agent = await w.as('agent')
  // he rang before anybody wrote him down
  const before = await w.a.contact({ by: agent, phone: '+86 138-0000-7788' })
  await agent.ok(contacts.saveDraft, { params: { id: before.id }, body: { fields: { name: '周碧筠', address: '七宝弄 3 号' } } })
  const customer = await w.a.customer({ by: agent, name: '周碧筠', phone: '13800007788', note: '很生气' } as never)
  const other = await w.a.ticket({ by: agent, title: '别人家的事' })
  const ticket = await w.a.ticket({
    by: agent,
    kind: 'repair',
    category: '水表',
    title: '水表倒转',
    description: '周碧筠说水表倒转',
    fault: { phenomenon: '水表倒转', location: '七宝弄 3 号', operation: '换了表芯' },
    contact: {
      channel: 'phone',
      customerId: customer.id,
      phone: '13800007788',
      address: '七宝弄 3 号',
      summary: '水表倒转，很生气',
    },
    promisedAt: new Date(w.clock.now() + 3_600_000).toISOString(),
    promiseWords: '改到晚上',
  } as never)
  const at = { id: ticket.id }
  await agent.ok(tickets.followUp, { params: at, body: { note: '已电话致歉' } })
  await agent.ok(customers.reveal, {
    params: { id: customer.id },
    body: { reason: '给周碧筠回电', caseId: ticket.caseId } as never,
  })
  const form = await agent.ok(dispatch.make, { body: { ticketId: ticket.id, instructions: '请走后门' } } as never)
  await agent.ok(callbacks.make, {
    body: {
      ticketId: ticket.id,
      formId: form.id,
      method: 'phone',
      result: 'unsatisfied',
      note: '周先生代签',
      reason: '周碧筠说又漏',
      wants: '赔周碧筠的地板',
    },
  } as never)
  expect((await found(w)).length).toBeGreaterThan(8)

  const done = await w.app.transact.write(w.app.origin, ctx => {
    // a real clock goes on while a command runs
    const { now } = ctx
    let passed = 0
    ctx.now = () => now() + passed++
    return erasePerson(ctx, w.siteId, customer.id, '本人来函要求')
  })
  expect(done.words).toBeGreaterThan(8)
  expect(await found(w)).toEqual([])
  expect((await agent.ok(contacts.get, { params: { id: before.id } })).phoneMasked).toBeNull()
  const after = await verifyLedger(w.database.kysely)
  expect(after).toMatchObject({ ok: true, broken: [] })
  expect(after.erased.reduce((sum, { words }) => sum + words, 0)).toBe(done.words)
  // what happened stays where it is, for whoever works on it, and other people keep theirs
  expect((await agent.ok(tickets.get, { params: at })).number).toBe(ticket.number)
  expect((await agent.ok(tickets.get, { params: { id: other.id } })).title).toBe('别人家的事')
  const { items, verified } = await agent.ok(tickets.history, { params: at })
  expect(verified).toBe(true)
  expect(items.map(({ type }) => type)).toContain('data.erased')

  // erased but kept, and erased twice
  await sql`update event_values set value = '周碧筠' where erased_at is not null`.execute(w.database.kysely)
  expect((await verifyLedger(w.database.kysely)).broken.map(({ reason }) => reason)).toContain('words.kept')
})

test('nobody is erased at a site that does not know him', async () => {
  const w = await world({ until: 'test' })
  const customer = await w.a.customer({})
  const elsewhere = await w.site()
  await expect(
    w.app.transact.write(w.app.origin, ctx => erasePerson(ctx, elsewhere, customer.id, '本人来函')),
  ).rejects.toMatchObject({
    code: 'not_found',
  })
})
