import { readFileSync } from 'node:fs'
import { callbacks } from '@sansheng/contract/callbacks.ts'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { type TicketDraft, tickets } from '@sansheng/contract/tickets.ts'
import { beforeEach, expect, test } from 'vitest'
import { drafts } from '../../platform/testing/builders.ts'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const standard = readFileSync(new URL('../../../standards/water-hotline.md', import.meta.url), 'utf8')
const base = await world({ at: '2026-11-20T09:00:00+08:00', standard })
let w: World
let agent: Client
let leader: Client
let worker: Client
let head: Client
let other: Client
let repairs: string
beforeEach(async () => {
  w = await base.fresh()
  agent = await w.as('agent', { name: '林晓棠' })
  leader = await w.as('shift-leader', { name: '班长' })
  worker = await w.as('worker', { name: '赵师傅' })
  head = await w.as('department-head', { name: '钱所长' })
  other = await w.as('agent')
  repairs = await w.department('临川维修所', [worker], head)
})

const register = (by = agent, more: Partial<TicketDraft> = {}) => w.a.repair({ by, ...more })

test('R055: without its three answers a fault is not registered; the denial leaves a trace', async () => {
  const denied = await agent.call(tickets.register, { body: drafts.repair({ fault: { phenomenon: '没水' } }) })
  expect([denied.status, denied.error.code]).toEqual([422, 'gate.denied'])
  expect(denied.error.detail).toMatchObject({
    violations: [{ ruleId: 'three-questions', missing: ['fault.location', 'fault.operation'] }],
  })
  const { rows } = await w.database.pool.query(`select detail from events where type = 'gate.denied' and site_id = $1`, [
    w.siteId,
  ])
  expect(rows).toMatchObject([{ detail: { clauses: expect.stringMatching(/^\d/), missing: 'fault.location fault.operation' } }])
})

test('R055: what the customer would not tell was asked, too', async () => {
  expect((await register(agent, { fault: { phenomenon: '没水', declined: ['location', 'operation'] } })).fault).toEqual({
    phenomenon: '没水',
    declined: ['location', 'operation'],
  })
})

test('R055: a shift leader lets it pass with a reason, and that is kept', async () => {
  const made = await register(leader, {
    fault: undefined,
    override: { reason: '客户情绪激动，先派单', rules: ['three-questions'] },
  })
  expect(made.warnings).toMatchObject([{ ruleId: 'three-questions' }])
  const history = await agent.ok(tickets.history, { params: { id: made.id } })
  expect(history.items.map(e => e.type)).toContain('gate.overridden')
})

test('R127: the clock of intake is met when the ticket is there, and routing finds the department', async () => {
  const made = await register()
  expect(made.department).toEqual({ id: repairs, name: '临川维修所' })
  const states = Object.fromEntries(made.clocks.map(c => [c.ruleId, c.state]))
  expect(states).toMatchObject({ 'register-in-time': 'met', 'notify-department': 'running' })
  const notify = made.clocks.find(c => c.ruleId === 'notify-department')!
  expect(notify).toMatchObject({ dueAt: '2026-11-20T01:30:00.000Z', root: { kind: 'ticket', id: made.id }, breached: false })
})

test('R046: a department that the site has not founded loses no ticket; the shift leader hears of it', async () => {
  const { notifications } = await import('@sansheng/contract/notifications.ts')
  const made = await register(agent, { category: '水浑', kind: 'inquiry', fault: undefined })
  expect(made.department).toBeNull()
  expect((await leader.ok(notifications.list)).items[0]).toMatchObject({
    why: 'assign',
    root: { kind: 'ticket', id: made.id },
    title: expect.stringContaining('水质科'),
  })
})

test('R128, R129: telling the department settles one clock and starts the next, taking it on settles that', async () => {
  const made = await register()
  const told = await agent.ok(tickets.notifyDepartment, { params: { id: made.id }, body: {} })
  const running = (t: typeof told) => t.clocks.filter(c => c.state === 'running').map(c => c.ruleId)
  expect(running(told)).toEqual(['accept-in-time'])
  const accepted = await head.ok(tickets.confirm, { params: { id: made.id }, body: {} })
  expect(running(accepted)).toEqual(['follow-up'])
  expect(accepted.clocks.find(c => c.ruleId === 'accept-in-time')?.state).toBe('met')
})

test('R132: each note starts three days anew, and waiting for the customer stops them', async () => {
  const made = await register()
  const at = { params: { id: made.id } }
  await head.ok(tickets.confirm, { ...at, body: {} })
  w.clock.move('1 d')
  const noted = await head.ok(tickets.followUp, { ...at, body: { note: '等配件' } })
  expect(noted.clocks.filter(c => c.ruleId === 'follow-up').map(c => c.state)).toEqual(['met', 'running'])
  const waiting = await head.ok(tickets.wait, { ...at, body: { waitingFor: 'customer', reason: '客户出差' } })
  expect(waiting.clocks.find(c => c.ruleId === 'follow-up' && c.state === 'paused')?.pausedAt).toBe(
    new Date(w.clock.now()).toISOString(),
  )
  const row = (await agent.ok(tickets.list, { query: { caseId: made.caseId } })).items[0]!
  expect(row.nextClock?.ruleId).toBe('notify-department')
})

test('an override passes what was seen and nothing else; a denial says what was passed before it', async () => {
  const unseen = { ...drafts.repair(), fault: undefined, override: { reason: '先派单', rules: ['something-else'] } }
  const denied = await leader.call(tickets.register, { body: unseen })
  expect([denied.status, denied.error.detail]).toEqual([
    422,
    expect.objectContaining({
      overridable: true,
      passed: ['something-else'],
      violations: [expect.objectContaining({ ruleId: 'three-questions' })],
    }),
  ])
})

test('R077: a ticket changes hands once; the second time only the shift leader lets it', async () => {
  const made = await register()
  const at = { params: { id: made.id } }
  await agent.ok(tickets.transfer, { ...at, body: { handlerId: other.personId, summary: '已问清三问' } })
  const again = { handlerId: agent.personId, summary: '再转' }
  const denied = await agent.call(tickets.transfer, { ...at, body: again })
  expect(denied.error).toMatchObject({
    code: 'gate.denied',
    detail: { violations: [{ ruleId: 'one-handler-transfer', count: 2, max: 1 }] },
  })
  const passed = await leader.ok(tickets.transfer, {
    ...at,
    body: { ...again, override: { reason: '原处理人请假', rules: ['one-handler-transfer'] } },
  })
  expect(passed).toMatchObject({ transfers: 2, handler: { name: '林晓棠' } })
})

test('R067: a promise is due when it was said; telling the customer before settles one clock, keeping it the other', async () => {
  const made = await register(agent, { promisedAt: '2026-11-20T10:00:00+08:00', promiseWords: '十点前给您电话' })
  const at = { params: { id: made.id } }
  const due = (rule: string) => made.clocks.find(c => c.ruleId === rule)?.dueAt
  expect([due('keep-promise'), due('tell-before-missing')]).toEqual(['2026-11-20T02:00:00.000Z', '2026-11-20T02:00:00.000Z'])
  const told = await agent.ok(tickets.contactCustomer, { ...at, body: { note: '配件晚到，下午答复' } })
  expect(told.clocks.find(c => c.ruleId === 'tell-before-missing')?.state).toBe('met')
  expect(told.clocks.find(c => c.ruleId === 'keep-promise')?.state).toBe('running')
  const kept = await agent.ok(tickets.keepPromise, { ...at, body: { note: '已答复' } })
  expect(kept.clocks.find(c => c.ruleId === 'keep-promise')?.state).toBe('met')
})

test('R133, R135, R136: it closes when it was inspected, called back and what was promised is kept; until then it is due', async () => {
  const made = await register(agent, { dispatch: true, promisedAt: '2026-11-20T18:00:00+08:00' })
  const at = { params: { id: made.id } }
  const form = (await agent.ok(dispatch.list, { query: { ticketId: made.id } })).items[0]!
  const onForm = { params: { id: form.id } }
  await head.ok(tickets.confirm, { ...at, body: {} })
  await head.ok(dispatch.accept, { ...onForm, body: { workerId: worker.personId } })
  await worker.ok(dispatch.arrive, { ...onForm, body: {} })
  await worker.ok(dispatch.finish, { ...onForm, body: { workDone: '换阀', opinion: 'satisfied', signedBy: '周女士' } })
  const back = await worker.ok(dispatch.returnForm, { ...onForm, body: {} })
  expect(back.clocks.find(c => c.ruleId === 'inspect')).toMatchObject({ state: 'running', dueAt: '2026-11-23T09:30:00.000Z' })
  const due = await agent.ok(callbacks.due)
  expect(due.items).toMatchObject([
    { ticketId: made.id, number: made.number, customerName: '周女士', clock: { ruleId: 'call-back', state: 'running' } },
  ])
  const close = () => agent.call(tickets.close, { ...at, body: { result: '已恢复供水' } })
  const missing = async () => ((await close()).error.detail as { violations: { ruleId: string }[] }).violations.map(h => h.ruleId)
  expect(await missing()).toEqual(['close-after-call-back', 'close-after-inspection', 'close-after-promise'])
  await head.ok(dispatch.inspect, { ...onForm, body: { passed: true } })
  await agent.ok(callbacks.make, { body: { ticketId: made.id, method: 'phone', result: 'satisfied' } })
  expect(await missing()).toEqual(['close-after-promise'])
  expect((await agent.ok(callbacks.due)).items).toEqual([])
  await agent.ok(tickets.keepPromise, { ...at, body: { note: '已答复' } })
  expect((await close()).status).toBe(200)
  const opened = await agent.ok(tickets.reopen, { ...at, body: { reason: '又漏了' } })
  expect(opened).toMatchObject({ status: 'accepted', reopened: 1 })
  expect(await missing()).toEqual(['close-after-call-back'])
})

test('a customer who is not satisfied is asked what with and what he wants, and called again before it is closed', async () => {
  const made = await register(agent)
  const at = { params: { id: made.id } }
  const said = { ticketId: made.id, method: 'phone' as const, result: 'unsatisfied' as const }
  expect((await agent.call(callbacks.make, { body: said })).error.code).toBe('callback.unasked')
  expect((await agent.call(callbacks.make, { body: { ...said, reason: '又漏了' } })).error.code).toBe('callback.unasked')
  const call = await agent.ok(callbacks.make, { body: { ...said, reason: '又漏了', wants: '今天再来' } })
  expect(call).toMatchObject({ reason: '又漏了', wants: '今天再来' })
  const close = (by = agent, override?: { reason: string; rules: string[] }) =>
    by.call(tickets.close, { ...at, body: { result: '已修', ...(override ? { override } : {}) } })
  const missing = async () => ((await close()).error.detail as { violations: { ruleId: string }[] }).violations.map(h => h.ruleId)
  expect(await missing()).toEqual(['close-after-consent'])
  // whom nobody reached has not changed his mind
  await agent.ok(callbacks.make, { body: { ticketId: made.id, method: 'phone', result: 'unreached' } })
  expect(await missing()).toEqual(['close-after-consent'])
  await agent.ok(callbacks.make, { body: { ticketId: made.id, method: 'phone', result: 'basically' } })
  expect((await close()).status).toBe(200)
})

test('the board counts what is late and what is soon, and a list by due shows the most urgent first', async () => {
  const before = await agent.ok(tickets.counts)
  const early = await register()
  w.clock.move('10 min')
  const later = await register()
  w.clock.move('21 min')
  const counts = await agent.ok(tickets.counts)
  expect(counts.breached - before.breached).toBeGreaterThanOrEqual(1)
  const byDue = await agent.ok(tickets.list, { query: { open: true, sort: 'due', limit: 200 } })
  const places = [early.id, later.id].map(id => byDue.items.findIndex(t => t.id === id))
  expect(places[0]).toBeLessThan(places[1]!)
  expect(byDue.items.find(t => t.id === early.id)?.nextClock).toMatchObject({
    ruleId: 'notify-department',
    breached: true,
    overMs: 60_000,
  })
  const late = await agent.ok(tickets.list, { query: { breached: true, limit: 200 } })
  expect(late.items.map(t => t.id)).toContain(early.id)
  expect(late.items.map(t => t.id)).not.toContain(later.id)
})
