/** How urgent a ticket is: as the standard proposes from category, words and answers, or as whoever registers knows better. */
import { readFileSync } from 'node:fs'
import { standards } from '@sansheng/contract/standards.ts'
import { type TicketDraft, tickets } from '@sansheng/contract/tickets.ts'
import { beforeEach, expect, test } from 'vitest'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const standard = readFileSync(new URL('../../../standards/water-hotline.md', import.meta.url), 'utf8')
const base = await world({ at: '2026-11-20T09:00:00+08:00', standard })
let w: World
let agent: Client
beforeEach(async () => {
  w = await base.fresh()
  agent = await w.as('agent')
  await w.department('抢修队', [])
  await w.department('临川维修所', [])
})

const register = (more: Partial<TicketDraft>) => w.a.repair({ by: agent, urgency: undefined, ...more })
const registered = async (id: string) =>
  (await agent.ok(tickets.history, { params: { id } })).items.find(event => event.type === 'ticket.registered')!.detail

test.each([
  ['its category', { category: '爆管' }],
  ['its title', { title: '东泉路口水管爆了' }],
  ['what was written down', { description: '来电说水往外喷水，路面大量漏水' }],
  ['an answer', { fault: { phenomenon: '整栋楼都没有水', location: '7 栋', operation: '没有动过' } }],
])('a burst pipe that nobody called urgent is an emergency by %s, and goes to the emergency crew', async (_, more) => {
  const ticket = await register(more)
  expect([ticket.urgency, ticket.department?.name]).toEqual(['emergency', '抢修队'])
  expect(await registered(ticket.id)).toMatchObject({ urgencyBy: 'urgency', routedBy: 'department' })
  expect(await registered(ticket.id)).not.toHaveProperty('proposedUrgency')
})

test('what tells of no danger is an ordinary repair', async () => {
  const ticket = await register({ title: '槐荫里 7 栋，没有爆管，就是水小' })
  expect([ticket.urgency, ticket.department?.name]).toEqual(['normal', '临川维修所'])
})

test('whoever registers may differ, and both stand in the ledger', async () => {
  const other = await w.department('营业部', [])
  const ticket = await register({ category: '爆管', urgency: 'normal', departmentId: other })
  expect([ticket.urgency, ticket.department?.name]).toEqual(['normal', '营业部'])
  expect(await registered(ticket.id)).toMatchObject({
    urgencyBy: 'urgency',
    proposedUrgency: 'emergency',
    routedBy: 'department',
    proposedDepartment: '临川维修所',
  })
})

test('the board is told how urgent it is, and of many that are late the newest first', async () => {
  const first = await register({ category: '爆管' })
  w.clock.move('1 min')
  const second = await register({})
  w.clock.move('2 d')
  await w.runDue()
  const { items } = await agent.ok(standards.listClocks, { query: { breached: true, newest: true, limit: 1 } })
  const rest = await agent.ok(standards.listClocks, { query: { breached: true, newest: true } })
  expect(items).toEqual(rest.items.slice(0, 1))
  const due = rest.items.map(({ clock }) => clock.dueAt)
  expect(due).toEqual([...due].sort().reverse())
  expect(new Set(rest.items.map(({ root, urgency }) => `${root.id} ${urgency}`))).toEqual(
    new Set([`${first.id} emergency`, `${second.id} normal`]),
  )
})
