import { compliance } from '@sansheng/contract/compliance.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { expect, test } from 'vitest'
import { shortPromises, sitesWithPromises } from './testing/short-promises.ts'

const site = await sitesWithPromises()

test('nothing runs before a standard is published', async () => {
  const { agent } = await site({ standard: null })
  const reply = await agent.call(standards.get)
  expect(reply.status).toBe(409)
  expect(reply.error.code).toBe('standard.none')
})

test('a text with errors is checked with line and column, and is not published', async () => {
  const { agent, director } = await site({ standard: null })
  const wrong = shortPromises.replace('止: 工单.登记', '止: 工单.建立')
  const checked = await director.ok(standards.check, { body: { source: wrong } })
  expect(checked).toMatchObject({ ok: false, publishable: false })
  expect(checked.problems[0]).toMatchObject({ severity: 'error', line: 13, suggestion: expect.stringContaining('工单.登记') })
  const refused = await director.call(publication.publish, { body: { source: wrong } })
  expect(refused.status).toBe(422)
  expect(refused.error).toMatchObject({ code: 'standard.invalid', params: { line: 13 } })
  expect((await agent.call(publication.publish, { body: { source: shortPromises } })).status).toBe(403)
  expect((await agent.call(standards.check, { body: { source: shortPromises } })).status).toBe(403)
})

test('published, it starts clocks; the figures beside the clauses follow, and the verdicts can be explained', async () => {
  const { w, agent, leader, director, departmentId } = await site({ standard: null })
  const published = await director.ok(publication.publish, { body: { source: shortPromises, note: '首版' } })
  expect(published).toMatchObject({ number: 1, title: '试用规范', trial: false, current: true })
  expect(published.clauses.flatMap(c => c.rules.map(r => `${c.number} ${r.id} ${r.state}`))).toEqual([
    '4.1 register runs',
    '4.2 notify runs',
    '4.3 one-transfer runs',
  ])

  const contact = await w.a.contact({ by: agent })
  w.clock.move('4 min')
  const ticket = await w.a.ticket({ by: agent, contactId: contact.id })
  expect(ticket.clocks.map(c => [c.ruleId, c.state])).toEqual([
    ['register', 'met'],
    ['notify', 'running'],
  ])

  w.clock.move('31 min')
  expect(await w.runDue()).toBeGreaterThan(0)
  const late = (await agent.ok(standards.listClocks, { query: { breached: true } })).items
  expect(late.map(i => [i.clock.ruleId, i.clock.breached, i.root.number, i.urgency])).toEqual([
    ['notify', true, ticket.number, 'normal'],
  ])
  expect((await agent.ok(standards.listClocks, { query: { breached: false } })).items).toEqual([])
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

test('a second transfer is denied with its clause, leaves a trace, and the shift leader may let it pass with a reason', async () => {
  const { w, agent, leader } = await site()
  const other = await w.as('agent')
  const third = await w.as('agent')
  const ticket = await w.a.ticket({ by: agent })
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

test('two people on one draft: the second learns who was first', async () => {
  const { w, director } = await site()
  const second = await w.as('director', { name: '后来的人' })
  const first = await director.ok(publication.saveDraft, { body: { source: shortPromises, version: 0 } })
  expect(first.version).toBe(1)
  const stale = await second.call(publication.saveDraft, { body: { source: `${shortPromises}\n改`, version: 0 } })
  expect(stale.status).toBe(409)
  expect(stale.error).toMatchObject({ code: 'stale', detail: { version: 1 } })
})

test('another site sees nothing of it', async () => {
  const { w, agent, director } = await site()
  const elsewhere = await w.site({ code: 'XS' })
  const stranger = await w.as('director', { siteId: elsewhere })
  const { id } = await director.ok(standards.get)
  for (const route of [standards.getTexts, standards.getHandbook, standards.getVersion])
    expect((await stranger.call(route, { params: { siteId: elsewhere, id } })).status).toBe(404)
  await w.a.ticket({ by: agent })
  const { items } = await director.ok(standards.listClocks)
  expect(items.length).toBeGreaterThan(0)
  expect((await stranger.call(standards.listClocks)).status).toBe(404)
  expect((await stranger.call(standards.explainClock, { params: { siteId: elsewhere, id: items[0]!.clock.id } })).status).toBe(
    404,
  )
})
