/** The real server, killed in the middle of work: what it acknowledged is there, and what fell due meanwhile happens once. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from './platform/db.ts'
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { verifyLedger } from './platform/events/verify.ts'
import { until } from './platform/postgres/until.ts'
import { dataFolder, type RunningServer, startServer } from './platform/testing/server.ts'

const standard = `---
standard: seconds
title: 以秒计的试用规范
calendar: natural
---
## 1 通知
### 1.1 一秒内通知
登记以后一秒内通知责任部门。
\`\`\`规则
规则: 时限
编号: notify
起: 工单.登记
止: 工单.通知
限: 1 秒
\`\`\`
`
const password = 'three-rings-2026'
let folder: ReturnType<typeof dataFolder>
let server: RunningServer
let token: string
/** Each test has a server of its own, with a site that lives by the standard of seconds. */
beforeEach(async () => {
  folder = dataFolder()
  server = await start()
  await signIn()
  await post('/sites', { unitName: '澜州水务', code: 'LZ', name: '澜州供水热线', kind: 'water' })
  expect(await post('/sites/1/standard-versions', { source: standard })).toMatchObject({ status: 200 })
})
afterEach(async () => {
  server.child.kill('SIGTERM')
  await server.ended
  folder.remove()
})
const start = () => startServer({ SANSHENG_HOME: folder.home, SANSHENG_FIRST_PASSWORD: password })

type Answer = { status: number; body: Record<string, never> & { id: string; number: string } }
/** Null: the connection broke before an answer was there. */
async function post(path: string, body: object, key?: string): Promise<Answer | null> {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    ...(key ? { 'idempotency-key': key } : {}),
  }
  try {
    const reply = await fetch(`${server.address}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: reply.status, body: (await reply.json()) as Answer['body'] }
  } catch {
    return null
  }
}
async function signIn(): Promise<void> {
  const reply = await fetch(`${server.address}/api/people/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffNumber: 'admin', password }),
  })
  token = /sansheng_session=([^;]+)/.exec(reply.headers.get('set-cookie') ?? '')![1]!
}
const draft = { contact: { channel: 'phone' }, kind: 'report', category: '爆管', title: '东泉路口爆管', address: '东泉路 88 号' }
const tickets = '/sites/1/tickets'

type Sent = { key: string; answer: Answer | null }
/** Several connections register one after the other until each has sent `each`; `midway` is called once `at` are acknowledged. */
async function registerMany(
  name: string,
  { connections, each, at, midway }: { connections: number; each: number; at: number; midway(): void },
) {
  const sent: Sent[] = []
  let acknowledged = 0
  const line = async (n: number) => {
    for (let k = 0; k < each; k++) {
      const key = `${name}-${n}-${k}`
      const answer = await post(tickets, draft, key)
      sent.push({ key, answer })
      if (answer?.status === 200 && ++acknowledged === at) midway()
      if (answer === null && server.child.signalCode !== null) return
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, n) => line(n)))
  return sent
}
const acknowledgedOf = (sent: Sent[]) =>
  sent.flatMap(({ key, answer }) => (answer?.status === 200 ? [{ key, ticket: answer.body }] : []))

/** Looks into the database beside the server. */
async function inside<T>(look: (database: Database) => Promise<T>): Promise<T> {
  const embedded = await startEmbeddedPostgres({ home: folder.home })
  const database = openDatabase({ connection: embedded.connection, poolSize: 2 })
  try {
    return await look(database)
  } finally {
    await database.close()
    await embedded.stop()
  }
}

/** What must hold after every accident: the acknowledged is there, numbers have no gaps, chains are whole, each clock fired once. */
async function allIsWell({ pool, kysely }: Database, acknowledged: { number: string }[]) {
  const ask = async (text: string) => (await pool.query(text)).rows
  const numbers = (await ask('select number from tickets order by number')).map(r => r.number as string)
  expect(numbers).toEqual(expect.arrayContaining(acknowledged.map(t => t.number)))
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const { day, last, count } of await ask(`select s.day, s.last, (select count(*)::int from tickets t
      where t.number like 'BS-' || to_char(s.day::date, 'YYYYMMDD') || '-%') as count from serials s where s.kind = 'BS'`))
    expect([day, count]).toEqual([day, last])
  // each case has exactly the events that its row counts, each of them in the stream or on its way there
  expect(
    await ask(
      'select c.id from cases c where seq <> (select count(*) from events e where e.site_id = c.site_id and e.case_id = c.id)',
    ),
  ).toEqual([])
  expect(
    await ask(
      `select e.hash from events e where (select count(*) from stream s where s.hash = e.hash) + (select count(*) from outbox o where o.hash = e.hash) <> 1`,
    ),
  ).toEqual([])
  const fired = await ask(
    `select count(*)::int as n from events where type = 'clock.breached' group by subject_id having count(*) > 1`,
  )
  expect(fired).toEqual([])
  expect(await verifyLedger(kysely)).toMatchObject({ ok: true, broken: [] })
}
/** Every clock has fired: as many breaches as tickets, which were never notified. */
async function everyClockFired({ pool }: Database): Promise<void> {
  const done = await until(async () => {
    const { rows } = await pool.query(
      `select (select count(*)::int from tickets) as tickets, (select count(*)::int from events where type = 'clock.breached') as fired`,
    )
    return rows[0].tickets === rows[0].fired || undefined
  }, 60_000)
  expect(done).toBe(true)
}

test('killing the server in the middle loses nothing acknowledged, doubles nothing, and late clocks fire once', async () => {
  const sent = await registerMany('first', { connections: 8, each: 30, at: 80, midway: () => server.child.kill('SIGKILL') })
  expect((await server.ended).signal).toBe('SIGKILL')
  const acknowledged = acknowledgedOf(sent)
  expect(acknowledged.length).toBeGreaterThanOrEqual(80)
  expect(acknowledged.length).toBeLessThan(240)

  server = await start()
  // whoever got no answer sends the same again; whoever did gets the same answer
  const again = await Promise.all(sent.map(async ({ key }) => ({ key, answer: await post(tickets, draft, key) })))
  expect(again.map(s => s.answer?.status)).toEqual(again.map(() => 200))
  const byKey = new Map(again.map(s => [s.key, s.answer!.body]))
  for (const { key, ticket } of acknowledged) expect(byKey.get(key)).toMatchObject({ id: ticket.id, number: ticket.number })
  await inside(async database => {
    expect((await database.pool.query('select 1 from tickets')).rowCount).toBe(sent.length)
    await everyClockFired(database)
    await allIsWell(
      database,
      acknowledged.map(a => a.ticket),
    )
  })
})

test('killing the database in the middle refuses for a moment with 503 and goes on; nothing acknowledged is lost', async () => {
  const before = folder.postmaster()!
  const sent = await registerMany('second', {
    connections: 8,
    each: 40,
    at: 60,
    midway: () => void process.kill(before, 'SIGKILL'),
  })
  const refused = sent.filter(s => s.answer?.status !== 200)
  expect(refused.length).toBeGreaterThan(0)
  expect(new Set(refused.map(s => s.answer?.status))).toEqual(new Set([503]))
  const back = await until(async () => (await fetch(`${server.address}/readyz`)).ok || undefined, 60_000)
  expect(back).toBe(true)
  expect(folder.postmaster()).not.toBe(before)
  const again = await Promise.all(refused.map(({ key }) => post(tickets, draft, key)))
  expect(new Set(again.map(a => a?.status))).toEqual(new Set([200]))
  await inside(async database => {
    await everyClockFired(database)
    await allIsWell(
      database,
      acknowledgedOf(sent).map(a => a.ticket),
    )
  })
  server.child.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 0 })
})
