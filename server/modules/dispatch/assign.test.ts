/** Who goes is said by the department; that he goes is said by him. */
import { readFileSync } from 'node:fs'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { notifications } from '@sansheng/contract/notifications.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'

const standard = readFileSync(new URL('../../../standards/water-hotline.md', import.meta.url), 'utf8')
const w = await world({ at: '2026-11-20T09:00:00+08:00', standard })
const agent = await w.as('agent')
const worker = await w.as('worker', { name: '赵师傅', scope: 'team' })
const head = await w.as('department-head', { name: '魏建国' })
const departmentId = await w.department('临川维修所', [worker], head)
const stranger = await w.as('worker', { name: '钱师傅' })
await w.department('别处', [stranger])

async function dispatched() {
  const made = await w.a.repair({ by: agent, dispatch: true })
  const [form] = (await agent.ok(dispatch.list, { query: { ticketId: made.id } })).items
  return { ticket: { params: { id: made.id } }, form: { params: { id: form!.id } } }
}
const typesOf = async (ticket: { params: { id: string } }) =>
  (await agent.ok(tickets.history, ticket)).items.map(e => `${e.type} ${e.actor?.name ?? ''}`)

test('whom the head names handles the ticket and hears of it; the form is taken when he takes it, and progress is owed from then on', async () => {
  const { ticket, form } = await dispatched()
  expect(await head.ok(dispatch.assign, { ...form, body: { workerId: worker.personId } })).toMatchObject({
    status: 'made',
    acceptedAt: null,
    worker: { name: '赵师傅' },
  })
  expect((await worker.ok(notifications.list)).items[0]).toMatchObject({ why: 'assign' })
  expect(await agent.ok(tickets.get, ticket)).toMatchObject({ handler: { name: '赵师傅' } })
  const follows = async () => (await agent.ok(tickets.get, ticket)).clocks.filter(c => c.ruleId === 'follow-up')
  expect(await follows()).toEqual([])
  expect(await worker.ok(dispatch.accept, { ...form, body: {} })).toMatchObject({ status: 'accepted' })
  expect(await follows()).toMatchObject([{ state: 'running' }])
  const types = await typesOf(ticket)
  expect(types).toContain('worker.assigned 魏建国')
  expect(types).toContain('dispatch.accepted 赵师傅')
  // the department may still say that it has it: that names nobody else and owes no second report
  expect(await head.ok(tickets.confirm, { ...ticket, body: {} })).toMatchObject({ handler: { name: '赵师傅' } })
  expect(await follows()).toHaveLength(1)
})

test('a worker who takes a form that nobody was named for handles the ticket; who has it in hand keeps it', async () => {
  const free = await dispatched()
  await worker.ok(dispatch.accept, { ...free.form, body: {} })
  expect(await agent.ok(tickets.get, free.ticket)).toMatchObject({ handler: { name: '赵师傅' } })
  const taken = await dispatched()
  await head.ok(tickets.confirm, { ...taken.ticket, body: {} })
  await head.ok(dispatch.assign, { ...taken.form, body: { workerId: worker.personId } })
  expect(await agent.ok(tickets.get, taken.ticket)).toMatchObject({ handler: { name: '魏建国' } })
})

test('another is named instead until the form is taken; then no more', async () => {
  const second = await w.as('worker', { name: '孙师傅' })
  const leader = await w.as('shift-leader')
  const { ticket, form } = await dispatched()
  await head.ok(dispatch.assign, { ...form, body: { workerId: worker.personId } })
  await leader.ok(dispatch.assign, { ...form, body: { workerId: second.personId } })
  expect(await agent.ok(tickets.get, ticket)).toMatchObject({ handler: { name: '孙师傅' } })
  expect((await worker.ok(notifications.list)).items[0]).toMatchObject({ why: 'withdrawn' })
  await leader.ok(dispatch.accept, { ...form, body: { workerId: second.personId } })
  expect((await leader.call(dispatch.assign, { ...form, body: { workerId: worker.personId } })).error.code).toBe('state.wrong')
})

test('a head names people of his department and is shown no others; whoever reaches the site names anybody', async () => {
  const { form } = await dispatched()
  const at = { query: { departmentId } }
  expect((await head.ok(dispatch.workers, at)).items).toEqual([
    expect.objectContaining({ id: worker.personId, own: true, departments: ['临川维修所'] }),
  ])
  const leader = await w.as('shift-leader')
  const shown = (await leader.ok(dispatch.workers, at)).items
  expect(shown[0]).toMatchObject({ id: worker.personId, own: true })
  expect(shown.find(p => p.id === stranger.personId)).toMatchObject({ own: false })
  const body = { workerId: stranger.personId }
  expect((await head.call(dispatch.assign, { ...form, body })).error.code).toBe('department.other')
  expect((await head.call(dispatch.accept, { ...form, body })).error.code).toBe('department.other')
  expect((await worker.call(dispatch.assign, { ...form, body })).status).toBe(403)
  expect((await leader.call(dispatch.assign, { ...form, body })).status).toBe(200)
})
