/** Before a sensitive act somebody shows again that it is he. */
import { approvals } from '@sansheng/contract/approvals.ts'
import { compliance } from '@sansheng/contract/compliance.ts'
import { customers } from '@sansheng/contract/customers.ts'
import { people } from '@sansheng/contract/people.ts'
import type { Route } from '@sansheng/contract/route.ts'
import { Secret, TOTP } from 'otpauth'
import { beforeEach, expect, test } from 'vitest'
import { password } from '../../platform/testing/client.ts'
import { standard } from '../../platform/testing/foreign/world.ts'
import { requestFor } from '../../platform/testing/request.ts'
import { type Client, type World, world } from '../../platform/testing/world.ts'
import { modules } from '../all.ts'
import { revealsUnconfirmed } from '../customers/commands.ts'

const first = await world({ at: '2026-11-20T09:00:00+08:00', standard })
let w: World
let head: Client

beforeEach(async () => {
  w = await first.fresh()
  head = await w.as('director', { name: '主任' })
  w.comeBack = false
})

const period = { from: '2026-11-01T00:00:00+08:00', to: '2026-11-20T00:00:00+08:00' }
const exported = () => head.call(compliance.exportTable, { body: period })
const needed = [403, 'confirm.needed']
const codeOf = ({ status, error }: { status: number; error?: { code: string } }) => [status, error?.code]

test('R354: an export asks for the password once the last time is too long ago, and is done after it', async () => {
  expect((await exported()).status).toBe(200)
  w.clock.move('16 min')
  const refused = await exported()
  expect([...codeOf(refused), refused.error.params.minutes]).toEqual([...needed, 15])
  expect(codeOf(await head.call(people.confirmMe, { body: { password: 'not-his-word-1' } }))).toEqual([400, 'password.wrong'])
  expect(codeOf(await exported())).toEqual(needed)
  await head.ok(people.confirmMe, { body: { password } })
  expect((await exported()).status).toBe(200)
})

test('who has a second factor confirms with its code, not with the password', async () => {
  const { key } = await head.ok(people.beginSecondFactor)
  const shown = () => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: w.clock.now() })
  await head.ok(people.enrolSecondFactor, { body: { code: shown() } })
  w.clock.move('16 min')
  expect(codeOf(await head.call(people.confirmMe, { body: { password } }))).toEqual([400, 'invalid'])
  await head.ok(people.confirmMe, { body: { code: shown() } })
  expect((await exported()).status).toBe(200)
  w.clock.move('16 min')
  expect(codeOf(await exported())).toEqual(needed)
})

test('a site says how long a confirmation lasts', async () => {
  const { version } = (await w.admin.ok(people.listSites)).items.find(site => site.id === w.siteId)!
  await w.admin.ok(people.updateSite, { body: { stepUpMinutes: 5, version } })
  w.clock.move('6 min')
  const refused = await exported()
  expect([...codeOf(refused), refused.error.params.minutes]).toEqual([...needed, 5])
})

test('of a change only what is sensitive asks', async () => {
  w.clock.move('16 min')
  const { version } = (await w.admin.ok(people.listSites)).items.find(site => site.id === w.siteId)!
  const renamed = await w.admin.call(people.updateSite, { body: { name: '新名称', version } })
  expect(renamed.status).toBe(200)
  const sensitive = await w.admin.call(people.updateSite, { body: { secondFactorRoles: ['agent'], version: version + 1 } })
  expect(codeOf(sensitive)).toEqual(needed)
  const row = (await w.admin.ok(people.listPersons)).items.find(p => p.id === head.personId)!
  const params = { id: row.id }
  const named = await w.admin.call(people.updatePerson, { params, body: { name: '何主任', version: row.version } })
  expect(named.status).toBe(200)
  const grants = [{ role: 'agent' as const, scope: 'site' as const }]
  expect(codeOf(await w.admin.call(people.updatePerson, { params, body: { grants, version: row.version + 1 } }))).toEqual(needed)
})

test('whoever consents to grants shows that it is he; a refusal needs no more than his word', async () => {
  const local = await w.as('administrator')
  const agent = await w.as('agent')
  w.comeBack = true
  const row = (await local.ok(people.listPersons)).items.find(p => p.id === agent.personId)!
  await local.ok(people.updatePerson, {
    params: { id: row.id },
    body: { grants: [{ role: 'director', scope: 'site' }], version: row.version },
  })
  w.comeBack = false
  w.clock.move('16 min')
  const [asked] = (await head.ok(approvals.list)).items
  const answer = (given: boolean) =>
    head.call(approvals.answer, { params: { id: asked!.id }, body: given ? { given } : { given, reason: '不认识' } })
  expect(codeOf(await answer(true))).toEqual(needed)
  expect((await answer(false)).status).toBe(200)
})

test('a few numbers are shown without asking, many only to whoever shows that it is he', async () => {
  const agent = await w.as('agent')
  const customer = await w.a.customer({ by: agent })
  const reveal = () => agent.call(customers.reveal, { params: { id: customer.id }, body: { reason: '回访' } })
  w.clock.move('16 min')
  for (let n = 0; n < revealsUnconfirmed; n++) expect((await reveal()).status).toBe(200)
  expect(codeOf(await reveal())).toEqual(needed)
  await agent.ok(people.confirmMe, { body: { password } })
  expect((await reveal()).status).toBe(200)
})

test('a token of a program is not asked', async () => {
  const program = await w.service({ permissions: ['standards:export'] })
  w.clock.move('2 h')
  expect((await program.call(compliance.exportTable, { body: period })).status).toBe(200)
})

const declared = modules.flatMap(module =>
  Object.entries(module.contract as Record<string, Route>)
    .filter(([, route]) => route.stepUp === true)
    .map(([verb, route]) => [`${module.name}.${verb}`, route] as const),
)
test.each(declared)('%s is refused to whoever did not confirm lately, and nothing of it is done', async (_, route) => {
  w.clock.move('16 min')
  const asked = requestFor(route, w.siteId)
  // whoever may do all of them: the first person heads and administers everything
  const reply = await w.app.http.inject({ ...asked, headers: { authorization: `Bearer ${w.admin.token}` } })
  expect([reply.statusCode, reply.json().error.code]).toEqual(needed)
})

test('what a stranger may not do at all is refused as that, whether or not he confirmed', async () => {
  const agent = await w.as('agent')
  w.clock.move('16 min')
  expect(codeOf(await agent.call(compliance.exportTable, { body: period }))).toEqual([403, 'forbidden'])
})
