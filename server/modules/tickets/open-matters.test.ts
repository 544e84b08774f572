import { contacts } from '@sansheng/contract/contacts.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { notifications } from '@sansheng/contract/notifications.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const w = await world()
const lin = await w.as('agent', { name: '林向东' })
const he = await w.as('agent', { name: '何敏' })

type Asked = { contactId?: string; customerId?: string; premisesId?: string; address?: string; noticeId?: string }
async function open(query: Asked, who: Client = he) {
  const { items } = await who.ok(tickets.openMatters, { query })
  return items.map(({ ticket, same }) => [ticket.id, [...same].sort()])
}
let line = 0
const nextPhone = () => `1391234${String(1000 + line++)}`

test('the open tickets of a customer stand there for the next agent, also those of the household on the same line', async () => {
  const phone = nextPhone()
  const first = await w.a.contact({ by: lin, customer: { name: '周女士', phone } })
  const ticket = await w.a.repair({ by: lin, contactId: first.id })
  const husband = await w.a.contact({ by: he, customer: { name: '吴先生', phone } })
  expect(await open({ customerId: first.customer!.id })).toEqual([[ticket.id, ['caller']]])
  expect(husband.customer!.id).not.toBe(first.customer!.id)
  expect(await open({ customerId: husband.customer!.id, contactId: husband.id })).toEqual([[ticket.id, ['caller']]])
})

test('a line that rang before is known by its number though nobody gave a name, and only to whom its contact shows', async () => {
  const phone = nextPhone()
  const ticket = await w.a.ticket({ by: lin, contact: { channel: 'phone', phone }, address: '花园街 1 号' })
  const again = await w.a.contact({ by: he, phone })
  expect(await open({ contactId: again.id })).toEqual([[ticket.id, ['caller']]])
  const beginner = await w.as('agent', { scope: 'own' })
  expect(await open({ contactId: again.id }, beginner)).toEqual([])
})

test('one address is the same however it is written, whoever calls about it; another one is not', async () => {
  const premises = await w.a.premises({ address: '荷花里 7 栋 2 单元 601', code: 'H-601' })
  const ticket = await w.a.ticket({
    by: lin,
    contact: { channel: 'phone', premisesId: premises.id },
    address: '荷花里 7 栋 2 单元 601',
  })
  const mine = [[ticket.id, ['place']]]
  expect(await open({ premisesId: premises.id })).toEqual(mine)
  for (const address of ['荷花里7幢2单元601室', '荷花里 7-2-601', '荷花里７号楼２单元６０１'])
    expect(await open({ address }), address).toEqual(mine)
  for (const address of ['荷花里 7 栋 2 单元 60', '荷花里 72 栋 601', '荷花里'])
    expect(await open({ address }), address).toEqual([])
})

test('the tickets of an outage are there, those that have most in common first', async () => {
  const notice = await w.a.notice({ places: ['桐花苑'] })
  await (await w.as('shift-leader')).ok(notices.publish, { params: { id: notice.id } })
  const [one, two] = [
    await w.a.ticket({ by: lin, contact: { channel: 'phone', address: '桐花苑 1 栋' }, address: '桐花苑 1 栋' }),
    await w.a.ticket({ by: lin, contact: { channel: 'phone', address: '桐花苑 2 栋' }, address: '桐花苑 2 栋' }),
  ]
  expect(await open({ noticeId: notice.id, address: '桐花苑 1 栋' })).toEqual([
    [one.id, ['notice', 'place']],
    [two.id, ['notice']],
  ])
})

test('what is closed is no open matter, nor is the case of the contact itself; nothing asked finds nothing', async () => {
  const contact = await w.a.contact({ by: lin, customer: { name: '钱先生', phone: nextPhone() } })
  const ticket = await w.a.ticket({ by: lin, contactId: contact.id, kind: 'inquiry', category: '水费', title: '水费多少' })
  const customerId = contact.customer!.id
  expect(await open({ customerId })).toHaveLength(1)
  expect(await open({ customerId, contactId: contact.id })).toEqual([])
  await lin.ok(tickets.close, { params: { id: ticket.id }, body: { result: '已答复' } })
  expect(await open({ customerId })).toEqual([])
  expect(await open({})).toEqual([])
})

test('permission and reach of the asker hold: no others see a ticket here than in the list', async () => {
  const contact = await w.a.contact({ by: lin, customer: { name: '孙女士', phone: nextPhone() } })
  const mine = await w.a.repair({ by: lin, contactId: contact.id })
  const query = { customerId: contact.customer!.id }
  const beginner = await w.as('agent', { scope: 'own' })
  expect(await open(query, beginner)).toEqual([])
  expect(await open(query, lin)).toEqual([[mine.id, ['caller']]])
  const elsewhere = await w.site()
  const stranger = await w.as('agent', { siteId: elsewhere })
  expect((await stranger.ok(tickets.openMatters, { params: { siteId: elsewhere }, query })).items).toEqual([])
  const administrator = await w.as('administrator')
  expect((await administrator.call(tickets.openMatters, { query })).status).toBe(403)
})

test('there are ten at most, and the reply says that there are more', async () => {
  const address = '合欢路 8 号'
  const made = []
  for (let n = 0; n < 11; n++) made.push(await w.a.ticket({ by: lin, contact: { channel: 'phone', address }, address }))
  const found = await he.ok(tickets.openMatters, { query: { address } })
  expect([found.items.length, found.more]).toEqual([10, true])
  expect(found.items[0]!.ticket.id).toBe(made.at(-1)!.id)
})

/** A ticket with handler, department and a form on the way, and a contact about the same thing. */
async function underWay(at: World) {
  const [agent, next, head, member, worker] = [
    await at.as('agent'),
    await at.as('agent'),
    await at.as('department-head'),
    await at.as('worker', { scope: 'team' }),
    await at.as('worker'),
  ]
  const departmentId = await at.department('城东维修所', [member], head)
  const contact = await at.a.contact({ by: agent, customer: { name: '郑女士', phone: nextPhone() }, address: '丁香路 3 号' })
  const ticket = await at.a.repair({ by: agent, contactId: contact.id, departmentId, address: '丁香路 3 号' })
  const form = await at.a.form({ by: agent, ticketId: ticket.id, workerId: worker.personId })
  const again = await at.a.contact({ by: next, summary: '对门说水还在冒，已到膝盖' })
  return { agent, next, head, member, worker, ticket, form, again }
}
async function rung(who: Client, siteId: number) {
  const { items } = await who.ok(notifications.list, { params: { siteId }, query: {} })
  return items.filter(entry => entry.why === 'again')
}

test('who works on it is told that somebody called again and what was said; who joins it is not', async () => {
  const at = await w.fresh()
  const { next, ticket, form, again, ...others } = await underWay(at)
  await next.ok(contacts.join, { params: { id: again.id }, body: { caseId: ticket.caseId } })
  for (const who of [others.agent, others.head, others.member])
    expect(await rung(who, at.siteId), who.staffNumber).toMatchObject([
      {
        title: `同一件事又有人来：${ticket.number} ${ticket.title}`,
        said: '对门说水还在冒，已到膝盖',
        subject: { kind: 'contact', id: again.id },
        root: { id: ticket.id, path: `/tickets/${ticket.id}` },
      },
    ])
  // the worker of another team opens his form, not the ticket
  expect(await rung(others.worker, at.siteId)).toMatchObject([
    {
      title: `同一件事又有人来：${form.number}`,
      said: '对门说水还在冒，已到膝盖',
      root: { kind: 'form', id: form.id, path: `/forms/${form.id}` },
    },
  ])
  expect(await rung(next, at.siteId)).toEqual([])
  const seen = await others.agent.ok(tickets.get, { params: { id: ticket.id } })
  expect(seen.joined).toMatchObject([
    { contactId: again.id, summary: '对门说水还在冒，已到膝盖', channel: 'phone', receiver: { id: next.personId } },
  ])
})

test('many callers are one line of the bell until it is read, with how many and the last words', async () => {
  const at = await w.fresh()
  const { agent, next, ticket, again } = await underWay(at)
  const join = async (id: string) => void (await next.ok(contacts.join, { params: { id }, body: { caseId: ticket.caseId } }))
  await join(again.id)
  at.clock.move('1 min')
  await join((await at.a.contact({ by: next, summary: '第二位' })).id)
  await next.ok(contacts.receive, { body: { channel: 'wechat', caseId: ticket.caseId, summary: '第三位' } })
  expect(await rung(agent, at.siteId)).toMatchObject([
    { title: `同一件事又来了 3 次：${ticket.number} ${ticket.title}`, said: '第三位' },
  ])
  await agent.ok(tickets.markRead, { params: { id: ticket.id } })
  await join((await at.a.contact({ by: next, summary: '第四位' })).id)
  expect((await rung(agent, at.siteId)).map(entry => entry.said)).toEqual(['第四位', '第三位'])
  const { items } = await next.ok(tickets.openMatters, { query: { address: '丁香路3号' } })
  expect(items.map(({ contacts }) => contacts)).toEqual([5])
  const shown = await next.ok(tickets.get, { params: { id: ticket.id } })
  expect(shown.joined.map(({ summary }) => summary)).toEqual(['对门说水还在冒，已到膝盖', '第二位', '第三位', '第四位'])
})

test('what was said stays with whoever may still see the ticket', async () => {
  const at = await w.fresh()
  const { next, head, ticket, again } = await underWay(at)
  await next.ok(contacts.join, { params: { id: again.id }, body: { caseId: ticket.caseId } })
  await sql`update tickets set department_id = null where id = ${ticket.id}`.execute(w.database.kysely)
  const [entry] = await rung(head, at.siteId)
  expect([entry!.said, entry!.root!.title, entry!.root!.path]).toEqual([null, null, null])
})
