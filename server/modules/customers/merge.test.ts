/** Two records that turn out to be one customer: found under the one who stays, written down as they were. */
import { contacts } from '@sansheng/contract/contacts.ts'
import { type Customer, customers } from '@sansheng/contract/customers.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { erasePerson } from '../../erase.ts'
import { verifyLedger } from '../../platform/events/verify.ts'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const base = await world()
let w: World
let lin: Client
let old: Customer
let stays: Customer
beforeEach(async () => {
  w = await base.fresh()
  lin = await w.as('agent', { name: '林晓棠' })
  const home = await w.a.premises({ by: lin, code: '33020417' })
  old = await w.a.customer({ by: lin, name: '周女士', phone: '13800002046', premisesIds: [home.id] })
  stays = await w.a.customer({ by: lin, name: '周碧筠', phone: '13911112222' })
})
afterEach(async () => {
  expect(await verifyLedger(w.database.kysely)).toMatchObject({ ok: true, broken: [] })
})

const reason = '换了号码，核对过户号'
const merge = (id: string, into: string, who = lin) => who.call(customers.merge, { params: { id }, body: { into, reason } })
const separate = (id: string) => lin.call(customers.separate, { params: { id }, body: { reason: '是她的母亲' } })
const find = async (q: string) => (await lin.ok(customers.list, { query: { q } })).items.map(c => c.name)
const lookUp = async (phone: string) => (await lin.ok(customers.lookUp, { body: { phone } })).items.map(c => c.id)
const ticketsWith = async (q: string) => (await lin.ok(tickets.search, { query: { q } })).items.map(t => t.title)
const ticketOf = (customerId: string, title: string) =>
  w.a.ticket({ by: lin, title, contact: { channel: 'phone', customerId, summary: title } as never })
async function eventsOf(id: string) {
  const { rows } = await sql<{ type: string; detail: object; reason: string }>`select e.type, e.detail, v.value as reason
    from events e join event_values v using (site_id, case_id, seq) where e.case_id = ${id} order by e.seq`.execute(
    w.database.kysely,
  )
  return rows
}

test('either number and name finds the one who stays, with what was open for both', async () => {
  const ticket = await ticketOf(old.id, '水压低')
  await ticketOf(stays.id, '账单')
  expect((await merge(old.id, stays.id)).body).toMatchObject({ id: stays.id, name: '周碧筠', premises: old.premises })

  expect([await lookUp('13800002046'), await lookUp('13911112222')]).toEqual([[stays.id], [stays.id]])
  for (const q of ['周女士', '周碧筠', '槐荫里', '周女士 槐荫里', '周碧筠 槐荫里', '13800002046'])
    expect([q, await find(q)]).toEqual([q, ['周碧筠']])
  expect((await ticketsWith('周碧筠')).sort()).toEqual(['水压低', '账单'])
  expect((await ticketsWith('周女士')).sort()).toEqual(['水压低', '账单'])
  for (const customerId of [old.id, stays.id]) {
    const [listed, received] = [
      await lin.ok(tickets.list, { query: { customerId } }),
      await lin.ok(contacts.list, { query: { customerId } }),
    ]
    expect(listed.items.map(row => [row.title, row.customerName])).toEqual([
      ['账单', '周碧筠'],
      ['水压低', '周碧筠'],
    ])
    expect(received.items.map(row => row.customer?.id)).toEqual([stays.id, stays.id])
  }
  const matters = await lin.ok(tickets.openMatters, { query: { customerId: stays.id } })
  expect(matters.items.map(({ ticket }) => ticket.title)).toEqual(['账单', '水压低'])
  expect((await lin.ok(tickets.get, { params: { id: ticket.id } })).customer).toMatchObject({ id: stays.id, name: '周碧筠' })
  expect((await lin.ok(customers.get, { params: { id: old.id } })).id).toBe(stays.id)
})

test('both accounts say who merged them and why; rows stay as they were recorded', async () => {
  const ticket = await ticketOf(old.id, '水压低')
  await merge(old.id, stays.id)
  // a second click finds it done
  expect((await merge(old.id, stays.id)).status).toBe(200)
  const said = { type: 'customer.merged', detail: { customer: old.id, into: stays.id }, reason }
  for (const id of [old.id, stays.id])
    expect((await eventsOf(id)).filter(({ type }) => type === 'customer.merged')).toEqual([said])
  const { rows } = await sql`select c.name, c.phone, t.customer_id = c.id as kept from customers c, tickets t
    where c.id = ${old.id} and t.id = ${ticket.id}`.execute(w.database.kysely)
  expect(rows).toEqual([{ name: '周女士', phone: '13800002046', kept: true }])
  expect((await lin.ok(customers.same, { params: { id: stays.id } })).merged).toEqual([
    {
      id: old.id,
      name: '周女士',
      phoneMasked: '138****2046',
      at: expect.any(String),
      by: expect.objectContaining({ name: '林晓棠' }),
      reason,
    },
  ])
})

test('a call from the old number under the old name makes nobody new, and renames nobody', async () => {
  await merge(old.id, stays.id)
  const { customer } = await w.a.contact({ by: lin, phone: '13800002046', customer: { name: '周女士' } })
  expect([customer?.id, customer?.name, customer?.version]).toEqual([stays.id, '周碧筠', stays.version])
  // of one household, under the same number
  const other = await w.a.contact({ by: lin, phone: '13800002046', customer: { name: '李先生' } })
  expect([old.id, stays.id]).not.toContain(other.customer?.id)
})

test('a merge is taken back: both are as before, what was recorded since stays where it was recorded', async () => {
  const before = await lin.ok(customers.get, { params: { id: old.id } })
  await ticketOf(old.id, '水压低')
  await merge(old.id, stays.id)
  await ticketOf(old.id, '后来的事')
  expect((await separate(old.id)).body).toEqual(before)
  expect((await separate(old.id)).status).toBe(200)
  expect([await lookUp('13800002046'), await lookUp('13911112222')]).toEqual([[old.id], [stays.id]])
  expect(await ticketsWith('周女士')).toEqual(['水压低'])
  expect(await ticketsWith('周碧筠')).toEqual(['后来的事'])
  for (const id of [old.id, stays.id])
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      type: 'customer.separated',
      detail: { customer: old.id, into: stays.id },
    })
  expect((await lin.ok(customers.same, { params: { id: stays.id } })).merged).toEqual([])
})

test('three records become one, and whoever leaves takes along whom he had taken in', async () => {
  const third = await w.a.customer({ by: lin, name: '周小姐', phone: '13700003333' })
  await merge(old.id, stays.id)
  await merge(stays.id, third.id)
  expect(await lookUp('13800002046')).toEqual([third.id])
  // whoever was merged stands for the one who stays: nothing is merged in a circle
  expect((await merge(third.id, old.id)).body).toMatchObject({ id: third.id })
  await separate(stays.id)
  expect([await lookUp('13800002046'), await lookUp('13700003333')]).toEqual([[stays.id], [third.id]])
  await separate(old.id)
  expect(await lookUp('13800002046')).toEqual([old.id])
})

test('two people merge the same two in both directions at once: one stays', async () => {
  const both = await Promise.all([merge(old.id, stays.id), merge(stays.id, old.id)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const [one] = await lookUp('13800002046')
  expect([await lookUp('13800002046'), await lookUp('13911112222')]).toEqual([[one], [one]])
})

test('where the one who stays left no number, that of the other is shown and called', async () => {
  const nameless = await w.a.customer({ by: lin, name: '周碧筠', phone: undefined })
  await merge(old.id, nameless.id)
  expect(await lin.ok(customers.get, { params: { id: nameless.id } })).toMatchObject({
    name: '周碧筠',
    phoneMasked: '138****2046',
  })
  const { body } = await lin.call(customers.reveal, { params: { id: nameless.id }, body: { reason: '回电' } })
  expect(body).toMatchObject({ phone: '13800002046' })
})

test('the address of a merged customer is corrected with those of the one who stays', async () => {
  const { version } = (await merge(old.id, stays.id)).body as Customer
  const there = await w.a.premises({ by: lin, address: '槐荫里 9 栋 101' })
  const changed = await lin.ok(customers.update, { params: { id: old.id }, body: { premisesIds: [there.id], version } })
  expect(changed.premises.map(({ id }) => id)).toEqual([there.id])
})

test('likely ones are proposed; two of one household are not', async () => {
  const likely = async (id: string) => (await lin.ok(customers.same, { params: { id } })).likely.map(c => c.id)
  expect(await likely(old.id)).toEqual([])
  const again = await w.a.customer({ by: lin, name: '周 女士', phone: '+86 138 0000 2046' })
  const elsewhere = await w.a.customer({ by: lin, name: '周女士', phone: '13655556666', premisesIds: [old.premises[0]!.id] })
  await w.a.customer({ by: lin, name: '李先生', phone: '13800002046', premisesIds: [old.premises[0]!.id] })
  expect((await likely(old.id)).sort()).toEqual([again.id, elsewhere.id].sort())
  await merge(again.id, old.id)
  expect(await likely(old.id)).toEqual([elsewhere.id])
})

test('whoever does not reach both merges neither', async () => {
  const foreign = await w.as('agent', { siteId: await w.site() })
  expect((await merge(old.id, stays.id, foreign)).status).toBe(404)
  const head = await w.as('department-head')
  expect((await merge(old.id, stays.id, head)).status).toBe(403)
  expect(await lookUp('13800002046')).toEqual([old.id])
})

test('whoever is erased is erased with the records that were merged with him', async () => {
  await ticketOf(old.id, '水压低')
  await merge(old.id, stays.id)
  await w.app.transact.write(w.app.origin, ctx => erasePerson(ctx, w.siteId, old.id, '本人来函要求'))
  const { rows } = await sql`select name, phone from customers where id in (${old.id}, ${stays.id})`.execute(w.database.kysely)
  expect(rows).toEqual([
    { name: null, phone: null },
    { name: null, phone: null },
  ])
  expect(await ticketsWith('水压低')).toEqual([])
  for (const id of [old.id, stays.id])
    expect((await eventsOf(id)).map(({ reason: words }) => words)).toEqual([null, '本人来函要求'])
})
