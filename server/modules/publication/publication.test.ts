import { notifications } from '@sansheng/contract/notifications.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { verifyLedger } from '../../platform/events/verify.ts'
import { world } from '../../platform/testing/world.ts'
import { standardCase } from '../standards/index.ts'

const text = (minutes: number, consent = '- 岗位:班长\n- 岗位:质检 限 1 工作日') => `---
standard: by-consent
title: 经同意的规范
calendar: cn-office
---
## 1 派办
### 1.1 通知
\`\`\`规则
规则: 时限
编号: notify
起: 工单.登记
止: 工单.通知
限: ${minutes} 分钟
\`\`\`
### 1.2 规范怎么改
\`\`\`规则
规则: 审批
编号: change-of-standard
之前: 规范.发布
须经:
${consent}
\`\`\`
`

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
const director = await w.as('director', { name: '顾明远' })
const leader = await w.as('shift-leader', { name: '贺之远' })
const inspector = await w.as('inspector', { name: '沈知微' })
const other = await w.as('inspector', { name: '陆一鸣' })
const agent = await w.as('agent')
let first: string
/** Each test begins at the same hour with the rule of two steps in force, no draft, no bell, and nothing that waits. */
beforeEach(async () => {
  w.clock.at('2026-11-20T09:00:00+08:00')
  await sql`update publications set state = 'withdrawn', decided_at = ${'2026-11-20T00:00:00Z'} where state = 'waiting'`.execute(
    w.database.kysely,
  )
  first = await w.publish(text(40))
  await sql`delete from standard_drafts`.execute(w.database.kysely)
  await sql`delete from notifications`.execute(w.database.kysely)
})
const inForce = async () => (await director.ok(standards.get)).id
const submit = async (minutes = 30) => {
  const done = await director.ok(publication.submit, { body: { source: text(minutes), note: '改短' } })
  return done.publication!
}
const bell = async (who: typeof leader) => (await who.ok(notifications.list)).items.map(n => n.title)

test('the first standard of a site is published at once: nobody could consent', async () => {
  const siteId = await w.site({ code: 'FIRST' })
  const head = await w.as('director', { siteId })
  const done = await head.ok(publication.submit, { params: { siteId }, body: { source: text(40) } })
  expect(done).toMatchObject({ version: { number: 1 }, publication: null })
})

test('a version waits for its consents in turn and is published with the last of them', async () => {
  const waiting = await submit()
  expect(waiting).toMatchObject({
    state: 'waiting',
    title: '经同意的规范',
    note: '改短',
    version: null,
    mayDecide: false,
    mayWithdraw: true,
  })
  expect(waiting.steps.map(s => [s.roles, s.state, s.holders.map(p => p.name)])).toEqual([
    [['shift-leader'], 'waiting', ['贺之远']],
    [['inspector'], 'later', ['沈知微', '陆一鸣']],
  ])
  expect(await inForce()).toBe(first)
  expect((await bell(leader))[0]).toBe('请审批：经同意的规范')
  expect(await bell(inspector)).toEqual([])

  w.clock.move('1 h')
  const half = await leader.ok(publication.approve, { params: { id: waiting.id } })
  expect(half.steps.map(s => [s.state, s.by.map(p => p.name), s.dueAt])).toEqual([
    ['given', ['贺之远'], null],
    ['waiting', [], '2026-11-23T09:30:00.000Z'],
  ])
  expect((await bell(inspector))[0]).toBe('请审批：经同意的规范')
  const done = await inspector.ok(publication.approve, { params: { id: waiting.id } })
  expect(done).toMatchObject({ state: 'published', decidedBy: { name: '沈知微' }, mayDecide: false })
  expect(await inForce()).toBe(done.version!.id)
  const [listed] = (await director.ok(publication.list)).items
  expect(listed).toMatchObject({ id: waiting.id, state: 'published', steps: [], answers: [{ given: true }, { given: true }] })
  const whole = await director.ok(publication.get, { params: { id: waiting.id } })
  expect(whole.steps.map(s => s.state)).toEqual(['given', 'given'])
  expect((await bell(director))[0]).toBe('已同意并发布：经同意的规范')
  const [row] = (await agent.ok(standards.listVersions)).items
  expect(row).toMatchObject({
    id: done.version!.id,
    publishedBy: { name: '顾明远' },
    approvedBy: [{ name: '贺之远' }, { name: '沈知微' }],
    note: '改短',
  })
})

test('who approved what and when stands in the ledger', async () => {
  const { id } = await submit()
  await leader.ok(publication.approve, { params: { id } })
  await inspector.ok(publication.approve, { params: { id } })
  const { rows } = await sql<{
    type: string
    name: string
  }>`select e.type, p.name from events e join persons p on p.id = e.actor_id
    where case_id = ${standardCase(w.siteId)} and (e.subject_id = ${id} or e.detail->>'publication' = ${id}) order by seq`.execute(
    w.database.kysely,
  )
  expect(rows.map(r => [r.type, r.name])).toEqual([
    ['approval.requested', '顾明远'],
    ['approval.given', '贺之远'],
    ['approval.given', '沈知微'],
    ['standard.published', '沈知微'],
  ])
  expect(await verifyLedger(w.database.kysely, { siteId: w.siteId, caseId: standardCase(w.siteId) })).toMatchObject({ ok: true })
})

test('whoever submits and holds the consenting role consents by submitting', async () => {
  await w.publish(text(40, '- 岗位:主任'))
  expect((await director.ok(publication.list)).needs).toEqual([{ roles: ['director'], mode: 'any', given: true }])
  const done = await director.ok(publication.submit, { body: { source: text(20, '- 岗位:主任') } })
  expect(done.publication).toMatchObject({
    state: 'published',
    answers: [{ person: { name: '顾明远' }, given: true, byAsking: true }],
  })
  expect(await inForce()).toBe(done.version!.id)
  // the old way of publishing goes through the same consent
  expect((await director.call(publication.publish, { body: { source: text(10, '- 岗位:主任') } })).status).toBe(200)
})

test('a consent by submitting waits for the steps before it', async () => {
  await w.publish(text(40, '- 岗位:班长\n- 岗位:主任'))
  const done = await director.ok(publication.submit, { body: { source: text(20) } })
  expect(done.publication).toMatchObject({ state: 'waiting', steps: [{ state: 'waiting' }, { state: 'later' }] })
  expect(await leader.ok(publication.approve, { params: { id: done.publication!.id } })).toMatchObject({ state: 'published' })
})

test('publishing past the consent is refused, with the clause', async () => {
  const reply = await director.call(publication.publish, { body: { source: text(30) } })
  expect([reply.status, reply.error.code, reply.error.params]).toEqual([422, 'approval.needed', { clause: '1.2' }])
  expect(reply.error.message).toContain('按规范 1.2')
  expect(await inForce()).toBe(first)
})

test('a trial asks for the same consents', async () => {
  await w.publish(text(40), { trial: true })
  const done = await director.ok(publication.submit, { body: { source: text(30), trial: false } })
  expect(done.publication).toMatchObject({ state: 'waiting', trial: false })
})

test('a step is given only by its role, in its turn, and not by whoever submitted', async () => {
  const { id } = await submit()
  for (const who of [agent, inspector, director])
    expect((await who.call(publication.approve, { params: { id } })).error?.code).toBe('approval.role')
  expect((await leader.ok(publication.list)).items[0]!.mayDecide).toBe(true)
})

test('refused with a reason, the text is a draft again', async () => {
  const { source, version } = await director.ok(publication.getDraft)
  expect(version).toBe(0)
  await director.ok(publication.saveDraft, { body: { source: text(25), version: 0 } })
  const submitted = await director.ok(publication.submit, { body: { source: text(25), draftVersion: 1 } })
  expect(await director.ok(publication.getDraft)).toMatchObject({ source, version: 0 })
  const { id } = submitted.publication!
  expect((await leader.call(publication.refuse, { params: { id }, body: { reason: ' ' } })).status).toBe(400)
  const refused = await leader.ok(publication.refuse, { params: { id }, body: { reason: '二十五分钟做不到' } })
  expect(refused).toMatchObject({ state: 'refused', answers: [{ given: false, reason: '二十五分钟做不到' }] })
  expect((await bell(director))[0]).toBe('没有同意，已退回：经同意的规范')
  expect(await director.ok(publication.getDraft)).toMatchObject({ source: text(25), version: 1, savedBy: { name: '顾明远' } })
  expect(await inForce()).toBe(first)
})

test('withdrawn by whoever submitted, it can no longer be approved', async () => {
  const { id } = await submit()
  expect((await leader.call(publication.withdraw, { params: { id } })).status).toBe(403)
  expect(await director.ok(publication.withdraw, { params: { id } })).toMatchObject({ state: 'withdrawn' })
  expect(await director.ok(publication.withdraw, { params: { id } })).toMatchObject({ state: 'withdrawn' })
  const late = await leader.call(publication.approve, { params: { id } })
  expect([late.status, late.error.code, late.error.message]).toEqual([409, 'approval.decided', '这份已经撤回了，不用再处理。'])
})

test('two who approve the last step at once publish one version', async () => {
  const { id } = await submit()
  await leader.ok(publication.approve, { params: { id } })
  const replies = await Promise.all([inspector, other].map(who => who.call(publication.approve, { params: { id } })))
  expect(replies.map(r => r.status).sort()).toEqual([200, 409])
  expect(replies.find(r => r.status === 409)!.error.code).toBe('approval.decided')
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from standard_versions where id = (select version_id from publications where id = ${id})`.execute(
    w.database.kysely,
  )
  expect(rows[0]!.n).toBe(1)
})

test('a second click of the same person changes nothing', async () => {
  const { id } = await submit()
  const clicks = await Promise.all([1, 2].map(() => leader.ok(publication.approve, { params: { id } })))
  expect(clicks.map(c => c.answers.length)).toEqual([1, 1])
  const done = await inspector.ok(publication.approve, { params: { id } })
  expect(await inspector.ok(publication.approve, { params: { id } })).toEqual(done)
})

test('only one text waits at a time, and the refusal says whose', async () => {
  const { id } = await submit()
  const reply = await director.call(publication.submit, { body: { source: text(15) } })
  expect([reply.status, reply.error.code, reply.error.detail]).toEqual([409, 'approval.waiting', { publicationId: id }])
  expect(reply.error.message).toContain('顾明远')
})

test('when another version was published meanwhile, it says so and has to be submitted again', async () => {
  const { id } = await submit()
  await w.publish(text(35))
  const reply = await leader.call(publication.approve, { params: { id } })
  expect([reply.status, reply.error.code]).toEqual([409, 'approval.overtaken'])
  expect(reply.error.message).toMatch(/另一个版本已经发布.*再提交一次/)
  expect(await director.ok(publication.get, { params: { id } })).toMatchObject({ state: 'overtaken', source: text(30) })
  expect(await director.ok(publication.getDraft)).toMatchObject({ source: text(30) })
})

test('a draft that somebody saved since is not submitted over his head', async () => {
  const colleague = await w.as('director', { name: '方砚秋' })
  await director.ok(publication.saveDraft, { body: { source: text(25), version: 0 } })
  await colleague.ok(publication.saveDraft, { body: { source: text(26), version: 1 } })
  const reply = await director.call(publication.submit, { body: { source: text(25), draftVersion: 1 } })
  expect([reply.status, reply.error.code, reply.error.params.by]).toEqual([409, 'stale', '方砚秋'])
})

test('a text with errors is not submitted', async () => {
  const reply = await director.call(publication.submit, { body: { source: text(30).replace('工单.通知', '工单.告诉') } })
  expect([reply.status, reply.error.code]).toEqual([422, 'standard.invalid'])
  expect((await director.ok(publication.list)).items.some(p => p.state === 'waiting')).toBe(false)
})

test('who may only read sees what waits, and submits nothing', async () => {
  const { id } = await submit()
  expect((await agent.ok(publication.list)).items[0]).toMatchObject({ id, mayDecide: false, mayWithdraw: false })
  expect((await agent.call(publication.submit, { body: { source: text(5) } })).status).toBe(403)
  const elsewhere = await w.as('shift-leader', { siteId: await w.site({ code: 'OTHER' }) })
  expect((await elsewhere.call(publication.approve, { params: { id } })).status).toBe(404)
})

test('a text is compiled once on its way into force: submitted, consented to, in force; what is only checked is read apart', async () => {
  const compilations = async () => {
    const { body } = await w.app.http.inject('/metrics')
    return Number(/^sansheng_standard_compilations_total (\d+)$/m.exec(body)?.[1])
  }
  const source = text(41, '- 岗位:班长')
  await director.ok(standards.get)
  const before = await compilations()
  await director.ok(standards.check, { body: { source } })
  const { version } = await director.ok(publication.getDraft)
  await director.ok(publication.saveDraft, { body: { source, version } })
  const submitted = await director.ok(publication.submit, { body: { source } })
  const { id } = submitted.publication!
  await leader.ok(publication.approve, { params: { id } })
  await inspector.ok(publication.approve, { params: { id } })
  expect(await agent.ok(standards.get)).toMatchObject({ source, current: true })
  expect((await compilations()) - before).toBe(1)
  await director.ok(standards.check, { body: { source: text(42) } })
  expect((await compilations()) - before).toBe(1)
})
