import { people } from '@sansheng/contract/people.ts'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
w.comeBack = false
const password = 'three-rings-2026'
let count = 0
let staffNumber = ''
let id = ''

beforeEach(async () => {
  w.clock.at('2026-11-20T09:00:00+08:00')
  count += 1
  w.admin = await w.signIn('admin', password)
  staffNumber = `Lin-${count}`
  id = (await w.as('agent', { staffNumber, name: '林晓棠' })).personId
})

const attempt = (secret: string, as = staffNumber, headers: Record<string, string> = {}) =>
  w.app.http.inject({ method: 'POST', url: '/api/people/sign-in', headers, payload: { staffNumber: as, password: secret } })
const events = async (personId = id) => {
  const { rows } = await sql<{ type: string; detail: Record<string, unknown> }>`
    select type, detail from events where case_id = ${personId} order by seq`.execute(w.database.kysely)
  return rows
}

test('signing in gives a cookie that scripts cannot read, and says what may be done where', async () => {
  const reply = await attempt(password)
  expect(reply.statusCode).toBe(200)
  const [cookie, device] = reply.headers['set-cookie'] as unknown as [string, string]
  expect(cookie).toMatch(/^sansheng_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  expect(device).toMatch(/^sansheng_device=[\w-]{43}; Max-Age=15552000; Path=\/api\/people; HttpOnly; SameSite=Strict$/)
  expect(reply.json()).toMatchObject({
    person: { id, name: '林晓棠', staffNumber },
    mustChangePassword: false,
    permissions: [],
    idleMinutes: 30,
    serverTime: '2026-11-20T01:00:00.000Z',
    sites: [{ site: { id: w.siteId, code: 'LZ', standard: null }, roles: ['agent'] }],
  })
  expect(reply.json().sites[0].permissions).toContain('tickets:register')
  const again = await w.app.http.inject({ url: '/api/people/me', headers: { cookie: cookie.split(';')[0]! } })
  expect(again.json()).toEqual(reply.json())
})

test('the cookie stays on encrypted connections where there is one', async () => {
  const cookies = (await attempt(password, staffNumber, { 'x-forwarded-proto': 'https' })).headers[
    'set-cookie'
  ] as unknown as string[]
  expect(cookies.map(c => c.includes('; Secure'))).toEqual([true, true])
})

test('a staff number may be written in capitals, and full-width digits of an input method count as digits', async () => {
  expect((await attempt(password, staffNumber.toUpperCase())).statusCode).toBe(200)
  expect((await attempt('three-rings-２０２６')).statusCode).toBe(200)
})

test('a wrong password and an unknown staff number get the same answer', async () => {
  const wrong = await attempt('three-rings-2025')
  const unknown = await attempt(password, 'nobody-here')
  const sentence = { code: 'signin.wrong', message: '工号或密码不对，请核对后再试。', params: {} }
  expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401])
  expect(wrong.json().error).toMatchObject(sentence)
  expect(unknown.json().error).toMatchObject(sentence)
})

test('half an hour without a request ends the session, each request starts it anew', async () => {
  const lin = await w.signIn(staffNumber, password)
  for (let n = 0; n < 3; n++) {
    w.clock.move('29 min')
    expect((await lin.call(people.me)).status).toBe(200)
  }
  w.clock.move('31 min')
  const late = await lin.call(people.me)
  expect([late.status, late.error.code]).toEqual([401, 'session.expired'])
})

test('a page that refreshes itself keeps nobody signed in', async () => {
  const lin = await w.signIn(staffNumber, password)
  const quiet = { headers: { 'x-sansheng-quiet': '1' } }
  w.clock.move('20 min')
  expect((await lin.call(people.me, quiet)).status).toBe(200)
  w.clock.move('11 min')
  expect((await lin.call(people.me, quiet)).status).toBe(401)
})

test('twelve hours end every session', async () => {
  const lin = await w.signIn(staffNumber, password)
  for (let n = 0; n < 36; n++) {
    w.clock.move('20 min')
    expect((await lin.call(people.me)).status).toBe(200)
  }
  w.clock.move('1 min')
  expect((await lin.call(people.me)).status).toBe(401)
})

test('being there is written down once a minute, not with each request', async () => {
  const lin = await w.signIn(staffNumber, password)
  const writes = async () =>
    (
      await w.database.statements(async () => {
        for (let n = 0; n < 5; n++) await lin.ok(people.me)
      })
    ).filter(s => s.startsWith('update "sessions"')).length
  expect(await writes()).toBe(0)
  w.clock.move('1 min')
  expect(await writes()).toBe(1)
})

test('who signs out is out at once, and other sessions stay', async () => {
  const desk = await w.signIn(staffNumber, password)
  const phone = await w.signIn(staffNumber, password)
  expect((await desk.call(people.signOut)).status).toBe(200)
  expect((await desk.call(people.me)).status).toBe(401)
  expect((await phone.call(people.me)).status).toBe(200)
  expect((await events()).at(-1)).toMatchObject({ type: 'session.closed', detail: { reason: 'signed-out' } })
})

test('a session that ends elsewhere is dropped by every process as soon as it hears of it', async () => {
  const lin = await w.signIn(staffNumber, password)
  await lin.ok(people.me)
  await w.database.pool.query(`update sessions set revoked_at = $2 where person_id = $1`, [id, new Date(w.clock.now())])
  const heard = new Promise(resolve => void w.database.listen('session', resolve))
  await w.database.pool.query(`select pg_notify('session', $1)`, [id])
  await heard
  expect((await lin.call(people.me)).status).toBe(401)
})

test('a new password ends all other sessions of the person', async () => {
  const desk = await w.signIn(staffNumber, password)
  const phone = await w.signIn(staffNumber, password)
  await desk.ok(people.changePassword, { body: { current: password, next: 'kettle-drum-42' } })
  expect((await desk.call(people.me)).status).toBe(200)
  expect((await phone.call(people.me)).status).toBe(401)
  expect((await attempt(password)).statusCode).toBe(401)
  expect((await attempt('kettle-drum-42')).statusCode).toBe(200)
})

test('a weak new password is refused with what to do, and so is a wrong current one', async () => {
  const lin = await w.signIn(staffNumber, password)
  const change = (current: string, next: string) => lin.call(people.changePassword, { body: { current, next } })
  for (const [next, reason] of [
    ['kettle42', 'short'],
    ['Passw0rd', 'common'],
    [`${staffNumber.toLowerCase()}-kettle`, 'staff-number'],
    [password, 'same'],
  ] as const) {
    const reply = await change(password, next)
    expect([reply.status, reply.error.code, reply.error.params.reason]).toEqual([400, 'password.weak', reason])
  }
  const wrong = await change('not mine at all', 'kettle-drum-42')
  expect([wrong.status, wrong.error.code]).toEqual([400, 'password.wrong'])
})

test('with a first password nothing works but reading who I am, changing it and leaving', async () => {
  const reset = await w.admin.ok(people.resetPassword, { params: { id } })
  const lin = await w.signIn(staffNumber, reset.firstPassword!)
  expect((await lin.ok(people.me)).mustChangePassword).toBe(true)
  const sites = await lin.call(people.listSites)
  expect([sites.status, sites.error.code]).toEqual([403, 'password.change'])
  await lin.ok(people.changePassword, { body: { current: reset.firstPassword!, next: 'kettle-drum-42' } })
  expect((await lin.ok(people.me)).mustChangePassword).toBe(false)
  expect((await lin.call(people.listSites)).status).toBe(200)
})

test('a request comes from the field only in a session that the field client opened', async () => {
  const worker = await w.as('worker')
  const open = async (client: string) => {
    const payload = { staffNumber: worker.staffNumber, password: 'three-rings-2026' }
    const headers = { 'x-sansheng-client': client }
    const reply = await w.app.http.inject({ method: 'POST', url: '/api/people/sign-in', payload, headers })
    return reply.cookies.find(c => c.name === 'sansheng_session')!.value
  }
  const sourceOf = async (opened: string, says: string) => {
    const headers = { 'x-sansheng-client': says, authorization: `Bearer ${await open(opened)}` }
    await w.app.http.inject({ method: 'POST', url: '/api/people/sign-out', headers })
    const { rows } = await w.database.pool.query(
      `select source from events where case_id = $1 and type = 'session.closed' order by seq desc limit 1`,
      [worker.personId],
    )
    return rows[0].source
  }
  expect(await sourceOf('field', 'field')).toBe('field')
  expect(await sourceOf('web', 'field')).toBe('api')
  expect(await sourceOf('curl', 'field')).toBe('api')
  expect(await sourceOf('field', 'web')).toBe('screen')
})

test('without a session nothing is shown but signing in', async () => {
  for (const headers of [{}, { authorization: 'Bearer nonsense-nonsense-nonsense' }, { cookie: 'sansheng_session=nonsense' }]) {
    const reply = await w.app.http.inject({ url: '/api/people/me', headers })
    expect([reply.statusCode, reply.json().error.code]).toEqual([401, 'unauthenticated'])
  }
})

test('the database holds no password and no token, and events hold no name and no number', async () => {
  const lin = await w.signIn(staffNumber, password)
  const dump = await w.database.pool.query(
    `select jsonb_agg(to_jsonb(s)) || (select jsonb_agg(to_jsonb(p)) from persons p) as all from sessions s`,
  )
  const text = JSON.stringify(dump.rows)
  expect(text).not.toContain(lin.token)
  expect(text).not.toContain(password)
  const ledger = JSON.stringify((await w.database.pool.query('select to_jsonb(e) as e from events e')).rows)
  for (const personal of ['林晓棠', staffNumber]) expect(ledger).not.toContain(personal)
})
