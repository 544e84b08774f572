import { approvals } from '@sansheng/contract/approvals.ts'
import { notifications } from '@sansheng/contract/notifications.ts'
import { people } from '@sansheng/contract/people.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { verifyLedger } from '../../platform/events/verify.ts'
import { world } from '../../platform/testing/world.ts'

const text = (minutes: number) => `---
standard: by-consent
title: 经同意的规范
calendar: natural
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
- 岗位:班长 限 10 小时
- 岗位:质检
\`\`\`
`
const w = await world({ at: '2026-11-20T09:00:00+08:00', standard: text(40) })
const director = await w.as('director', { name: '顾明远' })
const leader = await w.as('shift-leader', { name: '贺之远' })
const inspector = await w.as('inspector', { name: '沈知微' })
const agent = await w.as('agent', { name: '林晓棠' })
let id: string
let publicationId: string
/** Each test asks for one approval of its own. */
beforeEach(async () => {
  for (const waiting of (await director.ok(publication.list)).items.filter(p => p.state === 'waiting'))
    await director.ok(publication.withdraw, { params: { id: waiting.id } })
  const submitted = await director.ok(publication.submit, { body: { source: text(30) } })
  id = submitted.publication!.approvalId
  publicationId = submitted.publication!.id
})
const waitsFor = async (who: typeof leader) => (await who.ok(approvals.list)).items.map(a => a.id)
const grant = { given: true }
const bell = async (who: typeof leader) => (await who.ok(notifications.list)).items.map(n => n.title)
const told = async () => {
  const { rows } = await sql<{ type: string }>`select type from events where subject_id = ${publicationId} order by seq`.execute(
    w.database.kysely,
  )
  return rows.map(r => r.type.replace('approval.', ''))
}

test('it waits for those whose turn it is, and for nobody else', async () => {
  expect([await waitsFor(leader), await waitsFor(inspector), await waitsFor(director), await waitsFor(agent)]).toEqual([
    [id],
    [],
    [],
    [],
  ])
  const done = await leader.ok(approvals.answer, { params: { id }, body: grant })
  expect(done).toMatchObject({
    state: 'waiting',
    mayAnswer: false,
    subject: { kind: 'standard', id: publicationId },
    steps: [{ state: 'given', by: [{ name: '贺之远' }] }, { state: 'waiting' }],
  })
  expect([await waitsFor(leader), await waitsFor(inspector)]).toEqual([[], [id]])
})

test('the last grant carries out what was asked for', async () => {
  await leader.ok(approvals.answer, { params: { id }, body: grant })
  expect(await inspector.ok(approvals.answer, { params: { id }, body: grant })).toMatchObject({ state: 'granted' })
  expect((await agent.ok(standards.get)).source).toBe(text(30))
  expect(await director.ok(publication.get, { params: { id: publicationId } })).toMatchObject({ state: 'published' })
  await w.publish(text(40))
})

test('refused only with a reason, which the asker hears', async () => {
  const without = await leader.call(approvals.answer, { params: { id }, body: { given: false } })
  expect([without.status, without.error.fields?.[0]?.path]).toEqual([400, '/reason'])
  const refused = await leader.ok(approvals.answer, { params: { id }, body: { given: false, reason: '做不到' } })
  expect(refused).toMatchObject({ state: 'refused', answers: [{ given: false, reason: '做不到', person: { name: '贺之远' } }] })
  expect(await director.ok(publication.get, { params: { id: publicationId } })).toMatchObject({ state: 'refused' })
  const late = await leader.call(approvals.answer, { params: { id }, body: grant })
  expect([late.status, late.error.code]).toEqual([409, 'approval.decided'])
})

test('whoever is not asked, or asked for it himself, cannot answer', async () => {
  for (const who of [agent, inspector, director])
    expect((await who.call(approvals.answer, { params: { id }, body: grant })).error.code).toBe('approval.role')
  const elsewhere = await w.as('shift-leader', { siteId: await w.site({ code: 'OTHER' }) })
  expect((await elsewhere.call(approvals.answer, { params: { id }, body: grant })).status).toBe(404)
})

test('handed on, somebody else answers once in the place of whoever was asked', async () => {
  expect((await agent.call(approvals.delegate, { params: { id }, body: { to: inspector.personId } })).error.code).toBe(
    'approval.role',
  )
  for (const to of [leader.personId, director.personId])
    expect((await leader.call(approvals.delegate, { params: { id }, body: { to } })).error.code).toBe('approval.delegate')
  await leader.ok(approvals.delegate, { params: { id }, body: { to: agent.personId } })
  expect(await waitsFor(agent)).toEqual([id])
  expect((await bell(agent))[0]).toBe('请审批：经同意的规范')
  // who was given a say gives it to nobody else
  expect((await agent.call(approvals.delegate, { params: { id }, body: { to: inspector.personId } })).error.code).toBe(
    'approval.role',
  )
  const done = await agent.ok(approvals.answer, { params: { id }, body: grant })
  expect(done.steps.map(s => [s.state, s.by.map(p => p.name)])).toEqual([
    ['given', ['林晓棠']],
    ['waiting', []],
  ])
  expect(done.answers).toMatchObject([{ person: { name: '林晓棠' }, behalfOf: { name: '贺之远' }, roles: ['shift-leader'] }])
  expect(await told()).toEqual(['requested', 'delegated', 'given'])
})

test('what was handed on ends with the right of whoever gave it, and comes back with it', async () => {
  const second = await w.as('shift-leader')
  await second.ok(approvals.delegate, { params: { id }, body: { to: agent.personId } })
  const { items } = await w.admin.ok(people.listPersons)
  let giver = items.find(p => p.id === second.personId)!
  const change = async (body: object) => {
    giver = await w.admin.ok(people.updatePerson, { params: { id: giver.id }, body: { version: giver.version, ...body } })
  }
  for (const [lost, back] of [
    [{ active: false }, { active: true }],
    [
      { grants: [{ role: 'agent', scope: 'site', siteId: w.siteId }] },
      { grants: [{ role: 'shift-leader', scope: 'site', siteId: w.siteId }] },
    ],
  ]) {
    await change(lost!)
    expect(await waitsFor(agent)).toEqual([])
    expect((await agent.call(approvals.answer, { params: { id }, body: grant })).error.code).toBe('approval.role')
    await change(back!)
    expect(await waitsFor(agent)).toEqual([id])
  }
  expect((await agent.ok(approvals.answer, { params: { id }, body: grant })).steps[0]!.state).toBe('given')
  await change({ active: false })
})

test('it is handed on only to somebody who answers approvals at the site', async () => {
  const auditor = await w.as('auditor')
  const given = await leader.call(approvals.delegate, { params: { id }, body: { to: auditor.personId } })
  expect([given.status, given.error.code]).toEqual([422, 'approval.delegate'])
})

test('before its time is over a step is reminded of, afterwards it is escalated; silence grants nothing', async () => {
  w.clock.move('8 h')
  await w.runDue()
  expect((await bell(leader)).slice(0, 2)).toEqual(['请审批：经同意的规范', '请审批：经同意的规范'])
  w.clock.move('2 h')
  await w.runDue()
  expect((await bell(director))[0]).toBe('经同意的规范 超时，已升级到您')
  expect(await told()).toEqual(['requested', 'reminded', 'escalated'])
  w.clock.move('30 d')
  await w.runDue()
  const { state, steps } = await director.ok(publication.get, { params: { id: publicationId } })
  expect([state, steps.map(s => [s.state, s.late])]).toEqual([
    'waiting',
    [
      ['waiting', true],
      ['later', false],
    ],
  ])
  expect(await told()).toEqual(['requested', 'reminded', 'escalated'])
  expect((await leader.ok(approvals.answer, { params: { id }, body: grant })).steps[0]).toMatchObject({
    state: 'given',
    late: true,
  })
})

test('answered in time, nobody is reminded or told', async () => {
  await leader.ok(approvals.answer, { params: { id }, body: grant })
  w.clock.move('2 d')
  await w.runDue()
  expect(await told()).toEqual(['requested', 'given'])
})

test('whoever asked reminds by hand, at most every ten minutes, and takes it back', async () => {
  expect((await agent.call(approvals.remind, { params: { id } })).error.code).toBe('approval.asker')
  const before = (await bell(leader)).length
  await director.ok(approvals.remind, { params: { id } })
  await director.ok(approvals.remind, { params: { id } })
  expect((await bell(leader)).length - before).toBe(1)
  w.clock.move('11 min')
  await director.ok(approvals.remind, { params: { id } })
  expect((await bell(leader)).length - before).toBe(2)
  expect((await agent.call(approvals.withdraw, { params: { id } })).error.code).toBe('approval.asker')
  expect(await director.ok(approvals.withdraw, { params: { id } })).toMatchObject({ state: 'withdrawn' })
  expect(await director.ok(publication.get, { params: { id: publicationId } })).toMatchObject({ state: 'withdrawn' })
})

test('when the question no longer stands, nobody is asked any more', async () => {
  await w.publish(text(41))
  expect(await waitsFor(leader)).toEqual([])
  const late = await leader.call(approvals.answer, { params: { id }, body: grant })
  expect([late.status, late.error.code, late.error.params]).toEqual([409, 'approval.decided', { state: 'ended' }])
  expect(await verifyLedger(w.database.kysely, { siteId: w.siteId })).toMatchObject({ ok: true })
})
