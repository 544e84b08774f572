import { callbacks } from '@sansheng/contract/callbacks.ts'
import { contacts } from '@sansheng/contract/contacts.ts'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { notifications } from '@sansheng/contract/notifications.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { beforeEach, expect, test } from 'vitest'
import { drafts } from '../../platform/testing/builders.ts'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const base = await world({ at: '2026-11-20T09:00:00+08:00' })
let w: World
let agent: Client
let worker: Client
let repairs: string
beforeEach(async () => {
  w = await base.fresh()
  agent = await w.as('agent')
  worker = await w.as('worker', { name: '赵师傅' })
  repairs = await w.department('临川维修所', [worker])
})

test('a program does what its token permits: it takes a contact, registers, dispatches, notes and calls back, under its own name', async () => {
  const program = await w.service({
    name: '官网报修表单',
    permissions: [
      'contacts:receive',
      'contacts:read',
      'tickets:register',
      'tickets:read',
      'tickets:work',
      'dispatch:make',
      'callbacks:make',
    ],
  })
  const me = { kind: 'service', id: program.tokenId, name: '官网报修表单', staffNumber: null }
  const { contact } = await program.ok(contacts.receive, { body: drafts.contact({ channel: 'app', phone: '13800002046' }) })
  expect(contact.receiver).toEqual(me)
  const { contact: _, ...draft } = drafts.repair({ contactId: contact.id, departmentId: repairs })
  const made = await program.ok(tickets.register, {
    body: { ...draft, promisedAt: '2026-11-20T16:00:00+08:00', dispatch: true },
  })
  expect(made).toMatchObject({ status: 'notified', frontOwner: me, promises: [{ madeBy: me }] })
  const at = { params: { id: made.id } }
  await program.ok(tickets.followUp, { ...at, body: { note: '客户在网上补了照片' } })
  await program.ok(callbacks.make, { body: { ticketId: made.id, method: 'sms', result: 'satisfied' } })
  const seen = await agent.ok(tickets.get, at)
  expect(seen).toMatchObject({ frontOwner: me, followUps: [{ by: me }] })
  expect((await agent.ok(tickets.list, { query: { caseId: made.caseId } })).items[0]).toMatchObject({ frontOwner: me })
  expect((await agent.ok(contacts.list)).items[0]).toMatchObject({ receiver: me })
  expect((await agent.ok(callbacks.list, { query: { ticketId: made.id } })).items[0]).toMatchObject({ by: me })
  const [form] = (await agent.ok(dispatch.list, { query: { ticketId: made.id } })).items
  expect(form).toMatchObject({ madeBy: me, callback: { by: me } })
  const history = await agent.ok(tickets.history, at)
  expect(history.verified).toBe(true)
  expect(history.items.map(e => e.actor)).toEqual(history.items.map(() => me))
  expect((await worker.ok(notifications.list)).items[0]).toMatchObject({ why: 'notify' })
})

test('a program without the permission is refused, and a worker is a person, whom it names', async () => {
  const program = await w.service({ permissions: ['tickets:read', 'tickets:confirm'] })
  const refused = await program.call(contacts.receive, { body: drafts.contact() })
  expect([refused.status, refused.error.code]).toEqual([403, 'forbidden'])
  const made = await w.a.repair({ by: agent, departmentId: repairs })
  const at = { params: { id: made.id } }
  expect((await program.call(tickets.confirm, { ...at, body: {} })).error.code).toBe('person.needed')
  const accepted = await program.ok(tickets.confirm, { ...at, body: { handlerId: worker.personId } })
  expect(accepted.handler).toMatchObject({ name: '赵师傅' })
})

test('what runs for a contact that a program took is told to the shift leaders, because a program hears nothing', async () => {
  const leader = await w.as('shift-leader')
  await w.a.standard(`rule: deadline
id: write-down
from: intake.received
to: ticket.registered
within: 10 min
escalate:
- 100% to role:front-owner
basis: local choice
note: 超时告诉首问责任人`)
  const program = await w.service({ permissions: ['contacts:receive'] })
  await program.ok(contacts.receive, { body: drafts.contact({ channel: 'app' }) })
  w.clock.move('11 min')
  await w.runDue()
  expect((await leader.ok(notifications.list)).items.map(n => n.why).sort()).toEqual(['breach', 'escalate'])
})
