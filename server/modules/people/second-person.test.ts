/** Sensitive grants and new passwords for those who hold them: a second person consents where there is one. Each test has a site of its own. */
import { approvals } from '@sansheng/contract/approvals.ts'
import { people } from '@sansheng/contract/people.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const first = await world({ at: '2026-11-20T09:00:00+08:00' })
let w: World
let local: Client

beforeEach(async () => {
  w = await first.fresh()
  local = await w.as('administrator', { name: '本站管理员' })
  // `admin` manages every site, so he would be asked everywhere; he has not been here for long
  await sql`update sessions set opened_at = opened_at - interval '40 days' where person_id = ${w.admin.personId}`.execute(
    w.database.kysely,
  )
})

const numberOf = (name: string) => `new-${w.siteId}-${[...name].map(c => c.codePointAt(0)).join('-')}`

type Grants = BodyOf<typeof people.createPerson>['grants']
const director: Grants = [{ role: 'director', scope: 'site' }]
const draft = (name: string, grants: Grants) => ({ staffNumber: numberOf(name), name, grants })
const rowOf = async (id: string) => (await local.ok(people.listPersons)).items.find(p => p.id === id)!
const rolesOf = async (id: string) => (await rowOf(id)).grants.map(g => g.role)
const waitingFor = async (who: Client) => (await who.ok(approvals.list)).items
const answer = (who: Client, id: string, given: boolean) =>
  who.call(approvals.answer, { params: { id }, body: given ? { given } : { given, reason: '不认识' } })
const eventsOf = async (id: string) => {
  const { rows } = await sql<{ type: string; detail: Record<string, unknown>; actor_id: string }>`
    select type, detail, actor_id from events where case_id = ${id} order by seq`.execute(w.database.kysely)
  return rows
}
/** Without `admin`, who heads and administers everything in a test. */
const exceptions = async () =>
  (await (await w.as('auditor')).ok(people.listAccountExceptions)).items.filter(e => e.person.id !== w.admin.personId)

test('a director is made when a second person consents; until then he holds nothing of it', async () => {
  const head = await w.as('director', { name: '主任' })
  const created = await local.ok(people.createPerson, {
    body: draft('新主任', [...director, { role: 'agent', scope: 'site' }]),
  })
  const { id } = created.person
  expect([await rolesOf(id), (await rowOf(id)).waiting]).toMatchObject([
    ['agent'],
    { what: 'grants', roles: ['director'], by: { id: local.personId } },
  ])
  const [asked] = await waitingFor(head)
  expect(asked).toMatchObject({ subject: { kind: 'person', id }, requestedBy: { id: local.personId } })
  const own = await answer(local, asked!.id, true)
  expect([own.status, own.error.code]).toEqual([403, 'approval.role'])
  expect((await answer(head, asked!.id, true)).status).toBe(200)
  expect([await rolesOf(id), (await rowOf(id)).waiting]).toEqual([['agent', 'director'], null])
  expect((await eventsOf(id)).map(e => e.type)).toEqual([
    'person.changed',
    'approval.requested',
    'approval.given',
    'person.changed',
  ])
  expect((await eventsOf(id)).at(-1)).toMatchObject({ actor_id: head.personId, detail: { askedBy: local.personId } })
  expect(await exceptions()).toEqual([])
})

test('what is refused is not given, and can be asked for again', async () => {
  const head = await w.as('director')
  const agent = await w.as('agent')
  const raise = async () => {
    const row = await rowOf(agent.personId)
    return await local.call(people.updatePerson, {
      params: { id: row.id },
      body: { grants: [{ role: 'agent', scope: 'site' }, ...director], version: row.version },
    })
  }
  expect((await raise()).body.grants.map(g => g.role)).toEqual(['agent'])
  const twice = await raise()
  expect([twice.status, twice.error.code]).toEqual([409, 'approval.waiting'])
  await answer(head, (await waitingFor(head))[0]!.id, false)
  expect((await rowOf(agent.personId)).waiting).toBeNull()
  expect((await raise()).status).toBe(200)
})

test('nobody consents to his own rights, whoever asked for them', async () => {
  const head = await w.as('director')
  const row = await rowOf(head.personId)
  await w.as('director')
  await local.ok(people.updatePerson, {
    params: { id: row.id },
    body: {
      grants: [
        { role: 'director', scope: 'site' },
        { role: 'director', scope: 'own' },
      ],
      version: row.version,
    },
  })
  const own = await answer(head, (await waitingFor(head))[0]!.id, true)
  expect([own.status, own.error.code]).toEqual([403, 'grant.self'])
})

test('the administrator does not come in as the director: a new password for him needs a second person', async () => {
  const head = await w.as('director')
  const deputy = await w.as('director')
  const reset = () => local.ok(people.resetPassword, { params: { id: head.personId } })
  expect(await reset()).toEqual({ firstPassword: null })
  expect((await head.call(people.me)).status).toBe(200)
  const [asked] = await waitingFor(deputy)
  await answer(deputy, asked!.id, true)
  // nobody but whoever asked gets it, and once
  const other = await w.as('administrator')
  expect(await other.ok(people.resetPassword, { params: { id: head.personId } })).toEqual({ firstPassword: null })
  const done = await reset()
  expect(done.firstPassword).toMatch(/^[a-z]{4}-\d{4}-/)
  expect((await head.call(people.me)).status).toBe(401)
  expect((await eventsOf(head.personId)).findLast(e => e.type === 'person.changed')!.detail).toMatchObject({
    reset: true,
    request: asked!.id,
  })
  const signedIn = await w.signIn(head.staffNumber, done.firstPassword!)
  expect((await signedIn.ok(people.me)).mustChangePassword).toBe(true)
})

test('a consent to a new password holds for a day', async () => {
  const head = await w.as('director')
  const deputy = await w.as('director')
  await local.ok(people.resetPassword, { params: { id: head.personId } })
  await answer(deputy, (await waitingFor(deputy))[0]!.id, true)
  w.clock.move('25 h')
  expect(await local.ok(people.resetPassword, { params: { id: head.personId } })).toEqual({ firstPassword: null })
})

test('a new password for somebody without such rights is given at once', async () => {
  await w.as('director')
  const agent = await w.as('agent')
  expect((await local.ok(people.resetPassword, { params: { id: agent.personId } })).firstPassword).not.toBeNull()
})

test('where nobody else could consent one person decides alone; the auditor sees it', async () => {
  const created = await local.ok(people.createPerson, { body: draft('主任', director) })
  const { id } = created.person
  expect(await rolesOf(id)).toEqual(['director'])
  // whoever was made but never came is nobody to ask
  expect((await local.ok(people.resetPassword, { params: { id } })).firstPassword).not.toBeNull()
  expect((await eventsOf(id)).map(e => e.detail)).toMatchObject([
    { changed: 'created', alone: true },
    { reset: true, alone: true },
  ])
  const by = { id: local.personId, name: '本站管理员' }
  expect(await exceptions()).toMatchObject([
    { what: 'password', person: { id }, by },
    { what: 'grants', person: { id }, by, roles: ['director'] },
  ])
  const agent = await w.as('agent')
  expect((await agent.call(people.listAccountExceptions)).status).toBe(403)
})

test('who has not been there for a month is not waited for', async () => {
  await w.as('director')
  await sql`update sessions set opened_at = opened_at - interval '31 days'
    where person_id in (select person_id from grants where role = 'director' and site_id = ${w.siteId})`.execute(
    w.database.kysely,
  )
  expect((await local.ok(people.createPerson, { body: draft('主任', director) })).person.waiting).toBeNull()
})

test('three people at a counter may share roles that are kept apart elsewhere, and that is seen; the fourth ends it', async () => {
  const both: Grants = [
    { role: 'administrator', scope: 'site' },
    { role: 'receptionist', scope: 'site' },
  ]
  const created = await local.ok(people.createPerson, { body: draft('前台', both) })
  expect(await rolesOf(created.person.id)).toEqual(['administrator', 'receptionist'])
  expect((await exceptions()).filter(e => e.what === 'together')).toMatchObject([
    { person: { id: created.person.id }, roles: ['administrator', 'receptionist'] },
  ])
  const late = await local.call(people.createPerson, { body: draft('又一位', both) })
  expect([late.status, late.error.code]).toEqual([422, 'roles.apart'])
  // what was held together before stays until somebody changes it
  const row = await rowOf(created.person.id)
  await local.ok(people.updatePerson, { params: { id: row.id }, body: { name: '前台小周', version: row.version } })
})
