import { contacts, takeBackMinutes } from '@sansheng/contract/contacts.ts'
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
unless: contact.outcome in ['misdialled', 'withdrawn', 'joined']
\`\`\`
`
const w = await world({ standard })
const lin = await w.as('agent')
afterEach(async () => {
  expect(await verifyLedger(w.database.kysely)).toMatchObject({ ok: true, broken: [] })
})

const close = (id: string) => lin.ok(contacts.close, { params: { id }, body: { outcome: 'misdialled', reason: '拨错号码' } })
const takeBack = (id: string, who: Client = lin) => who.call(contacts.takeBack, { params: { id } })
async function eventsOf(caseId: string): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`select type from events where case_id = ${caseId} order by seq`.execute(
    w.database.kysely,
  )
  return rows.map(({ type }) => type)
}
async function clocksOf(caseId: string) {
  const { rows } = await sql<{ state: string; started_at: number }>`select state, started_at from clocks where case_id = ${caseId}
    order by started_at, started_seq`.execute(w.database.kysely)
  return rows.map(({ state, started_at }) => [state, started_at])
}

test('a contact that was not misdialled after all is open again, and its registration is owed from its intake on', async () => {
  const contact = await w.a.contact({ by: lin, summary: '没水' })
  const received = w.clock.now()
  w.clock.move('2 min')
  await close(contact.id)
  expect(await clocksOf(contact.caseId)).toEqual([['void', received]])
  w.clock.move('1 min')
  const back = await takeBack(contact.id)
  expect(back.body).toMatchObject({ outcome: null, closedAt: null, endReason: null, summary: '没水' })
  expect(await eventsOf(contact.caseId)).toEqual(['intake.received', 'contact.closed', 'contact.reopened'])
  expect(await clocksOf(contact.caseId)).toEqual([
    ['void', received],
    ['running', received],
  ])
  const ticket = await w.a.ticket({ by: lin, contactId: contact.id })
  expect(ticket.caseId).toBe(contact.caseId)
  expect((await clocksOf(contact.caseId)).map(([state]) => state)).toEqual(['void', 'met'])
})

test('closing and taking back wins no time: what fell due meanwhile is late', async () => {
  const contact = await w.a.contact({ by: lin, summary: '没水' })
  const received = w.clock.now()
  w.clock.move('9 min')
  await close(contact.id)
  w.clock.move('8 min')
  expect((await takeBack(contact.id)).status).toBe(200)
  await w.a.ticket({ by: lin, contactId: contact.id })
  expect(await clocksOf(contact.caseId)).toEqual([
    ['void', received],
    ['late', received],
  ])
})

test('a contact that joined the wrong matter leaves it: both cases say so, and nothing of it is owed there', async () => {
  const ticket = await w.a.ticket({ by: lin })
  const contact = await w.a.contact({ by: lin, summary: '对面也没水' })
  await lin.ok(contacts.join, { params: { id: contact.id }, body: { caseId: ticket.caseId } })
  const before = await clocksOf(ticket.caseId)
  const back = await takeBack(contact.id)
  expect(back.body).toMatchObject({ outcome: null, joinedCaseId: null })
  expect((await eventsOf(contact.caseId)).at(-1)).toBe('contact.reopened')
  expect((await clocksOf(contact.caseId)).map(([state]) => state)).toEqual(['void', 'running'])
  expect(new Set((await clocksOf(contact.caseId)).map(([, startedAt]) => startedAt)).size).toBe(1)
  expect((await eventsOf(ticket.caseId)).at(-1)).toBe('contact.separated')
  expect(await clocksOf(ticket.caseId)).toEqual(before)
  expect((await lin.ok(contacts.list, { query: { caseId: ticket.caseId } })).items.map(({ id }) => id)).not.toContain(contact.id)
  // a second click finds it done
  expect((await takeBack(contact.id)).status).toBe(200)
  expect((await eventsOf(contact.caseId)).filter(type => type === 'contact.reopened')).toHaveLength(1)
})

test('it can be taken back for a while only, and neither an answer nor a ticket', async () => {
  const late = await w.a.contact({ by: lin })
  await close(late.id)
  w.clock.move(`${takeBackMinutes} min`)
  w.clock.move('1 s')
  expect((await takeBack(late.id)).error).toMatchObject({ code: 'state.wrong' })
  const answered = await w.a.contact({ by: lin })
  await lin.ok(contacts.close, { params: { id: answered.id }, body: { outcome: 'answered', summary: '已答' } })
  expect((await takeBack(answered.id)).status).toBe(409)
  const ticket = await w.a.ticket({ by: lin })
  expect((await takeBack(ticket.contactId)).status).toBe(409)
  const written = await lin.ok(contacts.receive, { body: { channel: 'wechat', caseId: ticket.caseId } })
  expect((await takeBack(written.contact.id)).status).toBe(409)
})

test('only who may receive contacts, and reaches this one, takes it back', async () => {
  const contact = await w.a.contact({ by: lin })
  await close(contact.id)
  expect((await takeBack(contact.id, await w.as('auditor'))).status).toBe(403)
  expect((await takeBack(contact.id, await w.as('agent', { scope: 'own' }))).status).toBe(404)
})

test('what was typed is there again when the end is taken back', async () => {
  const contact = await w.a.contact({ by: lin })
  await lin.ok(contacts.saveDraft, { params: { id: contact.id }, body: { fields: { category: '漏水' } } })
  await close(contact.id)
  await takeBack(contact.id)
  expect((await lin.ok(contacts.draft, { params: { id: contact.id } })).draft?.fields).toEqual({ category: '漏水' })
})
