import { notifications } from '@sansheng/contract/notifications.ts'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { type Client, type World, world } from '../../platform/testing/world.ts'
import { type NewNotification, notify } from './commands.ts'

const base = await world()
let w: World
let lin: Client
let leader: Client
beforeEach(async () => {
  w = await base.fresh()
  lin = await w.as('agent')
  leader = await w.as('shift-leader')
})
const clause = { number: '4.1', title: '三十分钟内通知责任部门', anchor: '4-1' }
const tell = (told: Partial<NewNotification>) =>
  w.app.transact.write(w.app.origin, ctx =>
    notify(ctx, { siteId: w.siteId, persons: [lin.personId], why: 'breach', clause, ...told }),
  )

test('a bell rings for each person once, in one statement, in the language of whoever reads it', async () => {
  const sent = await w.database.statements(() => tell({ persons: [lin.personId, leader.personId, lin.personId] }))
  expect(sent.filter(s => s.includes('insert into notifications'))).toHaveLength(1)
  const mine = await lin.ok(notifications.list, {})
  expect(mine.unread).toBe(1)
  expect(mine.items).toEqual([
    {
      id: mine.items[0]!.id,
      siteId: w.siteId,
      why: 'breach',
      at: '2026-11-20T01:00:00.000Z',
      readAt: null,
      title: '三十分钟内通知责任部门 超时',
      clause,
      subject: null,
      root: null,
      said: null,
      clockId: null,
    },
  ])
  const english = await leader.ok(notifications.list, { headers: { 'accept-language': 'en' } })
  expect(english.items.map(n => n.title)).toEqual(['三十分钟内通知责任部门: overdue'])
})

test('it shows on the open screens of those whom it concerns', async () => {
  await tell({ persons: [lin.personId, leader.personId] })
  await w.app.settle()
  const { rows } = await sql<{
    persons: string[]
  }>`select persons from stream where type = 'notification' and site_id = ${w.siteId} order by position`.execute(
    w.database.kysely,
  )
  expect(rows.map(row => row.persons)).toEqual([[lin.personId, leader.personId]])
})

test('nobody reads or clears the bell of somebody else', async () => {
  await tell({ persons: [lin.personId] })
  const [mine] = (await lin.ok(notifications.list, {})).items
  await leader.ok(notifications.read, { body: { ids: [mine!.id] } })
  expect((await lin.ok(notifications.list, {})).unread).toBe(1)
  w.clock.move('5 min')
  await lin.ok(notifications.read, { body: { ids: [mine!.id] } })
  const after = await lin.ok(notifications.list, {})
  expect([after.unread, after.items[0]!.readAt]).toEqual([0, '2026-11-20T01:05:00.000Z'])
  expect((await lin.ok(notifications.list, { query: { unread: true } })).items).toEqual([])
})

test('everything is read at once when no one is named', async () => {
  for (let n = 0; n < 3; n++) await tell({ why: 'notice', clause: null, params: { what: `停水 ${n}` } })
  const first = await lin.ok(notifications.list, { query: { unread: true, limit: 2 } })
  const rest = await lin.ok(notifications.list, { query: { unread: true, after: first.next! } })
  expect([...first.items, ...rest.items].map(n => n.title)).toEqual(['公告：停水 2', '公告：停水 1', '公告：停水 0'])
  await lin.ok(notifications.read, { body: {} })
  expect((await lin.ok(notifications.list, {})).unread).toBe(0)
})

test('a message to nobody is no message', async () => {
  const sent = await w.database.statements(() => tell({ persons: [] }))
  expect(sent.filter(s => s.includes('notifications'))).toEqual([])
})
