/** Clocks of cases as people meet them: who is told, what stops them, what moves them, who sees them. */
import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { shortPromises, sitesWithPromises } from './testing/short-promises.ts'

const site = await sitesWithPromises()

test('the shift leader hears of the breach, and the director half an hour later', async () => {
  const { w, agent, leader, director } = await site()
  const contact = await w.a.contact({ by: agent })
  w.clock.move('8 min')
  await w.runDue()
  w.clock.move('2 min')
  await w.runDue()
  w.clock.move('30 min')
  await w.runDue()
  const bells = async (who: typeof leader) =>
    (
      await w.database.kysely
        .selectFrom('notifications')
        .select(['why'])
        .where('person_id', '=', who.personId)
        .where('case_id', '=', contact.caseId)
        .orderBy('at')
        .execute()
    ).map(n => n.why)
  expect(await bells(leader)).toContain('escalate')
  expect(await bells(agent)).toContain('breach')
  expect(await bells(director)).toContain('escalate')
  expect(await bells(agent)).toContain('warn')
})

test('after a long stop the breach is found and the latest missed step alarms; the others are recorded as passed over', async () => {
  const { w, agent } = await site()
  const contact = await w.a.contact({ by: agent })
  w.clock.move('5 h')
  await w.runDue()
  const { rows } = await sql<{
    type: string
    over: boolean | null
  }>`select type, (detail->>'passedOver')::boolean as over from events where case_id = ${contact.caseId} and subject_kind = 'clock' order by seq`.execute(
    w.database.kysely,
  )
  expect(rows.filter(r => !r.over).map(r => r.type)).toEqual(['clock.breached', 'clock.escalated'])
  expect(rows.map(r => r.type)).toEqual(expect.arrayContaining(['clock.warned', 'clock.breached', 'clock.escalated']))
})

test('waiting for the customer stops the clock, and the pause is in the arithmetic', async () => {
  const { w, agent, departmentId } = await site()
  const ticket = await w.a.ticket({ by: agent })
  w.clock.move('10 min')
  const waiting = await agent.ok(tickets.wait, {
    params: { id: ticket.id },
    body: { waitingFor: 'customer', reason: '客户改约' },
  })
  expect(waiting.clocks.find(c => c.ruleId === 'notify')).toMatchObject({ state: 'paused', usedMs: 600_000 })
  w.clock.move('25 min')
  const resumed = await agent.ok(tickets.resume, { params: { id: ticket.id }, body: {} })
  const clock = resumed.clocks.find(c => c.ruleId === 'notify')!
  expect(clock.state).toBe('running')
  w.clock.move('20 min')
  const settled = await agent.ok(tickets.notifyDepartment, { params: { id: ticket.id }, body: { departmentId } })
  expect(settled.clocks.find(c => c.ruleId === 'notify')).toMatchObject({ state: 'met', usedMs: 1_800_000 })
  const why = await agent.ok(standards.explainClock, { params: { id: clock.id } })
  expect(why.lines.filter(l => l.kind === 'pause')).toHaveLength(1)
  expect(why.recomputed).toBe(true)
})

test('a new calendar version moves running clocks visibly; a calendar that never opens is refused', async () => {
  const { w, agent, director } = await site()
  await w.a.calendar('front-desk', { mon: ['08:00-18:00'], fri: ['08:00-18:00'] })
  await director.ok(publication.publish, {
    body: {
      source: shortPromises
        .replace('calendar: natural', 'calendar: front-desk')
        .replaceAll('30 分钟', '2 工作小时')
        .replaceAll('三十分钟', '两个工作小时'),
    },
  })
  w.clock.at('2026-11-27T17:00:00+08:00')
  const ticket = await w.a.ticket({ by: agent })
  const due = async () =>
    (await agent.ok(tickets.get, { params: { id: ticket.id } })).clocks.find(c => c.ruleId === 'notify')!.dueAt
  expect(await due()).toBe('2026-11-30T01:00:00.000Z')
  const changed = await director.ok(standards.publishCalendar, {
    params: { name: 'front-desk' },
    body: { spec: { zone: 'Asia/Shanghai', week: { mon: ['08:00-18:00'], fri: ['08:00-20:00'] } } },
  })
  expect(changed).toMatchObject({ calendar: { version: 2 }, recomputing: 1 })
  await w.runDue()
  expect(await due()).toBe('2026-11-27T11:00:00.000Z')
  const history = await agent.ok(tickets.history, { params: { id: ticket.id } })
  expect(history.items.at(-1)).toMatchObject({
    type: 'clock.recomputed',
    detail: { oldDue: '2026-11-30T01:00:00.000Z', newDue: '2026-11-27T11:00:00.000Z' },
  })
  const refused = await director.call(standards.publishCalendar, {
    params: { name: 'never' },
    body: { spec: { zone: 'Asia/Shanghai', week: {} } },
  })
  expect(refused.error.code).toBe('calendar.invalid')
})

test('a worker sees the clocks of his department and no others', async () => {
  const { w, agent } = await site()
  const worker = await w.as('worker', { scope: 'team' })
  const ticket = await w.a.ticket({ by: agent })
  const clock = ticket.clocks.find(c => c.ruleId === 'notify')!
  expect((await worker.ok(standards.listClocks)).items).toEqual([])
  expect((await worker.call(standards.explainClock, { params: { id: clock.id } })).status).toBe(404)
  const his = await w.department('水质科', [worker])
  await agent.ok(tickets.notifyDepartment, { params: { id: ticket.id }, body: { departmentId: his } })
  const again = await w.signIn(worker.staffNumber, 'three-rings-2026')
  expect((await again.ok(standards.explainClock, { params: { id: clock.id } })).clock.id).toBe(clock.id)
})
