/**
 * A site whose data nobody of another team or site may meet: every word of it is marked. `before` is the world without it, so that figures and
 * lists can be compared.
 */
import { callbacks } from '@sansheng/contract/callbacks.ts'
import { contacts } from '@sansheng/contract/contacts.ts'
import { customers } from '@sansheng/contract/customers.ts'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import { simulation } from '@sansheng/contract/simulation.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import type { Client, World } from '../world.ts'
import type { Known } from './inputs.ts'

/** Stands in every text of the hidden data, so that any answer that carries one of them is found. */
export const marker = '暗号'
/** Marks the people of the hidden team. */
export const staffMarker = '暗员'
const hiddenPhone = '13977737391'
const laterPhone = '13977737392'
const phoneMarks = [hiddenPhone, laterPhone, '****7391', '****7392']
export const markers = [marker, ...phoneMarks]
const words = (what: string) => `${marker}${what}`
/** Places carry the mark and can still be read as places. */
const hiddenAddress = `${marker}里 9 栋 1 单元 101`

export const standard = `---
standard: two-teams
title: 两个班组
calendar: natural
---
## 1 派办
### 1.1 派到部门后一小时
\`\`\`rule
rule: deadline
id: work
from: ticket.notified
to: ticket.closed
within: 1 h
warn: 50% to role:handler, role:department-head
escalate:
- 100% to role:department-head, role:shift-leader
\`\`\`
### 1.2 通知要有部门
\`\`\`rule
rule: require
id: titled
before: ticket.notified
need: ticket.department
mode: warn
\`\`\`
### 1.3 回访
\`\`\`rule
rule: deadline
id: call-back
from: ticket.closed
to: callback.recorded
within: 1 d
\`\`\`
`

export type Team = { head: Client; worker: Client; departmentId: string }
export type Parts = { w: World; agent: Client; leader: Client; director: Client; hidden: Team; foreign: Team }

export async function team(w: World, name: string, mark: string): Promise<Team> {
  const head = await w.as('department-head', { name: `${mark}主管` })
  const worker = await w.as('worker', { name: `${mark}师傅`, scope: 'team' })
  return { head, worker, departmentId: await w.department(name, [worker], head) }
}

/** A ticket and a form that the foreign team had, and has no more: it was told, its bell rang, and the work went to the hidden team. */
export async function ticketThatLeft({ w, agent, hidden, foreign }: Parts) {
  const ticket = await w.a.repair({ by: agent, title: '水压低', contact: { channel: 'phone', phone: laterPhone } })
  const params = { id: ticket.id }
  await agent.ok(tickets.notifyDepartment, { params, body: { departmentId: foreign.departmentId } })
  const form = await agent.ok(dispatch.make, { body: { ticketId: ticket.id, workerId: foreign.worker.personId } })
  await foreign.worker.ok(tickets.confirm, { params, body: {} })
  w.clock.move('61 min')
  await w.runDue()
  await agent.ok(tickets.notifyDepartment, { params, body: { departmentId: hidden.departmentId } })
  return { ticketId: ticket.id, formId: form.id, contactId: ticket.contactId, caseId: ticket.caseId }
}

/** What is written after it left. */
export async function writeAfterItLeft({ agent }: Parts, ticketId: string): Promise<void> {
  const params = { id: ticketId }
  const { version } = await agent.ok(tickets.get, { params })
  const body = {
    title: words('后来的标题'),
    description: words('后来的描述'),
    address: hiddenAddress,
    fault: { phenomenon: words('后来的现象'), location: words('后来的位置'), operation: words('后来的操作') },
    customerName: words('后来的客户'),
    version,
  }
  await agent.ok(tickets.change, { params, body })
  await agent.ok(tickets.followUp, { params, body: { note: words('后来的跟进') } })
}

/** Everything that a site has, in the hands of the hidden team. */
export async function hiddenThings({ w, agent, leader, director, hidden }: Parts): Promise<void> {
  const premises = await w.a.premises({ by: agent, address: hiddenAddress, code: words('户号'), area: words('片区') })
  const customer = await w.a.customer({
    by: agent,
    name: words('客户'),
    phone: hiddenPhone,
    note: words('备注'),
    premisesIds: [premises.id],
  })
  const ticket = await w.a.repair({
    by: agent,
    title: words('标题'),
    category: words('类别'),
    description: words('描述'),
    address: hiddenAddress,
    fault: { phenomenon: words('现象'), location: words('位置'), operation: words('操作') },
    contact: { channel: 'phone', phone: hiddenPhone, customerId: customer.id, premisesId: premises.id, summary: words('摘要') },
    promisedAt: '2026-11-20T18:00:00+08:00',
    promiseWords: words('承诺'),
  })
  const params = { id: ticket.id }
  await agent.ok(tickets.notifyDepartment, { params, body: { departmentId: hidden.departmentId, note: words('通知') } })
  const form = await agent.ok(dispatch.make, {
    body: { ticketId: ticket.id, workerId: hidden.worker.personId, instructions: words('要求') },
  })
  await hidden.head.ok(tickets.confirm, { params, body: { handlerId: hidden.worker.personId } })
  await agent.ok(tickets.followUp, { params, body: { note: words('跟进') } })
  await agent.ok(dispatch.print, { params: { id: form.id }, body: {} })
  await agent.ok(customers.lookUp, { body: { phone: hiddenPhone } })
  await agent.ok(customers.reveal, { params: { id: customer.id }, body: { reason: words('查看') } })
  const contact = await w.a.contact({ by: agent, phone: hiddenPhone, summary: words('来电'), address: hiddenAddress })
  await w.a.contact({ by: agent, phone: hiddenPhone, summary: words('未了来电') })
  await agent.ok(contacts.close, { params: { id: contact.id }, body: { outcome: 'answered', summary: words('答复') } })
  const notice = await w.a.notice({
    by: leader,
    title: words('公告'),
    source: words('来源'),
    reason: words('缘由'),
    places: [`${marker}里`],
  })
  await leader.ok(notices.publish, { params: { id: notice.id } })
  const closed = await w.a.repair({
    by: agent,
    title: words('已结案'),
    address: hiddenAddress,
    contact: { channel: 'phone', customerId: customer.id },
  })
  await agent.ok(tickets.notifyDepartment, { params: { id: closed.id }, body: { departmentId: hidden.departmentId } })
  await agent.ok(tickets.close, { params: { id: closed.id }, body: { result: words('结果') } })
  await agent.ok(callbacks.make, {
    body: {
      ticketId: closed.id,
      method: 'phone',
      result: 'unsatisfied',
      note: words('回访'),
      reason: words('回访'),
      wants: words('回访'),
    },
  })
  await agent.ok(tickets.reopen, { params: { id: closed.id }, body: { reason: words('重开') } })
  await w.service({ permissions: ['tickets:read'], name: words('程序') })
  await w.admin.ok(people.createPerson, {
    body: { staffNumber: 'hidden-9', name: `${staffMarker}新人`, phone: hiddenPhone, grants: [{ role: 'worker', scope: 'own' }] },
  })
  // a second person is there to consent, so this waits
  await w.admin.ok(people.createPerson, {
    body: { staffNumber: 'hidden-10', name: `${staffMarker}新主任`, grants: [{ role: 'director', scope: 'site' }] },
  })
  w.clock.move('61 min')
  await w.runDue()
  const stretch = { from: '2026-11-20T00:00:00+08:00', until: '2026-11-20T13:00:00+08:00' }
  await director.ok(simulation.startRun, { body: { source: standard.replace('within: 1 h', 'within: 2 h'), ...stretch } })
  await w.runDue()
  const { items } = await leader.ok(standards.listClocks, { query: { breached: true } })
  const breach = items.find(item => item.root.id === ticket.id)!
  await leader.ok(standards.requestExemption, { params: { id: breach.clock.id }, body: { reason: words('免责') } })
}

/** Ids of everything that lies in the rows of a site, by what they are called in paths and fields. */
export async function knownOf(w: World, ids: { persons: string[]; departments: string[] }): Promise<Known> {
  const of = async (table: string, column = 'id'): Promise<string[]> => {
    const { rows } = await sql<{ id: string }>`select distinct ${sql.ref(column)}::text as id from ${sql.table(table)}
      where site_id = ${w.siteId} and ${sql.ref(column)} is not null order by 1`.execute(w.database.kysely)
    return rows.map(row => row.id)
  }
  const few = async (table: string, column?: string) => (await of(table, column)).slice(0, 4)
  const cases = await of('tickets', 'case_id')
  const contactIds = await few('contacts')
  const [ticketIds, formIds, customerIds, premisesIds] = [
    await of('tickets'),
    await of('forms'),
    await of('customers'),
    await of('premises'),
  ]
  const versions = await few('standard_versions')
  // what passed has the place in its event for an id
  const { rows: passed } = await sql<{ id: string }>`select case_id || '-' || seq || '-1' as id from events
    where site_id = ${w.siteId} and case_id = any(${cases}::uuid[]) and passed is not null order by 1 limit 4`.execute(
    w.database.kysely,
  )
  const fields = {
    caseId: cases,
    joinedCaseId: cases,
    contactId: contactIds,
    ticketId: ticketIds,
    rootId: ticketIds,
    formId: formIds,
    customerId: customerIds,
    premisesId: premisesIds,
    premisesIds,
    departmentId: ids.departments,
    departmentIds: ids.departments,
    department: ids.departments,
    person: ids.persons,
    handlerId: ids.persons,
    workerId: ids.persons,
    headId: ids.persons,
    memberIds: ids.persons,
    publicationId: [],
    ruleId: ['work'],
  }
  const paths = {
    tickets: ticketIds,
    forms: formIds,
    contacts: contactIds,
    customers: customerIds,
    notices: await few('notices'),
    clocks: await few('clocks'),
    findings: [...(await few('findings')), ...passed.map(row => row.id)],
    departments: ids.departments,
    persons: ids.persons,
    tokens: await few('service_tokens'),
    approvals: await few('approvals'),
    sessions: [],
    'standard-versions': versions,
    'standard-publications': await few('publications'),
    'what-if-runs': await few('what_if_runs'),
    ruleId: ['work', 'titled'],
    name: ['natural'],
  }
  return {
    paths,
    fields,
    words: { q: [marker, '里 9 栋', hiddenPhone, laterPhone], phone: [hiddenPhone, laterPhone], address: [hiddenAddress] },
  }
}
