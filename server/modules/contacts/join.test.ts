import { contacts } from '@sansheng/contract/contacts.ts'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { verifyLedger } from '../../platform/events/verify.ts'
import { type Client, world } from '../../platform/testing/world.ts'

const standard = `---
standard: desk
title: 服务台规范
---
## 1 受理
### 1.1 十分钟内建单
\`\`\`rule
rule: deadline
id: register
from: intake.received
to: ticket.registered
within: 10 min
\`\`\`
`
const w = await world({ standard })
const lin = await w.as('agent')
const he = await w.as('agent')
afterEach(async () => {
  expect(await verifyLedger(w.database.kysely)).toMatchObject({ ok: true, broken: [] })
})

const receive = (by: Client = lin, siteId = w.siteId) => w.a.contact({ by, siteId, about: 'report', summary: '路口冒水' })
const register = () => w.a.ticket({ by: lin })
const join = (id: string, body: { caseId?: string; contactId?: string; reason?: string }, who = lin) =>
  who.call(contacts.join, { params: { id }, body })
async function eventsOf(caseId: string) {
  const { rows } = await sql<{ type: string; subject_id: string; refs: Record<string, string> }>`
    select type, subject_id, refs from events where case_id = ${caseId} order by seq`.execute(w.database.kysely)
  return rows
}
async function clocksOf(caseId: string) {
  const { rows } = await sql<{ state: string }>`select state from clocks where case_id = ${caseId} order by started_at`.execute(
    w.database.kysely,
  )
  return rows.map(row => row.state)
}

test('a contact that belongs to a ticket ends, both cases say so and point at each other, and nothing is owed to it any more', async () => {
  const ticket = await register()
  const contact = await receive()
  expect(await clocksOf(contact.caseId)).toEqual(['running'])
  w.clock.move('2 min')
  const joined = await lin.ok(contacts.join, {
    params: { id: contact.id },
    body: { caseId: ticket.caseId, reason: '同一处爆管，已有工单' },
  })
  expect(joined).toMatchObject({
    outcome: 'joined',
    caseId: contact.caseId,
    closedAt: new Date(w.clock.now()).toISOString(),
    joinedCaseId: ticket.caseId,
  })
  expect(await clocksOf(contact.caseId)).toEqual(['void'])
  const refs = { contact: contact.id }
  expect((await eventsOf(contact.caseId)).at(-1)).toEqual({
    type: 'contact.joined',
    subject_id: contact.id,
    refs: { ...refs, case: contact.caseId, matter: ticket.caseId },
  })
  expect((await eventsOf(ticket.caseId)).at(-1)).toEqual({
    type: 'contact.joined',
    subject_id: contact.id,
    refs: { ...refs, case: ticket.caseId, matter: contact.caseId },
  })
  const ofMatter = await lin.ok(contacts.list, { query: { caseId: ticket.caseId } })
  expect(ofMatter.items.map(item => item.id)).toContain(contact.id)
})

test('what is written down of it later stays in its own case and points at the matter', async () => {
  const ticket = await register()
  const contact = await receive()
  await join(contact.id, { caseId: ticket.caseId })
  const before = (await eventsOf(ticket.caseId)).length
  await lin.ok(contacts.record, { params: { id: contact.id }, body: { summary: '路口冒水，已到膝盖' } })
  expect((await eventsOf(contact.caseId)).at(-1)).toMatchObject({
    type: 'contact.recorded',
    refs: { case: contact.caseId, contact: contact.id, matter: ticket.caseId },
  })
  expect(await eventsOf(ticket.caseId)).toHaveLength(before)
})

test('a contact may join another contact, whose matter it then shares, also when that one became a ticket or joined one itself', async () => {
  const first = await receive()
  const second = await receive()
  expect((await join(second.id, { contactId: first.id })).body.joinedCaseId).toBe(first.caseId)
  const third = await receive()
  expect((await join(third.id, { contactId: second.id })).body.joinedCaseId).toBe(first.caseId)
  const ticket = await register()
  const fourth = await receive()
  const joined = await join(fourth.id, { contactId: ticket.contactId })
  expect(joined.body.joinedCaseId).toBe(ticket.caseId)
})

test('when it turns out to be a matter of its own after all, its ticket stands in its own case', async () => {
  const ticket = await register()
  const contact = await receive()
  await join(contact.id, { caseId: ticket.caseId })
  const own = await w.a.ticket({ by: lin, contactId: contact.id, category: '漏水', title: '对面楼道漏水' })
  expect(own.caseId).toBe(contact.caseId)
  const registered = (await eventsOf(contact.caseId)).find(event => event.type === 'ticket.registered')
  expect(registered!.refs).toEqual({ case: contact.caseId, contact: contact.id, ticket: own.id, matter: ticket.caseId })
  const after = await lin.ok(contacts.get, { params: { id: contact.id } })
  expect(after).toMatchObject({ outcome: 'registered', joinedCaseId: ticket.caseId })
})

test('of two who join one contact at once, one is told that it has ended', async () => {
  const [one, other] = [await register(), await register()]
  const contact = await receive()
  const replies = await Promise.all([join(contact.id, { caseId: one.caseId }), join(contact.id, { caseId: other.caseId })])
  expect(replies.map(reply => reply.status).sort()).toEqual([200, 409])
  const joined = [...(await eventsOf(one.caseId)), ...(await eventsOf(other.caseId))].filter(e => e.type === 'contact.joined')
  expect(joined).toHaveLength(1)
})

test('two who join the contacts of each other at once do not wait for each other for ever, and only one of them does', async () => {
  const mine = await receive(lin)
  const hers = await receive(he)
  const replies = await Promise.all([join(mine.id, { contactId: hers.id }, lin), join(hers.id, { contactId: mine.id }, he)])
  expect(replies.map(reply => reply.status).sort()).toEqual([200, 409])
})

test('whichever way they are named, contacts do not join each other in a circle, however long', async () => {
  const [a, b, c] = [await receive(), await receive(), await receive()]
  expect((await join(a.id, { contactId: b.id })).status).toBe(200)
  expect((await join(b.id, { contactId: c.id })).body.joinedCaseId).toBe(c.caseId)
  for (const named of [{ caseId: a.caseId }, { caseId: b.caseId }, { contactId: a.id }, { contactId: b.id }])
    expect((await join(c.id, named)).error).toMatchObject({ code: 'state.wrong' })
  // what was joined stands for the matter in which it ends
  const late = await receive()
  expect((await join(late.id, { caseId: a.caseId })).body.joinedCaseId).toBe(c.caseId)
  const written = await lin.ok(contacts.receive, { body: { channel: 'wechat', caseId: a.caseId } })
  expect(written.contact.caseId).toBe(c.caseId)
})

test('many who join in a circle at once leave no circle, and one who joins twice at once joins once', async () => {
  const many = await Promise.all(Array.from({ length: 5 }, () => receive()))
  const replies = await Promise.all(
    many.map((contact, n) => {
      const next = many[(n + 1) % many.length]!
      return join(contact.id, n % 2 ? { caseId: next.caseId } : { contactId: next.id })
    }),
  )
  expect([...new Set(replies.map(reply => reply.status))].sort()).toEqual([200, 409])
  const after = await Promise.all(many.map(contact => lin.ok(contacts.get, { params: { id: contact.id } })))
  const next = new Map(after.map(contact => [contact.caseId, contact.joinedCaseId]))
  for (const { caseId } of after) {
    const walked: (string | null | undefined)[] = []
    for (let at: string | null | undefined = caseId; at; at = next.get(at)) {
      expect(walked).not.toContain(at)
      walked.push(at)
    }
  }
  const [contact, ticket] = [await receive(), await register()]
  const twice = await Promise.all([0, 1].map(() => join(contact.id, { caseId: ticket.caseId })))
  expect(twice.map(reply => reply.status)).toEqual([200, 200])
  expect((await eventsOf(ticket.caseId)).filter(e => e.type === 'contact.joined')).toHaveLength(1)
})

test('a contact that has ended joins nothing, nor does one join its own matter or two things at once', async () => {
  const ticket = await register()
  const contact = await receive()
  expect((await join(contact.id, { contactId: contact.id })).status).toBe(409)
  expect((await join(contact.id, { contactId: contact.id, caseId: ticket.caseId })).status).toBe(400)
  expect((await join(contact.id, {})).status).toBe(400)
  await lin.ok(contacts.close, { params: { id: contact.id }, body: { outcome: 'misdialled', reason: '拨错号码' } })
  expect((await join(contact.id, { caseId: ticket.caseId })).error).toMatchObject({ code: 'state.wrong' })
  expect((await join(ticket.contactId, { caseId: ticket.caseId })).status).toBe(409)
})

test('contacts and tickets of another site do not exist here, and whoever may not receive contacts joins none', async () => {
  const siteId = await w.site()
  const stranger = await w.as('agent', { siteId })
  const elsewhere = await receive(stranger, siteId)
  const contact = await receive()
  const ticket = await register()
  expect((await join(contact.id, { contactId: elsewhere.id })).status).toBe(404)
  expect((await join(elsewhere.id, { caseId: ticket.caseId })).status).toBe(404)
  const there = await stranger.call(contacts.join, { params: { siteId, id: elsewhere.id }, body: { caseId: ticket.caseId } })
  expect(there.status).toBe(404)
  const auditor = await w.as('auditor')
  expect((await join(contact.id, { caseId: ticket.caseId }, auditor)).status).toBe(403)
})
