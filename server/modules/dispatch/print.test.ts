import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { beforeEach, expect, test } from 'vitest'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const base = await world({ at: '2026-11-20T09:00:00+08:00' })
let w: World
let agent: Client
let worker: Client
let form: Form
const onForm = () => ({ params: { id: form.id } })
beforeEach(async () => {
  w = await base.fresh()
  agent = await w.as('agent')
  worker = await w.as('worker')
  const repairs = await w.department('临川维修所', [worker])
  await w.a.standard(`rule: deadline
id: print-in-time
from: dispatch.made
to: dispatch.printed
within: 10 min
basis: local choice
note: 打印出来才算`)
  const ticket = await w.a.ticket({ by: agent, departmentId: repairs })
  form = await w.a.form({ by: agent, ticketId: ticket.id, workerId: worker.personId })
})
const clock = async () => (await agent.ok(dispatch.get, onForm())).clocks.find(c => c.ruleId === 'print-in-time')?.state
const types = async () =>
  (await agent.ok(tickets.history, { params: { id: form.ticketId } })).items.map(e => e.type).filter(t => /print/.test(t))

test('R128: a form that is made, or sent to the printer, is not printed; the promise is met when somebody says that the paper is out', async () => {
  expect(form).toMatchObject({ prints: 0, printRequests: 0, printedAt: null })
  const refused = await agent.call(dispatch.printed, { ...onForm(), body: { how: 'screen' } })
  expect([refused.status, refused.error.code]).toEqual([409, 'print.none'])
  const sent = await agent.ok(dispatch.print, { ...onForm(), body: {} })
  expect(sent).toMatchObject({ prints: 0, printRequests: 1, printedAt: null })
  expect([await clock(), await types()]).toEqual(['running', ['print.requested']])
  w.clock.move('2 min')
  const out = await agent.ok(dispatch.printed, { ...onForm(), body: { how: 'screen' } })
  expect(out).toMatchObject({ prints: 1, printedAt: new Date(w.clock.now()).toISOString() })
  expect([await clock(), await types()]).toEqual(['met', ['print.requested', 'dispatch.printed']])
})

test('whoever scans the code of a paper shows that it is out, once; a code of no paper shows nothing', async () => {
  const scan = (paper: number) => worker.call(dispatch.printed, { ...onForm(), body: { how: 'scan', paper } })
  expect((await scan(1)).error.code).toBe('print.none')
  await agent.ok(dispatch.print, { ...onForm(), body: {} })
  expect((await scan(2)).error.code).toBe('print.none')
  expect((await scan(1)).status).toBe(200)
  expect((await scan(1)).status).toBe(200)
  expect(await types()).toEqual(['print.requested', 'dispatch.printed'])
  const [printed] = (await agent.ok(tickets.history, { params: { id: form.ticketId } })).items.filter(
    e => e.type === 'dispatch.printed',
  )
  expect(printed).toMatchObject({ actor: { id: worker.personId }, detail: { how: 'scan', prints: 1 } })
})

test('only whoever makes forms may say on the screen that the paper is out', async () => {
  await agent.ok(dispatch.print, { ...onForm(), body: {} })
  const refused = await worker.call(dispatch.printed, { ...onForm(), body: { how: 'screen' } })
  expect([refused.status, refused.error.code]).toEqual([403, 'forbidden'])
})

test('work is not finished without a signature or the reason why there is none', async () => {
  for (const verb of ['accept', 'arrive'] as const) await worker.ok(dispatch[verb], { ...onForm(), body: {} })
  const finish = (more: object) =>
    worker.call(dispatch.finish, { ...onForm(), body: { workDone: '换阀', opinion: 'satisfied', ...more } })
  expect((await finish({})).error.code).toBe('signature.missing')
  expect((await finish({ signedBy: '周女士', unsignedReason: '不愿签' })).error.code).toBe('signature.missing')
  const refused = await worker.call(dispatch.finish, {
    ...onForm(),
    body: { workDone: '换阀', signedBy: '周女士' } as never,
  })
  expect(refused.error.code).toBe('invalid')
  expect((await finish({ unsignedReason: '客户不愿签字' })).status).toBe(200)
  const done = (await agent.ok(tickets.history, { params: { id: form.ticketId } })).items.find(
    e => e.type === 'service.completed',
  )
  expect(done).toMatchObject({ detail: { signature: 'none' }, values: { unsignedReason: '客户不愿签字' } })
})
