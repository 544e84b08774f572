import { dispatch } from '@sansheng/contract/dispatch.ts'
import { notifications } from '@sansheng/contract/notifications.ts'
import { people } from '@sansheng/contract/people.ts'
import { type TicketDraft, tickets } from '@sansheng/contract/tickets.ts'
import { beforeEach, expect, test } from 'vitest'
import { drafts } from '../../platform/testing/builders.ts'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const base = await world({ at: '2026-11-20T09:00:00+08:00' })
let w: World
let agent: Client
let worker: Client
let head: Client
let repairs: string
beforeEach(async () => {
  w = await base.fresh()
  agent = await w.as('agent', { name: '林晓棠' })
  worker = await w.as('worker', { name: '赵师傅' })
  head = await w.as('department-head', { name: '钱所长' })
  repairs = await w.department('临川维修所', [worker], head)
})

const { contact: caller, ...fault } = drafts.repair({
  title: '槐荫里 7 栋，家中无水',
  fault: { phenomenon: '全屋无水', location: '楼道表箱', declined: ['operation'] },
})
const register = (more: Partial<TicketDraft> = {}) => w.a.repair({ by: agent, ...fault, ...more })

test('R130: a ticket goes from the first word to the end, and its history proves it', async () => {
  const contact = await w.a.contact({ by: agent, ...caller })
  w.clock.move('3 min')
  const promisedAt = '2026-11-20T16:30:00+08:00'
  const made = await register({ contactId: contact.id, departmentId: repairs, promisedAt, dispatch: true })
  expect(made).toMatchObject({
    number: 'BX-20261120-001',
    status: 'notified',
    field: 'water',
    address: '槐荫里 7 栋 2 单元 601',
    department: { id: repairs, name: '临川维修所' },
    frontOwner: { name: '林晓棠' },
    handler: null,
    receivedAt: '2026-11-20T01:00:00.000Z',
    registeredAt: '2026-11-20T01:03:00.000Z',
    customer: { name: '周女士', phoneMasked: '138****2046' },
    promises: [{ dueAt: '2026-11-20T08:30:00.000Z', keptAt: null }],
  })
  expect(await agent.ok(tickets.get, { params: { id: made.id } })).toEqual(made)
  const [form] = (await worker.ok(dispatch.list, { query: { ticketId: made.id } })).items.concat(
    (await head.ok(dispatch.list, { query: { ticketId: made.id } })).items,
  )
  expect(form).toMatchObject({
    number: 'PG-20261120-001',
    prints: 0,
    printRequests: 0,
    printedAt: null,
    status: 'made',
    ticket: { phoneMasked: '138****2046', phenomenon: '全屋无水' },
  })
  await agent.ok(dispatch.print, { params: { id: form!.id }, body: {} })
  await agent.ok(dispatch.printed, { params: { id: form!.id }, body: { how: 'screen' } })
  const bell = await head.ok(notifications.list)
  expect(bell.items).toMatchObject([{ why: 'notify', root: { number: 'BX-20261120-001' } }])
  await head.ok(tickets.markRead, { params: { id: made.id } })
  expect((await head.ok(notifications.list)).unread).toBe(0)

  const accepted = await head.ok(tickets.confirm, { params: { id: made.id }, body: { handlerId: worker.personId } })
  expect(accepted).toMatchObject({ status: 'accepted', handler: { name: '赵师傅' } })
  await head.ok(dispatch.accept, { params: { id: form!.id }, body: { workerId: worker.personId } })
  expect((await worker.ok(tickets.get, { params: { id: made.id } })).status).toBe('working')
  await worker.ok(dispatch.arrive, { params: { id: form!.id }, body: {} })
  await worker.ok(tickets.followUp, { params: { id: made.id }, body: { note: '阀门锈死，要换', customerInformed: true } })
  const done = {
    workDone: '换表前阀一个',
    opinion: 'satisfied' as const,
    materials: [{ name: '表前阀', quantity: 1, unit: '个', priceCents: 0 }],
    signedBy: '周女士',
  }
  await worker.ok(dispatch.finish, { params: { id: form!.id }, body: done })
  const returned = await worker.ok(dispatch.returnForm, { params: { id: form!.id }, body: {} })
  expect(returned).toMatchObject({ status: 'returned', opinion: 'satisfied', materials: done.materials })
  expect((await agent.ok(tickets.get, { params: { id: made.id } })).status).toBe('returned')
  await head.ok(dispatch.inspect, { params: { id: form!.id }, body: { passed: true, note: '水压正常' } })
  await agent.ok(tickets.keepPromise, { params: { id: made.id }, body: { note: '已告知修好' } })
  await w.a.callback({ by: agent, ticketId: made.id, note: '水压恢复' })
  const closed = await agent.ok(tickets.close, { params: { id: made.id }, body: { result: '更换表前阀，已恢复供水' } })
  expect(closed).toMatchObject({
    status: 'closed',
    result: '更换表前阀，已恢复供水',
    promises: [{ keptAt: '2026-11-20T01:03:00.000Z' }],
  })
  expect((await agent.ok(dispatch.get, { params: { id: form!.id } })).callback).toMatchObject({
    result: 'satisfied',
    method: 'phone',
  })

  const history = await agent.ok(tickets.history, { params: { id: made.id } })
  expect(history.verified).toBe(true)
  expect(history.items.map(e => e.type)).toEqual([
    'intake.received',
    'fault.recorded',
    'ticket.registered',
    'promise.made',
    'dispatch.made',
    'ticket.notified',
    'print.requested',
    'dispatch.printed',
    'ticket.accepted',
    'dispatch.accepted',
    'worker.arrived',
    'ticket.followed_up',
    'customer.contacted',
    'service.completed',
    'dispatch.returned',
    'inspection.done',
    'promise.kept',
    'callback.recorded',
    'ticket.closed',
  ])
  expect(history.items[2]).toMatchObject({
    actor: { name: '林晓棠' },
    values: { title: '槐荫里 7 栋，家中无水' },
    detail: { number: 'BX-20261120-001' },
  })
})

test('R133: words of people lie beside the ledger, never in it', async () => {
  const made = await register({ description: '只给你们看的话' })
  const { rows } = await w.database.pool.query(
    `select facts::text || detail::text || refs::text as said from events where refs ->> 'ticket' = $1`,
    [made.id],
  )
  expect(rows.some(r => /周女士|13800002046|只给你们看|全屋无水|槐荫里/.test(r.said))).toBe(false)
})

test('R135: work that fails its inspection goes back to be done again', async () => {
  const made = await register({ departmentId: repairs })
  const form = await w.a.form({ by: agent, ticketId: made.id, workerId: worker.personId, instructions: '带阀门' })
  await head.ok(tickets.confirm, { params: { id: made.id }, body: {} })
  for (const verb of ['accept', 'arrive'] as const) await worker.ok(dispatch[verb], { params: { id: form.id }, body: {} })
  await worker.ok(dispatch.finish, {
    params: { id: form.id },
    body: { workDone: '拧紧', opinion: 'absent', unsignedReason: '家里没有人' },
  })
  await worker.ok(dispatch.returnForm, { params: { id: form.id }, body: {} })
  await head.ok(dispatch.inspect, { params: { id: form.id }, body: { passed: false, note: '仍在滴水' } })
  expect((await agent.ok(tickets.get, { params: { id: made.id } })).status).toBe('working')
  expect((await worker.ok(notifications.list)).items[0]).toMatchObject({ why: 'assign', subject: { kind: 'form', id: form.id } })
  const again = await agent.call(dispatch.inspect, { params: { id: form.id }, body: { passed: true } })
  expect(again.error.code).toBe('forbidden')
  expect((await head.call(dispatch.inspect, { params: { id: form.id }, body: { passed: true } })).error.code).toBe('state.wrong')
})

test('R020: the front owner stays whoever works on it', async () => {
  const made = await register({ departmentId: repairs })
  await head.ok(tickets.confirm, { params: { id: made.id }, body: {} })
  const moved = await head.ok(tickets.transfer, {
    params: { id: made.id },
    body: { handlerId: worker.personId, summary: '三问已问清，约 17:30 后上门' },
  })
  expect(moved).toMatchObject({
    frontOwner: { name: '林晓棠' },
    handler: { name: '赵师傅' },
    transfers: 1,
    transferSummary: '三问已问清，约 17:30 后上门',
  })
  expect((await worker.ok(notifications.list)).items[0]).toMatchObject({ why: 'assign', root: { kind: 'ticket', id: made.id } })
})

test('R078: nobody hands a ticket on without saying what is known', async () => {
  const made = await register()
  const refused = await agent.call(tickets.transfer, {
    params: { id: made.id },
    body: { handlerId: worker.personId, summary: ' ' },
  })
  expect([refused.status, refused.error.code]).toEqual([400, 'invalid'])
})

test('R066: a new promise takes the place of the old, and the customer heard of it', async () => {
  const made = await register()
  const first = w.clock.now() + 3_600_000
  await agent.ok(tickets.promise, {
    params: { id: made.id },
    body: { dueAt: new Date(first).toISOString(), words: '一小时内给您电话' },
  })
  const second = await agent.ok(tickets.promise, {
    params: { id: made.id },
    body: { dueAt: new Date(first + 3_600_000).toISOString() },
  })
  expect(second.promises.map(p => [p.words, p.movedAt !== null, p.keptAt])).toEqual([
    ['一小时内给您电话', true, null],
    [null, false, null],
  ])
  expect(second.promisedAt).toBe(new Date(first + 3_600_000).toISOString())
  const types = (await agent.ok(tickets.history, { params: { id: made.id } })).items.map(e => e.type)
  expect(types.slice(-3)).toEqual(['promise.made', 'customer.contacted', 'promise.made'])
  for (const away of [-1, 0, 367 * 86_400_000]) {
    const refused = await agent.call(tickets.promise, {
      params: { id: made.id },
      body: { dueAt: new Date(w.clock.now() + away).toISOString() },
    })
    expect(refused.error.code).toBe('invalid.time')
  }
  await agent.ok(tickets.keepPromise, { params: { id: made.id }, body: { note: '已回电' } })
  expect((await agent.call(tickets.keepPromise, { params: { id: made.id }, body: { note: '再来' } })).error.code).toBe(
    'state.wrong',
  )
})

test('waits have a reason, end, and are never for nobody', async () => {
  const made = await register()
  const at = { params: { id: made.id } }
  expect((await agent.call(tickets.wait, { ...at, body: { waitingFor: 'nobody', reason: '等等看' } })).error.code).toBe(
    'pause.refused',
  )
  const waiting = await agent.ok(tickets.wait, { ...at, body: { waitingFor: 'customer', reason: '客户改约' } })
  expect(waiting).toMatchObject({ waitingFor: 'customer', waitingSince: new Date(w.clock.now()).toISOString() })
  expect((await agent.ok(tickets.resume, { ...at, body: {} })).waitingFor).toBe('nobody')
  expect((await agent.call(tickets.resume, { ...at, body: {} })).error.code).toBe('state.wrong')
})

test('a closed ticket opens again where it stood; nothing else is done to it', async () => {
  const made = await register()
  const at = { params: { id: made.id } }
  await agent.ok(tickets.close, { ...at, body: { result: '电话里解决' } })
  expect((await agent.call(tickets.followUp, { ...at, body: { note: '补记' } })).error.code).toBe('state.wrong')
  expect(await agent.ok(tickets.reopen, { ...at, body: { reason: '客户称又没水了' } })).toMatchObject({
    status: 'registered',
    reopened: 1,
    result: null,
    closedAt: null,
  })
})

test('another department starts anew and is told', async () => {
  const colleague = await w.as('agent', { name: '何静' })
  const pipes = await w.department('管网所', [colleague])
  const made = await register({ departmentId: repairs, dispatch: true })
  await head.ok(tickets.confirm, { params: { id: made.id }, body: {} })
  const other = await agent.ok(tickets.notifyDepartment, { params: { id: made.id }, body: { departmentId: pipes } })
  expect(other).toMatchObject({ status: 'notified', department: { name: '管网所' }, handler: null, acceptedAt: null })
  expect((await head.call(tickets.get, { params: { id: made.id } })).error.code).toBe('not_found')
  expect((await colleague.ok(notifications.list)).items[0]).toMatchObject({
    why: 'notify',
    root: { kind: 'ticket', id: made.id },
  })
})

test('R128: a department without people is told nothing: no notification is recorded, and whoever sent it hears that', async () => {
  const leader = await w.as('shift-leader')
  const empty = await w.department('水质科', [])
  const made = await register({ departmentId: empty, dispatch: true })
  expect(made).toMatchObject({ status: 'registered', notifiedAt: null, department: { name: '水质科' } })
  for (const who of [agent, leader])
    expect((await who.ok(notifications.list)).items).toMatchObject([
      { why: 'nobody', title: expect.stringContaining('水质科'), root: { kind: 'ticket', id: made.id } },
    ])
  const at = { params: { id: made.id } }
  const refused = await agent.call(tickets.notifyDepartment, { ...at, body: {} })
  expect([refused.status, refused.error.code, refused.error.params]).toEqual([409, 'department.empty', { department: '水质科' }])
  expect(refused.error.message).toContain('“水质科”还没有人')
  const redirected = await agent.call(tickets.notifyDepartment, {
    ...at,
    body: { departmentId: await w.department('稽查科', []) },
  })
  expect(redirected.error.code).toBe('department.empty')
  const types = (await agent.ok(tickets.history, at)).items.map(e => e.type)
  expect(types).not.toContain('ticket.notified')
  expect((await agent.ok(tickets.get, at)).department).toMatchObject({ name: '水质科' })
})

test('somebody who left cannot be told', async () => {
  const gone = await w.as('department-head', { name: '离职的人' })
  const department = await w.department('稽查科', [], gone)
  const { version } = (await w.admin.ok(people.listPersons)).items.find(p => p.id === gone.personId)!
  await w.admin.ok(people.updatePerson, { params: { id: gone.personId }, body: { active: false, version } })
  const made = await register({ departmentId: department })
  const refused = await agent.call(tickets.notifyDepartment, { params: { id: made.id }, body: {} })
  expect(refused.error.code).toBe('department.empty')
})
