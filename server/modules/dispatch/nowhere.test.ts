/** Nobody is sent to nowhere, and whoever is on the way can call. */
import { readFileSync } from 'node:fs'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { beforeEach, expect, test } from 'vitest'
import { drafts } from '../../platform/testing/builders.ts'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const standard = readFileSync(new URL('../../../standards/water-hotline.md', import.meta.url), 'utf8')
const base = await world({ at: '2026-11-20T09:00:00+08:00', standard })
let w: World
let agent: Client
let leader: Client
let worker: Client
let departmentId: string
beforeEach(async () => {
  w = await base.fresh()
  agent = await w.as('agent')
  leader = await w.as('shift-leader')
  worker = await w.as('worker', { scope: 'team' })
  departmentId = await w.department('临川维修所', [worker])
})

const nobody = { channel: 'phone', customer: { nameDeclined: true, phoneDeclined: true } } as const
const register = (more: object, by = agent) =>
  by.call(tickets.register, { body: { ...drafts.repair(), address: undefined, dispatch: true, ...more } as never })

test('a repair without address and telephone is not sent to a worker; a shift leader may let it pass', async () => {
  const denied = await register({ contact: nobody })
  expect(denied.error).toMatchObject({
    code: 'gate.denied',
    detail: { violations: [{ ruleId: 'dispatch-somewhere', missing: ['ticket.place'] }] },
  })
  const override = { reason: '客户在大厅等，当面带路', rules: ['dispatch-somewhere'] }
  expect((await register({ contact: nobody, override }, leader)).status).toBe(200)
})

test.each([
  ['an address', { contact: nobody, address: '槐荫里 7 栋 601' }],
  ['the address of its contact', { contact: { ...nobody, address: '槐荫里 7 栋 601' } }],
  ['a telephone', { contact: { channel: 'phone', phone: '13800002046' } }],
])('%s is enough', async (_, more) => {
  expect((await register(more)).status).toBe(200)
})

test('whoever has the form in hand sees the number to call, and the ledger says that he did', async () => {
  const ticket = (await register({ contact: { channel: 'phone', phone: '13800002046' } })).body
  const [form] = (await leader.ok(dispatch.list, { query: { ticketId: ticket.id } })).items
  const params = { id: form!.id }
  expect(form!.department?.id).toBe(departmentId)
  expect((await worker.call(dispatch.phone, { params, body: {} })).error.code).toBe('state.wrong')
  await worker.ok(dispatch.accept, { params, body: {} })
  expect((await worker.ok(dispatch.phone, { params, body: {} })).phone).toBe('13800002046')
  const { items } = await leader.ok(tickets.history, { params: { id: ticket.id } })
  expect(items.filter(event => event.type === 'customer.revealed')).toMatchObject([
    { detail: { form: form!.id }, values: { reason: form!.number } },
  ])
  const stranger = await w.as('worker')
  expect((await stranger.call(dispatch.phone, { params, body: {} })).error.code).toMatch(/not_found|forbidden/)
})
