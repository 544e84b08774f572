/** A breach is exempted by two persons, once, and stays a breach. */
import { approvals } from '@sansheng/contract/approvals.ts'
import { compliance } from '@sansheng/contract/compliance.ts'
import { notifications } from '@sansheng/contract/notifications.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { verifyLedger } from '../../platform/events/verify.ts'
import type { Client } from '../../platform/testing/world.ts'
import { type Site, sitesWithPromises } from './testing/short-promises.ts'

const site = await sitesWithPromises()
const reason = '全城停电，机房断网四十分钟'

/** A ticket whose department was told eleven minutes too late; the id of that clock. */
async function lateTicket({ w, agent, departmentId }: Site) {
  const { id } = await w.a.ticket({ by: agent })
  w.clock.move('41 min')
  await w.runDue()
  const ticket = await agent.ok(tickets.notifyDepartment, { params: { id }, body: { departmentId } })
  return { id, clockId: ticket.clocks.find(c => c.ruleId === 'notify')!.id }
}
const ask = (who: Client, id: string, body = { reason }) => who.call(standards.requestExemption, { params: { id }, body })
const explained = async (who: Client, id: string) => await who.ok(standards.explainClock, { params: { id } })
const rowOfNotify = async (who: Client) => {
  const table = await who.ok(compliance.table, { query: { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' } })
  return table.rows.find(r => r.ruleId === 'notify')!
}

test('one asks and says why, another agrees; the clock stays late and the exemption stands beside it', async () => {
  const here = await site()
  const { w, leader, director } = here
  const { id, clockId } = await lateTicket(here)
  const before = (await rowOfNotify(director)).sum
  const asked = (await ask(leader, clockId)).body
  expect(asked).toMatchObject({ state: 'waiting', reason, requestedBy: { name: '贺之远' }, mayAnswer: false, mayWithdraw: true })
  const [rung] = (await director.ok(notifications.list)).items
  expect(rung).toMatchObject({ why: 'exempt', title: '请审批免责：4.2 三十分钟内通知', clockId, root: { kind: 'ticket', id } })
  const approvalId = (await explained(director, clockId)).exemption!.approvalId
  await director.ok(approvals.answer, { params: { id: approvalId }, body: { given: true } })

  const why = await explained(leader, clockId)
  expect(why.clock).toMatchObject({ state: 'late', breached: true, exempted: true })
  expect(why.exemption).toMatchObject({ state: 'granted', reason, answeredBy: { name: '顾明远' }, mayAnswer: false })
  expect(why.recomputed).toBe(true)
  expect(why.events.map(e => e.type)).toContain('clock.exempted')
  expect((await leader.ok(notifications.list)).items[0]).toMatchObject({ why: 'exempted', clockId })
  const history = await leader.ok(tickets.history, { params: { id } })
  expect(history.verified).toBe(true)
  const own = history.items.filter(e => e.subject.id === clockId).map(e => [e.type, e.actor?.name, Object.values(e.values)[0]])
  expect(own.slice(-3)).toEqual([
    ['approval.requested', '贺之远', reason],
    ['approval.given', '顾明远', undefined],
    ['clock.exempted', '顾明远', reason],
  ])
  expect(history.items.findLast(e => e.type === 'clock.exempted')!.detail).toMatchObject({ requestedBy: leader.personId })
  const { rows: verdicts } = await sql<{
    verdict: string
  }>`select verdict from findings where clock_id = ${clockId} order by seq`.execute(w.database.kysely)
  expect(verdicts.map(v => v.verdict)).toEqual(['breached', 'late', 'exempted'])

  const after = (await rowOfNotify(director)).sum
  expect(after).toEqual({ ...before, exempted: 1 })
  expect(after).toMatchObject({ late: 1, met: 0, rate: 0 })
  const list = async (verdict: 'exempted' | 'late' | 'met') =>
    (await director.ok(compliance.listSubjects, { params: { ruleId: 'notify' }, query: { verdict } })).items
  expect((await list('exempted')).map(s => [s.clockId, s.verdict, s.exempted])).toEqual([[clockId, 'late', true]])
  expect(await list('late')).toEqual(await list('exempted'))
  expect(await list('met')).toEqual([])
  const file = await director.ok(compliance.exportTable, { body: {} })
  const [head, ...lines] = file.text.split('\r\n').map(line => line.split(','))
  const column = head!.indexOf('"其中免责"')
  expect(lines.find(line => line[2] === '"notify"')!.slice(column - 2, column + 2)).toEqual(['1', '0', '1', '0'])
  const cases = (await director.ok(compliance.exportSubjects, { params: { ruleId: 'notify' }, body: {} })).text.split('\r\n')
  expect(cases.filter(line => line.includes('"超时"') && line.endsWith(',"免责"'))).toHaveLength(1)
  expect((await verifyLedger(w.database.kysely, { siteId: w.siteId })).ok).toBe(true)
})

test('whoever asks cannot agree himself, nor anybody without the permission; what was refused says why', async () => {
  const here = await site()
  const { agent, director, leader } = here
  const { clockId } = await lateTicket(here)
  expect((await ask(agent, clockId)).status).toBe(403)
  const { approvalId } = (await director.ok(standards.requestExemption, { params: { id: clockId }, body: { reason } }))!
  for (const who of [director, leader, agent])
    expect((await who.call(approvals.answer, { params: { id: approvalId }, body: { given: true } })).error.code).toBe(
      'approval.role',
    )
  expect((await ask(leader, clockId)).error.code).toBe('exemption.waiting')
  const inspector = await here.w.as('inspector')
  await inspector.ok(approvals.answer, { params: { id: approvalId }, body: { given: false, reason: '可以先用手机登记' } })
  const why = await explained(director, clockId)
  expect(why.clock.exempted).toBe(false)
  expect(why.exemption).toMatchObject({ state: 'refused', refusal: '可以先用手机登记' })
  expect((await rowOfNotify(director)).sum).toMatchObject({ late: 1, exempted: 0 })
})

test('not before the breach, once for each, with a reason, and not at another site', async () => {
  const here = await site()
  const { w, agent, leader, director } = here
  const early = await w.a.ticket({ by: agent })
  const running = (await agent.ok(tickets.get, { params: { id: early.id } })).clocks.find(c => c.ruleId === 'notify')!
  expect((await ask(leader, running.id)).error.code).toBe('exemption.early')
  const { clockId } = await lateTicket(here)
  for (const words of ['', '  ', 'x'.repeat(501)])
    expect((await ask(leader, clockId, { reason: words })).error.code).toBe('invalid')
  const elsewhere = await site()
  expect((await ask(elsewhere.leader, clockId)).status).toBe(404)
  expect(
    (await elsewhere.leader.call(standards.requestExemption, { params: { siteId: w.siteId, id: clockId }, body: { reason } }))
      .status,
  ).toBe(404)
  const { approvalId } = await leader.ok(standards.requestExemption, { params: { id: clockId }, body: { reason } })
  const grant = { params: { id: approvalId }, body: { given: true } }
  const stranger = elsewhere.director
  expect((await stranger.call(approvals.answer, { ...grant, params: { siteId: w.siteId, id: approvalId } })).status).toBe(404)
  await director.ok(approvals.answer, grant)
  expect((await ask(leader, clockId)).error.code).toBe('exemption.done')
  expect((await rowOfNotify(director)).sum.exempted).toBe(1)
})

test('a department head asks for what lies within his reach only', async () => {
  const here = await site()
  const { clockId } = await lateTicket(here)
  const head = await here.w.as('department-head', { scope: 'team' })
  expect((await ask(head, clockId)).status).toBe(404)
})

test('a breach that still runs is exempted, and its end is late all the same', async () => {
  const here = await site()
  const { w, agent, leader, director, departmentId } = here
  const { id } = await w.a.ticket({ by: agent })
  w.clock.move('41 min')
  const { clocks } = await agent.ok(tickets.get, { params: { id } })
  const clockId = clocks.find(c => c.ruleId === 'notify')!.id
  const { approvalId } = await leader.ok(standards.requestExemption, { params: { id: clockId }, body: { reason } })
  await director.ok(approvals.answer, { params: { id: approvalId }, body: { given: true } })
  expect((await rowOfNotify(director)).sum).toMatchObject({ breached: 1, exempted: 1 })
  await w.runDue()
  const ended = await agent.ok(tickets.notifyDepartment, { params: { id }, body: { departmentId } })
  expect(ended.clocks.find(c => c.id === clockId)).toMatchObject({ state: 'late', exempted: true })
  expect((await rowOfNotify(director)).sum).toMatchObject({ late: 1, breached: 0, exempted: 1, rate: 0 })
})
