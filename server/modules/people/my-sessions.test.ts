import { people } from '@sansheng/contract/people.ts'
import { beforeEach, expect, test } from 'vitest'
import { type Client, world } from '../../platform/testing/world.ts'

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
w.comeBack = false
const password = 'three-rings-2026'
let lin: Client

beforeEach(async () => {
  w.clock.at('2026-11-20T09:00:00+08:00')
  w.admin = await w.signIn('admin', password)
  lin = await w.as('agent', { name: '林晓棠' })
})

const opened = async (headers: Record<string, string>, staffNumber = lin.staffNumber) => {
  const payload = { staffNumber, password }
  const reply = await w.app.http.inject({ method: 'POST', url: '/api/people/sign-in', headers, payload })
  return reply.cookies.find(c => c.name === 'sansheng_session')!.value
}
const mine = async (who = lin) => (await who.ok(people.listMySessions)).items
const statusOf = async (token: string) =>
  (await w.app.http.inject({ url: '/api/people/me', headers: { authorization: `Bearer ${token}` } })).statusCode
const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0'

test('everybody sees where he is signed in, with device and last use, and nothing of others', async () => {
  w.clock.move('5 min')
  await opened({ 'user-agent': edge, 'x-sansheng-client': 'web' })
  const [there, here] = (await mine()).toSorted((a, b) => Number(a.current) - Number(b.current))
  expect(there).toMatchObject({
    client: 'screen',
    device: 'Edge · Windows',
    openedAt: '2026-11-20T01:05:00.000Z',
    current: false,
  })
  expect(here).toMatchObject({ current: true, openedAt: '2026-11-20T01:00:00.000Z', lastSeenAt: '2026-11-20T01:05:00.000Z' })
  w.clock.move('29 min')
  await lin.ok(people.me)
  w.clock.move('2 min')
  // the other one is over, and is not listed
  expect((await mine()).map(s => s.current)).toEqual([true])
})

test('one of one’s own sessions can be ended, nobody else’s', async () => {
  const token = await opened({ 'user-agent': edge })
  const other = (await mine()).find(s => !s.current)!
  const stranger = await w.as('agent')
  expect((await stranger.call(people.endMySession, { params: { id: other.id } })).status).toBe(404)
  expect(await statusOf(token)).toBe(200)
  await lin.ok(people.endMySession, { params: { id: other.id } })
  await lin.ok(people.endMySession, { params: { id: other.id } })
  expect(await statusOf(token)).toBe(401)
  const { rows } = await w.database.pool.query(`select detail from events where case_id = $1 and type = 'session.closed'`, [
    lin.personId,
  ])
  expect(rows).toEqual([{ detail: { reason: 'ended-elsewhere' } }])
})

test('signing in ends the session that the browser had before, whosever it was', async () => {
  const before = await opened({})
  const next = await w.as('agent')
  const after = await opened({ cookie: `sansheng_session=${before}` }, next.staffNumber)
  expect([await statusOf(before), await statusOf(after)]).toEqual([401, 200])
  expect(after).not.toBe(before)
})
