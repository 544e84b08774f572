/** The desk shows before it asks what the server will say: same gate, same department, same scripts, whatever is typed. */
import { readFileSync } from 'node:fs'
import type { GateViolation } from '@sansheng/contract/clocks.ts'
import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import type { Premises } from '@sansheng/contract/customers.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { type Ticket, tickets } from '@sansheng/contract/tickets.ts'
import { beginScript } from '@sansheng/rulebook/kinds'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Draft, draftOf, type Patch, recordBody, ticketBody } from '../web/features/desk/draft.ts'
import { type Intake, placeTyped, previewOf } from '../web/features/desk/intake-facts.ts'
import { compileStandard, type Standard } from '../web/features/desk/standard.ts'
import { knownFacts, lockCase } from './platform/events/index.ts'
import { type Client, type Reply, world } from './platform/testing/world.ts'

const shipped = (name: string) => readFileSync(new URL(`../standards/${name}.md`, import.meta.url), 'utf8')
/** Reads what the shipped standards leave alone, so that a fact which the desk forgets shows as another verdict. */
const nosy = `---
standard: nosy
title: 样样都看
---
## 1 登记
### 1.1 样样都看
${[
  ['ticket.registered', "agent.role == 'agent' && agent.probation && ticket.urgency == 'emergency'", 'ticket.handler'],
  ['ticket.registered', 'contact.noticeMatched && !contact.noticeGiven', 'ticket.handler'],
  ['ticket.registered', "customer.known && customer.tier == 'key'", 'contact.summary'],
  ['ticket.registered', "ticket.field == 'property' && event.source == 'screen'", 'customer.name'],
  ['ticket.registered', "premises.known && premises.area == '临川片区'", 'customer.phone'],
  ['ticket.registered', 'time.hour >= 12', 'fault.location'],
  ['promise.made', 'promise.dueAt > 0 && !promise.kept', 'contact.summary'],
  ['dispatch.made', "form.status == 'made' && contact.outcome == 'registered'", 'premises.known'],
  ['ticket.notified', "ticket.status == 'notified' && form.workDone == 'unknown'", 'customer.known'],
]
  .map(
    ([before, when, need], n) =>
      `\`\`\`rule\nrule: require\nid: nosy-${n}\nbefore: ${before}\nwhen: ${when}\nneed: ${need}\nmode: ${n % 3 === 1 ? 'block' : 'warn'}\n\`\`\`\n`,
  )
  .join('')}
\`\`\`rule
rule: route
id: nosy-route
on: ticket.registered
to:
- urgency urgent when ticket.danger == 'burst' && customer.tier == 'key'
- 抢险 urgency emergency when ticket.danger in ['burst', 'trapped'] && time.hour >= 12
- 夜班 when time.hour >= 18
- 试用组 when agent.probation && ticket.urgency == 'urgent'
- 公告组 when contact.noticeMatched && contact.noticeGiven
- 贵宾组 when customer.tier == 'key'
- 没有这个部门 when contact.outcome == 'registered' && ticket.kind == 'praise'
- 客户服务中心
\`\`\`
\`\`\`rule
rule: script
id: nosy-script
on: ticket.registered
steps:
- branch contact.noticeGiven → 4
- say 您贵姓 when customer.name == 'unknown'
- end asked
- say 停水的事刚才说过了 when contact.noticeMatched
- say 请您说说现象 when fault.phenomenon == 'unknown'
\`\`\`
`
const w = await world({ kind: 'property', at: '2026-11-20T09:00:00+08:00' })
const sites = {
  property: { id: w.siteId, source: shipped('property-service') },
  water: { id: await w.site({ kind: 'water' }), source: shipped('water-hotline') },
  mall: { id: await w.site({ kind: 'mall' }), source: nosy },
}
const categories = ['噪声扰民', '保洁', '水费', '户内无水', '水浑', '爆管', '其他']
const kinds = ['report', 'repair', 'complaint', 'inquiry', 'help', 'suggestion', 'praise', 'paid'] as const
const channels = ['phone', 'visit', 'wechat', 'email'] as const

type Place = {
  agent: Client
  siteId: number
  standard: Standard
  homes: Premises[]
  known: string[]
  departments: { id: string; name: string }[]
}
/** A site with its standard, two premises, customers whom the desk knows, a notice in force, and departments for most of its routes. */
async function furnish(siteId: number, source: string): Promise<Place> {
  const params = { siteId }
  const version = await w.publish(source, { siteId })
  const agent = await w.as('agent', { siteId, probation: true })
  const standard = (await compileStandard(version, await agent.ok(standards.getTexts, { params: { siteId, id: version } })))!
  const named = [...standard.rulebook.routes.values()].flat().flatMap(rule => rule.lines.map(line => line.department))
  const departments: Place['departments'] = []
  for (const name of new Set(named))
    if (name !== null && name !== '没有这个部门')
      departments.push(await w.admin.ok(people.createDepartment, { params, body: { name, memberIds: [agent.personId] } }))
  const homes = []
  for (const [address, area] of [
    ['槐荫里 7 栋 2 单元 601', '临川片区'],
    ['柳营巷 3 号', '东泉片区'],
  ] as const)
    homes.push(await w.a.premises({ by: agent, siteId, address, area }))
  const known = []
  for (const [n, body] of [
    { name: '周女士', tier: 'key', elder: true, premisesIds: [homes[0]!.id] },
    { name: '吴先生', premisesIds: homes.map(home => home.id) },
  ].entries()) {
    const phone = `1380000000${n}`
    await w.a.customer({ by: agent, siteId, ...body, tier: body.tier as 'key' | undefined, phone })
    known.push(phone)
  }
  // somebody who left his number and would not give his name
  known.push('13800000009')
  await w.a.contact({ by: agent, siteId, customer: { phone: '13800000009', nameDeclined: true } })
  await w.a.notice({ siteId, planned: false, places: ['槐荫里'], publish: true })
  return { agent, siteId, standard, homes, known, departments }
}
const places = {
  property: await furnish(sites.property.id, sites.property.source),
  water: await furnish(sites.water.id, sites.water.source),
  mall: await furnish(sites.mall.id, sites.mall.source),
}

const words = fc.constantFrom('', '', '  ', '全屋无水，对门有水', '水管爆了，水往外喷')
const typed = fc.record<Omit<Patch, 'customerId' | 'premisesId'>>(
  {
    about: fc.constantFrom(...kinds),
    category: fc.constantFrom(...categories),
    urgency: fc.constantFrom(null, null, 'normal', 'urgent', 'emergency'),
    departmentId: fc.constantFrom(null, null, 'first') as never,
    title: fc.constantFrom('家中无水', '电梯里有人被困'),
    name: fc.constantFrom('', '郑先生'),
    nameDeclined: fc.boolean(),
    phone: fc.constantFrom('', 'new'),
    phoneDeclined: fc.boolean(),
    address: fc.constantFrom('', '槐荫里 7 栋 2 单元 601 门口', '柳营巷', '临川路 12 号'),
    fault: fc.record({ phenomenon: words, location: words, operation: words }),
    declined: fc.subarray(['phenomenon', 'location', 'operation']),
    promisedAt: fc.constantFrom(null, 2, 30) as never,
    summary: fc.constantFrom('', '来电说家里没水'),
    noticeGiven: fc.boolean(),
  },
  { requiredKeys: ['about', 'category', 'title'] },
)
const received = fc.record(
  {
    channel: fc.constantFrom(...channels),
    about: fc.constantFrom(...kinds),
    caller: fc.constantFrom('known', 'new'),
    which: fc.nat(2),
    nameDeclined: fc.boolean(),
    address: fc.constantFrom('槐荫里 7 栋', '临川路 12 号'),
    premises: fc.nat(1),
  },
  { requiredKeys: ['channel', 'which'] },
)
const conversation = fc.record({
  received,
  typed,
  /** What the agent chose from a list is written down at once. */
  chosen: fc.option(fc.nat(1)),
  other: fc.boolean(),
  dispatch: fc.boolean(),
})
type Conversation = typeof conversation extends fc.Arbitrary<infer T> ? T : never

let numbers = 0
function newNumber(): string {
  numbers += 1
  return `135${String(numbers).padStart(8, '0')}`
}

/** The contact as it stands on the screen, and what was typed over it. */
async function talk(
  { agent, siteId, homes, known, departments }: Place,
  said: Conversation,
): Promise<{ contact: Contact; draft: Draft }> {
  const params = { siteId }
  const { channel, about, caller, which, nameDeclined, address, premises } = said.received
  const { contact: first } = await agent.ok(contacts.receive, {
    params,
    body: {
      channel,
      ...(about ? { about } : {}),
      ...(caller ? { phone: caller === 'known' ? known[which]! : newNumber() } : {}),
      ...(nameDeclined ? { customer: { nameDeclined } } : {}),
      ...(address ? { address } : {}),
      ...(premises === undefined ? {} : { premisesId: homes[premises]!.id }),
    },
  })
  const id = first.id
  if (said.chosen !== null) {
    const home = homes[said.chosen]!
    await agent.ok(contacts.record, { params: { siteId, id }, body: { premisesId: home.id, address: home.address } })
  }
  const contact = await agent.ok(contacts.get, { params: { siteId, id } })
  const ahead = said.typed.promisedAt as unknown as number | null | undefined
  const patch: Patch = {
    ...said.typed,
    departmentId: said.typed.departmentId ? departments[0]!.id : null,
    promisedAt: ahead ? new Date(w.clock.now() + ahead * 3_600_000).toISOString() : null,
    ...(said.typed.phone ? { phone: newNumber() } : {}),
    ...(said.typed.address === undefined ? {} : { premisesId: null }),
    ...(said.other ? { customerId: null } : {}),
  }
  return { contact, draft: draftOf(contact, patch) }
}

async function intakeOf(place: Place, { contact, draft }: { contact: Contact; draft: Draft }): Promise<Intake> {
  const { agent, siteId, departments } = place
  const { address, premisesId } = placeTyped(contact, draft)
  const query = { ...(address ? { address } : {}), ...(premisesId ? { premisesId } : {}) }
  const somewhere = address.length >= 2 || premisesId !== null
  const found = somewhere ? (await agent.ok(notices.match, { params: { siteId }, query })).items : []
  const me = await agent.ok(people.me)
  const at = me.sites.find(one => one.site.id === siteId)!
  return { contact, draft, me, at, departments, noticeFound: found.length > 0, now: w.clock.now() }
}

/** Writes down what is new, then registers, as the desk does. */
async function send({ agent, siteId }: Place, { contact, draft }: Intake, dispatch: boolean): Promise<Reply<Ticket>> {
  const body = recordBody(draft, contact)
  if (body) await agent.ok(contacts.record, { params: { siteId, id: contact.id }, body })
  const about = draft.about!
  const ticket = ticketBody(contact.id, { ...draft, about }, null)
  return await agent.call(tickets.register, { params: { siteId }, body: { ...ticket, ...(dispatch ? { dispatch: true } : {}) } })
}

const factsOf = (siteId: number, caseId: string): Promise<Facts> =>
  w.app.transact.write(w.app.origin, async ctx => {
    const caseRow = await lockCase(ctx, siteId, caseId)
    return knownFacts(caseRow, caseRow.facts.ids)
  })
/** Without what is not there, and without the moment: who acted last and when is another after registering. */
const comparable = ({ agent: _, event: __, time: ___, ...facts }: Facts) => JSON.parse(JSON.stringify(facts))
const rulesIn = (violations: readonly { ruleId: string }[]) => violations.map(violation => violation.ruleId).sort()

async function compare(place: Place, said: Conversation): Promise<void> {
  const intake = await intakeOf(place, await talk(place, said))
  const preview = previewOf(intake, place.standard)
  const verdicts = preview.questions(said.dispatch).map(question => place.standard.ask([question], intake.now))
  const stopped = verdicts.find(verdict => verdict.denied.length > 0)
  const reply = await send(place, intake, said.dispatch)
  if (stopped) {
    expect(reply.error).toMatchObject({ code: 'gate.denied' })
    const { violations } = reply.error.detail as { violations: GateViolation[] }
    expect(rulesIn(violations)).toEqual(rulesIn([...stopped.denied, ...stopped.warned]))
    return
  }
  expect(reply.error).toBeUndefined()
  expect([...new Set(rulesIn(reply.body.warnings))]).toEqual(rulesIn(preview.registering(said.dispatch).warned))
  const chosen = place.departments.find(({ id }) => id === intake.draft.departmentId)
  const routed = place.departments.find(({ name }) => name === preview.routed?.department)
  expect(reply.body.department?.name ?? null).toBe((chosen ?? routed)?.name ?? null)
  expect(reply.body.urgency).toBe(preview.urgency)
  const facts = await factsOf(place.siteId, intake.contact.caseId)
  const last = preview.questions(said.dispatch).at(-1)!
  expect(comparable(facts)).toEqual(comparable(last.facts))
  for (const rule of place.standard.rulebook.rules)
    if (rule.kind === 'script')
      expect(beginScript(rule, { ...last.facts, ...facts }, intake.now)).toEqual(beginScript(rule, last.facts, intake.now))
}

test('at a property site a report goes where the desk said it would: to the department of the property', async () => {
  const place = places.property
  const said: Conversation = {
    received: { channel: 'phone', which: 0 },
    typed: { about: 'report', category: '其他', title: '楼道灯不亮' },
    chosen: null,
    other: false,
    dispatch: false,
  }
  const preview = previewOf(await intakeOf(place, await talk(place, said)), place.standard)
  expect(preview.routed?.department).toBe('物业部')
  await compare(place, said)
})

test('the premises of a contact still find their notice when another caller is written down and the typed address is empty again', async () => {
  await compare(places.property, {
    received: { channel: 'phone', caller: 'known', which: 0, address: '临川路 12 号', premises: 0 },
    typed: { about: 'report', category: '噪声扰民', title: '家中无水', name: '郑先生', address: '' },
    chosen: null,
    other: true,
    dispatch: false,
  })
})

test.each(Object.keys(places) as (keyof typeof places)[])(
  'at the %s site the desk and the server agree on gate, department and script for whatever is typed',
  async kind => {
    await fc.assert(
      fc.asyncProperty(conversation, async said => {
        w.clock.move('7 min')
        await compare(places[kind], said)
      }),
      { numRuns: 40 },
    )
  },
  240_000,
)
