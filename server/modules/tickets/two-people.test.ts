import { randomUUID } from 'node:crypto'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { type TicketDraft, tickets } from '@sansheng/contract/tickets.ts'
import { expect, test } from 'vitest'
import { drafts } from '../../platform/testing/builders.ts'
import { world } from '../../platform/testing/world.ts'

const w = await world()
const lin = await w.as('agent', { name: '林晓棠' })
const he = await w.as('agent', { name: '何静' })
const worker = await w.as('worker')
const stranger = await w.as('worker')
const head = await w.as('department-head')
const repairs = await w.department('临川维修所', [worker], head)
const draft = drafts.ticket({ kind: 'repair', category: '户内无水', title: '家中无水' })
const register = (more: Partial<TicketDraft> = {}) => w.a.ticket({ by: lin, ...draft, ...more })

test('the second of two people learns who was first and what he changed', async () => {
  const made = await register()
  const at = { params: { id: made.id } }
  await he.ok(tickets.change, { ...at, body: { title: '全屋无水', urgency: 'urgent', version: made.version } })
  const stale = await lin.call(tickets.change, { ...at, body: { address: '槐荫里 7 栋', version: made.version } })
  expect(stale.status).toBe(409)
  expect(stale.error).toMatchObject({
    code: 'stale',
    params: { by: '何静', at: new Date(w.clock.now()).toISOString() },
    detail: { version: made.version + 1, changed: ['title', 'urgency'] },
  })
  expect((await lin.ok(tickets.get, at)).title).toBe('全屋无水')
})

test('a change of nothing is none', async () => {
  const made = await register()
  const same = await lin.ok(tickets.change, { params: { id: made.id }, body: { title: made.title, version: made.version } })
  expect(same.version).toBe(made.version)
})

test('two people at once on one ticket are served one after the other, and the chain holds', async () => {
  const made = await register({ departmentId: repairs })
  const at = { params: { id: made.id } }
  const confirmed = await Promise.all([head, head, head].map(p => p.call(tickets.confirm, { ...at, body: {} })))
  expect(confirmed.map(r => r.status).sort()).toEqual([200, 409, 409])
  const noted = await Promise.all(
    [lin, he, lin, he].map((p, n) => p.call(tickets.followUp, { ...at, body: { note: `第 ${n} 条` } })),
  )
  expect(noted.map(r => r.status)).toEqual([200, 200, 200, 200])
  const history = await lin.ok(tickets.history, at)
  expect([history.verified, history.items.map(e => e.seq)]).toEqual([true, history.items.map((_, n) => n + 1)])
})

test('a double click registers one ticket', async () => {
  const headers = { 'idempotency-key': randomUUID() }
  const replies = await Promise.all(
    [1, 2, 3].map(() => lin.call(tickets.register, { body: { ...draft, title: '双击' }, headers })),
  )
  expect(replies.map(r => r.status)).toEqual([200, 200, 200])
  expect(new Set(replies.map(r => r.body.number)).size).toBe(1)
  expect((await lin.ok(tickets.search, { query: { q: '双击' } })).total).toBe(1)
})

test('numbers of a day have no gaps, though many register at once and some are refused', async () => {
  w.clock.at('2026-12-01T09:00:00+08:00')
  const asked = Array.from({ length: 12 }, (_, n) =>
    lin.call(tickets.register, { body: { ...draft, ...(n % 3 === 0 ? { departmentId: randomUUID() } : {}) } }),
  )
  const replies = await Promise.all(asked)
  expect(replies.filter(r => r.error?.code === 'department.unknown')).toHaveLength(4)
  const numbers = replies.filter(r => r.status === 200).map(r => r.body.number)
  expect(numbers.sort()).toEqual(Array.from({ length: 8 }, (_, n) => `BX-20261201-00${n + 1}`))
})

test('a worker reaches what is his and nothing else', async () => {
  const made = await register({ departmentId: repairs })
  const form = await w.a.form({ by: lin, ticketId: made.id, workerId: worker.personId })
  for (const id of [form.id]) {
    expect((await worker.call(dispatch.get, { params: { id } })).status).toBe(200)
    expect((await stranger.call(dispatch.get, { params: { id } })).error.code).toBe('not_found')
    expect((await stranger.call(dispatch.accept, { params: { id }, body: {} })).error.code).toBe('not_found')
  }
  expect((await stranger.call(tickets.get, { params: { id: made.id } })).error.code).toBe('not_found')
  expect((await stranger.ok(tickets.list)).items).toEqual([])
  expect((await stranger.ok(tickets.search, { query: { q: '无水' } })).total).toBe(0)
  expect((await worker.call(tickets.close, { params: { id: made.id }, body: { result: '好了' } })).error.code).toBe('forbidden')
})

test('ids of another site open nothing here', async () => {
  const elsewhere = await w.site()
  const there = await w.as('agent', { siteId: elsewhere })
  const made = await register()
  const at = { params: { siteId: elsewhere, id: made.id } }
  expect((await there.call(tickets.get, at)).error.code).toBe('not_found')
  expect((await there.call(tickets.followUp, { ...at, body: { note: '串站' } })).error.code).toBe('not_found')
  expect((await there.call(tickets.get, { params: { id: made.id } })).error.code).toBe('site.unknown')
  const { contact: _, ...ofContact } = draft
  const body = { ...ofContact, contactId: made.contactId }
  expect((await there.call(tickets.register, { params: { siteId: elsewhere }, body })).error.code).toBe('not_found')
  expect((await there.call(dispatch.make, { params: { siteId: elsewhere }, body: { ticketId: made.id } })).error.code).toBe(
    'not_found',
  )
})

test.each([
  ['no contact', {}],
  ['two contacts', { contact: drafts.contact(), contactId: randomUUID() }],
])('a ticket with %s is refused', async (_, more) => {
  const { contact: __, ...ofContact } = draft
  expect((await lin.call(tickets.register, { body: { ...ofContact, ...more } as never })).error.code).toBe('invalid')
})

test('the number of statements does not grow with the data', async () => {
  const registering = () => w.database.statements(() => register({ departmentId: repairs }))
  const listing = () => w.database.statements(() => lin.ok(tickets.list, { query: { open: true } }))
  const searching = () => w.database.statements(() => lin.ok(tickets.search, { query: { q: '无水' } }))
  const dispatching = () => w.database.statements(() => lin.ok(dispatch.list))
  const count = async () => {
    const counts: number[] = []
    for (const work of [registering, listing, searching, dispatching]) counts.push((await work()).length)
    return counts
  }
  await register({ departmentId: repairs, dispatch: true })
  await count()
  const few = await count()
  for (let n = 0; n < 40; n++) await register({ departmentId: repairs, dispatch: true })
  expect(await count()).toEqual(few)
})

test('what search finds of a ticket is written before the number that everybody waits for is taken, but for the number itself', async () => {
  const sent = await w.database.statements(() => register())
  const at = (part: string) => sent.findIndex(text => text.includes(part))
  expect(at('found_by_words')).toBeGreaterThanOrEqual(0)
  expect(at('found_by_words')).toBeLessThan(at('insert into serials'))
  expect(at('found_by_number')).toBeGreaterThan(at('insert into serials'))
})
