import { people } from '@sansheng/contract/people.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { notify } from '../../modules/notifications/index.ts'
import { announce } from '../ctx.ts'
import { nobody, system } from '../principal.ts'
import { type Listening, listenTo } from '../testing/listen.ts'
import { type Client, world } from '../testing/world.ts'
import { readStream } from './hub.ts'
import { relayAll } from './relay.ts'
import { visible } from './route.ts'

const w = await world({ at: '2026-11-20T09:00:00+08:00', needs: { streams: { perSession: 250, inAll: 5_000 } } })
const agent = await w.as('agent')
const leader = await w.as('shift-leader')
let address: string
beforeAll(async () => {
  address = await w.app.http.listen({ port: 0, host: '127.0.0.1' })
})

/** Sessions of the file have not expired, and everything that was written is in order. */
beforeEach(async () => {
  w.clock.at('2026-11-20T09:00:00+08:00')
  await w.app.settle()
})

const opened: Listening[] = []
afterEach(() => {
  for (const each of opened.splice(0)) each.close()
})
async function listen(who: Client, from?: Parameters<typeof listenTo>[2]): Promise<Listening> {
  const heard = await listenTo(address, who.token, from)
  opened.push(heard)
  return heard
}

const register = (by = agent) => w.a.ticket({ by })
const head = async () => (await w.database.kysely.selectFrom('stream_head').select('position').executeTakeFirstOrThrow()).position
const gauge = async () => {
  const metrics = (await w.app.http.inject('/metrics')).body
  return Number(/^sansheng_streams_open (\d+)/m.exec(metrics)?.[1] ?? 0)
}
/** The server hears a little later that a screen went away. */
const nobodyListens = () => vi.waitFor(async () => expect(await gauge()).toBe(0), { timeout: 60_000, interval: 5 })
const many = (siteId: number, count: number) =>
  w.app.transact.write(w.app.origin, async ctx => {
    for (let n = 0; n < count; n++)
      announce(ctx, { siteId, type: 'ticket.changed', refs: { ticket: String(n) }, subject: { kind: 'ticket', id: String(n) } })
  })

test('a screen that comes without a position is told where the stream stands', async () => {
  await register()
  await w.app.settle()
  const heard = await listen(agent)
  await heard.until(() => heard.reloads.length > 0)
  expect(heard.reloads).toEqual([await head()])
})

test('under concurrent writers everybody hears everything, in one order without gaps', async () => {
  const from = await head()
  const [one, two] = [await listen(agent, { after: from }), await listen(leader, { after: from })]
  const made = await Promise.all(Array.from({ length: 30 }, (_, n) => register(n % 2 ? agent : leader)))
  await w.app.settle()
  const to = await head()
  const seen = (heard: Listening) => heard.entries.filter(e => e.type === 'ticket.registered').map(e => e.refs.ticket)
  for (const heard of [one, two]) {
    await heard.until(() => heard.entries.at(-1)?.position === to)
    expect(heard.entries.map(e => e.position)).toEqual(Array.from({ length: to - from }, (_, n) => from + 1 + n))
    expect(seen(heard).sort()).toEqual(made.map(t => t.id).sort())
  }
  expect(two.entries).toEqual(one.entries)
  for (const { caseId } of made) {
    const seqs = one.entries.filter(e => e.refs.case === caseId).map(e => Number(e.refs.seq))
    expect(seqs).toEqual(seqs.map((_, n) => n + 1))
  }
})

test('two movers at once put everything in order once, and neither fails', async () => {
  const from = await head()
  const rows = 4000
  await sql`insert into outbox (site_id, type, refs) select ${w.siteId}, 'ticket.changed', jsonb_build_object('n', n) from generate_series(1, ${rows}::int) n`.execute(
    w.database.kysely,
  )
  await Promise.all(Array.from({ length: 4 }, () => relayAll(w.database.kysely, w.app.subjects, w.clock.now)))
  const { rows: found } = await sql<{ n: number; first: number; last: number; different: number }>`
    select count(*)::int as n, min(position) as first, max(position) as last, count(distinct refs->>'n')::int as different from stream where position > ${from}`.execute(
    w.database.kysely,
  )
  expect(found[0]).toEqual({ n: rows, first: from + 1, last: from + rows, different: rows })
  expect(await head()).toBe(from + rows)
})

test('a screen that was away goes on where it was, by header or by address, and misses nothing that comes meanwhile', async () => {
  await w.app.settle()
  const from = await head()
  await many(w.siteId, 700)
  // a screen stands at a position only once the stream has given it out
  await w.app.settle()
  const writers = Promise.all(Array.from({ length: 10 }, () => register()))
  const late = await Promise.all([
    listen(agent, { lastEventId: from }),
    listen(agent, { after: from }),
    listen(agent, { after: from + 300 }),
  ])
  await writers
  await w.app.settle()
  const to = await head()
  for (const [n, heard] of late.entries()) {
    const start = from + (n === 2 ? 300 : 0)
    await heard.until(() => heard.entries.at(-1)?.position === to)
    expect(heard.entries.map(e => e.position)).toEqual(Array.from({ length: to - start }, (_, k) => start + 1 + k))
    expect(heard.reloads).toEqual([])
  }
})

test('everybody hears what he may see: his sites, his permissions', async () => {
  const elsewhere = await w.site({ code: 'XS' })
  const stranger = await w.as('agent', { siteId: elsewhere })
  const auditor = await w.as('auditor')
  await w.app.settle()
  const from = await head()
  const [here, there, audit] = await Promise.all([agent, stranger, auditor].map(who => listen(who, { after: from })))
  const mine = await register()
  const theirs = await w.a.contact({ by: stranger, siteId: elsewhere })
  await w.app.settle()
  const ends = (await readStream(w.database.kysely, from)).length
  expect(ends).toBeGreaterThan(0)
  await here!.until(() => here!.entries.some(e => e.refs.ticket === mine.id))
  await there!.until(() => there!.entries.some(e => e.refs.case === theirs.caseId))
  expect(new Set(here!.entries.map(e => e.siteId))).toEqual(new Set([w.siteId]))
  expect(new Set(there!.entries.map(e => e.siteId))).toEqual(new Set([elsewhere]))
  expect(audit!.entries.filter(e => e.type.startsWith('dispatch.'))).toEqual([])
})

test('a hand-over reaches the screen of whoever had it, live and when it was away meanwhile', async () => {
  const heads = await Promise.all([0, 1, 2].map(() => w.as('department-head')))
  const [from, to] = [await w.department('抢修一队', [], heads[0]), await w.department('抢修二队', [], heads[1])]
  await w.department('抢修三队', [], heads[2])
  const back = await Promise.all(heads.map(head => w.signIn(head.staffNumber, 'three-rings-2026')))
  const ticket = await register()
  const hand = (departmentId: string) => agent.ok(tickets.notifyDepartment, { params: { id: ticket.id }, body: { departmentId } })
  await hand(from)
  await w.app.settle()
  const seen = await head()
  const live = await Promise.all(back.map(who => listen(who, { after: seen })))
  await hand(to)
  await w.app.settle()
  const away = await Promise.all(back.map(who => listen(who, { after: seen })))
  const persons = back.map(who => who.personId)
  await w.app.transact.write(w.app.origin, ctx => notify(ctx, { siteId: w.siteId, persons, why: 'notice' }))
  await w.app.settle()
  const end = await head()
  const told = async (heard: Listening) => {
    await heard.until(() => heard.entries.at(-1)?.position === end)
    return heard.entries.filter(e => e.type === 'ticket.notified').map(e => e.refs.ticket)
  }
  for (const screens of [live, away]) expect(await Promise.all(screens.map(told))).toEqual([[ticket.id], [ticket.id], []])
})

test('a bell rings for the persons it names and for nobody else', async () => {
  const other = await w.as('agent')
  await w.app.settle()
  const from = await head()
  const [mine, others] = await Promise.all([agent, other].map(who => listen(who, { after: from })))
  await w.app.transact.write(w.app.origin, ctx => notify(ctx, { siteId: w.siteId, persons: [agent.personId], why: 'assign' }))
  await many(w.siteId, 1)
  await w.app.settle()
  await mine!.until(() => mine!.entries.length === 2)
  await others!.until(() => others!.entries.length === 1)
  expect(mine!.entries.map(e => e.type)).toEqual(['notification', 'ticket.changed'])
  expect(others!.entries.map(e => e.type)).toEqual(['ticket.changed'])
  expect(JSON.stringify(mine!.entries)).not.toContain(agent.personId)
})

test('too far behind, ahead of the app, or asleep while entries were forgotten: the screen reloads', async () => {
  await w.app.settle()
  await many(w.siteId, 5001)
  await w.app.settle()
  const to = await head()
  for (const after of [to - 5001, to + 1]) {
    const heard = await listen(agent, { after })
    await heard.until(() => heard.reloads.length > 0)
    expect([heard.reloads, heard.entries]).toEqual([[to], []])
  }
  const just = await listen(agent, { after: to - 5000 })
  await just.until(() => just.entries.length === 5000)
  expect(just.reloads).toEqual([])
  await sql`delete from stream where position <= ${to - 10}`.execute(w.database.kysely)
  const asleep = await listen(agent, { after: to - 20 })
  await asleep.until(() => asleep.reloads.length > 0)
  expect([asleep.reloads, asleep.entries]).toEqual([[to], []])
})

test.each(['?after=-1', '?after=x', '?after=1e400', '?after=1&after=2'])(
  'a position that is none (%s) is refused',
  async query => {
    const reply = await w.app.http.inject({ url: `/api/stream${query}`, headers: { authorization: `Bearer ${agent.token}` } })
    expect([reply.statusCode, reply.json().error.fields]).toEqual([400, [{ path: '/after', message: '请填写整数。' }]])
  },
)

test('nobody listens without a session, and a session that ends closes its streams at once', async () => {
  await expect(listenTo(address, 'not-a-token-of-anybody')).rejects.toThrow('401')
  const leaving = await w.as('agent')
  const heard = await listen(leaving)
  const others = await listen(agent)
  await leaving.ok(people.signOut)
  await heard.until(heard.ended)
  expect(others.ended()).toBe(false)
})

test('who is made inactive hears nothing more', async () => {
  const leaving = await w.as('agent')
  const heard = await listen(leaving)
  const { items } = await w.admin.ok(people.listPersons)
  const version = items.find(p => p.id === leaving.personId)!.version
  await w.admin.ok(people.updatePerson, { params: { id: leaving.personId }, body: { active: false, version } })
  await heard.until(heard.ended)
})

test('a quiet stream carries a sign of life, and an idle session ends it', async () => {
  await nobodyListens()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const resting = await w.as('agent')
    const heard = await listen(resting)
    expect(await gauge()).toBe(1)
    w.clock.move('20 s')
    vi.advanceTimersByTime(20_000)
    expect(heard.ended()).toBe(false)
    w.clock.move('31 min')
    vi.advanceTimersByTime(20_000)
    await heard.until(heard.ended)
    expect(await gauge()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('200 screens that come and go leave nothing behind', async () => {
  const leavingToo = await w.signIn(agent.staffNumber, 'three-rings-2026')
  await nobodyListens()
  const all = await Promise.all(Array.from({ length: 200 }, () => listenTo(address, leavingToo.token)))
  expect(await gauge()).toBe(200)
  await many(w.siteId, 1)
  await w.app.settle()
  for (const heard of all) await heard.until(() => heard.entries.length === 1)
  for (const heard of all) heard.close()
  await nobodyListens()
  expect((await leavingToo.call(people.me)).status).toBe(200)
})

test('whoever reads the standard hears that one was submitted, consented to or sent back', () => {
  const owners = [{ kind: 'standard', id: 's', persons: [], departmentId: null }]
  const entry = { position: 1, siteId: w.siteId, refs: {}, persons: null, owners }
  const { shows } = w.app.subjects
  for (const type of ['approval.requested', 'approval.given', 'approval.refused', 'standard.published']) {
    expect(visible(system, { ...entry, type }, shows)).toBe(true)
    expect(visible(nobody, { ...entry, type }, shows)).toBe(false)
  }
})
