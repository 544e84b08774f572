/** Codes of an app as the second factor: enrolling, signing in, losing it. */
import { approvals } from '@sansheng/contract/approvals.ts'
import { notifications } from '@sansheng/contract/notifications.ts'
import { people } from '@sansheng/contract/people.ts'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { beforeEach, expect, test } from 'vitest'
import { password } from '../../platform/testing/client.ts'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const first = await world({ at: '2026-11-20T09:00:00+08:00' })
let w: World
let lin: Client

beforeEach(async () => {
  w = await first.fresh()
  w.comeBack = false
  lin = await w.as('agent', { name: '林晓棠' })
})

/** What the app shows, some half minutes from now. */
const shown = (key: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: w.clock.now() + steps * 30_000 })
const wrong = (key: string): string => {
  const near = [-1, 0, 1].map(steps => shown(key, steps))
  return ['000000', '111111', '222222', '333333'].find(code => !near.includes(code))!
}

async function enrol(who: Client): Promise<{ key: string; recoveryCodes: string[] }> {
  const { key } = await who.ok(people.beginSecondFactor)
  const { recoveryCodes } = await who.ok(people.enrolSecondFactor, { body: { code: shown(key) } })
  w.clock.move('30 s')
  return { key, recoveryCodes }
}
const stateOf = async (who: Client) => (await who.ok(people.me)).secondFactor
const enter = (who: Client, code: string) => who.call(people.enterCode, { body: { code } })
const codeOf = ({ status, error }: { status: number; error?: { code: string } }) => [status, error?.code]
const eventsOf = async (id: string) => {
  const { rows } = await sql<{ type: string; detail: Record<string, unknown> }>`
    select type, detail from events where case_id = ${id} order by seq`.execute(w.database.kysely)
  return rows
}

test('the key counts once a code of it was entered, and is shown once', async () => {
  const { key, uri } = await lin.ok(people.beginSecondFactor)
  expect(uri).toContain(`secret=${key}`)
  expect(decodeURIComponent(uri)).toMatch(new RegExp(`^otpauth://totp/三声:${lin.staffNumber}\\?`))
  expect(await stateOf(lin)).toMatchObject({ since: null })
  expect(codeOf(await lin.call(people.enrolSecondFactor, { body: { code: wrong(key) } }))).toEqual([400, 'code.wrong'])
  const { recoveryCodes } = await lin.ok(people.enrolSecondFactor, { body: { code: shown(key) } })
  expect(new Set(recoveryCodes).size).toBe(10)
  expect(recoveryCodes[0]).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/)
  expect(await stateOf(lin)).toEqual({ since: '2026-11-20T01:00:00.000Z', required: false, awaited: false, recoveryCodes: 10 })
  expect((await lin.ok(people.beginSecondFactor)).key).not.toBe(key)
  expect((await eventsOf(lin.personId)).at(-1)).toMatchObject({
    type: 'person.changed',
    detail: { changed: 'secondFactor', secondFactor: 'enrolled' },
  })
})

test('neither the key nor a code or recovery code stands anywhere in the database as it is', async () => {
  const { key, recoveryCodes } = await enrol(lin)
  const { rows } = await sql<{ text: string }>`
    select to_jsonb(f)::text as text from second_factors f union all select to_jsonb(c)::text from recovery_codes c
    union all select to_jsonb(e)::text from events e where case_id = ${lin.personId}`.execute(w.database.kysely)
  const text = rows.map(row => row.text).join('\n')
  for (const secret of [key, ...recoveryCodes]) expect(text).not.toContain(secret)
})

test('with the password alone nothing is answered but who it is; the code opens the session under a new token', async () => {
  const { key } = await enrol(lin)
  const half = await w.signIn(lin.staffNumber, password)
  const before = half.token
  expect(await half.ok(people.me)).toMatchObject({
    person: { name: '林晓棠' },
    sites: [],
    permissions: [],
    secondFactor: { awaited: true },
  })
  expect(codeOf(await half.call(people.listSites))).toEqual([403, 'code.awaited'])
  expect(codeOf(await half.call(people.changePassword, { body: { current: password, next: 'kettle-drum-42' } }))).toEqual([
    403,
    'code.awaited',
  ])
  expect((await lin.ok(people.listMySessions)).items).toHaveLength(1)
  await half.ok(people.enterCode, { body: { code: shown(key) } })
  expect(half.token).not.toBe(before)
  expect((await half.ok(people.me)).sites).toHaveLength(1)
  const old = await w.app.http.inject({ url: '/api/people/me', headers: { authorization: `Bearer ${before}` } })
  expect(old.statusCode).toBe(401)
  expect((await eventsOf(lin.personId)).at(-1)).toMatchObject({
    type: 'session.opened',
    detail: { method: 'password', secondFactor: 'app' },
  })
})

test('a code is accepted once, whether it is entered again or together with itself, and none before it', async () => {
  const { key } = await enrol(lin)
  const code = shown(key)
  const [a, b] = [await w.signIn(lin.staffNumber, password), await w.signIn(lin.staffNumber, password)]
  const both = await Promise.all([enter(a, code), enter(b, code)])
  expect(both.map(reply => reply.status).sort()).toEqual([200, 400])
  const c = await w.signIn(lin.staffNumber, password)
  expect(codeOf(await enter(c, code))).toEqual([400, 'code.wrong'])
  expect(codeOf(await enter(c, shown(key, -1)))).toEqual([400, 'code.wrong'])
  expect((await enter(c, shown(key, 1))).status).toBe(200)
})

test.each([
  [-2, 400],
  [-1, 200],
  [0, 200],
  [1, 200],
  [2, 400],
])('a code of %i half minutes from now is answered with %i', async (steps, status) => {
  const { key } = await enrol(lin)
  w.clock.move('5 min')
  const half = await w.signIn(lin.staffNumber, password)
  expect((await enter(half, shown(key, steps))).status).toBe(status)
})

test('wrong codes make the next one wait, and are one event; the right one then says how many there were', async () => {
  const { key } = await enrol(lin)
  const half = await w.signIn(lin.staffNumber, password)
  for (let n = 0; n < 5; n++) expect(codeOf(await enter(half, wrong(key)))).toEqual([400, 'code.wrong'])
  const waiting = await enter(half, shown(key))
  expect([...codeOf(waiting), waiting.error.params.seconds]).toEqual([429, 'code.wait', 30])
  w.clock.move('31 s')
  expect((await enter(half, shown(key))).status).toBe(200)
  const its = (await eventsOf(lin.personId)).slice(-2)
  expect(its).toMatchObject([
    { type: 'session.refused', detail: { reason: 'code', tries: 1 } },
    { type: 'session.opened', detail: { wrongBefore: 5 } },
  ])
})

test('somebody elsewhere who has the password does not make its owner wait on his device', async () => {
  const { key } = await enrol(lin)
  const send = (url: string, payload: object, headers: Record<string, string>) =>
    w.app.http.inject({ method: 'POST', url: `/api/people/${url}`, payload, headers })
  const signIn = (headers: Record<string, string>) => send('sign-in', { staffNumber: lin.staffNumber, password }, headers)
  const cookies = (reply: Awaited<ReturnType<typeof send>>) => reply.cookies.map(c => `${c.name}=${c.value}`).join('; ')
  const known = await send('sign-in/code', { code: shown(key) }, { cookie: cookies(await signIn({})) })
  const device = known.cookies.find(c => c.name === 'sansheng_device')!
  const stranger = cookies(await signIn({}))
  for (let n = 0; n < 5; n++) await send('sign-in/code', { code: wrong(key) }, { cookie: stranger })
  expect((await send('sign-in/code', { code: shown(key, 1) }, { cookie: stranger })).statusCode).toBe(429)
  const own = `${device.name}=${device.value}`
  const half = cookies(await signIn({ cookie: own }))
  expect((await send('sign-in/code', { code: shown(key, 1) }, { cookie: `${half}; ${own}` })).statusCode).toBe(200)
})

test('the code is waited for ten minutes', async () => {
  const { key } = await enrol(lin)
  const half = await w.signIn(lin.staffNumber, password)
  w.clock.move('11 min')
  expect(codeOf(await enter(half, shown(key)))).toEqual([401, 'session.expired'])
})

test('a recovery code signs in once, however it is written, and new ones replace the rest', async () => {
  const { recoveryCodes } = await enrol(lin)
  const spelt = recoveryCodes[0]!.toUpperCase().replaceAll('-', ' ')
  const half = await w.signIn(lin.staffNumber, password)
  await half.ok(people.enterCode, { body: { code: spelt } })
  expect((await stateOf(half)).recoveryCodes).toBe(9)
  expect((await eventsOf(lin.personId)).at(-1)).toMatchObject({ detail: { secondFactor: 'recovery' } })
  const again = await w.signIn(lin.staffNumber, password)
  expect(codeOf(await enter(again, recoveryCodes[0]!))).toEqual([400, 'code.wrong'])
  const renewed = await half.ok(people.renewRecoveryCodes)
  expect(codeOf(await enter(again, recoveryCodes[1]!))).toEqual([400, 'code.wrong'])
  expect((await enter(again, renewed.recoveryCodes[1]!)).status).toBe(200)
})

test('a site asks a second factor of a role: who has none enrols it before anything else', async () => {
  const { version } = (await w.admin.ok(people.listSites)).items.find(site => site.id === w.siteId)!
  await w.admin.ok(people.updateSite, { body: { secondFactorRoles: ['agent'], version } })
  expect(await stateOf(lin)).toMatchObject({ required: true, since: null })
  expect(codeOf(await lin.call(people.listSites))).toEqual([403, 'factor.missing'])
  const { key } = await enrol(lin)
  expect((await lin.call(people.listSites)).status).toBe(200)
  expect(codeOf(await lin.call(people.removeSecondFactor))).toEqual([409, 'factor.required'])
  const worker = await w.as('worker')
  expect((await worker.call(people.listSites)).status).toBe(200)
  const half = await w.signIn(lin.staffNumber, password)
  expect((await enter(half, shown(key))).status).toBe(200)
  const [changed] = await eventsOf(w.admin.personId).then(all => all.filter(e => e.type === 'sign_in.changed').slice(-1))
  expect(changed!.detail).toEqual({ secondFactorRoles: 'agent', stepUpMinutes: 15 })
})

test('where nobody asks for it its owner switches it off, under a new token', async () => {
  await enrol(lin)
  const before = lin.token
  await lin.ok(people.removeSecondFactor)
  expect(lin.token).not.toBe(before)
  expect(await stateOf(lin)).toEqual({ since: null, required: false, awaited: false, recoveryCodes: 0 })
  expect((await stateOf(await w.signIn(lin.staffNumber, password))).awaited).toBe(false)
})

test('an administrator takes the second factor of an agent away, who is told; his sessions end', async () => {
  await enrol(lin)
  expect(await w.admin.ok(people.resetSecondFactor, { params: { id: lin.personId } })).toEqual({ done: true })
  expect(codeOf(await lin.call(people.me))).toEqual([401, 'unauthenticated'])
  const back = await w.signIn(lin.staffNumber, password)
  expect(await stateOf(back)).toMatchObject({ since: null, awaited: false })
  const bells = (await back.ok(notifications.list)).items.filter(item => item.why === 'factor-reset')
  expect(bells).toHaveLength(1)
  expect(codeOf(await w.admin.call(people.resetSecondFactor, { params: { id: lin.personId } }))).toEqual([409, 'state.wrong'])
})

test('for somebody with a sensitive role a second person consents first', async () => {
  const local = await w.as('administrator', { name: '本站管理员' })
  const head = await w.as('director', { name: '主任' })
  const other = await w.as('director', { name: '副主任' })
  await enrol(head)
  const reset = () => local.ok(people.resetSecondFactor, { params: { id: head.personId } })
  expect(await reset()).toEqual({ done: false })
  const row = (await local.ok(people.listPersons)).items.find(p => p.id === head.personId)!
  expect([row.secondFactor, row.waiting?.what]).toEqual([true, 'second-factor'])
  const [asked] = (await other.ok(approvals.list)).items
  await other.ok(approvals.answer, { params: { id: asked!.id }, body: { given: true } })
  expect(await reset()).toEqual({ done: true })
  expect((await eventsOf(head.personId)).at(-1)).toMatchObject({ detail: { changed: 'secondFactor', reset: true } })
})

test('a changed password gives the session a new token; the old one opens nothing any more', async () => {
  const before = lin.token
  await lin.ok(people.changePassword, { body: { current: password, next: 'kettle-drum-42' } })
  expect(lin.token).not.toBe(before)
  expect((await lin.call(people.me)).status).toBe(200)
  const old = await w.app.http.inject({ url: '/api/people/me', headers: { authorization: `Bearer ${before}` } })
  expect(old.statusCode).toBe(401)
})
