/** Who administers everything changes for all sites at once, so each of these tests has a system of its own. */
import { people } from '@sansheng/contract/people.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { expect, test } from 'vitest'
import { type World, world } from '../../platform/testing/world.ts'

type Grants = BodyOf<typeof people.createPerson>['grants']
const everywhere: Grants = [
  { role: 'administrator', scope: 'all' },
  { role: 'director', scope: 'all' },
]
const adminOf = async (w: World) => (await w.admin.ok(people.listPersons, { query: { q: 'admin' } })).items[0]!

test('the last administrator of everything stays; with a second one the first may go', async () => {
  const w = await world({ until: 'test' })
  const admin = await adminOf(w)
  const change = (body: object) => w.admin.call(people.updatePerson, { params: { id: admin.id }, body: body as never })
  for (const body of [
    { active: false, version: admin.version },
    { grants: [{ role: 'director', scope: 'all' }], version: admin.version },
  ]) {
    const reply = await change(body)
    expect([reply.status, reply.error.code]).toEqual([409, 'administrator.last'])
  }
  const second = await w.a.person({ staffNumber: 'second', grants: everywhere })
  const lessened = await change({ grants: [{ role: 'director', scope: 'all' }], version: admin.version })
  expect(lessened.status).toBe(200)
  // the right is gone with the next request, although nobody signed out
  expect((await w.admin.call(people.resetPassword, { params: { id: second.person.id } })).status).toBe(403)
  const other = await w.signIn('second', second.firstPassword)
  await other.ok(people.changePassword, { body: { current: second.firstPassword, next: 'kettle-drum-42' } })
  await other.ok(people.updatePerson, {
    params: { id: admin.id },
    body: { grants: everywhere, version: lessened.body.version },
  })
  expect((await w.admin.call(people.listUnits)).status).toBe(200)
})

test('two administrators who remove each other at once leave one', async () => {
  const w = await world({ until: 'test' })
  const pair = await Promise.all(
    ['left', 'right'].map(async staffNumber => {
      const made = await w.a.person({ staffNumber, grants: [{ role: 'administrator', scope: 'all' }] })
      const client = await w.signIn(staffNumber, made.firstPassword)
      await client.ok(people.changePassword, { body: { current: made.firstPassword, next: 'kettle-drum-42' } })
      return { client, person: made.person }
    }),
  )
  const admin = await adminOf(w)
  await w.admin.ok(people.updatePerson, {
    params: { id: admin.id },
    body: { grants: [{ role: 'director', scope: 'all' }], version: admin.version },
  })
  const [left, right] = pair as [(typeof pair)[0], (typeof pair)[0]]
  const remove = (by: typeof left, whom: typeof left) =>
    by.client.call(people.updatePerson, { params: { id: whom.person.id }, body: { active: false, version: whom.person.version } })
  const replies = await Promise.all([remove(left, right), remove(right, left)])
  expect(replies.filter(r => r.status === 200)).toHaveLength(1)
})
