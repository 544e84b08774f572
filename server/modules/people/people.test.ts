import { people } from '@sansheng/contract/people.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { expect, test } from 'vitest'
import { drafts } from '../../platform/testing/builders.ts'
import { type Client, world } from '../../platform/testing/world.ts'

const w = await world()
const here = w.siteId
const there = await w.site({ name: '望江营业厅', code: 'WJ' })
const local = await w.as('administrator', { staffNumber: 'local', name: '本站管理员' })
const agent = await w.as('agent', { staffNumber: 'agent', name: '林晓棠' })
await w.a.person({ staffNumber: 'stranger', name: '隔壁同事', siteId: there })

type Grants = BodyOf<typeof people.createPerson>['grants']
const draft = (staffNumber: string, grants: Grants = [{ role: 'agent', scope: 'site' }]) =>
  drafts.person({ staffNumber, phone: '13800002046', grants })
const personAt = async (client: Client, staffNumber: string, siteId = here) =>
  (await client.ok(people.listPersons, { params: { siteId }, query: { q: staffNumber } })).items[0]!

test('a person gets a first password that is shown once, and a masked phone', async () => {
  const made = await w.a.person({ by: local, staffNumber: '2001', phone: '13800002046' })
  expect(made.firstPassword).toMatch(/^[a-z]{4}-\d{4}-[a-z]{4}-[a-z]{4}$/)
  expect(made.person).toMatchObject({
    staffNumber: '2001',
    phoneMasked: '138****2046',
    active: true,
    probation: false,
    delayedUntil: null,
  })
  expect(made.person.grants).toEqual([{ id: expect.any(String), role: 'agent', scope: 'site', siteId: here, unitId: null }])
  expect(JSON.stringify(await local.ok(people.listPersons))).not.toContain(made.firstPassword)
})

test('a staff number is given once, whatever its capitals', async () => {
  await w.a.person({ by: local, staffNumber: 'wang' })
  const twice = await local.call(people.createPerson, { body: draft('WANG') })
  expect([twice.status, twice.error.code, twice.error.message]).toEqual([409, 'taken', '这个工号已经有人用了，请换一个。'])
})

test('what may be done is decided by site: an agent manages nobody, another site does not exist for him', async () => {
  const manage = await agent.call(people.createPerson, { body: draft('2002') })
  expect([manage.status, manage.error.code]).toEqual([403, 'forbidden'])
  expect(manage.error.message).toContain('管理组织与人员')
  const elsewhere = await agent.call(people.listPersons, { params: { siteId: there } })
  expect([elsewhere.status, elsewhere.error.code]).toEqual([404, 'site.unknown'])
  const nowhere = await agent.call(people.listPersons, { params: { siteId: 999 } })
  expect([nowhere.status, nowhere.error.code]).toEqual([404, 'site.unknown'])
  expect((await agent.ok(people.listSites)).items.map(s => s.id)).toEqual([here])
  expect((await w.admin.ok(people.listSites)).items.map(s => s.id)).toEqual([here, there])
})

test('an administrator of one site gives away nothing beyond it', async () => {
  const grants: Grants = [
    { role: 'agent', scope: 'site', siteId: there },
    { role: 'administrator', scope: 'all' },
    { role: 'agent', scope: 'unit', unitId: (await w.admin.ok(people.listUnits)).items[0]!.id },
  ]
  for (const grant of grants) {
    const reply = await local.call(people.createPerson, { body: draft('2003', [grant]) })
    expect([reply.status, reply.error.code]).toEqual([403, 'grant.beyond'])
  }
})

test('an administrator of one site touches neither people of another nor those above him', async () => {
  const other = await personAt(w.admin, 'stranger', there)
  const hidden = await local.call(people.updatePerson, {
    params: { id: other.id },
    body: { name: '改名', version: other.version },
  })
  expect([hidden.status, hidden.error.code]).toEqual([404, 'not_found'])
  const admin = await personAt(local, 'admin')
  for (const reply of [
    await local.call(people.updatePerson, { params: { id: admin.id }, body: { active: false, version: admin.version } }),
    await local.call(people.resetPassword, { params: { id: admin.id } }),
  ])
    expect([reply.status, reply.error.code]).toEqual([403, 'grant.beyond'])
})

test('grants that fit no place are refused field by field', async () => {
  const wrong = await w.admin.call(people.createPerson, { body: draft('2004', [{ role: 'agent', scope: 'all', siteId: here }]) })
  expect(wrong.error.fields).toEqual([{ path: '/grants/0/scope', message: expect.stringContaining('范围') }])
  const unknown = await w.admin.call(people.createPerson, {
    body: draft('2004', [{ role: 'agent', scope: 'site', siteId: 999 }]),
  })
  expect([unknown.status, unknown.error.code]).toEqual([404, 'site.unknown'])
})

test('nobody gives himself a role or ends his own probation; another administrator does, and giving up is free', async () => {
  const two = { role: 'administrator', scope: 'site', siteId: here } as const
  const change = async (who: Client, body: object) => {
    const row = await personAt(w.admin, 'climber')
    const reply = await who.call(people.updatePerson, {
      params: { id: row.id },
      body: { version: row.version, ...body } as never,
    })
    return reply.status === 200 ? 200 : [reply.status, reply.error.code]
  }
  const climber = await w.as('administrator', { staffNumber: 'climber', probation: true })
  expect(await change(climber, { grants: [two, { role: 'director', scope: 'site' }] })).toEqual([403, 'grant.self'])
  expect(await change(climber, { probation: false })).toEqual([403, 'grant.self'])
  expect(await change(climber, { name: '高枝' })).toBe(200)
  expect(await change(local, { probation: false })).toBe(200)
  expect(await change(climber, { probation: true })).toBe(200)
})

test('the system administrator and the auditor are not one person, at whatever sites', async () => {
  const both: Grants = [
    { role: 'administrator', scope: 'site' },
    { role: 'auditor', scope: 'site', siteId: there },
  ]
  const made = await w.admin.call(people.createPerson, { body: draft('both', both) })
  expect([made.status, made.error.code]).toEqual([422, 'roles.apart'])
  await w.a.person({ staffNumber: 'both', grants: [both[0]!] })
  const row = await personAt(w.admin, 'both')
  const later = await w.admin.call(people.updatePerson, {
    params: { id: row.id },
    body: { grants: both, version: row.version },
  })
  expect([later.status, later.error.code]).toEqual([422, 'roles.apart'])
})

test('an inactive person is out at once and cannot come back in', async () => {
  const gone = await w.as('agent', { staffNumber: 'gone' })
  expect((await gone.call(people.me)).status).toBe(200)
  const row = await personAt(local, 'gone')
  expect(
    (await local.ok(people.updatePerson, { params: { id: row.id }, body: { active: false, version: row.version } })).active,
  ).toBe(false)
  expect((await gone.call(people.me)).status).toBe(401)
  await expect(w.signIn('gone', 'three-rings-2026')).rejects.toThrow('signin.wrong')
})

test('two administrators on one person: the second learns who was first', async () => {
  const row = await personAt(local, 'agent')
  const first = await local.ok(people.updatePerson, {
    params: { id: row.id },
    body: { phone: '13900001111', version: row.version },
  })
  expect(first.version).toBe(row.version + 1)
  const second = await w.admin.call(people.updatePerson, {
    params: { id: row.id },
    body: { name: '林小棠', version: row.version },
  })
  expect([second.status, second.error.code]).toEqual([409, 'stale'])
  expect(second.error).toMatchObject({
    params: { by: '本站管理员', at: '2026-11-20T01:00:00.000Z' },
    detail: { version: first.version },
  })
  expect(second.error.message).toContain('本站管理员在 11/20 09:00 先改过了')
})

test('the number of statements does not grow with the number of people', async () => {
  const count = async () => (await w.database.statements(() => local.ok(people.listPersons))).length
  await count()
  const before = await count()
  for (let n = 0; n < 5; n++) await w.a.person({ by: local, staffNumber: `many-${n}` })
  await count()
  expect(await count()).toBe(before)
})

test.each([
  [{ shoeSize: 38 }, '/shoeSize', '没有这一项，请去掉，或检查拼写。'],
  [{ staffNumber: 7 }, '/staffNumber', '请填写文字。'],
  [{ name: '林'.repeat(61) }, '/name', '最多 60 个字，请缩短一些。'],
  [{ grants: [] }, '/grants', '至少 1 项。'],
])('unknown fields, wrong types and over-long texts are told with their field: %j', async (wrong, path, message) => {
  const reply = await w.app.http.inject({
    method: 'POST',
    url: `/api/sites/${here}/persons`,
    headers: { authorization: `Bearer ${local.token}` },
    payload: { ...(draft('wrong') as object), ...wrong },
  })
  expect([reply.statusCode, reply.json().error.fields]).toEqual([400, [{ path, message }]])
})

test('no reply holds a hash of a password or a token', async () => {
  const kept = await w.database.pool.query(
    'select password_hash as secret from persons union all select token_hash from sessions',
  )
  const secrets = [...kept.rows.map(r => r.secret as string), local.token, agent.token, w.admin.token]
  const bodies = await Promise.all(
    [people.me, people.listSites, people.listUnits, people.listPersons, people.listDepartments].map(async route =>
      JSON.stringify((await w.admin.call(route as typeof people.me)).body),
    ),
  )
  const signedIn = await w.app.http.inject({
    method: 'POST',
    url: '/api/people/sign-in',
    payload: { staffNumber: 'agent', password: 'three-rings-2026' },
  })
  for (const body of [...bodies, signedIn.body]) {
    expect(body).not.toMatch(/argon2|password_?hash|token/i)
    for (const secret of secrets) expect(body).not.toContain(secret)
  }
})
