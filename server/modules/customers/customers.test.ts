import { type Customer, customers, type Premises } from '@sansheng/contract/customers.ts'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { type Client, type World, world } from '../../platform/testing/world.ts'
import { revealsAnHour } from './commands.ts'

const base = await world()
let w: World
let lin: Client
let leader: Client
let home: Premises
let zhou: Customer
beforeEach(async () => {
  w = await base.fresh()
  lin = await w.as('agent', { name: '林晓棠' })
  leader = await w.as('shift-leader', { name: '何班长' })
  home = await w.a.premises({ by: lin, code: '33020417' })
  zhou = await w.a.customer({ by: lin, phone: '138 0000 2046', role: 'owner', elder: true, premisesIds: [home.id] })
})
const find = async (q: string) => (await lin.ok(customers.list, { query: { q } })).items.map(c => c.name)

test('R354: a customer is shown with masked phone and all addresses', async () => {
  expect(await lin.ok(customers.get, { params: { id: zhou.id } })).toEqual({
    id: zhou.id,
    name: '周女士',
    phoneMasked: '138****2046',
    role: 'owner',
    tier: 'ordinary',
    elder: true,
    note: null,
    premises: [home],
    version: 1,
  })
})

test('a customer is found by any part of the name, an address or a premises code', async () => {
  await w.a.customer({ by: lin, name: '欧阳明' })
  for (const q of ['周', '周女士', '槐', '荫里', '7栋', '６０１', '槐荫里 2单元', '3302', '临川'])
    expect([q, await find(q)]).toEqual([q, ['周女士']])
  expect(await find('阳明')).toEqual(['欧阳明'])
  expect(await find('明阳')).toEqual([])
  // 里7 and 7栋 are there, but not one after the other as typed
  expect(await find('荫7栋')).toEqual([])
})

test('R354: a part of a number finds only for whoever may see whole numbers, and never fewer than four digits', async () => {
  expect([await find('2046'), await find('1380000'), await find('800'), await find('20460')]).toEqual([
    ['周女士'],
    ['周女士'],
    [],
    [],
  ])
  const inspector = await w.as('inspector')
  const others = async (q: string) => (await inspector.ok(customers.list, { query: { q } })).items.map(c => c.name)
  expect([await others('2046'), await others('1380000'), await others('138 0000 2046')]).toEqual([[], [], ['周女士']])
})

test('a customer and an address are found by their sound', async () => {
  for (const q of ['zhounvshi', 'zns', 'zhou', 'huaiyinli', 'hyl', 'zns 槐荫里', '周 2046'])
    expect([q, await find(q)]).toEqual([q, ['周女士']])
  expect([await find('hou'), await find('z'), await find('yinhuai')]).toEqual([[], [], []])
})

test('an address is found by its parts and its code, and the same code is not given twice', async () => {
  await w.a.premises({ by: lin, code: '33020418', address: '槐荫里 7 栋 2 单元 602', area: '临川片区' })
  const found = async (q: string) => (await lin.ok(customers.listPremises, { query: { q } })).items.map(p => p.code)
  expect(await found('槐荫里7栋')).toEqual(['33020417', '33020418'])
  expect(await found('602')).toEqual(['33020418'])
  expect(await found('临川')).toEqual(['33020417', '33020418'])
  const twice = await lin.call(customers.createPremises, { body: { code: '33020417', address: '桐花苑 1 栋' } })
  expect([twice.status, twice.error.code]).toEqual([409, 'taken'])
})

test('a list is read page by page and misses nobody', async () => {
  for (const name of ['甲一', '甲二', '甲三']) await w.a.customer({ by: lin, name })
  const first = await lin.ok(customers.list, { query: { q: '甲', limit: 2 } })
  const rest = await lin.ok(customers.list, { query: { q: '甲', limit: 2, after: first.next! } })
  expect([...first.items, ...rest.items].map(c => c.name)).toEqual(['甲三', '甲二', '甲一'])
  expect(rest.next).toBeNull()
  await w.a.premises({ by: lin, address: '桐花苑 1 栋' })
  const streets = await lin.ok(customers.listPremises, { query: { limit: 1 } })
  const more = await lin.ok(customers.listPremises, { query: { after: streets.next! } })
  expect(more.items.map(p => p.id)).not.toContain(streets.items[0]!.id)
  expect((await lin.call(customers.list, { query: { after: 'nonsense' } })).error.code).toBe('invalid')
})

test('a list is read on behind the longest address that there can be', async () => {
  const addresses = ['龘'.repeat(199), '𠮷'.repeat(100)].map((start, n) => `${start}${n}`)
  for (const address of addresses) await w.a.premises({ by: lin, address })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await lin.ok(customers.listPremises, { query: { limit: 1, ...(after ? { after } : {}) } })
    seen.push(...page.items.map(p => p.address))
    after = page.next ?? undefined
  } while (after)
  expect([...seen].sort()).toEqual([home.address, ...addresses].sort())
})

test('the second of two edits is told who was first and what changed', async () => {
  const { id, version } = await w.a.customer({ by: lin, name: '郑先生' })
  const first = await lin.ok(customers.update, { params: { id }, body: { tier: 'key', note: '要找经理', version } })
  expect([first.tier, first.note, first.version]).toEqual(['key', '要找经理', 2])
  const second = await leader.call(customers.update, { params: { id }, body: { elder: true, version } })
  expect([second.status, second.error.code, second.error.params.by]).toEqual([409, 'stale', '林晓棠'])
  expect(second.error.detail).toEqual({ changed: ['tier', 'note'], version: 2 })
  expect((await lin.ok(customers.get, { params: { id } })).elder).toBe(false)
})

test('a customer can change address and number, and is found by the new ones only', async () => {
  const old = await w.a.premises({ by: lin, address: '旧仓巷 3 号' })
  const next = await w.a.premises({ by: lin, address: '望江台 5 号' })
  const { id } = await w.a.customer({ by: lin, name: '吴记面馆', phone: '0571-88661234', premisesIds: [old.id] })
  const moved = await lin.ok(customers.update, {
    params: { id },
    body: { phone: '13911112222', premisesIds: [next.id], version: 1 },
  })
  expect([moved.phoneMasked, moved.premises.map(p => p.address)]).toEqual(['139****2222', ['望江台 5 号']])
  const known = async (phone: string) => (await lin.ok(customers.lookUp, { body: { phone } })).items.map(c => c.name)
  expect([await find('旧仓巷'), await find('望江台')]).toEqual([[], ['吴记面馆']])
  expect([await known('057188661234'), await known('13911112222')]).toEqual([[], ['吴记面馆']])
  const unknown = { premisesIds: ['019aa3b0-7c10-7000-8000-00000000ffff'], version: 2 }
  expect((await lin.call(customers.update, { params: { id }, body: unknown })).status).toBe(404)
})

test('R354: whoever sees a whole number says why, and the ledger keeps it without the number', async () => {
  const contact = await w.a.contact({ by: lin, phone: '13800002046' })
  const caseId = contact.caseId
  const seen = await lin.ok(customers.reveal, { params: { id: zhou.id }, body: { reason: '回拨确认上门时间', caseId } })
  expect(seen).toEqual({ phone: '138 0000 2046', revealedAt: '2026-11-20T01:00:00.000Z' })
  await lin.ok(customers.reveal, { params: { id: zhou.id }, body: { reason: '核对档案' } })
  const { rows } = await sql<{ case_id: string; actor_id: string; detail: unknown; value: string; whole: string }>`
    select e.case_id, e.actor_id, e.detail, v.value, e::text || v::text as whole from events e join event_values v using (site_id, case_id, seq)
    where e.site_id = ${w.siteId} and e.type = 'customer.revealed' and v.name = 'reason' order by e.case_id = ${caseId} desc`.execute(
    w.database.kysely,
  )
  expect(rows.map(r => [r.case_id, r.actor_id, r.detail, r.value])).toEqual([
    [caseId, lin.personId, { customer: zhou.id }, '回拨确认上门时间'],
    [zhou.id, lin.personId, { customer: zhou.id }, '核对档案'],
  ])
  expect(rows.some(r => r.whole.replace(/\D/g, '').includes('13800002046'))).toBe(false)
})

test('a reveal is never kept for a repeated request: each time it is looked at anew and recorded', async () => {
  const once = { params: { id: zhou.id }, body: { reason: '核对档案' }, headers: { 'idempotency-key': 'reveal-once' } }
  const count = async () => {
    const { rows } = await sql<{ reveals: number; kept: number }>`select
      (select count(*)::int from events where site_id = ${w.siteId} and type = 'customer.revealed') as reveals,
      (select count(*)::int from idempotency where key = 'reveal-once') as kept`.execute(w.database.kysely)
    return rows[0]!
  }
  const { reveals } = await count()
  await lin.ok(customers.reveal, once)
  await lin.ok(customers.reveal, once)
  expect(await count()).toEqual({ reveals: reveals + 2, kept: 0 })
})

test('R354: a number is not revealed in a case of somebody else, nor without the right to it', async () => {
  const contact = await w.a.contact({ by: lin, channel: 'visit', customer: { name: '路人' } })
  const elsewhere = await lin.call(customers.reveal, {
    params: { id: zhou.id },
    body: { reason: '随便看看', caseId: contact.caseId },
  })
  expect(elsewhere.status).toBe(404)
  const inspector = await w.as('inspector')
  expect((await inspector.call(customers.reveal, { params: { id: zhou.id }, body: { reason: '看看' } })).status).toBe(403)
  const worker = await w.as('worker')
  expect((await worker.call(customers.reveal, { params: { id: zhou.id }, body: { reason: '看看' } })).status).toBe(403)
})

test('R354: a field worker sees the customers of his own work and nobody else', async () => {
  const worker = await w.as('worker')
  expect((await worker.ok(customers.list, {})).items).toEqual([])
  expect((await worker.call(customers.get, { params: { id: zhou.id } })).status).toBe(404)
})

test('R354: customers of another site do not exist here', async () => {
  const elsewhere = await w.site({ kind: 'property', name: '清荷苑物业' })
  const other = await w.as('agent', { siteId: elsewhere })
  expect((await other.call(customers.get, { params: { siteId: elsewhere, id: zhou.id } })).status).toBe(404)
  expect((await other.ok(customers.lookUp, { params: { siteId: elsewhere }, body: { phone: '13800002046' } })).items).toEqual([])
  expect((await other.call(customers.get, { params: { id: zhou.id } })).status).toBe(404)
})

test('a page of customers costs the same few statements however many there are', async () => {
  const statements = async (limit: number) =>
    (await w.database.statements(() => lin.ok(customers.list, { query: { limit } }))).filter(s => /\bcustomers\b/.test(s)).length
  expect([await statements(1), await statements(100)]).toEqual([1, 1])
})

test('R354: nobody copies the archive number by number', async () => {
  let hasty = await w.as('agent')
  const reveal = () => hasty.call(customers.reveal, { params: { id: zhou.id }, body: { reason: '抄号码' } })
  for (let n = 0; n < revealsAnHour; n++) expect((await reveal()).status).toBe(200)
  const more = await reveal()
  expect([more.status, more.error.code]).toEqual([429, 'too_many'])
  w.clock.move('61 min')
  hasty = await w.signIn(hasty.staffNumber, 'three-rings-2026')
  expect((await reveal()).status).toBe(200)
})
