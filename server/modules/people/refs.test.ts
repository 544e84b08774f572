import { people } from '@sansheng/contract/people.ts'
import { expect, test } from 'vitest'
import { testDatabase } from '../../platform/testing/database.ts'
import { stillPorts } from '../../platform/testing/ports.ts'
import { world } from '../../platform/testing/world.ts'
import {
  departmentById,
  departmentByName,
  firstPerson,
  isMember,
  mustBeDepartment,
  mustBePerson,
  personRefs,
  personsWithRole,
  personsWithRoles,
  siteById,
} from './index.ts'

const w = await world()
const there = await w.site({ name: '望江营业厅', code: 'WJ' })
const lin = await w.as('agent', { staffNumber: '1024', name: '林晓棠' })
const he = await w.as('shift-leader', { staffNumber: '1001', name: '何班长' })
const gone = await w.as('agent', { staffNumber: '1025', name: '已离职' })
const stranger = await w.as('agent', { staffNumber: '2024', name: '隔壁同事', siteId: there })
const department = await w.department('临川维修所', [lin, gone], he)
await w.admin.ok(people.updatePerson, { params: { id: gone.personId }, body: { active: false, version: 1 } })
const ctx = w.app.transact.read(w.app.origin)
const empty = await testDatabase()
const given = await testDatabase()

test('names and staff numbers are read for many ids at once, absent ones left out', async () => {
  const refs = await personRefs(ctx, [lin.personId, null, undefined, lin.personId, '00000000-0000-7000-8000-0000000fffff'])
  expect([...refs]).toEqual([[lin.personId, { id: lin.personId, name: '林晓棠', staffNumber: '1024' }]])
  expect(await w.database.statements(() => personRefs(ctx, [null]))).toEqual([])
})

test('who holds a role at a site: by a grant there, above it or everywhere, if active', async () => {
  expect(await personsWithRole(ctx, w.siteId, 'agent')).toEqual([lin.personId])
  expect(await personsWithRole(ctx, there, 'agent')).toEqual([stranger.personId])
  expect(await personsWithRole(ctx, there, 'director')).toEqual([w.admin.personId])
  const held = await personsWithRoles(ctx, w.siteId)
  expect(held.get('shift-leader')).toEqual([{ id: he.personId, name: '何班长', staffNumber: '1001' }])
  expect(held.get('worker')).toBe(undefined)
})

test('a department is found by the name that a standard writes, with its active members', async () => {
  const found = await departmentByName(ctx, w.siteId, ' 临川维修所 ')
  expect(found).toEqual({ id: department, siteId: w.siteId, name: '临川维修所', headId: he.personId, memberIds: [lin.personId] })
  expect([isMember(found!, he.personId), isMember(found!, lin.personId), isMember(found!, stranger.personId)]).toEqual([
    true,
    true,
    false,
  ])
  expect(await departmentByName(ctx, there, '临川维修所')).toBe(null)
  expect(await departmentById(ctx, there, department)).toBe(null)
  await expect(mustBeDepartment(ctx, there, department)).rejects.toMatchObject({ code: 'department.unknown' })
})

test('work is given only to active people of the site', async () => {
  expect(await mustBePerson(ctx, w.siteId, lin.personId)).toEqual({ id: lin.personId, name: '林晓棠', staffNumber: '1024' })
  for (const id of [gone.personId, stranger.personId])
    await expect(mustBePerson(ctx, w.siteId, id)).rejects.toMatchObject({ code: 'person.unknown' })
})

test('a site is read once in five seconds, and its new name is known at once', async () => {
  expect(await siteById(ctx, there)).toMatchObject({
    id: there,
    code: 'WJ',
    name: '望江营业厅',
    kind: 'water',
    zone: 'Asia/Shanghai',
  })
  expect(await w.database.statements(() => siteById(ctx, there))).toEqual([])
  await w.admin.ok(people.updateSite, { params: { siteId: there }, body: { name: '望江大厅', version: 1 } })
  expect((await siteById(ctx, there)).name).toBe('望江大厅')
  await expect(siteById(ctx, 999)).rejects.toMatchObject({ code: 'site.unknown' })
})

test('an empty app gets its first person once, although two processes start together; a made password must be changed', async () => {
  const ports = stillPorts()
  const made = await Promise.all([firstPerson(empty.kysely, ports, null), firstPerson(empty.kysely, ports, null)])
  const first = made.find(m => m !== null)!
  expect(made.filter(m => m !== null)).toHaveLength(1)
  expect(first).toEqual({
    staffNumber: 'admin',
    password: expect.stringMatching(/^[a-z]{4}-\d{4}-[a-z]{4}-[a-z]{4}$/),
  })
  const rows = await empty.kysely.selectFrom('persons').select(['staff_number', 'must_change', 'home_site_id']).execute()
  expect(rows).toEqual([{ staff_number: 'admin', must_change: true, home_site_id: 0 }])
  expect(await personsWithRole({ db: empty.kysely }, 1, 'administrator')).toEqual([])
})

test('a first password from the environment need not be changed, but a weak one is refused and nobody is made', async () => {
  await expect(firstPerson(given.kysely, stillPorts(), 'password123')).rejects.toThrow('SANSHENG_FIRST_PASSWORD：这个密码太常见')
  expect(await given.kysely.selectFrom('persons').select('id').execute()).toEqual([])
  expect(await firstPerson(given.kysely, stillPorts(), 'three-rings-2026')).toEqual({ staffNumber: 'admin', password: null })
  expect(await given.kysely.selectFrom('persons').select('must_change').execute()).toEqual([{ must_change: false }])
})
