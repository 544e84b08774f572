import { compliance } from '@sansheng/contract/compliance.ts'
import { notifications } from '@sansheng/contract/notifications.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { type RawBuilder, sql } from 'kysely'
import { expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'
import { passedRules } from './passed.ts'

const standard = `---
standard: two-tickets
title: 一案两单
calendar: natural
---
## 1 派办
### 1.1 派到部门
\`\`\`rule
rule: deadline
id: work
from: ticket.notified
to: ticket.closed
within: 1 h
escalate:
- 100% to role:department-head
\`\`\`
### 1.2 通知要有标题
\`\`\`rule
rule: require
id: titled
before: ticket.notified
need: ticket.department
mode: warn
\`\`\`
`
const w = await world({ at: '2026-11-20T09:00:00+08:00', standard })
const agent = await w.as('agent')
const mine = await w.as('department-head')
const theirs = await w.as('department-head')
const departments = [await w.department('水质科', [], mine), await w.department('管网部', [], theirs)] as const
const first = await w.a.repair({ by: agent, title: '水发黄' })
const again = await w.a.contact({ by: agent, caseId: first.caseId })
const second = await w.a.repair({ by: agent, title: '总表漏水', contactId: again.id })
const notify = (id: string, departmentId: string) =>
  agent.ok(tickets.notifyDepartment, { params: { id }, body: { departmentId } })
await notify(first.id, departments[0])
await notify(second.id, departments[1])

const rowsOf = async (source: RawBuilder<unknown>) => {
  const { rows } = await sql<{ id: string; root_id: string }>`select id, root_id from ${source} x
    where rule_id in ('work', 'titled') and root_kind = 'ticket' and case_id = ${first.caseId} order by root_id`.execute(
    w.database.kysely,
  )
  return rows
}

test('whoever sees one ticket of a case is told why of its own clocks and findings, not of those of another', async () => {
  expect(second.caseId).toBe(first.caseId)
  const clocks = await rowsOf(sql.table('clocks'))
  expect(clocks.map(c => c.root_id).sort()).toEqual([first.id, second.id].sort())
  for (const clock of clocks) {
    const own = clock.root_id === first.id
    expect((await mine.call(standards.explainClock, { params: { id: clock.id } })).status).toBe(own ? 200 : 404)
    expect((await theirs.call(standards.explainClock, { params: { id: clock.id } })).status).toBe(own ? 404 : 200)
  }
  const passed = await rowsOf(sql`(${passedRules(sql`true`)})`)
  expect(new Set(passed.map(p => p.root_id))).toEqual(new Set([first.id, second.id]))
  for (const { id, root_id } of passed)
    expect((await mine.call(standards.explainFinding, { params: { id } })).status).toBe(root_id === first.id ? 200 : 404)
})

test('the same holds for lists, figures, history and the bell', async () => {
  expect((await mine.ok(standards.listClocks, { query: { caseId: first.caseId } })).items.map(i => i.root.id)).toEqual([first.id])
  const behind = await mine.ok(compliance.listSubjects, { params: { ruleId: 'work' } })
  expect(behind.items.map(i => i.root.id)).toEqual([first.id])
  const history = await mine.ok(tickets.history, { params: { id: first.id } })
  expect(JSON.stringify(history.items)).not.toContain(second.id)
  expect(history).toMatchObject({ verified: true })
  expect((await agent.ok(tickets.history, { params: { id: first.id } })).items.some(e => e.subject.id === second.id)).toBe(true)
})

test('a bell that rang tells nothing that was written after the ticket left', async () => {
  const ticket = await w.a.repair({ by: agent, title: '水发黄' })
  await notify(ticket.id, departments[0])
  const bell = async () => (await mine.ok(notifications.list)).items.filter(n => n.root?.id === ticket.id)
  w.clock.move('61 min')
  await w.runDue()
  expect((await bell())[0]!.root).toMatchObject({ title: '水发黄', path: `/tickets/${ticket.id}` })
  await notify(ticket.id, departments[1])
  const { version } = await agent.ok(tickets.get, { params: { id: ticket.id } })
  await agent.ok(tickets.change, { params: { id: ticket.id }, body: { title: '化验结果不合格', version } })
  const after = await bell()
  expect(after.length).toBeGreaterThan(0)
  for (const { root } of after) expect(root).toMatchObject({ number: ticket.number, title: null, path: null })
  expect(JSON.stringify(after)).not.toContain('化验')
  const kept = (await theirs.ok(notifications.list)).items.find(n => n.root?.id === ticket.id)
  expect(kept?.root?.title).toBe('化验结果不合格')
})
