/** What is shown once is kept nowhere: no route stores a whole number, a password or a token for a repeated request. */
import { customers } from '@sansheng/contract/customers.ts'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import type { Route } from '@sansheng/contract/route.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { modules } from './modules/all.ts'
import { world } from './platform/testing/world.ts'

const names = new Set(['phone', 'password', 'firstPassword', 'secret', 'current', 'next'])
const namedIn = (schema: unknown): boolean => {
  if (typeof schema !== 'object' || schema === null) return false
  const { properties = {} } = schema as { properties?: Record<string, unknown> }
  return (
    Object.entries(properties).some(([name, inner]) => (names.has(name) && isText(inner)) || namedIn(inner)) ||
    Object.values(schema).some(inner => (Array.isArray(inner) ? inner.some(namedIn) : false)) ||
    namedIn((schema as { items?: unknown }).items)
  )
}
const isText = (schema: unknown): boolean => JSON.stringify(schema).includes('"type":"string"')

test('every act whose reply holds a whole number, a password or a token is a secret one', () => {
  const open = modules.flatMap(module =>
    Object.entries(module.contract as Record<string, Route>)
      .filter(([, route]) => route.method !== 'GET' && namedIn(route.reply) && !route.secret)
      .map(([verb]) => `${module.name}.${verb}`),
  )
  expect(open).toEqual([])
})

const phone = '13977737391'
test('a number that was shown is neither stored nor shown again: the same key asks anew and is recorded anew', async () => {
  const w = await world({ until: 'test' })
  const agent = await w.as('agent')
  const worker = await w.as('worker')
  const customer = await w.a.customer({ by: agent, phone })
  const ticket = await w.a.repair({ by: agent, contact: { channel: 'phone', phone } })
  const form = await agent.ok(dispatch.make, { body: { ticketId: ticket.id, workerId: worker.personId } })
  await worker.ok(dispatch.accept, { params: { id: form.id }, body: {} })
  const headers = { 'idempotency-key': 'once' }
  for (let n = 0; n < 2; n++) {
    const body = { reason: '回拨' }
    expect((await agent.ok(customers.reveal, { params: { id: customer.id }, body, headers })).phone).toBe(phone)
    expect((await worker.ok(dispatch.phone, { params: { id: form.id }, body: {}, headers })).phone).toBe(phone)
  }
  const { rows } = await sql<{ kept: number; revealed: number }>`select
    (select count(*) from idempotency i where to_jsonb(i)::text like ${`%${phone}%`}) as kept,
    (select count(*) from events where type = 'customer.revealed') as revealed`.execute(w.database.kysely)
  expect(rows).toEqual([{ kept: 0, revealed: 4 }])
})
