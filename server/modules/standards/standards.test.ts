import { randomUUID } from 'node:crypto'
import { compliance } from '@sansheng/contract/compliance.ts'
import { contacts } from '@sansheng/contract/contacts.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { housekeepingEvery, planRecurring } from '../../platform/housekeeping.ts'
import { relayAll } from '../../platform/stream/relay.ts'
import { world } from '../../platform/testing/world.ts'

const source = `---
standard: short-promises
title: 试用规范
calendar: natural
---
## 4 派办
### 4.1 十分钟内登记
接到来电，十分钟内登记成单。
\`\`\`规则
规则: 时限
编号: register
起: 接触.受理
止: 工单.登记
限: 10 分钟
提醒: 80%
升级:
- 100% 给 岗位:班长
- +30 分钟 给 岗位:主任
\`\`\`
### 4.2 三十分钟内通知
登记以后三十分钟内通知责任部门。
\`\`\`规则
规则: 时限
编号: notify
起: 工单.登记
止: 工单.通知
限: 30 分钟
暂停: 工单.等待 == '客户'
升级:
- 100% 给 岗位:班长
\`\`\`
### 4.3 转办只一次
\`\`\`规则
规则: 限度
编号: one-transfer
当: 工单.类别 != '表扬'
遇: 工单.转办
计数: 工单.转办
按: 工单
上限: 1
放行: 岗位:班长
\`\`\`
`

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
const agent = await w.as('agent', { name: '林晓棠' })
const leader = await w.as('shift-leader', { name: '贺之远' })
const director = await w.as('director')
const departmentId = await w.department('抢修队', [])

const draft = {
  contact: { channel: 'phone', phone: '13800002046' },
  kind: 'report',
  category: '爆管',
  title: '东泉路口爆管',
  address: '东泉路 88 号',
} as const

test('nothing runs before a standard is published', async () => {
  const reply = await agent.call(standards.get)
  expect(reply.status).toBe(409)
  expect(reply.error.code).toBe('standard.none')
})

test('a text with errors is checked with line and column, and is not published', async () => {
  const wrong = source.replace('止: 工单.登记', '止: 工单.建立')
  const checked = await director.ok(standards.check, { body: { source: wrong } })
  expect(checked).toMatchObject({ ok: false, publishable: false })
  expect(checked.problems[0]).toMatchObject({ severity: 'error', line: 13, suggestion: expect.stringContaining('工单.登记') })
  const refused = await director.call(publication.publish, { body: { source: wrong } })
  expect(refused.status).toBe(422)
  expect(refused.error).toMatchObject({ code: 'standard.invalid', params: { line: 13 } })
  expect((await agent.call(publication.publish, { body: { source } })).status).toBe(403)
})

test('published, it starts clocks; the figures beside the clauses follow, and the verdicts can be explained', async () => {
  const published = await director.ok(publication.publish, { body: { source, note: '首版' } })
  expect(published).toMatchObject({ number: 1, title: '试用规范', trial: false, current: true })
  expect(published.clauses.flatMap(c => c.rules.map(r => `${c.number} ${r.id} ${r.state}`))).toEqual([
    '4.1 register runs',
    '4.2 notify runs',
    '4.3 one-transfer runs',
  ])

  const { contact } = await agent.ok(contacts.receive, { body: draft.contact })
  w.clock.move('4 min')
  const { contact: _, ...rest } = draft
  const ticket = await agent.ok(tickets.register, { body: { ...rest, contactId: contact.id } })
  expect(ticket.clocks.map(c => [c.ruleId, c.state])).toEqual([
    ['register', 'met'],
    ['notify', 'running'],
  ])

  w.clock.move('31 min')
  expect(await w.runDue()).toBeGreaterThan(0)
  const late = (await agent.ok(standards.listClocks, { query: { breached: true } })).items
  expect(late.map(i => [i.clock.ruleId, i.clock.breached, i.root.number])).toEqual([['notify', true, ticket.number]])
  w.clock.move('3 min')
  const notified = await agent.ok(tickets.notifyDepartment, { params: { id: ticket.id }, body: { departmentId } })
  const clock = notified.clocks.find(c => c.ruleId === 'notify')!
  expect(clock).toMatchObject({ state: 'late', breached: true, overMs: 4 * 60_000, termMs: 30 * 60_000 })

  const why = await agent.ok(standards.explainClock, { params: { id: clock.id } })
  expect(why.standard).toMatchObject({ title: '试用规范', version: 1 })
  expect(why.prose).toBe('登记以后三十分钟内通知责任部门。')
  expect(why.lines.map(l => l.kind)).toEqual(expect.arrayContaining(['start', 'term', 'due', 'settled', 'verdict']))
  expect(why.lines.find(l => l.kind === 'verdict')?.text).toContain('4 分')
  expect(why.events.map(e => e.type)).toEqual(['ticket.registered', 'clock.breached', 'clock.escalated', 'ticket.notified'])
  expect(why.events.map(e => e.clause?.anchor)).toEqual([undefined, 'c4.2', 'c4.2', undefined])
  expect(why.recomputed).toBe(true)

  const figures = await leader.ok(compliance.figures)
  expect(figures.items.map(f => [f.ruleId, f.met, f.late, f.running, f.rate])).toEqual([
    ['register', 1, 0, 0, 1],
    ['notify', 0, 1, 0, 0],
    ['one-transfer', 0, 0, 0, null],
  ])
  const subjects = await leader.ok(compliance.listSubjects, { params: { ruleId: 'notify' }, query: { verdict: 'late' } })
  expect(subjects.items).toMatchObject([
    { verdict: 'late', overMs: 240_000, root: { kind: 'ticket', number: ticket.number }, clockId: clock.id },
  ])
})

test('the shift leader hears of the breach, and the director half an hour later', async () => {
  const { contact } = await agent.ok(contacts.receive, { body: { channel: 'phone' } })
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
  const { contact } = await agent.ok(contacts.receive, { body: { channel: 'phone' } })
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

test('a second transfer is denied with its clause, leaves a trace, and the shift leader may let it pass with a reason', async () => {
  const other = await w.as('agent')
  const third = await w.as('agent')
  const ticket = await agent.ok(tickets.register, { body: draft })
  const hand = (to: typeof other, reason?: string) => ({
    params: { id: ticket.id },
    body: { handlerId: to.personId, summary: '三问已问清', ...(reason ? { override: { reason, rules: ['one-transfer'] } } : {}) },
  })
  await agent.ok(tickets.transfer, hand(other))
  const denied = await other.call(tickets.transfer, hand(third))
  expect(denied.status).toBe(422)
  expect(denied.error).toMatchObject({
    code: 'gate.denied',
    params: { clause: '4.3' },
    detail: { overridable: false, violations: [{ ruleId: 'one-transfer', count: 2, max: 1 }] },
  })
  expect((await other.call(tickets.transfer, hand(third, '客户要求'))).status).toBe(422)
  const passed = await leader.ok(tickets.transfer, hand(third, '片区调整，由我负责'))
  expect(passed.transfers).toBe(2)
  const history = await leader.ok(tickets.history, { params: { id: ticket.id } })
  expect(history.items.map(e => e.type)).toEqual(expect.arrayContaining(['gate.denied', 'gate.overridden']))
  expect(history.items.find(e => e.type === 'gate.overridden')?.values.reason).toBe('片区调整，由我负责')
  expect(history.verified).toBe(true)
  const figure = (await leader.ok(compliance.figures)).items.find(f => f.ruleId === 'one-transfer')
  expect(figure).toMatchObject({ denied: 2, overridden: 1 })
})

test('waiting for the customer stops the clock, and the pause is in the arithmetic', async () => {
  const ticket = await agent.ok(tickets.register, { body: draft })
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

test('a case keeps the version that it opened under; a trial measures and alarms nobody', async () => {
  const old = await agent.ok(tickets.register, { body: draft })
  await director.ok(publication.publish, { body: { source: source.replaceAll('30 分钟', '5 分钟'), trial: true } })
  const fresh = await agent.ok(tickets.register, { body: draft })
  const term = (t: typeof old) => t.clocks.find(c => c.ruleId === 'notify')
  expect(term(old)).toMatchObject({ termMs: 1_800_000, recordOnly: false })
  expect(term(fresh)).toMatchObject({ termMs: 300_000, recordOnly: true })

  w.clock.move('6 min')
  await w.runDue()
  expect(await bellsOf(fresh.caseId)).toBe(0)
  expect(await bellsOf(old.caseId)).toBe(0)
  expect(term(await agent.ok(tickets.get, { params: { id: fresh.id } }))).toMatchObject({ breached: true })
  const versions = await director.ok(standards.listVersions)
  expect(versions.items.map(v => [v.number, v.trial, v.current])).toEqual([
    [2, true, true],
    [1, false, false],
  ])

  async function bellsOf(caseId: string) {
    const { n } = await w.database.kysely
      .selectFrom('notifications')
      .select(e => e.fn.countAll<number>().as('n'))
      .where('case_id', '=', caseId)
      .where('person_id', '=', leader.personId)
      .executeTakeFirstOrThrow()
    return Number(n)
  }
})

test('two people on one draft: the second learns who was first', async () => {
  const second = await w.as('director', { name: '后来的人' })
  const first = await director.ok(publication.saveDraft, { body: { source, version: 0 } })
  expect(first.version).toBe(1)
  const stale = await second.call(publication.saveDraft, { body: { source: `${source}\n改`, version: 0 } })
  expect(stale.status).toBe(409)
  expect(stale.error).toMatchObject({ code: 'stale', detail: { version: 1 } })
})

test('a new calendar version moves running clocks visibly; a calendar that never opens is refused', async () => {
  await director.ok(standards.publishCalendar, {
    params: { name: 'front-desk' },
    body: { spec: { zone: 'Asia/Shanghai', week: { mon: ['08:00-18:00'], fri: ['08:00-18:00'] } } },
  })
  await director.ok(publication.publish, {
    body: { source: source.replace('calendar: natural', 'calendar: front-desk').replaceAll('30 分钟', '2 工作小时') },
  })
  w.clock.at('2026-11-27T17:00:00+08:00')
  const ticket = await agent.ok(tickets.register, { body: draft })
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

test('what a version was compiled from stays as it was then, and a rule that it inherits is explained by its own clause', async () => {
  const heir = source.replace('title:', 'extends: general-hotline\ntitle:').replace('calendar: natural', 'calendar: front-desk')
  const { id } = await director.ok(publication.publish, { body: { source: heir, trial: true } })
  const texts = await director.ok(standards.getTexts, { params: { id } })
  expect(texts).toMatchObject({ source: heir, trial: true, calendars: { 'front-desk': { version: '2' } } })
  expect(Object.keys(texts.inherited)).toEqual(['general-hotline'])
  await director.ok(standards.publishCalendar, {
    params: { name: 'front-desk' },
    body: { spec: { zone: 'Asia/Shanghai', week: { mon: ['09:00-18:00'] } } },
  })
  expect(await director.ok(standards.getTexts, { params: { id } })).toEqual(texts)

  const { clauses } = await director.ok(standards.getVersion, { params: { id } })
  const ticket = await agent.ok(tickets.register, { body: draft })
  const inherited = ticket.clocks.filter(c => c.clause.number.startsWith('附'))
  expect(inherited.length).toBeGreaterThan(0)
  for (const clock of inherited) {
    const { prose, rule } = await agent.ok(standards.explainClock, { params: { id: clock.id } })
    expect(prose).toBe(clauses.find(c => c.anchor === rule.clause.anchor)!.prose)
    expect(prose).not.toBe('')
  }
  const day = { from: new Date(w.clock.now() - 86_400_000).toISOString(), to: new Date(w.clock.now()).toISOString() }
  const table = await director.ok(compliance.table, { query: day })
  for (const list of [table.rows, table.targets]) {
    const places = list.map(row => clauses.findIndex(c => c.anchor === row.clause.anchor))
    expect(places.length).toBeGreaterThan(0)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  }
  await director.ok(publication.publish, { body: { source } })
})

test('the ledger verifies, and shows whoever changes it behind our back', async () => {
  const auditor = await w.as('auditor')
  await relayAll(w.database.kysely, w.app.subjects, w.clock.now)
  w.clock.move('11 min')
  await planRecurring(w.database.kysely, housekeepingEvery, { now: w.clock.now, newId: randomUUID })
  w.clock.move('11 min')
  await w.runDue()
  const good = await auditor.ok(standards.verifyLedger, { body: {} })
  expect(good).toMatchObject({ ok: true, broken: [] })
  expect(good.events).toBeGreaterThan(50)
  expect(good.seals).toBeGreaterThan(0)
  await expect(sql`update events set facts = '{}' where seq = 1`.execute(w.database.kysely)).rejects.toThrow('only grows')
  await expect(sql`delete from events where seq = 1`.execute(w.database.kysely)).rejects.toThrow('only grows')
  await expect(sql`update standard_versions set source = ''`.execute(w.database.kysely)).rejects.toThrow('never changes')

  await sql`alter table events disable trigger events_only_grow`.execute(w.database.kysely)
  await sql`update events set detail = jsonb_set(detail, '{due}', '"2026-01-01T00:00:00.000Z"') where ctid = (select ctid from events where type = 'clock.breached' limit 1)`.execute(
    w.database.kysely,
  )
  const bad = await auditor.ok(standards.verifyLedger, { body: {} })
  expect(bad).toMatchObject({ ok: false, broken: [{ why: 'was changed after it was written' }] })
})

test('a worker sees the clocks of his department and no others', async () => {
  const worker = await w.as('worker', { scope: 'team' })
  const ticket = await agent.ok(tickets.register, { body: draft })
  const clock = ticket.clocks.find(c => c.ruleId === 'notify')!
  expect((await worker.ok(standards.listClocks)).items).toEqual([])
  expect((await worker.call(standards.explainClock, { params: { id: clock.id } })).status).toBe(404)
  const his = await w.department('水质科', [worker])
  await agent.ok(tickets.notifyDepartment, { params: { id: ticket.id }, body: { departmentId: his } })
  const again = await w.signIn(worker.staffNumber, 'three-rings-2026')
  expect((await again.ok(standards.explainClock, { params: { id: clock.id } })).clock.id).toBe(clock.id)
})

test('another site sees nothing of it', async () => {
  const elsewhere = await w.site({ code: 'XS' })
  const stranger = await w.as('director', { siteId: elsewhere })
  const { id } = await director.ok(standards.get)
  for (const route of [standards.getTexts, standards.getHandbook, standards.getVersion])
    expect((await stranger.call(route, { params: { siteId: elsewhere, id } })).status).toBe(404)
  const { items } = await director.ok(standards.listClocks)
  expect(items.length).toBeGreaterThan(0)
  expect((await stranger.call(standards.listClocks)).status).toBe(404)
  expect((await stranger.call(standards.explainClock, { params: { siteId: elsewhere, id: items[0]!.clock.id } })).status).toBe(
    404,
  )
})
