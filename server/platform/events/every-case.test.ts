/** Cases of every kind open under the standard in force, are observed by it, and stop at its gates. */
import { compliance } from '@sansheng/contract/compliance.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { standard } from '@sansheng/rulebook/testing'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { modules } from '../../modules/all.ts'
import { collect } from '../module.ts'
import { drafts } from '../testing/builders.ts'
import { world } from '../testing/world.ts'

const w = await world()
const director = await w.as('director')
const administrator = await w.as('administrator')
const never = (action: string) =>
  `rule: limit
id: no-${action.replace('.', '-')}
on: ${action}
count: ${action}
per: case
max: 0
mode: block`
await w.publish(
  standard([
    never('ticket.registered'),
    never('notice.published'),
    never('data.exported'),
    never('person.changed'),
    never('standard.published'),
    'rule: deadline\nid: account-quiet\nfrom: session.opened\nto: session.closed\nwithin: 8 h',
    'rule: deadline\nid: export-noted\nfrom: standard.published\nto: data.exported\nwithin: 30 d',
  ]),
)
const denied = { status: 422, error: { code: 'gate.denied' } }

test('every kind of case is observed, or its manifest says why not', () => {
  for (const [kind, spec] of Object.entries(collect(modules, 'caseKinds')))
    expect(spec.observed === true || spec.observed.no.length > 20, kind).toBe(true)
})

test('a matter', async () => {
  expect(await director.call(tickets.register, { body: drafts.ticket() })).toMatchObject(denied)
})

test('a notice', async () => {
  expect(await director.call(notices.receive, { body: drafts.notice({ publish: true }) })).toMatchObject(denied)
})

test('the standard itself: an export of its figures', async () => {
  expect(await director.call(compliance.exportTable, { body: {} })).toMatchObject(denied)
})

test('the standard itself: another version', async () => {
  expect(
    await director.call(publication.publish, {
      body: { source: standard(['rule: deadline\nid: a\nfrom: ticket.registered\nto: ticket.closed\nwithin: 1 d']) },
    }),
  ).toMatchObject(denied)
})

test('an account, but never its sign-in', async () => {
  expect(await administrator.call(people.createPerson, { body: drafts.person({ staffNumber: '8899' }) })).toMatchObject(denied)
  expect((await w.signIn(director.staffNumber, 'three-rings-2026')).personId).toBe(director.personId)
})

test('clocks of an account and of the standard run', async () => {
  await w.signIn(director.staffNumber, 'three-rings-2026')
  const { rows } = await sql<{ rule_id: string; root_kind: string }>`
    select distinct rule_id, root_kind from clocks where rule_id in ('account-quiet', 'export-noted') order by 1`.execute(
    w.database.kysely,
  )
  expect(rows).toEqual([
    { rule_id: 'account-quiet', root_kind: 'person' },
    { rule_id: 'export-noted', root_kind: 'standard' },
  ])
})
