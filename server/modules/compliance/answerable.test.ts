/** Each promise is that of whoever answers for it, however often the ticket changes hands afterwards. */
import { compliance } from '@sansheng/contract/compliance.ts'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Client, world } from '../../platform/testing/world.ts'

const rule = (id: string, from: string, to: string, within: string) => `### ${id}
\`\`\`规则
规则: 时限
编号: ${id}
起: ${from}
止: ${to}
限: ${within}
\`\`\`
`
const standard = `---
standard: hands
title: 经手规范
calendar: natural
---
## 1 经手
${rule('register', '接触.受理', '工单.登记', '10 分钟')}
${rule('notify', '工单.登记', '工单.通知', '30 分钟')}
${rule('take', '工单.通知', '工单.接单', '20 分钟')}
${rule('accept', '派工单.开单', '派工单.接单', '15 分钟')}
${rule('arrive', '派工单.接单', '上门.到场', '1 小时')}
${rule('finish', '上门.到场', '上门.完工', '2 小时')}
${rule('close', '工单.登记', '工单.结案', '24 小时')}
### 转办只一次
\`\`\`规则
规则: 限度
编号: one-transfer
遇: 工单.转办
计数: 工单.转办
按: 工单
上限: 1
\`\`\`
`
const base = await world({ at: '2026-11-20T09:00:00+08:00' })

/** A hotline with a desk of its own and a repair team. */
async function hotline() {
  const w = await base.fresh({ standard })
  const agent = await w.as('agent', { name: '林晓棠' })
  const dispatcher = await w.as('agent', { name: '沈知微' })
  const leader = await w.as('shift-leader', { name: '贺之远' })
  const first = await w.as('worker', { name: '老赵', scope: 'team' })
  const second = await w.as('worker', { name: '小钱', scope: 'team' })
  const head = await w.as('department-head', { name: '孙工', scope: 'team' })
  await w.department('热线班', [agent, dispatcher])
  const repair = await w.department('抢修队', [first, second])
  await w.database.kysely.updateTable('departments').set({ head_id: head.personId }).where('id', '=', repair).execute()
  const director = await w.as('director')
  /** Rule, verdict, person and department of every clock and gate so far. */
  const answers = async () => {
    const lines: [string, string, string | null, string | null][] = []
    for (const id of ['register', 'notify', 'take', 'accept', 'arrive', 'finish', 'close', 'one-transfer'])
      for (const s of (await director.ok(compliance.listSubjects, { params: { ruleId: id } })).items)
        lines.push([id, s.verdict, s.answerable?.name ?? null, s.department])
    return lines
  }
  return { w, agent, dispatcher, leader, first, second, director, repair, answers }
}

test('a ticket that passes from agent to dispatcher to one worker and another leaves each promise with whoever answered for it', async () => {
  const { w, agent, dispatcher, leader, first, second, director, repair, answers } = await hotline()
  const at = (time: string) => w.clock.at(`2026-11-20T${time}:00+08:00`)
  const contact = await w.a.contact({ by: agent })
  at('09:05')
  const { id } = await w.a.ticket({ by: agent, contactId: contact.id })
  at('09:06')
  await agent.ok(tickets.transfer, { params: { id }, body: { handlerId: dispatcher.personId, summary: '三问已问清' } })
  at('09:40')
  await leader.ok(tickets.notifyDepartment, { params: { id }, body: { departmentId: repair } })
  const form = await leader.ok(dispatch.make, { body: { ticketId: id, departmentId: repair, workerId: first.personId } })
  at('10:10')
  await second.ok(dispatch.accept, { params: { id: form.id }, body: {} })
  at('11:20')
  await second.ok(dispatch.arrive, { params: { id: form.id }, body: {} })
  at('11:40')
  await leader.ok(dispatch.finish, {
    params: { id: form.id },
    body: { workDone: '换阀', opinion: 'satisfied', signedBy: '周女士' },
  })
  expect(await answers()).toEqual([
    ['register', 'met', '林晓棠', '热线班'],
    // the dispatcher had it when its time was over; the leader did it afterwards
    ['notify', 'late', '沈知微', '热线班'],
    // nobody of the department had it in hand: its head
    ['take', 'breached', '孙工', '抢修队'],
    ['accept', 'late', '老赵', '抢修队'],
    ['arrive', 'late', '小钱', '抢修队'],
    // the worker's work, though the leader wrote it down
    ['finish', 'met', '小钱', '抢修队'],
    ['close', 'running', expect.any(String), expect.anything()],
    ['one-transfer', 'passed', '林晓棠', '热线班'],
  ])

  const people = await director.ok(compliance.table, { query: { group: 'person' } })
  const late = people.rows.flatMap(row =>
    row.cells.flatMap(c => (c.late + c.breached > 0 ? [[row.ruleId, people.groups[c.group]!.name?.split(' ')[0]]] : [])),
  )
  expect(late).toEqual([
    ['notify', '沈知微'],
    ['take', '孙工'],
    ['accept', '老赵'],
    ['arrive', '小钱'],
  ])
  const found = await sql<{ rule: string; verdict: string; name: string }>`
    select f.rule_id as rule, f.verdict, p.name from findings f left join persons p on p.id = f.answerable_id
    where f.site_id = ${w.siteId} and f.verdict in ('met', 'late') order by f.at, f.seq`.execute(w.database.kysely)
  expect(found.rows.map(r => [r.rule, r.verdict, r.name])).toEqual([
    ['register', 'met', '林晓棠'],
    ['notify', 'late', '沈知微'],
    ['accept', 'late', '老赵'],
    ['arrive', 'late', '小钱'],
    ['finish', 'met', '小钱'],
  ])
})

test('the board names whoever answers for a promise, as the figures do, and says what it is about before there is a ticket', async () => {
  const { w, agent, leader, first, director, repair } = await hotline()
  const board = async () =>
    Object.fromEntries(
      (await director.ok(standards.listClocks)).items.map(({ clock, who, root }) => [clock.ruleId, [who, root.title]]),
    )
  const contact = await w.a.contact({ by: agent, summary: '厨房漏水\n老人在家' })
  expect((await board()).register).toEqual(['林晓棠', '厨房漏水'])
  const { id } = await w.a.ticket({ by: agent, contactId: contact.id })
  await leader.ok(tickets.notifyDepartment, { params: { id }, body: { departmentId: repair } })
  // the agent who registered it does not take it on for the department
  expect((await board()).take![0]).toBe('孙工')
  const form = await leader.ok(dispatch.make, { body: { ticketId: id, departmentId: repair, workerId: first.personId } })
  await leader.ok(dispatch.accept, { params: { id: form.id }, body: { workerId: first.personId } })
  expect((await board()).arrive![0]).toBe('老赵')
})

test('what was written down stays when the ticket goes on, the worker leaves the team, or the breach is found hours later', async () => {
  const { w, agent, dispatcher, leader, answers } = await hotline()
  const { id } = await w.a.ticket({ by: agent })
  w.clock.move('31 min')
  // no worker has looked yet
  await agent.ok(tickets.transfer, { params: { id }, body: { handlerId: dispatcher.personId, summary: '三问已问清' } })
  await w.database.kysely.deleteFrom('department_members').where('person_id', '=', agent.personId).execute()
  const notify = async () => (await answers()).find(([rule]) => rule === 'notify')
  expect(await notify()).toEqual(['notify', 'breached', '林晓棠', '热线班'])
  await w.runDue()
  expect(await notify()).toEqual(['notify', 'breached', '林晓棠', '热线班'])
  await leader.ok(tickets.notifyDepartment, { params: { id }, body: { departmentId: await w.department('水质科', [leader]) } })
  expect(await notify()).toEqual(['notify', 'late', '林晓棠', '热线班'])
})

test('a contact that nobody registers is that of whoever took it', async () => {
  const { w, agent, answers } = await hotline()
  await w.a.contact({ by: agent })
  w.clock.move('11 min')
  await w.runDue()
  expect(await answers()).toEqual([['register', 'breached', '林晓棠', '热线班']])
})

test('a gate is that of whoever wanted to act', async () => {
  const { w, agent, dispatcher, director, answers } = await hotline()
  const { id } = await w.a.ticket({ by: agent })
  const hand = (to: Client) => ({ params: { id }, body: { handlerId: to.personId, summary: '三问已问清' } })
  await agent.ok(tickets.transfer, hand(dispatcher))
  expect((await dispatcher.call(tickets.transfer, hand(agent))).error.code).toBe('gate.denied')
  const gates = (await answers()).filter(([rule]) => rule === 'one-transfer')
  expect(gates.map(([, verdict, who]) => [verdict, who]).sort()).toEqual([
    ['denied', '沈知微'],
    ['passed', '林晓棠'],
  ])
  expect((await director.ok(compliance.listSubjects, { params: { ruleId: 'notify' } })).items).toHaveLength(1)
})
