import { people } from '@sansheng/contract/people.ts'
import { expect, test } from 'vitest'
import { type Client, world } from '../../platform/testing/world.ts'

const w = await world()
const here = w.siteId
const there = await w.site({ name: '望江营业厅', code: 'WJ' })
const local = await w.as('administrator', { staffNumber: 'local', name: '本站管理员' })
const agent = await w.as('agent', { staffNumber: 'agent', name: '林晓棠' })
const stranger = await w.as('agent', { staffNumber: 'stranger', name: '隔壁同事', siteId: there })

const draft = (staffNumber: string, grants: object[] = [{ role: 'agent', scope: 'site' }]) =>
  ({ staffNumber, name: '周新', phone: '13800002046', grants }) as never
const personAt = async (client: Client, staffNumber: string, siteId = here) =>
  (await client.ok(people.listPersons, { params: { siteId }, query: { q: staffNumber } })).items[0]!

test('a person gets a first password that is shown once, and a masked phone', async () => {
  const made = await local.ok(people.createPerson, { body: draft('2001') })
  expect(made.firstPassword).toMatch(/^[a-z]{4}-\d{4}-[a-z]{4}-[a-z]{4}$/)
  expect(made.person).toMatchObject({
    staffNumber: '2001',
    phoneMasked: '138****2046',
    active: true,
    probation: false,
    lockedUntil: null,
  })
  expect(made.person.grants).toEqual([{ id: expect.any(String), role: 'agent', scope: 'site', siteId: here, unitId: null }])
  expect(JSON.stringify(await local.ok(people.listPersons))).not.toContain(made.firstPassword)
})

test('a staff number is given once, whatever its capitals', async () => {
  await local.ok(people.createPerson, { body: draft('wang') })
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
  for (const grant of [
    { role: 'agent', scope: 'site', siteId: there },
    { role: 'administrator', scope: 'all' },
    { role: 'agent', scope: 'unit', unitId: (await w.admin.ok(people.listUnits)).items[0]!.id },
  ]) {
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

test('the last administrator of everything stays; with a second one the first may go', async () => {
  const admin = await personAt(w.admin, 'admin')
  const change = (body: object) => w.admin.call(people.updatePerson, { params: { id: admin.id }, body: body as never })
  for (const body of [
    { active: false, version: admin.version },
    { grants: [{ role: 'director', scope: 'all' }], version: admin.version },
  ]) {
    const reply = await change(body)
    expect([reply.status, reply.error.code]).toEqual([409, 'administrator.last'])
  }
  const everywhere = [
    { role: 'administrator', scope: 'all' },
    { role: 'director', scope: 'all' },
  ]
  const second = await w.admin.ok(people.createPerson, { body: draft('second', everywhere) })
  const lessened = await change({ grants: [{ role: 'director', scope: 'all' }], version: admin.version })
  expect(lessened.status).toBe(200)
  // the right is gone with the next request, although nobody signed out
  expect((await w.admin.call(people.resetPassword, { params: { id: second.person.id } })).status).toBe(403)
  const other = await w.signIn('second', second.firstPassword)
  await other.ok(people.changePassword, { body: { current: second.firstPassword, next: 'kettle-drum-42' } })
  await other.ok(people.updatePerson, {
    params: { id: admin.id },
    body: { grants: everywhere as never, version: lessened.body.version },
  })
  expect((await w.admin.call(people.listUnits)).status).toBe(200)
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
  expect(await change(local, { grants: [two, { role: 'director', scope: 'site' }], probation: false })).toBe(200)
  expect(await change(climber, { grants: [two] })).toBe(200)
})

test('the system administrator and the auditor are not one person, at whatever sites', async () => {
  const both = [
    { role: 'administrator', scope: 'site' },
    { role: 'auditor', scope: 'site', siteId: there },
  ]
  const made = await w.admin.call(people.createPerson, { body: draft('both', both) })
  expect([made.status, made.error.code]).toEqual([422, 'roles.apart'])
  await w.admin.ok(people.createPerson, { body: draft('both', [both[0]!]) })
  const row = await personAt(w.admin, 'both')
  const later = await w.admin.call(people.updatePerson, {
    params: { id: row.id },
    body: { grants: both as never, version: row.version },
  })
  expect([later.status, later.error.code]).toEqual([422, 'roles.apart'])
})

test('two administrators who remove each other at once leave one', async () => {
  const pair = await Promise.all(
    ['left', 'right'].map(async staffNumber => {
      const made = await w.admin.ok(people.createPerson, { body: draft(staffNumber, [{ role: 'administrator', scope: 'all' }]) })
      const client = await w.signIn(staffNumber, made.firstPassword)
      await client.ok(people.changePassword, { body: { current: made.firstPassword, next: 'kettle-drum-42' } })
      return { client, person: made.person }
    }),
  )
  const all = (await w.admin.ok(people.listPersons, { query: { role: 'administrator' } })).items.filter(p =>
    p.grants.some(g => g.scope === 'all' && g.role === 'administrator'),
  )
  for (const p of all.filter(p => !pair.some(x => x.person.id === p.id) && p.staffNumber !== 'admin'))
    await w.admin.ok(people.updatePerson, { params: { id: p.id }, body: { active: false, version: p.version } })
  const admin = await personAt(w.admin, 'admin')
  await w.admin.ok(people.updatePerson, {
    params: { id: admin.id },
    body: { grants: [{ role: 'director', scope: 'all' }], version: admin.version },
  })
  const [left, right] = pair as [(typeof pair)[0], (typeof pair)[0]]
  const remove = (by: typeof left, whom: typeof left) =>
    by.client.call(people.updatePerson, { params: { id: whom.person.id }, body: { active: false, version: whom.person.version } })
  const replies = await Promise.all([remove(left, right), remove(right, left)])
  expect(replies.filter(r => r.status === 200)).toHaveLength(1)
  const stays = replies[0]!.status === 200 ? left : right
  await stays.client.ok(people.updatePerson, {
    params: { id: admin.id },
    body: {
      grants: [
        { role: 'administrator', scope: 'all' },
        { role: 'director', scope: 'all' },
      ],
      version: admin.version + 1,
    },
  })
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

test('departments have a head and members who work at the site, and only they', async () => {
  const foreign = await local.call(people.createDepartment, { body: { name: '临川维修所', memberIds: [stranger.personId] } })
  expect([foreign.status, foreign.error.code]).toEqual([422, 'person.unknown'])
  const made = await local.ok(people.createDepartment, {
    body: { name: '临川维修所', headId: local.personId, memberIds: [agent.personId] },
  })
  expect(made).toMatchObject({
    siteId: here,
    name: '临川维修所',
    head: { name: '本站管理员' },
    members: [{ name: '林晓棠' }],
    version: 1,
  })
  const twice = await local.call(people.createDepartment, { body: { name: '临川维修所' } })
  expect([twice.status, twice.error.message]).toEqual([409, '这个部门名称已经有人用了，请换一个。'])
  const changed = await local.ok(people.updateDepartment, {
    params: { id: made.id },
    body: { headId: null, memberIds: [], version: 1 },
  })
  expect(changed).toMatchObject({ head: null, members: [], version: 2 })
  const stale = await local.call(people.updateDepartment, { params: { id: made.id }, body: { name: '别的', version: 1 } })
  expect(stale.error.code).toBe('stale')
  const elsewhere = await w.admin.call(people.updateDepartment, {
    params: { siteId: there, id: made.id },
    body: { name: '别的', version: 2 },
  })
  expect([elsewhere.status, elsewhere.error.code]).toEqual([404, 'not_found'])
})

test('sites are numbered without gaps, have a code of their own and a real time zone', async () => {
  const found = (body: object) =>
    w.admin.call(people.createSite, { body: { code: 'QX', name: '清溪物业', kind: 'property', ...body } as never })
  expect((await found({ code: 'LZ' })).error.code).toBe('taken')
  expect((await found({ zone: 'Mars/Olympus' })).error.fields).toEqual([
    { path: '/zone', message: expect.stringContaining('时区') },
  ])
  expect((await found({ unitId: '00000000-0000-7000-8000-0000000fffff' })).error.code).toBe('unit.unknown')
  const made = await found({})
  expect(made.body).toMatchObject({ id: there + 1, code: 'QX', zone: 'Asia/Shanghai', standard: null, version: 1 })
  const renamed = await w.admin.ok(people.updateSite, {
    params: { siteId: made.body.id },
    body: { name: '清溪物业服务中心', version: 1 },
  })
  expect(renamed).toMatchObject({ name: '清溪物业服务中心', kind: 'property', version: 2 })
  expect((await local.call(people.createSite, { body: { code: 'XX', name: '私设', kind: 'general' } })).error.code).toBe(
    'grant.beyond',
  )
})

test('a unit administrator reaches the sites below his unit, those founded later too', async () => {
  const top = await w.admin.ok(people.createUnit, { body: { name: '川西片区' } })
  const below = await w.admin.ok(people.createUnit, { body: { name: '临川', parentId: top.id } })
  const site = await w.admin.ok(people.createSite, { body: { code: 'LC', name: '临川营业厅', kind: 'water', unitId: below.id } })
  const made = await w.admin.ok(people.createPerson, {
    params: { siteId: site.id },
    body: draft('area', [{ role: 'administrator', scope: 'unit', unitId: top.id }]),
  })
  const area = await w.signIn('area', made.firstPassword)
  await area.ok(people.changePassword, { body: { current: made.firstPassword, next: 'kettle-drum-42' } })
  const later = await area.ok(people.createSite, { body: { code: 'LC2', name: '临川二厅', kind: 'water', unitId: below.id } })
  expect((await area.ok(people.listSites)).items.map(s => s.code)).toEqual(['LC', 'LC2'])
  expect((await area.ok(people.listUnits)).items.map(u => u.name).sort()).toEqual(['临川', '川西片区'])
  expect((await area.call(people.createPerson, { params: { siteId: later.id }, body: draft('3001') })).status).toBe(200)
  expect((await area.call(people.listPersons)).error.code).toBe('site.unknown')
})

test('the number of statements does not grow with the number of people', async () => {
  const count = async () => (await w.database.statements(() => local.ok(people.listPersons))).length
  await count()
  const before = await count()
  for (let n = 0; n < 5; n++) await local.ok(people.createPerson, { body: draft(`many-${n}`) })
  await count()
  expect(await count()).toBe(before)
})

test('unknown fields, wrong types and over-long texts are told field by field', async () => {
  const reply = await w.app.http.inject({
    method: 'POST',
    url: `/api/sites/${here}/persons`,
    headers: { authorization: `Bearer ${local.token}` },
    payload: { staffNumber: 7, name: '林'.repeat(61), shoeSize: 38, grants: [] },
  })
  expect(reply.statusCode).toBe(400)
  expect(
    Object.fromEntries(reply.json().error.fields.map((f: { path: string; message: string }) => [f.path, f.message])),
  ).toEqual({
    '/shoeSize': '没有这一项，请去掉，或检查拼写。',
    '/staffNumber': '请填写文字。',
    '/name': '最多 60 个字，请缩短一些。',
    '/grants': '至少 1 项。',
  })
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
