import { notices } from '@sansheng/contract/notices.ts'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { drafts } from '../../platform/testing/builders.ts'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const base = await world({ at: '2026-11-20T09:00:00+08:00' })
let w: World
let leader: Client
let lin: Client
beforeEach(async () => {
  w = await base.fresh()
  leader = await w.as('shift-leader', { name: '何班长' })
  lin = await w.as('agent', { name: '林晓棠' })
})
const outage = drafts.notice({
  title: '临川路主管更换',
  reason: '更换老旧主管',
  places: ['槐荫里', '临川路 1 号'],
  areas: ['临川片区'],
  endsAt: '2026-11-20T15:00:00+08:00',
})
const titles = async (address: string) => (await lin.ok(notices.match, { query: { address } })).items.map(n => n.title)

test('R187: what a department reports is numbered, timed, and published by name', async () => {
  const draft = await w.a.notice({ by: leader, ...outage })
  expect(draft).toMatchObject({
    number: 'GG-20261120-001',
    state: 'draft',
    publishedAt: null,
    publisher: null,
    contacts: 0,
    version: 1,
  })
  expect(draft.receivedAt).toBe('2026-11-20T01:00:00.000Z')
  expect(await titles('槐荫里 7 栋')).toEqual([])
  w.clock.move('12 min')
  const published = await leader.ok(notices.publish, { params: { id: draft.id } })
  expect(published).toEqual({
    ...draft,
    state: 'published',
    publishedAt: '2026-11-20T01:12:00.000Z',
    publisher: { kind: 'staff', id: leader.personId, name: '何班长', staffNumber: leader.staffNumber },
    version: 2,
  })
  const { rows } = await sql<{
    type: string
    facts: unknown
  }>`select type, facts from events where case_id = ${draft.id} order by seq`.execute(w.database.kysely)
  const notice = { kind: 'outage', planned: true, endsAt: Date.parse('2026-11-20T15:00:00+08:00') }
  expect(rows).toMatchObject([
    { type: 'notice.received', facts: { site: { kind: 'water', code: expect.stringMatching(/^S\d+$/) }, notice } },
    { type: 'notice.published', facts: { notice } },
  ])
})

test('R188: every agent sees a notice at once, by address or by the area of the premises', async () => {
  await w.a.notice({ by: leader, ...outage, publish: true })
  const home = await w.a.premises({ by: lin, address: '望江台 5 号', area: '临川片区' })
  const away = await w.a.premises({ by: lin, address: '望江台 6 号', area: '城南' })
  expect(await titles('槐荫里 7 栋 2 单元 601')).toEqual(['临川路主管更换'])
  expect(await titles('临川路 12 号')).toEqual([])
  expect((await lin.ok(notices.match, { query: { premisesId: home.id } })).items).toHaveLength(1)
  expect((await lin.ok(notices.match, { query: { premisesId: away.id } })).items).toEqual([])
  await w.app.settle()
  const { rows } = await sql<{
    type: string
    refs: Record<string, string>
  }>`select type, refs from stream where type = 'notice.published' and site_id = ${w.siteId}`.execute(w.database.kysely)
  expect(rows.map(r => typeof r.refs.notice)).toEqual(['string'])
})

test('R188: an outage that overruns stays in force until somebody ends it', async () => {
  const running = await w.a.notice({ by: leader, ...outage, publish: true })
  w.clock.at('2026-11-20T18:00:00+08:00')
  expect(await titles('槐荫里 7 栋')).toEqual(['临川路主管更换'])
  expect((await lin.ok(notices.list, { query: { state: 'published' } })).items.map(n => n.id)).toEqual([running.id])
  const ended = await leader.ok(notices.end, { params: { id: running.id } })
  expect(ended.state).toBe('ended')
  expect(await titles('槐荫里 7 栋')).toEqual([])
  const twice = await leader.call(notices.end, { params: { id: running.id } })
  expect([twice.status, twice.error.code]).toEqual([409, 'state.wrong'])
})

test('a planned outage that has not begun covers nobody yet', async () => {
  const startsAt = '2026-11-21T08:00:00+08:00'
  const later = await w.a.notice({ by: leader, title: '计划检修', places: ['槐荫里'], startsAt, publish: true })
  expect(later.state).toBe('published')
  expect(await titles('槐荫里 7 栋')).toEqual([])
  w.clock.at(startsAt)
  expect(await titles('槐荫里 7 栋')).toEqual(['计划检修'])
})

test('R188: a notice counts the contacts that it met', async () => {
  await w.a.notice({ by: leader, title: '临川路主管更换', places: ['临川路'], publish: true })
  await w.a.notice({ by: leader, title: '计划检修', places: ['槐荫里'], publish: true })
  for (const address of ['槐荫里 7 栋', '槐荫里 8 栋', '城南路 1 号']) await w.a.contact({ by: lin, address })
  const { items } = await lin.ok(notices.list, {})
  expect(items.map(n => [n.title, n.contacts])).toEqual([
    ['计划检修', 2],
    ['临川路主管更换', 0],
  ])
})

test('an end before the begin is refused, and an agent does not publish', async () => {
  const turned = await leader.call(notices.receive, { body: { ...outage, endsAt: '2026-11-20T07:00:00+08:00' } })
  expect([turned.status, turned.error.fields?.[0]?.path]).toEqual([400, '/endsAt'])
  expect((await lin.call(notices.receive, { body: outage })).error.code).toBe('forbidden')
})

test('notices are numbered without a gap and listed newest first, page by page', async () => {
  for (let n = 0; n < 3; n++) await w.a.notice({ by: leader, title: `通告 ${n}`, kind: 'bulletin' })
  const first = await lin.ok(notices.list, { query: { state: 'draft', limit: 2 } })
  const rest = await lin.ok(notices.list, { query: { state: 'draft', limit: 2, after: first.next! } })
  expect([...first.items, ...rest.items].map(n => [n.title, n.number])).toEqual([
    ['通告 2', 'GG-20261120-003'],
    ['通告 1', 'GG-20261120-002'],
    ['通告 0', 'GG-20261120-001'],
  ])
})

test('a notice that does not say whom it covers is refused with the words that are not understood', async () => {
  const refused = await leader.call(notices.receive, { body: { ...outage, places: ['槐荫里', '临川路附近'] } })
  expect(refused.error).toMatchObject({ code: 'notice.place', message: expect.stringContaining('“临川路附近”里的“附近”') })
})
