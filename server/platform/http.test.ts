import { contacts } from '@sansheng/contract/contacts.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { type Route, route, Shape } from '@sansheng/contract/route.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import Fastify from 'fastify'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { beforeEach, expect, test } from 'vitest'
import { reportFaults } from './fault-reply.ts'
import { serve } from './http.ts'
import { nobody } from './principal.ts'
import { drafts } from './testing/builders.ts'
import { world } from './testing/world.ts'
import { validateBy } from './validation.ts'
import { guardReplies } from './web-files.ts'

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
const agent = await w.as('agent')
const elsewhere = await w.site({ code: 'XS' })
const draft = drafts.ticket()
beforeEach(() => w.clock.at('2026-11-20T09:00:00+08:00'))

/** Sends a body as it stands, whatever the types of the client would say to it. */
async function send(payload: unknown, headers: Record<string, string> = {}, url = `/api/sites/${w.siteId}/tickets`) {
  const reply = await w.app.http.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${agent.token}`, 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  })
  return { status: reply.statusCode, body: reply.json(), error: reply.json().error, headers: reply.headers }
}

const wrongBodies: [string, object, string, string][] = [
  ['an unknown field', { ...draft, colour: 'red' }, '/colour', '没有这一项，请去掉，或检查拼写。'],
  ['an unknown field further down', { ...draft, contact: { channel: 'phone', fax: '1' } }, '/contact/fax', '没有这一项'],
  ['a field that is missing', { ...draft, title: undefined }, '/title', '请填写。'],
  ['a number for a text', { ...draft, title: 12 }, '/title', '请填写文字。'],
  ['a text for a flag', { ...draft, dispatch: 'true' }, '/dispatch', '请填写“是”或“否”'],
  ['null for a text', { ...draft, address: null }, '/address', '请填写文字。'],
  ['a text that is too long', { ...draft, title: '长'.repeat(121) }, '/title', '最多 120 个字'],
  ['nothing but blanks', { ...draft, title: '   ' }, '/title', '不能只有空格'],
  ['a kind that does not exist', { ...draft, kind: 'party' }, '/kind', '请从这些里选一个'],
  ['a date without a zone', { ...draft, promisedAt: '2026-11-20T18:00:00' }, '/promisedAt', '请写成带时区的时刻'],
  ['a day that no calendar has', { ...draft, promisedAt: '2027-02-30T18:00:00Z' }, '/promisedAt', '请写成带时区的时刻'],
  ['a leap second, which no column takes', { ...draft, promisedAt: '2026-12-31T23:59:60Z' }, '/promisedAt', '请写成带时区的时刻'],
  ['a year out of range', { ...draft, promisedAt: '0000-01-01T00:00:00Z' }, '/promisedAt', '请写成带时区的时刻'],
  ['a time that has passed', { ...draft, promisedAt: '2026-11-19T00:00:00Z' }, '/promisedAt', '不能这样填写'],
  ['half an id', { ...draft, contactId: '019aa3b0-7c10' }, '/contactId', '编号不完整'],
  [
    'an id in another spelling',
    { ...draft, contactId: 'urn:uuid:019aa3b0-7c10-7000-8000-000000000001' },
    '/contactId',
    '编号不完整',
  ],
  ['a NUL character', { ...draft, title: '东泉\0路' }, '/title', '看不见的控制字符'],
  ['half a character', { ...draft, contact: { channel: 'phone', summary: '坏\ud83d了' } }, '/contact/summary', '残缺的字'],
]
test.each(wrongBodies)('%s is refused, and the field is named', async (_, body, path, sentence) => {
  const { status, error } = await send(body)
  expect([status, error.fields?.[0]?.path]).toEqual([400, path])
  expect(error.fields[0].message).toContain(sentence)
  expect(['invalid', 'invalid.time']).toContain(error.code)
})

test('an id in capitals is refused, as its events would be chained under another name', async () => {
  const { status, error } = await send({
    ...draft,
    contact: { channel: 'phone', caseId: 'ABCDEF00-0000-7000-8000-000000000001' },
  })
  expect([status, error.fields[0].path]).toEqual([400, '/contact/caseId'])
})

test('the first wrong field is told, so that no body costs more than one', async () => {
  const { error } = await send({ kind: 'party', title: 3 })
  expect(error.fields).toHaveLength(1)
  expect(['/category', '/kind', '/title']).toContain(error.fields[0].path)
})

test('broken JSON, an empty body, a body of another kind and one that is too large are refused with a sentence', async () => {
  const refused = [
    await send('{"kind": "report",'),
    await send('{"__proto__": {"a": 1}}'),
    await send('kind=report', { 'content-type': 'application/x-www-form-urlencoded' }),
    await send('', {}),
    await send({ ...draft, description: 'x'.repeat(2_100_000) }),
  ]
  expect(refused.map(r => [r.status, r.error.code])).toEqual([
    [400, 'invalid.json'],
    [400, 'invalid.json'],
    [400, 'invalid.json'],
    [400, 'invalid'],
    [413, 'too_large'],
  ])
  for (const { error } of refused) expect(error.message).toMatch(/[\u4e00-\u9fff].*。$/)
})

test('wrong words of an address are refused in the same way', async () => {
  const get = (url: string) =>
    w.app.http
      .inject({ url: `/api${url}`, headers: { authorization: `Bearer ${agent.token}` } })
      .then(r => [r.statusCode, r.json().error.code])
  expect(await get(`/sites/${w.siteId}/tickets?limit=9999`)).toEqual([400, 'invalid'])
  expect(await get(`/sites/${w.siteId}/tickets?colour=red`)).toEqual([400, 'invalid'])
  expect(await get(`/sites/${w.siteId}/tickets?after=%00`)).toEqual([400, 'invalid'])
  expect(await get(`/sites/${w.siteId}/tickets?after=eyJhIjoxfQ`)).toEqual([400, 'invalid'])
  expect(await get('/sites/abc/tickets')).toEqual([400, 'invalid'])
  expect(await get('/sites/99999999999/tickets')).toEqual([400, 'invalid'])
  expect(await get(`/sites/${w.siteId}/tickets/%E0%A4%A`)).toEqual([400, 'invalid'])
  expect(await get(`/sites/${w.siteId}/tickets/${'a'.repeat(500)}`)).toEqual([404, 'not_found'])
  expect(await get('/nowhere')).toEqual([404, 'not_found'])
})

test('a thing of another site does not exist here; a site where he does not work does not exist for him', async () => {
  const stranger = await w.as('agent', { siteId: elsewhere })
  const ticket = await w.a.ticket({ by: agent })
  const across = await stranger.call(tickets.get, { params: { siteId: elsewhere, id: ticket.id } })
  expect([across.status, across.error.code]).toEqual([404, 'not_found'])
  expect(across.error.message).toBe('没有找到，可能已经移走，或者不在您的工作范围内。')
  const acting = await stranger.call(tickets.wait, {
    params: { siteId: elsewhere, id: ticket.id },
    body: { waitingFor: 'customer', reason: '客户改约' },
  })
  expect(acting.status).toBe(404)
  const joined = await stranger.call(contacts.receive, {
    params: { siteId: elsewhere },
    body: { channel: 'phone', caseId: ticket.caseId },
  })
  expect([joined.status, joined.error.code]).toEqual([404, 'not_found'])
  const foreign = await agent.call(tickets.get, { params: { siteId: elsewhere, id: ticket.id } })
  expect([foreign.status, foreign.error.code]).toEqual([404, 'site.unknown'])
  expect(foreign.error.message).toContain('没有这个站点')
  const none = await agent.call(tickets.list, { params: { siteId: 424242 } })
  expect([none.status, none.error.code]).toEqual([404, 'site.unknown'])
  const forbidden = await agent.call(publication.publish, { body: { source: 'x' } })
  expect([forbidden.status, forbidden.error.code]).toEqual([403, 'forbidden'])
  expect(forbidden.error.message).toContain('您没有“发布规范与日历”的权限')
})

test('another spelling of the number of a site opens no other site than the one that was asked about', async () => {
  const stranger = await w.as('agent', { siteId: elsewhere })
  const spellings = [
    `${w.siteId}e0`,
    `0x${w.siteId.toString(16)}`,
    `${w.siteId}.0`,
    `%20${w.siteId}`,
    `+${w.siteId}`,
    `0${w.siteId}`,
  ]
  for (const spelling of spellings) {
    const reply = await w.app.http.inject({
      url: `/api/sites/${spelling}/tickets`,
      headers: { authorization: `Bearer ${stranger.token}` },
    })
    expect([spelling, reply.statusCode, reply.json().error.code]).toEqual([spelling, 400, 'invalid'])
  }
})

test("another site's page may not act with our cookie; our own page and programs without a page may", async () => {
  const cookie = `sansheng_session=${agent.token}`
  const act = (headers: Record<string, string>) =>
    w.app.http
      .inject({
        method: 'POST',
        url: `/api/sites/${w.siteId}/contacts`,
        headers: { cookie, host: 'desk.example', ...headers },
        payload: { channel: 'phone' },
      })
      .then(r => r.statusCode)
  expect(await act({ origin: 'https://evil.example' })).toBe(403)
  expect(await act({ origin: 'null' })).toBe(403)
  expect(await act({ origin: 'not an address' })).toBe(403)
  expect(await act({ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' })).toBe(403)
  expect(await act({ origin: 'https://desk.example' })).toBe(200)
  expect(await act({})).toBe(200)
})

test('the same key does a thing once and gives the same reply; with another request it is refused', async () => {
  const first = await agent.ok(tickets.register, { body: draft, headers: { 'idempotency-key': 'once' } })
  const again = await agent.ok(tickets.register, { body: draft, headers: { 'idempotency-key': 'once' } })
  expect(again).toEqual(first)
  const other = await agent.call(tickets.register, {
    body: { ...draft, title: '另一件' },
    headers: { 'idempotency-key': 'once' },
  })
  expect([other.status, other.error.code]).toEqual([409, 'key.reused'])
  expect((await agent.call(tickets.register, { body: draft, headers: { 'idempotency-key': 'k'.repeat(201) } })).status).toBe(400)
  const colleague = await w.as('agent')
  const theirs = await colleague.ok(tickets.register, { body: draft, headers: { 'idempotency-key': 'once' } })
  expect(theirs.id).not.toBe(first.id)
  w.clock.move('25 h')
  const nextDay = await agent.ok(tickets.register, { body: draft, headers: { 'idempotency-key': 'once' } })
  expect(nextDay.id).not.toBe(first.id)
})

test('a refusal is not remembered: the same key may try again', async () => {
  const body = { ...draft, departmentId: '019aa3b0-7c10-7000-8000-00000000dead' }
  const refused = await agent.call(tickets.register, { body, headers: { 'idempotency-key': 'refused' } })
  expect(refused.error.code).toBe('department.unknown')
  expect((await agent.call(tickets.register, { body: draft, headers: { 'idempotency-key': 'refused' } })).status).toBe(200)
})

test('a double click makes one ticket, both get its reply, and no number is lost', async () => {
  const body = drafts.ticket({ kind: 'repair' })
  const before = await agent.ok(tickets.register, { body })
  const clicks = await Promise.all(
    Array.from({ length: 4 }, () => agent.call(tickets.register, { body, headers: { 'idempotency-key': 'double' } })),
  )
  expect(clicks.map(c => c.status)).toEqual([200, 200, 200, 200])
  expect(new Set(clicks.map(c => JSON.stringify(c.body))).size).toBe(1)
  const after = await agent.ok(tickets.register, { body })
  const serial = (t: { number: string }) => Number(t.number.slice(-3))
  expect([serial(clicks[0]!.body), serial(after)]).toEqual([serial(before) + 1, serial(before) + 2])
})

test('a refusal speaks the language of whoever asks: Chinese unless English is wanted', async () => {
  const said = async (locale: string) => {
    const { error } = await send({ ...draft, title: 12 }, { 'accept-language': locale })
    return [error.message, error.fields[0].message]
  }
  const chinese = ['有几处没有填对，请按提示改好再提交。', '请填写文字。']
  expect(await said('zh-CN,zh;q=0.9')).toEqual(chinese)
  expect(await said('fr')).toEqual(chinese)
  for (const sentence of await said('en-GB,en;q=0.9')) expect(sentence).toMatch(/^[A-Z][\x20-\x7e]+\.$/)
})

test('every reply carries what keeps it from being framed, sniffed or kept', async () => {
  for (const url of ['/api/people/me', '/api/nowhere', '/healthz']) {
    const { headers } = await w.app.http.inject({ url })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    })
    if (url.startsWith('/api')) expect(headers['cache-control']).toBe('no-store')
  }
})

/** A system of one route, to see what becomes of what a handler throws. */
async function replyOf(declared: Record<string, Route>, thrown?: unknown) {
  const http = Fastify({ genReqId: () => 'request-7' })
  validateBy(http)
  guardReplies(http, () => 0)
  reportFaults(http)
  const handlers = Object.fromEntries(Object.keys(declared).map(verb => [verb, async () => Promise.reject(thrown)]))
  serve(
    {
      http,
      permissions: {},
      transact: { read: () => ({}) as never, write: () => Promise.reject(thrown) },
      actorOf: async () => nobody,
    },
    'trial',
    declared,
    handlers as never,
  )
  return (await http.inject({ url: '/api/trial' })).json().error
}
const trial = {
  look: route({ method: 'GET', path: '/trial', needs: 'public', summary: 'Trial', reply: Shape({ a: Type.String() }) }),
}

test('a bug is answered with 500, a request id and nothing of what went wrong', async () => {
  const error = await replyOf(trial, new Error('relation "secrets" at postgres://sansheng:hunter2@db/x'))
  expect(error).toEqual({ code: 'internal', message: expect.stringContaining('系统出了错'), params: {}, requestId: 'request-7' })
})

test.each([
  ['57P01', { code: '57P01', message: 'terminating connection' }],
  ['a connection that broke', new Error('Connection terminated unexpectedly')],
  ['a pool that waited in vain', new Error('timeout exceeded when trying to connect')],
  ['a socket that is gone', { code: 'ENOENT', message: 'connect ENOENT /run/.s.PGSQL.5432' }],
  ['too many connections', { code: '53300', message: 'sorry, too many clients already' }],
  ['a statement that took too long', { code: '57014', message: 'canceling statement due to statement timeout' }],
  ['a lock that did not come free', { code: '55P03', message: 'canceling statement due to lock timeout' }],
])('a database that is away for a moment (%s) is 503, not a bug', async (_, thrown) => {
  const error = await replyOf(trial, thrown)
  expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('数据库暂时连不上') })
})

test('a route that does not say what it needs, or a permission that does not exist, is not served', async () => {
  const without = { look: { ...trial.look, needs: undefined } } as unknown as Record<string, Route>
  await expect(replyOf(without)).rejects.toThrow('trial.look needs a permission that does not exist')
  const unknown = { look: { ...trial.look, needs: 'tickets:devour' } } as unknown as Record<string, Route>
  await expect(replyOf(unknown)).rejects.toThrow('tickets:devour')
  const server = { http: Fastify(), permissions: {}, transact: {} as never, actorOf: async () => nobody }
  expect(() => serve(server, 'trial', trial, {} as never)).toThrow('nobody serves it')
})

test('a fault with fields and detail reaches the caller as it was thrown', async () => {
  const fault = new Fault(
    'standard.invalid',
    { line: 3 },
    { fields: [{ path: '/source', message: '第 3 行写得不对。' }], detail: { a: 1 } },
  )
  expect(await replyOf(trial, fault)).toMatchObject({
    code: 'standard.invalid',
    params: { line: 3 },
    fields: [{ path: '/source', message: '第 3 行写得不对。' }],
    detail: { a: 1 },
  })
})

test('dates at the edge of what is taken do not break what counts with them', async () => {
  const dispatcher = await w.as('director')
  const far = await dispatcher.call(notices.receive, {
    body: drafts.notice({ startsAt: '1900-01-01T00:00:00Z', endsAt: '2999-12-31T23:59:59.999999999+14:00', publish: true }),
  })
  expect(far.status).toBeLessThan(500)
  expect((await dispatcher.call(notices.list)).status).toBe(200)
})

test('nothing of what was refused is left in the database', async () => {
  const count = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from events`.execute(w.database.kysely)).rows[0]!.n
  const before = await count()
  for (const [, body] of wrongBodies) await send(body)
  await agent.call(people.createDepartment, { body: { name: '班' } })
  expect(await count()).toBe(before)
})
