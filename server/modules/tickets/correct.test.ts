/** A typo is put right where it stands, and the old words stay with the event. */
import { customers } from '@sansheng/contract/customers.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { beforeEach, expect, test } from 'vitest'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const base = await world({ at: '2026-11-20T09:00:00+08:00' })
let w: World
let agent: Client
beforeEach(async () => {
  w = await base.fresh()
  agent = await w.as('agent')
})
const changesOf = async (id: string) =>
  (await agent.ok(tickets.history, { params: { id } })).items.filter(event => event.type === 'ticket.changed')
const found = async (q: string) => (await agent.ok(tickets.search, { query: { q } })).items.map(({ id }) => id)

test('title, description and address keep what they said before; search finds the new words', async () => {
  const ticket = await w.a.repair({ by: agent, title: '家中无谁', description: '对门有水' })
  const body = { title: '家中无水', description: '对门也没水', address: '槐荫里 9 栋', version: ticket.version }
  const changed = await agent.ok(tickets.change, { params: { id: ticket.id }, body })
  expect(changed).toMatchObject({ title: '家中无水', description: '对门也没水', address: '槐荫里 9 栋' })
  expect(await changesOf(ticket.id)).toMatchObject([
    {
      values: {
        title: '家中无水',
        titleBefore: '家中无谁',
        description: '对门也没水',
        descriptionBefore: '对门有水',
        address: '槐荫里 9 栋',
        addressBefore: ticket.address,
      },
    },
  ])
  expect([await found('无水'), await found('无谁')]).toEqual([[ticket.id], []])
})

test('name and number of the customer are put right from the ticket; the number stays masked in its history', async () => {
  const ticket = await w.a.repair({ by: agent })
  const body = { customerName: '邹女士', customerPhone: '13900001234', version: ticket.version }
  const changed = await agent.ok(tickets.change, { params: { id: ticket.id }, body })
  expect(changed.customer).toMatchObject({ id: ticket.customer!.id, name: '邹女士', phoneMasked: '139****1234' })
  expect(await changesOf(ticket.id)).toMatchObject([
    {
      values: {
        customerName: '邹女士',
        customerNameBefore: '周女士',
        customerPhone: '139****1234',
        customerPhoneBefore: '138****2046',
      },
    },
  ])
  expect(await agent.ok(customers.get, { params: { id: ticket.customer!.id } })).toMatchObject({ name: '邹女士' })
  expect([await found('邹女士'), await found('周女士')]).toEqual([[ticket.id], []])
})

test('the same number written in another way is no correction', async () => {
  const ticket = await w.a.repair({ by: agent })
  const body = { customerPhone: '+86 138-0000-2046', version: ticket.version }
  expect((await agent.ok(tickets.change, { params: { id: ticket.id }, body })).version).toBe(ticket.version)
  expect(await changesOf(ticket.id)).toEqual([])
})

test('a correction that changes nothing leaves no event, and whoever may not write customers corrects none', async () => {
  const ticket = await w.a.repair({ by: agent })
  const body = { customerName: '周女士', title: ticket.title, version: ticket.version }
  await agent.ok(tickets.change, { params: { id: ticket.id }, body })
  expect(await changesOf(ticket.id)).toEqual([])
  const worker = await w.as('worker')
  await w.department('临川维修所', [worker])
  await agent.ok(tickets.transfer, { params: { id: ticket.id }, body: { handlerId: worker.personId, summary: '去看看' } })
  const other = { customerName: '郑先生', version: ticket.version + 1 }
  expect((await worker.call(tickets.change, { params: { id: ticket.id }, body: other })).error).toMatchObject({
    code: 'forbidden',
    params: { needs: 'customers:write' },
  })
})
