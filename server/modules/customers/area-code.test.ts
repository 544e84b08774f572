/** A local number is completed by the area code of the site, where it is written down and where it is looked for. */
import { contacts } from '@sansheng/contract/contacts.ts'
import { customers } from '@sansheng/contract/customers.ts'
import { people } from '@sansheng/contract/people.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const base = await world()
let w: World
let lin: Client
beforeEach(async () => {
  w = await base.fresh()
  lin = await w.as('agent')
})
async function areaCode(code: string) {
  const [site] = (await w.admin.ok(people.listSites, {})).items
  return await w.admin.call(people.updateSite, { body: { areaCode: code, version: site!.version } })
}
const lookUp = async (phone: string) => (await lin.ok(customers.lookUp, { body: { phone } })).items.map(c => c.name)

test('without an area code a local number stays as it was written', async () => {
  await w.a.customer({ by: lin, name: '周女士', phone: '66661234' })
  expect([await lookUp('66661234'), await lookUp('0512-66661234')]).toEqual([['周女士'], []])
})

test('with one it is stored whole, masked right, shown with its area code, and found either way', async () => {
  expect((await areaCode('0512')).body).toMatchObject({ areaCode: '0512' })
  const received = await w.a.contact({ by: lin, phone: '6666-1234', customer: { name: '周女士' }, summary: '水压低' })
  const customer = received.customer!
  expect([customer.phoneMasked, received.phoneMasked]).toEqual(['****1234', '****1234'])
  const { rows } = await sql`select c.phone as customer, k.phone as contact from customers c, contacts k
    where c.id = ${customer.id} and k.id = ${received.id}`.execute(w.database.kysely)
  expect(rows).toEqual([{ customer: '+8651266661234', contact: '+8651266661234' }])
  for (const phone of ['66661234', '0512-66661234', '+86 512 6666 1234'])
    expect([phone, await lookUp(phone)]).toEqual([phone, ['周女士']])
  const { phone } = await lin.ok(customers.reveal, { params: { id: customer.id }, body: { reason: '回电' } })
  expect(phone).toBe('0512-66661234')
  // a second call from the same line is the same customer
  expect((await w.a.contact({ by: lin, phone: '0512 66661234' })).customer?.id).toBe(customer.id)
})

test('what is recorded, corrected and searched later is completed as well', async () => {
  await areaCode('0512')
  const contact = await w.a.contact({ by: lin, summary: '水压低' })
  await lin.ok(contacts.record, {
    params: { id: contact.id },
    body: { customer: { name: '周女士', phone: '66661234' } },
  } as never)
  expect(await lookUp('0512-66661234')).toEqual(['周女士'])
  const ticket = await w.a.ticket({ by: lin, title: '水压低', contactId: contact.id } as never)
  await lin.ok(tickets.change, { params: { id: ticket.id }, body: { customerPhone: '6777 1234', version: ticket.version } })
  const inspector = await w.as('inspector')
  for (const q of ['67771234', '0512-67771234']) {
    expect((await inspector.ok(tickets.search, { query: { q } })).items.map(t => t.title)).toEqual(['水压低'])
    expect((await inspector.ok(customers.list, { query: { q } })).items.map(c => c.name)).toEqual(['周女士'])
    expect((await inspector.ok(contacts.list, { query: { q } })).items.map(c => c.id)).toEqual([contact.id])
  }
  // each whole number that was searched is a look-up, however short it is written
  const { rows } = await sql<{ count: number }>`select count(*) from events where type = 'customer.looked_up'
    and actor_id = (select id from persons where id = ${inspector.personId})`.execute(w.database.kysely)
  expect(rows[0]!.count).toBe(6)
})

test('an area code has its leading 0', async () => {
  for (const code of ['512', '1234', '00', '0512a']) expect((await areaCode(code)).status).toBe(400)
})
