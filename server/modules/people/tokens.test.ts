import { customers } from '@sansheng/contract/customers.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { beforeEach, expect, test } from 'vitest'
import { collect, type Module } from '../../platform/module.ts'
import { requestFor } from '../../platform/testing/request.ts'
import { type ServiceClient, world } from '../../platform/testing/world.ts'
import { modules } from '../all.ts'

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
const there = await w.site({ code: 'XS' })
const director = await w.as('director', { name: '章主任' })
const administrator = await w.as('administrator')
const agent = await w.as('agent')
const draft = { name: '官网报修表单', permissions: ['tickets:read', 'customers:write'] as Permission[], expiresInDays: 90 }
const query = async (text: string, ...given: unknown[]) => (await w.database.pool.query(text, given)).rows
const send = (headers: Record<string, string>, url = `/api/sites/${w.siteId}/tickets`) => w.app.http.inject({ url, headers })
const bearer = (client: Pick<ServiceClient, 'token'>) => ({ authorization: `Bearer ${client.token}` })
beforeEach(() => w.clock.at('2026-11-20T09:00:00+08:00'))

test('a token is shown once; the database keeps a hash, the list no secret, and the ledger who made it', async () => {
  const here = await w.fresh()
  const director = await here.as('director', { name: '章主任' })
  const { token, secret } = await director.ok(people.createToken, { body: draft })
  expect(secret).toMatch(/^sst_[\w-]{43}$/)
  expect(token).toEqual({
    id: expect.any(String),
    name: '官网报修表单',
    permissions: ['customers:write', 'tickets:read'],
    sites: [here.siteId],
    createdAt: '2026-11-20T01:00:00.000Z',
    createdBy: { id: director.personId, name: '章主任', staffNumber: director.staffNumber },
    expiresAt: '2027-02-18T01:00:00.000Z',
    lastUsedAt: null,
    revokedAt: null,
    revokedBy: null,
  })
  expect(await director.ok(people.listTokens)).toEqual({ items: [token] })
  const stored = JSON.stringify(await query('select to_jsonb(t) as row from service_tokens t'))
  expect(stored).not.toContain(secret)
  expect(await query('select type, actor_kind, actor_id, case_id, detail from events where subject_id = $1', token.id)).toEqual([
    {
      type: 'token.created',
      actor_kind: 'staff',
      actor_id: director.personId,
      case_id: token.id,
      detail: { permissions: 'customers:write tickets:read', sites: String(here.siteId), expiresInDays: 90 },
    },
  ])
})

test('the reply with the secret is not kept for a repeated key', async () => {
  const headers = { 'idempotency-key': 'make-a-token' }
  const first = await director.ok(people.createToken, { body: draft, headers })
  const second = await director.ok(people.createToken, { body: draft, headers })
  expect(second.secret).not.toBe(first.secret)
  expect(JSON.stringify(await query('select reply from idempotency'))).not.toContain(first.secret)
})

test('a token can do no more than whoever makes it', async () => {
  const refusal = async (who: typeof director, body: object) => {
    const reply = await who.call(people.createToken, { body: { ...draft, ...body } as never })
    return [reply.status, reply.error?.code, reply.error?.params.permissions]
  }
  expect(await refusal(agent, {})).toEqual([403, 'forbidden', undefined])
  expect(await refusal(administrator, {})).toEqual([403, 'token.beyond', 'tickets:read customers:write'])
  expect((await administrator.call(people.createToken, { body: { ...draft, permissions: ['people:read'] } })).status).toBe(200)
  expect(await refusal(director, { sites: [w.siteId, there] })).toEqual([
    403,
    'token.beyond',
    'tickets:read customers:write people:services',
  ])
  expect(await refusal(director, { sites: [999] })).toEqual([404, 'site.unknown', undefined])
})

test.each([
  'people:manage',
  'people:services',
  'customers:reveal',
  'standards:override',
  'standards:publish',
  'notifications:read',
])('nobody gives %s to a program', async permission => {
  const reply = await w.admin.call(people.createToken, { body: { ...draft, permissions: [permission as never] } })
  expect([reply.status, reply.error.code, reply.error.fields?.map(f => f.path)]).toEqual([400, 'invalid', ['/permissions/0']])
})

test('rights that were taken away a moment ago are not given on', async () => {
  const former = await w.as('director')
  await former.ok(people.me)
  await query(`update grants set role = 'administrator' where person_id = $1`, former.personId)
  const reply = await former.call(people.createToken, { body: draft })
  expect([reply.status, reply.error.code]).toEqual([403, 'token.beyond'])
})

test('what only staff may do is refused to a token in whose row it stands', async () => {
  const program = await w.service({ permissions: ['tickets:read'] })
  await query(`update service_tokens set permissions = '{tickets:read,people:manage}' where id = $1`, program.tokenId)
  expect((await program.call(people.createUnit, { body: { name: '越权' } })).status).toBe(403)
  expect((await program.call(tickets.list)).status).toBe(200)
})

test('a program acts where its token reaches', async () => {
  const program = await w.service({ permissions: ['customers:write', 'customers:read'] })
  const made = await program.ok(customers.create, { body: { name: '周女士', phone: '13800002046' } as never })
  expect(made).toMatchObject({ name: '周女士' })
  const elsewhere = await program.call(customers.create, { params: { siteId: there }, body: { name: '周女士' } as never })
  expect([elsewhere.status, elsewhere.error.code]).toEqual([404, 'site.unknown'])
  const other = await program.call(tickets.list)
  expect([other.status, other.error.code]).toEqual([403, 'forbidden'])
})

test('what only a person can do is refused with a sentence, and no stream opens', async () => {
  const program = await w.service({ permissions: ['tickets:read', 'tickets:confirm'] })
  const { id } = await w.a.ticket()
  const confirmed = await program.call(tickets.confirm, { params: { id }, body: {} })
  expect([confirmed.status, confirmed.error.code]).toEqual([403, 'person.needed'])
  expect(confirmed.error.message).toContain('请由员工登录后办理')
  const stream = await send(bearer(program), '/api/stream')
  expect([stream.statusCode, stream.json().error.code]).toEqual([403, 'person.needed'])
})

test('a revoked token is out at once, and the ledger says who revoked it', async () => {
  const program = await w.service({ permissions: ['tickets:read'] })
  await program.ok(tickets.list)
  const revoked = await director.ok(people.revokeToken, { params: { id: program.tokenId } })
  expect(revoked).toMatchObject({ revokedAt: '2026-11-20T01:00:00.000Z', revokedBy: { name: '章主任' } })
  const late = await program.call(tickets.list)
  expect([late.status, late.error.code, late.error.message]).toEqual([401, 'token.revoked', '这个令牌已被撤销，不能再用。'])
  expect(await director.ok(people.revokeToken, { params: { id: program.tokenId } })).toEqual(revoked)
  expect(await query('select seq, type, actor_kind from events where case_id = $1 order by seq', program.tokenId)).toEqual([
    { seq: 1, type: 'token.created', actor_kind: 'system' },
    { seq: 2, type: 'token.revoked', actor_kind: 'staff' },
  ])
})

test('a revocation on another node is heard, and felt after five seconds even when it is not', async () => {
  const [heard, unheard] = [
    await w.service({ permissions: ['tickets:read'] }),
    await w.service({ permissions: ['tickets:read'] }),
  ]
  for (const program of [heard, unheard]) await program.ok(tickets.list)
  await query('update service_tokens set revoked_at = created_at where id = any($1)', [heard.tokenId, unheard.tokenId])
  const notified = new Promise(resolve => void w.database.listen('session', resolve))
  await query(`select pg_notify('session', $1)`, heard.tokenId)
  await notified
  expect((await heard.call(tickets.list)).status).toBe(401)
  expect((await unheard.call(tickets.list)).status).toBe(200)
  w.clock.move('5 s')
  expect((await unheard.call(tickets.list)).error.code).toBe('token.revoked')
})

test('who answers for a site revokes what reaches it; a token of elsewhere does not exist for him', async () => {
  const both = await w.service({ permissions: ['tickets:read'], sites: [there, w.siteId] })
  const foreign = await w.service({ permissions: ['tickets:read'], sites: [there] })
  expect((await director.call(people.revokeToken, { params: { id: foreign.tokenId } })).error.code).toBe('not_found')
  await director.ok(people.revokeToken, { params: { id: both.tokenId } })
  expect((await both.call(tickets.list, { params: { siteId: there } })).error.code).toBe('token.revoked')
  expect((await agent.call(people.revokeToken, { params: { id: both.tokenId } })).status).toBe(403)
  expect((await agent.call(people.listTokens)).status).toBe(403)
})

test('a token ends by itself, and says so in both languages', async () => {
  const program = await w.service({ permissions: ['tickets:read'], expiresInDays: 1 })
  w.clock.move('23 h')
  expect((await program.call(tickets.list)).status).toBe(200)
  w.clock.move('1 h')
  const late = await program.call(tickets.list)
  expect([late.status, late.error.code, late.error.message]).toEqual([
    401,
    'token.expired',
    '这个令牌已经到期。请管理员重新签发。',
  ])
  const english = await program.call(tickets.list, { headers: { 'accept-language': 'en' } })
  expect(english.error.message).toBe('This token has expired. Please ask an administrator for a new one.')
})

test('a token that was never made opens nothing, and a token is no cookie', async () => {
  const program = await w.service({ permissions: ['tickets:read'] })
  const unknown = await send({ authorization: `Bearer sst_${'x'.repeat(43)}` })
  expect([unknown.statusCode, unknown.json().error.code]).toEqual([401, 'token.unknown'])
  const cookie = await send({ cookie: `sansheng_session=${program.token}` })
  expect([cookie.statusCode, cookie.json().error.code]).toEqual([401, 'unauthenticated'])
  const broken = await send({ authorization: `Bearer ${program.token} more` })
  expect([broken.statusCode, broken.json().error.code]).toEqual([401, 'unauthenticated'])
})

test('use is written down once a minute, not with each request', async () => {
  const program = await w.service({ permissions: ['tickets:read'] })
  const writes = async () =>
    (
      await w.database.statements(async () => {
        for (let n = 0; n < 5; n++) await program.ok(tickets.list)
      })
    ).filter(s => s.startsWith('update service_tokens')).length
  expect(await writes()).toBe(1)
  expect(await writes()).toBe(0)
  const used = w.clock.now()
  w.clock.move('1 min')
  expect(await writes()).toBe(1)
  const { items } = await director.ok(people.listTokens)
  expect(items.find(t => t.id === program.tokenId)!.lastUsedAt).toBe(new Date(used + 60_000).toISOString())
})

test('a program is no page: it may come from anywhere, is never taken for the client of the field, and the ledger names it', async () => {
  const program = await w.service({ permissions: ['notices:publish'] })
  const hours = { startsAt: '2026-11-28T08:00:00Z', endsAt: '2026-11-28T10:00:00Z' }
  const reply = await w.app.http.inject({
    ...requestFor(notices.receive, w.siteId),
    headers: { ...bearer(program), origin: 'https://shop.example', 'x-sansheng-client': 'field' },
    payload: { kind: 'outage', title: '临川路主管更换', source: '管网部', planned: true, ...hours, places: ['槐荫里'] },
  })
  expect(reply.statusCode).toBe(200)
  const id = reply.json().id
  expect(await query('select type, actor_kind, actor_id, source from events where subject_id = $1', id)).toEqual([
    { type: 'notice.received', actor_kind: 'service', actor_id: program.tokenId, source: 'api' },
  ])
})

test('the same key of two programs does two things', async () => {
  const [one, two] = [
    await w.service({ permissions: ['customers:write'] }),
    await w.service({ permissions: ['customers:write'] }),
  ]
  const make = (who: ServiceClient) =>
    who.ok(customers.create, { body: { name: '吴先生' } as never, headers: { 'idempotency-key': 'k' } })
  const first = await make(one)
  expect(await make(one)).toEqual(first)
  expect((await make(two)).id).not.toBe(first.id)
})

const routes = modules.flatMap(({ name, contract }: Module<never>) =>
  Object.entries(contract).map(([verb, route]) => ({ operation: `${name}.${verb}`, route })),
)
const permissions = Object.entries(collect(modules, 'permissions')) as [Permission, { staffOnly?: true }][]
const grantable = permissions.filter(([, { staffOnly }]) => !staffOnly).map(([permission]) => permission)

test('every route that is not public refuses a token without its permission, whatever else the token holds', async () => {
  const got: string[] = []
  for (const needs of ['session', ...permissions.map(([permission]) => permission)]) {
    const program = await w.service({ permissions: grantable.filter(p => p !== needs) })
    for (const { operation, route } of routes.filter(r => r.route.needs === needs)) {
      const reply = await w.app.http.inject({ ...requestFor(route, w.siteId), headers: bearer(program) })
      const wanted = needs === 'session' ? 'person.needed' : 'forbidden'
      if (reply.statusCode !== 403 || reply.json().error.code !== wanted)
        got.push(`${operation} ${reply.statusCode} ${reply.body}`)
    }
  }
  expect(got).toEqual([])
})

test('every route that a token may hold lets it in', async () => {
  const program = await w.service({ permissions: grantable })
  const got: string[] = []
  for (const { operation, route } of routes.filter(r => grantable.includes(r.route.needs as Permission))) {
    const reply = await w.app.http.inject({ ...requestFor(route, w.siteId), headers: bearer(program) })
    const { code, params } = reply.json().error ?? {}
    // what a route asks for besides may be for staff alone, for example publishing without another's consent
    const refused = code === 'forbidden' && grantable.includes(params.needs)
    if ([401, 500].includes(reply.statusCode) || refused) got.push(`${operation} ${reply.statusCode} ${reply.body}`)
  }
  expect(got).toEqual([])
})
