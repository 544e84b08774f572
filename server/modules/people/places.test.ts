import { people } from '@sansheng/contract/people.ts'
import { expect, test } from 'vitest'
import { drafts } from '../../platform/testing/builders.ts'
import { world } from '../../platform/testing/world.ts'

const w = await world()
const here = w.siteId
const there = await w.site({ name: '望江营业厅', code: 'WJ' })
const local = await w.as('administrator', { name: '本站管理员' })
const agent = await w.as('agent', { name: '林晓棠' })
const stranger = await w.as('agent', { siteId: there })

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
  const w = await world({ until: 'test' })
  const local = await w.as('administrator')
  const found = (body: object) =>
    w.admin.call(people.createSite, { body: { code: 'QX', name: '清溪物业', kind: 'property', ...body } as never })
  expect((await found({ code: 'LZ' })).error.code).toBe('taken')
  expect((await found({ zone: 'Mars/Olympus' })).error.fields).toEqual([
    { path: '/zone', message: expect.stringContaining('时区') },
  ])
  expect((await found({ unitId: '00000000-0000-7000-8000-0000000fffff' })).error.code).toBe('unit.unknown')
  const made = await found({})
  expect(made.body).toMatchObject({ id: w.siteId + 1, code: 'QX', zone: 'Asia/Shanghai', standard: null, version: 1 })
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
  const made = await w.a.person({
    siteId: site.id,
    staffNumber: 'area',
    grants: [{ role: 'administrator', scope: 'unit', unitId: top.id }],
  })
  const area = await w.signIn('area', made.firstPassword)
  await area.ok(people.changePassword, { body: { current: made.firstPassword, next: 'kettle-drum-42' } })
  const later = await area.ok(people.createSite, { body: { code: 'LC2', name: '临川二厅', kind: 'water', unitId: below.id } })
  expect((await area.ok(people.listSites)).items.map(s => s.code)).toEqual(['LC', 'LC2'])
  expect((await area.ok(people.listUnits)).items.map(u => u.name).sort()).toEqual(['临川', '川西片区'])
  expect(
    (await area.call(people.createPerson, { params: { siteId: later.id }, body: drafts.person({ staffNumber: '3001' }) })).status,
  ).toBe(200)
  expect((await area.call(people.listPersons)).error.code).toBe('site.unknown')
})
