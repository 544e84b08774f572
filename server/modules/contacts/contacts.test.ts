import { contacts } from '@sansheng/contract/contacts.ts'
import { customers } from '@sansheng/contract/customers.ts'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'

const standard = `---
standard: desk
title: 服务台规范
---
## 1 有问必录
### 1.1 答复都有记录
\`\`\`rule
rule: require
id: answer-recorded
before: contact.answered
need: contact.summary
\`\`\`
`
const w = await world({ at: '2026-11-20T09:00:00+08:00', standard })
const lin = await w.as('agent', { name: '林晓棠', staffNumber: '1024' })
const leader = await w.as('shift-leader')
const home = await w.a.premises({ by: lin, address: '槐荫里 7 栋 2 单元 601', area: '临川片区' })
const outage = await w.a.notice({ by: leader, title: '临川路主管更换', places: ['槐荫里'], planned: false, publish: true })
let calls = 0
/** Somebody of that house who has not called before. */
async function neighbour() {
  calls += 1
  const phone = `1380000${2046 + calls}`
  return { phone, customer: await w.a.customer({ by: lin, phone, premisesIds: [home.id] }) }
}
beforeEach(() => w.clock.at('2026-11-20T09:00:00+08:00'))
const eventsOf = async (caseId: string) => {
  const { rows } = await sql<{ type: string; facts: Record<string, unknown>; refs: Record<string, string> }>`
    select type, facts, refs from events where case_id = ${caseId} order by seq`.execute(w.database.kysely)
  return rows
}
const factsOf = async (caseId: string) => {
  const { rows } = await sql<{
    facts: Record<string, Record<string, unknown>>
  }>`select facts -> 'latest' as facts from cases where id = ${caseId}`.execute(w.database.kysely)
  return rows[0]!.facts
}

test('R001: a call opens a contact and its case, knows the caller by his number, and shows the outage of his street', async () => {
  const zhou = await w.a.customer({ by: lin, name: '周女士', phone: '13800002046', premisesIds: [home.id] })
  const received = await lin.ok(contacts.receive, { body: { channel: 'phone', phone: '+86 138-0000-2046', about: 'repair' } })
  expect(received.contact).toMatchObject({
    channel: 'phone',
    about: 'repair',
    outcome: null,
    receivedAt: '2026-11-20T01:00:00.000Z',
    closedAt: null,
    customer: zhou,
    premises: home,
    address: '槐荫里 7 栋 2 单元 601',
    phoneMasked: '138****2046',
    noticeId: outage.id,
    noticeGiven: false,
  })
  expect(received.notices.map(n => n.title)).toEqual(['临川路主管更换'])
  expect(await eventsOf(received.contact.caseId)).toMatchObject([
    {
      type: 'intake.received',
      refs: { case: received.contact.caseId, contact: received.contact.id },
      facts: {
        site: { kind: 'water', code: 'LZ' },
        contact: { channel: 'phone', about: 'repair', summary: 'unknown', noticeMatched: true, noticeGiven: false },
        customer: { known: true, tier: 'ordinary', role: 'user', elder: false, name: 'given', phone: 'given' },
        premises: { known: true, area: '临川片区', use: 'home' },
      },
    },
  ])
})

test('R042: every contact keeps the staff number of whoever took it', async () => {
  const contact = await w.a.contact({ by: lin })
  expect(contact.receiver).toEqual({ kind: 'staff', id: lin.personId, name: '林晓棠', staffNumber: '1024' })
})

test('R002 R003 R004: whatever the channel, it is the same record on one timeline', async () => {
  const { phone, customer } = await neighbour()
  await w.a.contact({ by: lin, phone })
  const channels = ['wechat', 'visit', 'chat', 'email', 'sms', 'app'] as const
  for (const channel of channels) {
    w.clock.move('1 min')
    await w.a.contact({ by: lin, channel, customerId: customer.id })
  }
  const { items } = await lin.ok(contacts.list, { query: { customerId: customer.id } })
  expect(items.map(c => c.channel)).toEqual([...channels].reverse().concat('phone' as never))
})

test('R054: a caller who gives neither name nor number is served all the same, and both are noted as declined', async () => {
  const received = await lin.ok(contacts.receive, {
    body: { channel: 'visit', customer: { nameDeclined: true, phoneDeclined: true }, summary: '问营业时间' },
  })
  expect(received.contact).toMatchObject({ customer: null, phoneMasked: null, summary: '问营业时间' })
  const facts = await factsOf(received.contact.caseId)
  expect(facts.customer).toEqual({ known: false, name: 'declined', phone: 'declined' })
  const closed = await lin.ok(contacts.close, { params: { id: received.contact.id }, body: { outcome: 'answered' } })
  expect(closed.outcome).toBe('answered')
})

test('R054: whoever leaves his number while talking is written down once and known the next time', async () => {
  const contact = await w.a.contact({ by: lin, phone: '13511110001' })
  expect([contact.customer, contact.phoneMasked]).toEqual([null, '135****0001'])
  const named = await lin.ok(contacts.record, { params: { id: contact.id }, body: { customer: { name: '郑先生', elder: true } } })
  expect(named.contact.customer).toMatchObject({ name: '郑先生', phoneMasked: '135****0001', elder: true })
  const again = await lin.ok(contacts.receive, { body: { channel: 'phone', phone: '13511110001', customer: { name: '郑先生' } } })
  expect(again.contact.customer!.id).toBe(named.contact.customer!.id)
  // another name under the same number is another person of the household
  const wife = await lin.ok(contacts.receive, { body: { channel: 'phone', phone: '13511110001', customer: { name: '何女士' } } })
  expect(wife.contact.customer!.id).not.toBe(named.contact.customer!.id)
})

test('R018: an answer without a record is stopped by the standard, and passes once it is written', async () => {
  const contact = await w.a.contact({ by: lin, about: 'inquiry' })
  const params = { id: contact.id }
  const stopped = await lin.call(contacts.close, { params, body: { outcome: 'answered' } })
  expect([stopped.status, stopped.error.code]).toEqual([422, 'gate.denied'])
  expect((await lin.ok(contacts.get, { params })).outcome).toBeNull()
  w.clock.move('3 min')
  const { contact: written } = await lin.ok(contacts.record, { params, body: { summary: '问水价，已按公示牌答复' } })
  expect(written.summary).toBe('问水价，已按公示牌答复')
  const closed = await lin.ok(contacts.close, { params, body: { outcome: 'answered' } })
  expect([closed.outcome, closed.closedAt]).toEqual(['answered', closed.closedAt && new Date(w.clock.now()).toISOString()])
  expect((await eventsOf(contact.caseId)).map(e => e.type)).toEqual([
    'intake.received',
    'gate.denied',
    'contact.recorded',
    'contact.answered',
  ])
})

test('a misdialled call ends without an answer, and only once', async () => {
  const contact = await w.a.contact({ by: lin })
  const params = { id: contact.id }
  const without = await lin.call(contacts.close, { params, body: { outcome: 'misdialled' } })
  expect([without.status, without.error.fields?.[0]?.path]).toEqual([400, '/reason'])
  const ended = await lin.ok(contacts.close, { params, body: { outcome: 'misdialled', reason: '找煤气公司' } })
  expect([ended.outcome, ended.endReason]).toEqual(['misdialled', '找煤气公司'])
  const again = await lin.call(contacts.close, { params, body: { outcome: 'answered', summary: '又来' } })
  expect([again.status, again.error.code]).toEqual([409, 'state.wrong'])
  expect((await eventsOf(contact.caseId)).map(e => e.type)).toEqual(['intake.received', 'contact.closed'])
})

test('R188: naming another street while talking shows the notices of that street', async () => {
  const { phone } = await neighbour()
  const contact = await w.a.contact({ by: lin, phone })
  const params = { id: contact.id }
  const away = await lin.ok(contacts.record, { params, body: { address: '城南路 1 号' } })
  expect([away.notices, away.contact.noticeId, away.contact.premises]).toEqual([[], null, null])
  const back = await lin.ok(contacts.record, { params, body: { address: '槐荫里 9 栋门口' } })
  expect([back.notices.map(n => n.id), back.contact.noticeId]).toEqual([[outage.id], outage.id])
  const told = await lin.ok(contacts.record, { params, body: { noticeGiven: true } })
  expect([told.contact.noticeGiven, told.contact.address]).toEqual([true, '槐荫里 9 栋门口'])
  expect((await factsOf(contact.caseId)).contact).toMatchObject({ noticeMatched: true, noticeGiven: true })
})

test('a later call on the same matter joins its case and starts no intake', async () => {
  const { phone, customer } = await neighbour()
  const contact = await w.a.contact({ by: lin, phone, about: 'repair' })
  w.clock.move('20 min')
  const joined = await lin.ok(contacts.receive, { body: { channel: 'wechat', caseId: contact.caseId, summary: '催一下' } })
  expect(joined.contact).toMatchObject({ caseId: contact.caseId, outcome: 'joined', customer: { id: customer.id } })
  expect((await eventsOf(contact.caseId)).map(e => e.type)).toEqual(['intake.received', 'contact.joined'])
  expect(await factsOf(contact.caseId)).toMatchObject({
    site: { code: 'LZ' },
    customer: { known: true },
    contact: { channel: 'wechat' },
  })
  const { items } = await lin.ok(contacts.list, { query: { caseId: contact.caseId } })
  expect(items.map(c => c.channel)).toEqual(['wechat', 'phone'])
  const unknown = await lin.call(contacts.receive, { body: { channel: 'phone', caseId: outage.id } })
  expect(unknown.status).toBe(404)
})

test('a contact that became a ticket has ended', async () => {
  const { phone } = await neighbour()
  const contact = await w.a.contact({ by: lin, phone, about: 'repair' })
  const ticket = await w.a.ticket({ by: lin, contactId: contact.id, noticeGiven: true })
  const after = await lin.ok(contacts.get, { params: { id: contact.id } })
  expect(after).toMatchObject({ outcome: 'registered', noticeGiven: true, closedAt: ticket.registeredAt })
})

test('R354: a field worker gets the number of a customer in his own work, and of nobody else', async () => {
  const worker = await w.as('worker', { scope: 'team' })
  const departmentId = await w.department('临川维修所', [worker])
  const { customer: stranger } = await neighbour()
  const contact = await w.a.contact({ by: lin, customer: { name: '吴先生', phone: '13712340000' } })
  const { caseId, id, customer } = contact
  const reveal = (who: string) => worker.call(customers.reveal, { params: { id: who }, body: { reason: '到楼下了', caseId } })
  expect((await reveal(customer!.id)).status).toBe(404)
  await w.a.ticket({ by: lin, contactId: id, departmentId })
  expect((await reveal(customer!.id)).body.phone).toBe('13712340000')
  expect((await worker.ok(customers.list, {})).items.map(c => c.name)).toEqual(['吴先生'])
  expect((await reveal(stranger.id)).status).toBe(404)
})

test('R054: a new caller who is taken down at two desks at once is one customer', async () => {
  const body = { channel: 'phone' as const, customer: { name: '冯女士', phone: '13688880000' } }
  const both = await Promise.all([lin.ok(contacts.receive, { body }), leader.ok(contacts.receive, { body })])
  expect(new Set(both.map(r => r.contact.customer!.id)).size).toBe(1)
})

test.each([
  '+86 0571-8866 1234',
  '0086-571-88661234',
  '（0571）８８６６１２３４',
  '0571/88661234',
  '0571-88661234转802',
  '0571-88661234-6001',
])('a caller whose line is written %s is who is known by 057188661234', async phone => {
  const known = await w.a.customer({ by: lin, name: '吴记面馆', phone: '057188661234' })
  const received = await lin.ok(contacts.receive, { body: { channel: 'phone', phone } })
  expect(received.contact.customer?.id).toBe(known.id)
  const named = await lin.ok(contacts.receive, { body: { channel: 'phone', customer: { name: '吴记面馆', phone } } })
  expect(named.contact.customer?.id).toBe(known.id)
})

test('a customer who is known by name alone is given the number that he says, and stays one', async () => {
  const before = await w.a.contact({ by: lin, customer: { name: '沈老伯' } })
  const contact = await w.a.contact({ by: lin, customer: undefined, phone: undefined })
  const params = { id: contact.id }
  const { contact: chosen } = await lin.ok(contacts.record, { params, body: { customerId: before.customer!.id } })
  expect(chosen.customer).toMatchObject({ name: '沈老伯', phoneMasked: null })
  const body = { customer: { name: '沈老伯', phone: '13877770009' } }
  const { contact: after } = await lin.ok(contacts.record, { params, body })
  expect(after.customer).toMatchObject({ id: before.customer!.id, phoneMasked: '138****0009' })
})

test('one intake makes one customer, however often and in whatever steps he is written down', async () => {
  const contact = await w.a.contact({ by: lin, channel: 'visit' })
  const record = (customer: object, by = lin) => by.ok(contacts.record, { params: { id: contact.id }, body: { customer } })
  const steps = [
    { name: '周女' },
    { name: '周女' },
    { name: '周女士' },
    { name: '周 女士', phone: '13855550001' },
    { name: '周女士', phone: '138 5555 0002' },
  ]
  const seen = []
  for (const step of steps) seen.push((await record(step)).contact.customer!)
  expect(new Set(seen.map(c => c.id)).size).toBe(1)
  expect(seen.at(-1)).toMatchObject({ name: '周女士', phoneMasked: '138****0002' })
  // whoever comes again is somebody: another name in another contact is another person
  await w.a.contact({ by: lin, customer: { name: '周女士', phone: '13855550002' } })
  const other = await record({ name: '何女士' })
  expect(other.contact.customer!.id).not.toBe(seen[0]!.id)
})

test.each(['买买提•艾力', '买买提・艾力', '买买提 艾力', '买买提\u200b艾力', '买买提艾力'])(
  '%j is 买买提·艾力 on his line',
  async name => {
    const known = await w.a.customer({ by: lin, name: '买买提·艾力', phone: '13855550003' })
    const again = await lin.ok(contacts.receive, { body: { channel: 'phone', customer: { name, phone: '13855550003' } } })
    expect(again.contact.customer).toMatchObject({ id: known.id, name: '买买提·艾力' })
    expect((await lin.ok(customers.list, { query: { q: name } })).items.map(c => c.id)).toContain(known.id)
  },
)

test('of two people on one line each is recognised by the extension', async () => {
  const line = '0571-88665678'
  const [first, second] = [
    await w.a.customer({ by: lin, name: '甲科', phone: `${line}转801` }),
    await w.a.customer({ by: lin, name: '乙科', phone: `${line}-802` }),
  ]
  const calls = async (phone: string) =>
    (await lin.ok(contacts.receive, { body: { channel: 'phone', phone } })).contact.customer?.id
  expect([await calls(`${line} 转 801`), await calls(`${line}#802`)]).toEqual([first.id, second.id])
})

test.each([
  [{ phone: '138****2046' }, '/phone'],
  [{ phone: '13800002046/13900001234' }, '/phone'],
  [{ customer: { name: '138-0000-2046' } }, '/customer/name'],
  [{ customer: { name: '１３８００００２０４６' } }, '/customer/name'],
])('%j is refused where it stands: it is not one number, or a number is no name', async (what, path) => {
  const refused = await lin.call(contacts.receive, { body: { channel: 'phone', ...what } })
  expect([refused.status, refused.error.fields?.[0]?.path]).toEqual([400, path])
})

test('of two who end a contact at once one is told that it has ended', async () => {
  const contact = await w.a.contact({ by: lin, summary: '问水价' })
  const end = (who: typeof lin, outcome: 'answered' | 'withdrawn') =>
    who.call(contacts.close, { params: { id: contact.id }, body: { outcome, reason: '客户挂断' } })
  const both = await Promise.all([end(lin, 'answered'), end(leader, 'withdrawn')])
  expect(both.map(r => r.status).sort()).toEqual([200, 409])
  expect(await eventsOf(contact.caseId)).toHaveLength(2)
})

test('open contacts are listed newest first, page by page', async () => {
  for (let n = 0; n < 3; n++) await w.a.contact({ by: lin })
  const all = await lin.ok(contacts.list, { query: { open: true } })
  expect(all.items.every(c => c.closedAt === null)).toBe(true)
  const first = await lin.ok(contacts.list, { query: { open: true, limit: 2 } })
  const rest = await lin.ok(contacts.list, { query: { open: true, after: first.next! } })
  expect([...first.items, ...rest.items].map(c => c.id)).toEqual(all.items.map(c => c.id))
})

test('words of people lie beside the ledger, not in it', async () => {
  const contact = await w.a.contact({ by: lin, phone: '13912345678', summary: '家里没水', address: '槐荫里 3 栋' })
  const { rows } = await sql<{ words: string }>`select e::text as words from events e where case_id = ${contact.caseId}`.execute(
    w.database.kysely,
  )
  expect(rows.some(r => /没水|槐荫里|13912345678/.test(r.words))).toBe(false)
})

test('a customer, an address or a case that does not exist is not found', async () => {
  const none = '019aa3b0-7c10-7000-8000-00000000ffff'
  for (const what of [{ customerId: none }, { premisesId: none }, { caseId: none }])
    expect((await lin.call(contacts.receive, { body: { channel: 'phone', ...what } })).status).toBe(404)
  expect((await lin.call(contacts.get, { params: { id: none } })).status).toBe(404)
})

test('a contact costs the same few statements however many there are', async () => {
  for (let n = 0; n < 3; n++) await w.a.contact({ by: lin, phone: (await neighbour()).phone })
  const statements = async (limit: number) =>
    (await w.database.statements(() => lin.ok(contacts.list, { query: { limit } }))).filter(s =>
      /\b(contacts|customers)\b/.test(s),
    ).length
  expect([await statements(2), await statements(50)]).toEqual([2, 2])
})

test('a contact without ticket is found by its words, its caller and its number; one that became a ticket is left out where asked', async () => {
  const asked = { summary: '问停水到几点', address: '望江台 5 号', customer: { name: '庄先生', phone: '138 5555 0009' } }
  const contact = await w.a.contact({ by: lin, ...asked })
  const other = await w.a.contact({ by: lin, ...asked, customer: { name: '庄先生', phone: '13855550009' } })
  await w.a.ticket({ by: lin, contactId: other.id })
  const found = async (q: string, by = lin) => {
    const { items } = await by.ok(contacts.list, { query: { q, withoutTicket: true } })
    return items.map(c => c.id).filter(id => id === contact.id || id === other.id)
  }
  for (const q of ['停水到几点', '望江台5号', '庄先生', 'zhuang', '+86 138-5555-0009', '55550009', '庄先生 停水'])
    expect([q, await found(q)]).toEqual([q, [contact.id]])
  const inspector = await w.as('inspector')
  expect([await found('停水到几点', inspector), await found('5555000', inspector)]).toEqual([[contact.id], []])
  expect([await found('庄先生 漏水'), await found('13855550008'), await found('。·')]).toEqual([[], [], []])
})
