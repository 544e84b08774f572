import { callbacks } from '@sansheng/contract/callbacks.ts'
import type { QueryOf } from '@sansheng/contract/route.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'

const standard = `---
standard: lists
title: 清单
---
## 1
\`\`\`rule
rule: deadline
id: notify
from: ticket.registered
to: ticket.notified
within: 30 min
when: ticket.kind == 'repair'
\`\`\`
`
const base = await world({ standard })

/** A site with two agents and a way to register. */
async function site() {
  const w = await base.fresh()
  const [agent, other] = [await w.as('agent'), await w.as('agent')]
  const register = (kind: 'repair' | 'inquiry', by = agent) => w.a.ticket({ by, kind })
  return { w, agent, other, register }
}

/** Eleven tickets of the agent, five of them repairs, within seven minutes; and one of the other agent. */
async function twelve() {
  const here = await site()
  const made: { id: string; kind: string }[] = []
  for (let n = 0; n < 11; n++) {
    made.push(await here.register(n % 2 ? 'repair' : 'inquiry'))
    if (n % 3) here.w.clock.move('1 min')
  }
  const mine = await here.register('inquiry', here.other)
  return { ...here, made, mine }
}

test('every sort is read on to the end without a row twice or missing', async () => {
  const { agent, made, mine } = await twelve()
  const all = async (sort: 'due' | 'newest' | 'oldest') => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await agent.ok(tickets.list, { query: { sort, limit: 2, ...(after ? { after } : {}) } })
      expect(page.total).toBeNull()
      seen.push(...page.items.map(t => t.id))
      after = page.next ?? undefined
    } while (after)
    return seen
  }
  const ids = [...made, mine].map(t => t.id)
  expect(await all('oldest')).toEqual(ids)
  expect(await all('newest')).toEqual(ids.toReversed())
  const due = made.filter(t => t.kind === 'repair').map(t => t.id)
  expect(due).toHaveLength(5)
  expect(await all('due')).toEqual([...due, ...ids.filter(id => !due.includes(id)).toReversed()])
})

test('filters narrow the list, a short list knows its total', async () => {
  const { w, other, mine } = await twelve()
  const found = async (query: QueryOf<typeof tickets.list>) => (await other.ok(tickets.list, { query })).total
  expect(await found({ mine: true })).toBe(1)
  expect(await found({ kind: 'repair' })).toBe(5)
  expect(await found({ kind: 'repair', status: 'notified' })).toBe(0)
  expect(await found({ caseId: mine.caseId })).toBe(1)
  expect(await found({ from: '2026-11-20T09:00:00+08:00', to: '2026-11-20T09:00:30+08:00' })).toBe(2)
  expect(await found({ open: false })).toBe(0)
  w.clock.move('31 min')
  expect(await found({ breached: true })).toBe(5)
  expect(await found({ breached: false })).toBe(7)
})

test('what stands in a cursor is ours or refused', async () => {
  const { agent } = await site()
  for (const after of ['x', 'W10', Buffer.from('["due",1,"no"]').toString('base64url')])
    for (const sort of ['due', 'newest'] as const)
      expect((await agent.call(tickets.list, { query: { after, sort } })).error.code).toBe('invalid')
})

test('the counts are those of today and of the open ones', async () => {
  const { w, agent } = await twelve()
  w.clock.move('31 min')
  const counts = await agent.ok(tickets.counts)
  expect(counts).toEqual({
    today: [
      { kind: 'inquiry', count: 7 },
      { kind: 'repair', count: 5 },
    ],
    open: 12,
    breached: 5,
    soon: 0,
    mine: 11,
  })
})

const unhappy = { reason: '修好当晚又漏', wants: '今天再来一次' }
test('R160: call-backs of a ticket are listed with method, result, person and time', async () => {
  const { w, agent, other, register } = await site()
  const ticket = await register('inquiry')
  await w.a.callback({ by: agent, ticketId: ticket.id, method: 'phone', result: 'unreached' })
  await w.a.callback({ by: other, ticketId: ticket.id, method: 'visit', result: 'unsatisfied', note: '还在滴水', ...unhappy })
  const page = await agent.ok(callbacks.list, { query: { ticketId: ticket.id } })
  expect(page.items.map(c => [c.method, c.result, c.note, c.by.id])).toEqual([
    ['visit', 'unsatisfied', '还在滴水', other.personId],
    ['phone', 'unreached', null, agent.personId],
  ])
  expect((await agent.ok(tickets.get, { params: { id: ticket.id } })).status).toBe('registered')
  const { rows } = await w.database.pool.query(
    `select facts -> 'callback' ->> 'attempts' as attempts from events where type = 'callback.recorded' and refs ->> 'ticket' = $1 order by seq`,
    [ticket.id],
  )
  expect(rows.map(r => r.attempts)).toEqual(['1', '2'])
})

test('a call-back names no form of another ticket', async () => {
  const { w, agent, register } = await site()
  const [ticket, another] = [await register('inquiry'), await register('repair')]
  const form = await w.a.form({ by: agent, ticketId: another.id })
  const strange = { ticketId: ticket.id, formId: form.id, method: 'phone' as const, result: 'satisfied' as const }
  expect((await agent.call(callbacks.make, { body: strange })).error.code).toBe('not_found')
})
