import { contacts } from '@sansheng/contract/contacts.ts'
import { draftDays, type IntakePatch } from '@sansheng/contract/intake-draft.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Client, world } from '../../platform/testing/world.ts'
import { purgeDrafts } from './drafts.ts'

const w = await world()
const lin = await w.as('agent')
const he = await w.as('agent')

const draftOf = async (id: string, who: Client = lin) => (await who.ok(contacts.draft, { params: { id } })).draft
const save = (id: string, fields: IntakePatch, drop: ('name' | 'phone')[] = [], who: Client = lin) =>
  who.ok(contacts.saveDraft, { params: { id }, body: { fields, ...(drop.length > 0 ? { drop } : {}) } })
const listed = async (who: Client = lin) => (await who.ok(contacts.drafts, {})).items.map(({ contactId }) => contactId)
const contactOf = (by: Client = lin) => w.a.contact({ by })

const whole: IntakePatch = {
  customerId: null,
  phone: '138',
  phoneDeclined: false,
  name: '周',
  nameDeclined: false,
  premisesId: null,
  address: '槐荫里 7',
  about: 'repair',
  category: '户内无水',
  urgency: 'urgent',
  departmentId: null,
  fault: { phenomenon: '全屋无水', location: '', operation: '换过净水器' },
  declined: ['location'],
  title: '家中无水',
  promisedAt: '2026-11-20T08:30:00.000Z',
  summary: '边说边记',
  noticeGiven: true,
}

test('everything that is typed is kept as it stands and is there on another device of the same person', async () => {
  const { id } = await contactOf()
  expect(await draftOf(id)).toBeNull()
  const { savedAt } = await save(id, whole)
  const other = await w.signIn(lin.staffNumber, 'three-rings-2026')
  expect(await draftOf(id, other)).toEqual({ fields: whole, savedAt })
  expect(await listed(other)).toContain(id)
})

test('two devices that type into different fields both keep theirs, and what was recorded is the draft’s no more', async () => {
  const { id } = await contactOf()
  await save(id, { name: '周女士', summary: '没水', category: '漏水' })
  await save(id, { summary: '没水，已到膝盖' }, ['name'])
  expect((await draftOf(id))!.fields).toEqual({ summary: '没水，已到膝盖', category: '漏水' })
})

test('a draft is the person’s own: nobody else lists or reads it, nor does a program; another’s contact has a draft of one’s own', async () => {
  const { id } = await contactOf()
  await save(id, { summary: '只有我' })
  expect([await draftOf(id, he), await listed(he)]).toEqual([null, []])
  await save(id, { summary: '接手的人' }, [], he)
  expect((await draftOf(id))!.fields.summary).toBe('只有我')
  expect((await draftOf(id, he))!.fields.summary).toBe('接手的人')
  const program = await w.service({ permissions: ['contacts:receive'] })
  expect((await program.call(contacts.drafts, {})).status).toBe(403)
  expect((await (await w.as('auditor')).call(contacts.drafts, {})).status).toBe(403)
  const beginner = await w.as('agent', { scope: 'own' })
  const refused = await beginner.call(contacts.saveDraft, { params: { id }, body: { fields: {} } })
  expect(refused.status).toBe(404)
})

test('it is bounded: no field beyond its length, no field that the form does not have', async () => {
  const { id } = await contactOf()
  for (const fields of [{ summary: '长'.repeat(2001) }, { address: '长'.repeat(201) }, { other: 1 }])
    expect((await lin.call(contacts.saveDraft, { params: { id }, body: { fields: fields as IntakePatch } })).status).toBe(400)
})

test('it goes away when it is thrown away, answered or registered, and an ended contact takes none', async () => {
  const [discarded, answered, registered] = [await contactOf(), await contactOf(), await contactOf()]
  for (const { id } of [discarded, answered, registered]) await save(id, { summary: '没水' })
  await lin.ok(contacts.discardDraft, { params: { id: discarded.id } })
  await lin.ok(contacts.close, { params: { id: answered.id }, body: { outcome: 'answered', summary: '已答' } })
  await w.a.ticket({ by: lin, contactId: registered.id })
  const left = [discarded, answered, registered].map(({ id }) => id)
  const { rows } = await sql`select from intake_drafts where contact_id = any(${left}::uuid[])`.execute(w.database.kysely)
  expect(rows).toEqual([])
  const late = await lin.call(contacts.saveDraft, { params: { id: answered.id }, body: { fields: { summary: '再写' } } })
  expect(late.error.code).toBe('state.wrong')
})

test(`what nobody has touched for ${draftDays} days is deleted by itself; what was touched since stays`, async () => {
  const at = await w.fresh()
  const agent = await at.as('agent')
  const [old, young] = [await at.a.contact({ by: agent }), await at.a.contact({ by: agent })]
  for (const { id } of [old, young]) await save(id, { summary: '没水' }, [], agent)
  at.clock.move(`${draftDays * 24 - 1} h`)
  await save(young.id, { category: '漏水' }, [], agent)
  at.clock.move('2 h')
  await at.app.transact.write(at.app.origin, purgeDrafts)
  expect(await listed(agent)).toEqual([young.id])
})

test('the other devices of the person hear of it, and nobody else', async () => {
  const { id } = await contactOf()
  await save(id, { summary: '没水' })
  await w.app.settle()
  const { rows } = await sql<{
    persons: string[]
  }>`select persons from stream where type = 'draft' and refs ->> 'contact' = ${id}`.execute(w.database.kysely)
  expect(rows.map(row => row.persons)).toEqual([[lin.personId]])
})

test('what is recorded while talking leaves the draft as it is', async () => {
  const { id } = await contactOf()
  await save(id, { category: '漏水' })
  await lin.ok(contacts.record, { params: { id }, body: { summary: '没水' } })
  expect((await draftOf(id))!.fields).toEqual({ category: '漏水' })
})
