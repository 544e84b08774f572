import { people } from '@sansheng/contract/people.ts'
import { expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
const changesOf = async (personId: string) =>
  (
    await w.database.kysely
      .selectFrom('events')
      .select('detail')
      .where('type', '=', 'person.changed')
      .where('subject_id', '=', personId)
      .orderBy('seq')
      .execute()
  )
    .map(row => row.detail as { changed: string })
    .filter(({ changed }) => changed === 'language')

test('the language of the screens is chosen by each person for himself and follows to every device', async () => {
  const lin = await w.as('agent', { name: '林晓棠' })
  const he = await w.as('agent', { name: '贺之远' })
  expect((await lin.ok(people.me)).language).toBeNull()
  await lin.ok(people.changeMyLanguage, { body: { language: 'en' } })
  expect((await lin.ok(people.me)).language).toBe('en')
  const other = await w.signIn(lin.staffNumber, 'three-rings-2026')
  expect((await other.ok(people.me)).language).toBe('en')
  expect((await he.ok(people.me)).language).toBeNull()
  await other.ok(people.changeMyLanguage, { body: { language: null } })
  expect((await lin.ok(people.me)).language).toBeNull()
})

test('a choice is an event of the account once, not each time it is sent', async () => {
  const lin = await w.as('agent')
  const { id } = (await lin.ok(people.me)).person
  await lin.ok(people.changeMyLanguage, { body: { language: 'en' } })
  await lin.ok(people.changeMyLanguage, { body: { language: 'en' } })
  expect(await changesOf(id)).toEqual([{ changed: 'language', language: 'en' }])
})

test('it can be chosen before the first password is replaced', async () => {
  const site = await w.as('administrator')
  const { person, firstPassword } = await site.ok(people.createPerson, {
    params: { siteId: 1 },
    body: { staffNumber: '2001', name: '新来的', grants: [{ role: 'agent', scope: 'site', siteId: 1 }] },
  })
  const fresh = await w.signIn(person.staffNumber, firstPassword)
  await fresh.ok(people.changeMyLanguage, { body: { language: 'en' } })
  expect((await fresh.ok(people.me)).language).toBe('en')
})

test('a language that the screens do not have is refused', async () => {
  const lin = await w.as('agent')
  const { status } = await lin.call(people.changeMyLanguage, { body: { language: 'fr' as 'en' } })
  expect(status).toBe(400)
})
