import { dispatch } from '@sansheng/contract/dispatch.ts'
import { notifications } from '@sansheng/contract/notifications.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { expect, test } from 'vitest'
import { type Client, world } from '../../platform/testing/world.ts'

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
const agent = await w.as('agent')
const worker = await w.as('worker', { scope: 'team' })
const other = await w.as('worker', { scope: 'team' })
const first = await w.department('临川维修所', [worker])
const second = await w.department('管网部', [other])

const notify = (id: string, departmentId: string) =>
  agent.ok(tickets.notifyDepartment, { params: { id }, body: { departmentId } })
async function dispatched(more: { departmentId?: string; workerId?: string } = {}) {
  const ticket = await w.a.repair({ by: agent, title: '水压低' })
  await notify(ticket.id, first)
  const form = await agent.ok(dispatch.make, { body: { ticketId: ticket.id, workerId: worker.personId, ...more } })
  return { ticket, form: { id: form.id } }
}
const read = (who: Client, id: string) => who.ok(dispatch.get, { params: { id } })
async function rewrite(id: string): Promise<void> {
  const { version } = await agent.ok(tickets.get, { params: { id } })
  const body = { title: '总管漏水', description: '改由管网部处理', address: '东泉路 88 号', version }
  await agent.ok(tickets.change, { params: { id }, body })
}

test('a ticket that goes to another department takes its form back, so that two crews do not drive out', async () => {
  const { ticket, form } = await dispatched()
  await notify(ticket.id, second)
  expect(await read(worker, form.id)).toMatchObject({ status: 'withdrawn', clocks: [] })
  expect((await worker.call(dispatch.accept, { params: form, body: {} })).error.code).toBe('state.wrong')
  const bell = (await worker.ok(notifications.list)).items.find(item => item.subject?.id === form.id && item.why === 'withdrawn')
  expect(bell?.title).toContain('派工单已收回')
  expect(JSON.stringify((await agent.ok(tickets.history, { params: { id: ticket.id } })).items)).toContain('工单已转给管网部')
})

test('also when it had been accepted, and when the department is corrected on the ticket', async () => {
  const { ticket, form } = await dispatched()
  await worker.ok(dispatch.accept, { params: form, body: {} })
  const { version } = await agent.ok(tickets.get, { params: { id: ticket.id } })
  await agent.ok(tickets.change, { params: { id: ticket.id }, body: { departmentId: second, version } })
  expect(await read(worker, form.id)).toMatchObject({ status: 'withdrawn' })
  expect((await worker.call(dispatch.arrive, { params: form, body: {} })).error.code).toBe('state.wrong')
})

test('the old form shows nothing that was written after the ticket left, and what it did show to whoever reaches the ticket', async () => {
  const { ticket, form } = await dispatched()
  expect((await read(worker, form.id)).ticket).toMatchObject({ title: '水压低', number: ticket.number })
  await notify(ticket.id, second)
  await rewrite(ticket.id)
  const nothing = { title: null, description: null, address: null, customerName: null, phoneMasked: null, phenomenon: null }
  expect((await read(worker, form.id)).ticket).toMatchObject({ number: ticket.number, ...nothing })
  const listed = (await worker.ok(dispatch.list, {})).items.find(item => item.id === form.id)
  expect(listed!.ticket).toMatchObject(nothing)
  expect((await read(agent, form.id)).ticket).toMatchObject({ title: '总管漏水', address: '东泉路 88 号' })
  const bells = (await worker.ok(notifications.list)).items.filter(({ root }) => root?.id === ticket.id || root?.id === form.id)
  expect(bells.length).toBeGreaterThan(1)
  expect(JSON.stringify(bells)).not.toContain('总管漏水')
  await notify(ticket.id, first)
  expect((await read(worker, form.id)).ticket).toMatchObject({ title: '总管漏水' })
})

test('whoever is there already keeps the form, without what is written from then on and without the number', async () => {
  const { ticket, form } = await dispatched()
  await worker.ok(dispatch.accept, { params: form, body: {} })
  await worker.ok(dispatch.arrive, { params: form, body: {} })
  await notify(ticket.id, second)
  await rewrite(ticket.id)
  expect(await read(worker, form.id)).toMatchObject({ status: 'arrived', ticket: { title: null, description: null } })
  expect((await worker.call(dispatch.phone, { params: form, body: {} })).error.code).toBe('state.wrong')
  const body = { workDone: '关了表前阀', opinion: 'absent' as const, unsignedReason: '客户不在' }
  expect(await worker.ok(dispatch.finish, { params: form, body })).toMatchObject({ status: 'finished' })
})

test('a form that was made for another department on purpose stays', async () => {
  const { ticket, form } = await dispatched({ departmentId: second, workerId: other.personId })
  const third = await w.department('抢修队', [await w.as('worker', { scope: 'team' })])
  await notify(ticket.id, third)
  expect(await read(other, form.id)).toMatchObject({ status: 'made', ticket: { title: '水压低' } })
})

test('a form that was withdrawn by hand shows nothing more either, and its worker is told', async () => {
  const own = await w.as('worker')
  const { ticket, form } = await dispatched({ workerId: own.personId })
  await agent.ok(dispatch.withdraw, { params: form, body: { reason: '客户自行修好' } })
  await rewrite(ticket.id)
  expect((await read(own, form.id)).ticket.title).toBeNull()
  expect((await own.ok(notifications.list)).items[0]).toMatchObject({ why: 'withdrawn', subject: { id: form.id } })
})
