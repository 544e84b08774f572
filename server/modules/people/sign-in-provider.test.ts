/** Signing in through a real provider of OpenID Connect. */
import { compliance } from '@sansheng/contract/compliance.ts'
import { people } from '@sansheng/contract/people.ts'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { password } from '../../platform/testing/client.ts'
import { standard } from '../../platform/testing/foreign/world.ts'
import { client, type Known, origin, startProvider } from '../../platform/testing/oidc.ts'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const known: Known = {}
const there = await startProvider(known)
afterAll(there.stop)
const settings = {
  issuer: there.issuer,
  clientId: client.id,
  clientSecret: client.secret,
  label: '集团统一登录',
  claim: 'preferred_username',
}
const first = await world({ standard, needs: { provider: { ...settings, passwords: true } } })
const only = await world({ needs: { provider: { ...settings, passwords: false } } })
let w: World
let lin: Client

beforeEach(async () => {
  w = await first.fresh()
  w.comeBack = false
  lin = await w.as('agent', { name: '林晓棠' })
  known.lin = { preferred_username: lin.staffNumber }
})

type Cookies = Record<string, string>
async function send(path: string, payload: object, cookies: Cookies = {}, on = w) {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  const headers = { origin, host: 'localhost', 'x-sansheng-client': 'web', ...(cookie ? { cookie } : {}) }
  const reply = await on.app.http.inject({ method: 'POST', url: `/api/people${path}`, headers, payload })
  const given = Object.fromEntries(reply.cookies.map(({ name, value }) => [name, value]))
  return { status: reply.statusCode, body: reply.json(), cookies: { ...cookies, ...given } as Cookies }
}
/** Leaves for the provider and comes back as somebody; `answer`: what the provider answered. */
async function leave(as: string, on = w) {
  const begun = await send('/sign-in/provider', {}, {}, on)
  return { cookies: begun.cookies, url: begun.body.url as string, answer: await there.visit(begun.body.url, as) }
}
async function signIn(as: string, on = w) {
  const { cookies, answer } = await leave(as, on)
  return await send('/sign-in/provider/answer', { answer }, cookies, on)
}
const meOf = async (cookies: Cookies, on = w) =>
  (
    await on.app.http.inject({ url: '/api/people/me', headers: { cookie: `sansheng_session=${cookies.sansheng_session}` } })
  ).json()
const eventsOf = async (id: string) => {
  const { rows } = await sql<{ type: string; detail: Record<string, unknown> }>`
    select type, detail from events where case_id = ${id} order by seq`.execute(w.database.kysely)
  return rows
}

test('the page of signing in learns of the provider and of passwords, and of neither secret nor issuer', async () => {
  const ways = await w.app.http.inject({ url: '/api/people/sign-in/ways' })
  expect(ways.json()).toEqual({ provider: { label: '集团统一登录' }, passwords: true })
  const alone = await world({ until: 'test' })
  const none = await alone.app.http.inject({ url: '/api/people/sign-in/ways' })
  expect(none.json()).toEqual({ provider: null, passwords: true })
  expect((await send('/sign-in/provider', {}, {}, alone)).body.error.code).toBe('provider.none')
})

test('whoever the provider names by his staff number is signed in as that person', async () => {
  const { url } = await leave('lin')
  const asked = new URL(url).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w.-]{40,}$/)
  const reply = await signIn('lin')
  expect([reply.status, reply.body]).toEqual([200, { done: true }])
  expect(await meOf(reply.cookies)).toMatchObject({ person: { id: lin.personId }, sites: [{ roles: ['agent'] }] })
  expect((await eventsOf(lin.personId)).at(-1)).toMatchObject({ type: 'session.opened', detail: { method: 'provider' } })
})

test('a first password that nobody has used yet stands in nobody’s way there', async () => {
  const made = await w.admin.ok(people.createPerson, {
    body: { staffNumber: `new-${w.siteId}`, name: '新人', grants: [{ role: 'agent', scope: 'site' }] },
  })
  known.neu = { preferred_username: made.person.staffNumber.toUpperCase() }
  expect(await meOf((await signIn('neu')).cookies)).toMatchObject({ person: { name: '新人' }, mustChangePassword: false })
})

test('nobody is made by the provider, and who has left does not come in', async () => {
  known.stranger = { preferred_username: `nobody-${w.siteId}` }
  const before = await w.database.kysely
    .selectFrom('persons')
    .select(e => e.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  const reply = await signIn('stranger')
  expect([reply.status, reply.body.error.code, reply.cookies.sansheng_session]).toEqual([403, 'provider.unknown', undefined])
  const after = await w.database.kysely
    .selectFrom('persons')
    .select(e => e.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  expect(after).toEqual(before)
  const { version } = (await w.admin.ok(people.listPersons)).items.find(p => p.id === lin.personId)!
  await w.admin.ok(people.updatePerson, { params: { id: lin.personId }, body: { active: false, version } })
  for (const _ of [1, 2]) expect((await signIn('lin')).body.error.code).toBe('provider.unknown')
  const refused = (await eventsOf(lin.personId)).filter(e => e.type === 'session.refused')
  expect(refused.map(e => e.detail)).toEqual([{ reason: 'inactive', method: 'provider', tries: 1 }])
})

test('an answer belongs to the browser that asked for it, and works once', async () => {
  const mine = await leave('lin')
  const other = await leave('lin')
  const refused = async (answer: string, cookies: Cookies) =>
    (await send('/sign-in/provider/answer', { answer }, cookies)).body.error?.code
  expect(await refused(mine.answer, {})).toBe('provider.failed')
  expect(await refused(mine.answer, other.cookies)).toBe('provider.failed')
  expect(await refused(mine.answer.replace(/code=[^&]*/, 'code=made-up'), mine.cookies)).toBe('provider.failed')
  expect(await refused(`error=access_denied&state=${new URLSearchParams(mine.answer).get('state')}`, mine.cookies)).toBe(
    'provider.failed',
  )
  expect(await refused(other.answer, other.cookies)).toBeUndefined()
  expect(await refused(other.answer, other.cookies)).toBe('provider.failed')
})

test('somebody who takes longer than ten minutes begins again', async () => {
  const { cookies, answer } = await leave('lin')
  w.clock.move('11 min')
  expect((await send('/sign-in/provider/answer', { answer }, cookies)).body.error.code).toBe('provider.failed')
})

test('his own second factor is asked for here as well, unless the provider has looked at one', async () => {
  const { key } = await lin.ok(people.beginSecondFactor)
  const shown = () => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: w.clock.now() })
  await lin.ok(people.enrolSecondFactor, { body: { code: shown() } })
  w.clock.move('30 s')
  const half = await signIn('lin')
  expect((await meOf(half.cookies)).secondFactor.awaited).toBe(true)
  const whole = await send('/sign-in/code', { code: shown() }, half.cookies)
  expect((await meOf(whole.cookies)).secondFactor.awaited).toBe(false)
  known.lin = { preferred_username: lin.staffNumber, amr: ['pwd', 'otp'] }
  expect((await meOf((await signIn('lin')).cookies)).secondFactor.awaited).toBe(false)
})

test('whoever signed in there confirms there, as himself and by being asked anew', async () => {
  const head = await w.as('director')
  known.head = { preferred_username: head.staffNumber }
  const { cookies } = await signIn('head')
  w.clock.at(new Date().toISOString())
  const again = await signIn('head')
  w.clock.move('16 min')
  const period = { from: '2026-11-01T00:00:00+08:00', to: '2026-11-20T00:00:00+08:00' }
  const exported = async () =>
    (
      await w.app.http.inject({
        method: 'POST',
        url: `/api${compliance.exportTable.path.replace(':siteId', String(w.siteId))}`,
        headers: { cookie: `sansheng_session=${again.cookies.sansheng_session}` },
        payload: period,
      })
    ).statusCode
  expect(await exported()).toBe(403)
  w.clock.move('-16 min')
  const confirm = async (as: string) => {
    const begun = await send('/me/confirmation/provider', {}, again.cookies)
    const answer = await there.visit(begun.body.url, as)
    return await send('/me/confirmation/provider/answer', { answer }, begun.cookies)
  }
  expect((await confirm('lin')).body.error.code).toBe('provider.failed')
  expect((await confirm('head')).status).toBe(200)
  w.clock.move('10 min')
  expect(await exported()).toBe(200)
  expect(cookies.sansheng_session).not.toBe(again.cookies.sansheng_session)
})

test('where passwords are off they open nothing but for who administers everything, and that stands in the ledger', async () => {
  const agent = await only.as('agent').catch((error: Error) => error.message)
  expect(agent).toContain('password.off')
  const attempt = (staffNumber: string, secret: string) => send('/sign-in', { staffNumber, password: secret }, {}, only)
  expect((await attempt('admin', 'not-his-word-1')).body.error.code).toBe('password.off')
  expect((await attempt('nobody', password)).body.error.code).toBe('password.off')
  expect((await attempt('admin', password)).status).toBe(200)
  const { rows } = await sql<{ detail: object }>`
    select detail from events where type = 'session.opened' order by recorded_at desc, seq desc limit 1`.execute(
    only.database.kysely,
  )
  expect(rows[0]!.detail).toMatchObject({ method: 'password', breakGlass: true })
})

test('a provider that cannot be reached is said, and asked again at the next try', async () => {
  const away = await world({ until: 'test', needs: { provider: { ...settings, issuer: 'http://127.0.0.1:9', passwords: true } } })
  expect((await send('/sign-in/provider', {}, {}, away)).body.error.code).toBe('provider.unavailable')
})
