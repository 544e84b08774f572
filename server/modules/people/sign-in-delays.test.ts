/** Wrong passwords: who has to wait for how long, who does not, and what of it stands in the ledger. */
import { people } from '@sansheng/contract/people.ts'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'
import { forgetOld } from './jobs.ts'
import { staffNumberHash } from './secrets.ts'

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
w.comeBack = false
const password = 'three-rings-2026'
let count = 0
let staffNumber = ''
let id = ''
/** Where whoever tries sits; each test has addresses of its own. */
let home = ''
const addressOf = (test: number, n: number) => `10.${test}.${Math.floor(n / 250)}.${(n % 250) + 1}`

beforeEach(async () => {
  w.clock.at('2026-11-20T09:00:00+08:00')
  count += 1
  home = addressOf(count, 0)
  w.admin = await w.signIn('admin', password)
  staffNumber = `Lin-${count}`
  id = (await w.as('agent', { staffNumber })).personId
})

type From = { as?: string; from?: string; device?: string }
const attempt = (secret: string, { as = staffNumber, from = home, device }: From = {}) =>
  w.app.http.inject({
    method: 'POST',
    url: '/api/people/sign-in',
    remoteAddress: from,
    headers: device ? { cookie: `sansheng_device=${device}` } : {},
    payload: { staffNumber: as, password: secret },
  })
async function wrong(times: number, from: From = {}): Promise<void> {
  for (let n = 0; n < times; n++) expect((await attempt('wrong', from)).statusCode).toBe(401)
}
const deviceOf = (reply: Awaited<ReturnType<typeof attempt>>) => reply.cookies.find(c => c.name === 'sansheng_device')!.value
const eventsOf = async (personId = id) => {
  const { rows } = await sql<{ type: string; detail: Record<string, unknown> }>`
    select type, detail from events where case_id = ${personId} and type like 'session.%' order by seq`.execute(w.database.kysely)
  return rows
}

test('after five wrong passwords the next try waits half a minute, then twice as long each time, and is told so', async () => {
  await wrong(5)
  const early = await attempt(password)
  expect([early.statusCode, early.headers['retry-after']]).toEqual([429, '30'])
  expect(early.json().error).toMatchObject({ code: 'signin.wait', params: { seconds: 30 } })
  expect(early.json().error.message).toContain('30 秒')
  const waits = []
  for (let n = 0; n < 7; n++) {
    const { seconds } = (await attempt('wrong')).json().error.params
    waits.push(seconds)
    w.clock.move(`${seconds} s`)
    await wrong(1)
  }
  expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900])
  w.clock.move('15 min')
  expect((await attempt(password)).statusCode).toBe(200)
  await wrong(4)
  expect((await attempt(password)).statusCode).toBe(200)
})

test('a try that comes too early makes nobody wait longer', async () => {
  await wrong(5)
  for (let n = 0; n < 20; n++) expect((await attempt('wrong')).statusCode).toBe(429)
  w.clock.move('30 s')
  expect((await attempt(password)).statusCode).toBe(200)
})

test('an unknown staff number waits in the same way, so that a delay tells nobody who works here', async () => {
  await wrong(5, { as: `ghost-${count}` })
  expect((await attempt('wrong', { as: `ghost-${count}` })).statusCode).toBe(429)
})

test('many tries at once are not more than many one after the other', async () => {
  const replies = await Promise.all(Array.from({ length: 12 }, () => attempt('wrong')))
  expect(replies.map(r => r.statusCode).sort()).toEqual([...Array(5).fill(401), ...Array(7).fill(429)])
})

test('nobody locks out somebody else: on a device that he has used the person signs in whatever others try', async () => {
  const device = deviceOf(await attempt(password))
  for (let n = 0; n < 15; n++) await wrong(1, { from: addressOf(count, n + 1) })
  // from everywhere else the staff number waits, but no longer than a minute
  const elsewhere = await attempt(password, { from: addressOf(count, 99) })
  expect([elsewhere.statusCode, elsewhere.json().error.params.seconds]).toEqual([429, 10])
  expect((await attempt(password, { device })).statusCode).toBe(200)
  expect((await attempt(password, { device, from: addressOf(count, 98) })).statusCode).toBe(200)
})

test('a device is known for who signed in there, and wrong tries on it wait by themselves', async () => {
  const device = deviceOf(await attempt(password))
  const other = await w.as('agent', { staffNumber: `Wu-${count}` })
  await wrong(5, { device })
  expect((await attempt(password, { device })).statusCode).toBe(429)
  expect((await attempt(password)).statusCode).toBe(200)
  await wrong(5, { as: other.staffNumber, device })
  expect((await attempt(password, { as: other.staffNumber, device })).statusCode).toBe(429)
  expect((await attempt(password, { as: other.staffNumber, device, from: addressOf(count, 7) })).statusCode).toBe(200)
})

test('a device is known to several people and stays the same one; what was never given out becomes a new one', async () => {
  const device = deviceOf(await attempt(password))
  const other = await w.as('agent', { staffNumber: `Wu-${count}` })
  expect(deviceOf(await attempt(password, { as: other.staffNumber, device }))).toBe(device)
  const made = 'x'.repeat(43)
  expect(deviceOf(await attempt(password, { device: made }))).not.toBe(made)
})

test('one address that tries many staff numbers is slowed down, whoever they are; others are not', async () => {
  for (let n = 0; n < 20; n++) await wrong(1, { as: `number-${n}` })
  expect((await attempt('wrong', { as: 'number-21' })).statusCode).toBe(429)
  expect((await attempt(password)).statusCode).toBe(429)
  expect((await attempt(password, { from: addressOf(count, 1) })).statusCode).toBe(200)
  w.clock.move('10 s')
  expect((await attempt(password)).statusCode).toBe(200)
})

test('addresses of one network of the sixth version count as one', async () => {
  for (let n = 0; n < 20; n++) await wrong(1, { as: `six-${n}`, from: `2001:db8:${count}::${(n + 1).toString(16)}` })
  expect((await attempt('wrong', { as: 'six-21', from: `2001:db8:${count}:0:1::1` })).statusCode).toBe(429)
  expect((await attempt('wrong', { as: 'six-21', from: `2001:db8:${count}:1::1` })).statusCode).toBe(401)
})

test('who mistypes and then gets it right leaves nothing behind at his address', async () => {
  for (let n = 0; n < 12; n++) {
    await wrong(3)
    expect((await attempt(password)).statusCode).toBe(200)
  }
  expect((await attempt('wrong', { as: `ghost-${count}` })).statusCode).toBe(401)
})

test('a burst of wrong passwords is one event in an hour; the good sign-in after it says how many there were', async () => {
  await wrong(5)
  for (let n = 0; n < 10; n++) await attempt('wrong')
  w.clock.move('30 min')
  await wrong(1)
  w.clock.move('31 min')
  await wrong(1)
  w.clock.move('15 min')
  expect((await attempt(password)).statusCode).toBe(200)
  expect((await eventsOf()).slice(-3)).toEqual([
    { type: 'session.refused', detail: { reason: 'password', tries: 1 } },
    { type: 'session.refused', detail: { reason: 'password', tries: 7 } },
    { type: 'session.opened', detail: { source: 'api', method: 'password', wrongBefore: 7 } },
  ])
})

test('a new password from an administrator wipes the slate and forgets the devices', async () => {
  const device = deviceOf(await attempt(password))
  await wrong(5)
  await wrong(5, { device })
  expect((await w.admin.ok(people.listPersons, { query: { q: staffNumber } })).items[0]!.delayedUntil).toBe(
    new Date(w.clock.now() + 30_000).toISOString(),
  )
  const { firstPassword } = await w.admin.ok(people.resetPassword, { params: { id } })
  expect((await attempt(firstPassword!, { device })).statusCode).toBe(200)
  const { rows } = await sql`select 1 from known_devices where person_id = ${id}`.execute(w.database.kysely)
  expect(rows).toHaveLength(1)
})

test('guessing the current password inside a session waits too, and signing in does not wait for it', async () => {
  const lin = await w.signIn(staffNumber, password)
  const guess = () => lin.call(people.changePassword, { body: { current: 'wrong', next: 'kettle-drum-42' } })
  for (let n = 0; n < 5; n++) expect((await guess()).status).toBe(400)
  expect((await guess()).error).toMatchObject({ code: 'signin.wait', params: { seconds: 30 } })
  expect((await attempt(password)).statusCode).toBe(200)
})

test('wrong tries, devices and sessions that are long over are deleted; what still counts stays', async () => {
  const device = deviceOf(await attempt(password))
  await wrong(3)
  const left = async () => {
    const { rows } = await sql<{ tries: number; devices: number; sessions: number }>`select
      (select count(*)::int from sign_in_tries where account_hash = ${staffNumberHash(staffNumber)}) as tries,
      (select count(*)::int from known_devices where person_id = ${id}) as devices,
      (select count(*)::int from sessions where person_id = ${id}) as sessions`.execute(w.database.kysely)
    return rows[0]
  }
  const forget = () => w.app.transact.write(w.app.origin, ctx => forgetOld(ctx))
  const { sessions } = (await left())!
  await forget()
  expect(await left()).toEqual({ tries: 3, devices: 2, sessions })
  w.clock.move('25 h')
  await forget()
  expect(await left()).toEqual({ tries: 0, devices: 2, sessions })
  w.clock.move('31 d')
  await forget()
  expect(await left()).toEqual({ tries: 0, devices: 2, sessions: 0 })
  expect((await attempt(password, { device })).statusCode).toBe(200)
  w.clock.move('181 d')
  await forget()
  expect(await left()).toEqual({ tries: 0, devices: 0, sessions: 0 })
})

test('the try is counted and looked at before the transaction that opens the session', async () => {
  const sent = await w.database.statements(() => attempt(password))
  const at = (part: string) => sent.findIndex(text => text.toLowerCase().includes(part))
  expect(at('insert into sign_in_tries')).toBeGreaterThanOrEqual(0)
  expect(at('insert into sign_in_tries')).toBeLessThan(at('begin'))
  expect(at('begin')).toBeLessThan(at('insert into "sessions"'))
  expect(sent.filter(text => text.toLowerCase() === 'begin')).toHaveLength(1)
})
