import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { people } from '@sansheng/contract/people.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type App, buildApp } from '../../app.ts'
import { clockSource } from '../../modules/standards/index.ts'
import { later } from '../ctx.ts'
import { openDatabase } from '../db.ts'
import { sealKey } from '../events/seal-key.ts'
import { verifyLedger } from '../events/verify.ts'
import type { Ports } from '../ports.ts'
import { drafts } from '../testing/builders.ts'
import { listenTo } from '../testing/listen.ts'
import { world } from '../testing/world.ts'
import { jobSource } from './jobs.ts'

const standard = `---
standard: two-nodes
title: 两台机器的试用规范
calendar: natural
---
## 1 通知
### 1.1 十分钟内通知
登记以后十分钟内通知责任部门。
\`\`\`规则
规则: 时限
编号: notify
起: 工单.登记
止: 工单.通知
限: 10 分钟
\`\`\`
`
const w = await world({ standard })
const agent = await w.as('agent')
const log = pino({ level: 'silent' })
const db = w.database.kysely
const a = w.app
let b: App
let addressOfB: string
beforeAll(async () => {
  const database = openDatabase({ connection: w.database.connection, poolSize: 5 })
  b = await buildApp({
    database,
    ports: w.clock as typeof w.clock & Ports,
    log,
    sealKey: sealKey({ file: join(mkdtempSync(join(tmpdir(), 'seal-')), 'key') }),
  })
  addressOfB = await b.http.listen({ port: 0, host: '127.0.0.1' })
  afterAll(async () => {
    await b.close()
    await database.close()
  })
})
/** No test leaves a clock running for the next one. */
afterEach(async () => {
  w.clock.move('11 min')
  await Promise.all([a.worker.runDue(), b.worker.runDue()])
})

const register = () => w.a.ticket({ by: agent })
/** A request of the agent to node B. */
const atB = (url: string, token = agent.token) =>
  b.http.inject({ url: `/api${url}`, headers: { authorization: `Bearer ${token}` } })
const fired = async () => {
  const { rows } = await sql<{ clocks: number; breached: number; findings: number }>`select count(*)::int as clocks,
    (select count(*)::int from events where type = 'clock.breached') as breached,
    (select count(*)::int from findings where rule_id = 'notify' and verdict = 'late') as findings
    from clocks where rule_id = 'notify'`.execute(db)
  return rows[0]!
}

test('500 clocks that are due on two nodes at once fire once each', async () => {
  const wanted = 500
  const before = await fired()
  for (let n = 0; n < wanted; n += 20) await Promise.all(Array.from({ length: 20 }, register))
  w.clock.move('11 min')
  const ran = await Promise.all([a.worker.runDue(), b.worker.runDue()])
  expect(ran[0]! + ran[1]!).toBe(wanted)
  expect(Math.min(...ran)).toBeGreaterThan(0)
  expect(await fired()).toMatchObject({ clocks: before.clocks + wanted, breached: before.breached + wanted })
  expect(await Promise.all([a.worker.runDue(), b.worker.runDue()])).toEqual([0, 0])
  expect((await verifyLedger(db)).ok).toBe(true)
})

test('what a worker took before it died is fired by the other after the lease, once, and keeps nothing else waiting', async () => {
  const before = (await fired()).breached
  await register()
  w.clock.move('10 min')
  const dying = clockSource({ db, transact: a.transact, origin: a.origin, compiledStandards: a.compiledStandards })
  expect(await dying.take(w.clock.now(), 200)).toHaveLength(1)
  w.clock.move('5 s')
  await register()
  expect(await b.worker.runDue()).toBe(0)
  // the lease ends in 5 seconds, which is the next instant at which there is something to do
  expect(await dying.next(w.clock.now())).toBe(w.clock.now() + 5_000)
  w.clock.move('5 s')
  expect(await b.worker.runDue()).toBe(1)
  expect((await fired()).breached).toBe(before + 1)
  expect(await dying.next(w.clock.now())).toBe(w.clock.now() + 595_000)
  w.clock.move('10 min')
  expect(await a.worker.runDue()).toBe(1)
})

test('a clock that falls due behind one that is leased does not wait for that lease', async () => {
  const source = clockSource({ db, transact: a.transact, origin: a.origin, compiledStandards: a.compiledStandards })
  await register()
  w.clock.move('5 s')
  await register()
  w.clock.move(595_000)
  expect(await source.take(w.clock.now(), 200)).toHaveLength(1)
  expect(await source.next(w.clock.now())).toBe(w.clock.now() + 5_000)
  w.clock.move('31 s')
  await Promise.all([a.worker.runDue(), b.worker.runDue()])
})

test('a job is tried again with growing pauses and kept with its error when it gives up', async () => {
  let tries = 0
  const jobs = jobSource({
    db,
    transact: a.transact,
    origin: a.origin,
    now: w.clock.now,
    handlers: {
      async 'trial.fails'() {
        tries += 1
        throw new Error('邮件服务器没有回应')
      },
    },
  })
  await a.transact.write(a.origin, async ctx => later(ctx, { siteId: null, kind: 'trial.fails', dueAt: ctx.now(), payload: {} }))
  const pauses: number[] = []
  for (let row = (await jobs.take(w.clock.now(), 1))[0]; row; row = (await jobs.take(w.clock.now(), 1))[0]) {
    await expect(jobs.run(row)).rejects.toThrow('邮件服务器')
    const next = await jobs.next(w.clock.now())
    if (next === null) break
    pauses.push((next - w.clock.now()) / 1000)
    w.clock.move(next - w.clock.now())
  }
  expect(tries).toBe(10)
  expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512])
  const kept = await db.selectFrom('jobs').selectAll().where('kind', '=', 'trial.fails').executeTakeFirstOrThrow()
  expect(kept).toMatchObject({ attempts: 10, error: '邮件服务器没有回应', lease_until: null })
  expect(kept.done_at).not.toBeNull()
})

test('a job whose lease ran out while it was slow is done once, by whoever took it last', async () => {
  const done: string[] = []
  const sourceOf = (name: string, app: App) =>
    jobSource({
      db,
      transact: app.transact,
      origin: app.origin,
      now: w.clock.now,
      handlers: {
        'trial.slow': async () => {
          done.push(name)
          return null
        },
      },
    })
  const [slow, other] = [sourceOf('slow', a), sourceOf('other', b)]
  await a.transact.write(a.origin, async ctx => later(ctx, { siteId: null, kind: 'trial.slow', dueAt: ctx.now(), payload: {} }))
  const [first] = await slow.take(w.clock.now(), 1)
  expect(await other.take(w.clock.now(), 1)).toEqual([])
  w.clock.move('61 s')
  const [second] = await other.take(w.clock.now(), 1)
  await Promise.all([slow.run(first!), other.run(second!)])
  await slow.run(first!)
  expect(done).toEqual(['other'])
})

test('of two with the same key the first that waits stands', async () => {
  const put = (app: App, payload: object) =>
    app.transact.write(app.origin, async ctx =>
      later(ctx, { siteId: null, kind: 'trial.key', key: 'one', dueAt: ctx.now(), payload }),
    )
  await Promise.all([put(a, {}), put(b, {}), put(a, {})])
  expect(await db.selectFrom('jobs').select('id').where('kind', '=', 'trial.key').execute()).toHaveLength(1)
  await sql`delete from jobs where kind = 'trial.key'`.execute(db)
})

test('a standard that is published on one node is in force on the other', async () => {
  const siteId = await w.site()
  await w.publish(standard, { siteId })
  const director = await w.as('director', { siteId })
  const before = await b.compiledStandards.inForce(siteId)
  const source = standard.replace('10 分钟', '3 分钟').replace('十分钟', '三分钟')
  await director.ok(publication.publish, { params: { siteId }, body: { source } })
  await vi.waitFor(async () => expect(await b.compiledStandards.inForce(siteId)).not.toBe(before), {
    timeout: 60_000,
    interval: 5,
  })
  expect(await b.compiledStandards.inForce(siteId)).toBe(await a.compiledStandards.inForce(siteId))
  const made = await b.http.inject({
    method: 'POST',
    url: `/api/sites/${siteId}/tickets`,
    headers: { authorization: `Bearer ${director.token}` },
    payload: drafts.ticket(),
  })
  expect(made.json().clocks).toMatchObject([{ ruleId: 'notify', termMs: 180_000 }])
})

test('a session that ends on one node ends on the other, together with its stream', async () => {
  const leaving = await w.as('agent')
  expect((await atB('/people/me', leaving.token)).statusCode).toBe(200)
  const heard = await listenTo(addressOfB, leaving.token)
  await leaving.ok(people.signOut)
  await heard.until(heard.ended)
  expect((await atB('/people/me', leaving.token)).statusCode).toBe(401)
})

test('what is written on one node is heard on the other, in the same order', async () => {
  const { token } = await w.signIn(agent.staffNumber, 'three-rings-2026')
  await Promise.all([a.settle(), b.settle()])
  const heard = await listenTo(addressOfB, token)
  await heard.until(() => heard.reloads.length > 0)
  const from = heard.reloads[0]!
  const made = await Promise.all(
    Array.from({ length: 12 }, async (_, n) =>
      n % 2
        ? await register()
        : (
            await b.http.inject({
              method: 'POST',
              url: `/api/sites/${w.siteId}/tickets`,
              headers: { authorization: `Bearer ${token}` },
              payload: drafts.ticket(),
            })
          ).json(),
    ),
  )
  const registered = () => heard.entries.filter(e => e.type === 'ticket.registered').map(e => e.refs.ticket)
  await heard.until(() => registered().length === made.length)
  expect(registered().sort()).toEqual(made.map(t => t.id).sort())
  expect(heard.entries.map(e => e.position)).toEqual(heard.entries.map((_, n) => from + 1 + n))
  heard.close()
  expect((await verifyLedger(db)).ok).toBe(true)
})
