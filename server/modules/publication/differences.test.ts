/** Words that say one thing and a rule that says another are published only with a reason, which stays with the version. */
import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { beforeEach, expect, test } from 'vitest'
import { verifyLedger } from '../../platform/events/verify.ts'
import { world } from '../../platform/testing/world.ts'
import { standardCase } from '../standards/index.ts'

const text = (minutes: number, consent = '') => `---
standard: words
title: 话和规则
calendar: cn-office
---
## 1 登记
接到来电，十分钟内登记。

\`\`\`规则
规则: 时限
编号: register
起: 接触.受理
止: 工单.登记
限: ${minutes} 分钟
\`\`\`
${consent}`
const consent = `## 2 规范怎么改
\`\`\`规则
规则: 审批
编号: change
之前: 规范.发布
须经: 岗位:班长
\`\`\`
`

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
const director = await w.as('director')
const leader = await w.as('shift-leader')
const reasons = [{ ruleId: 'register', reason: '写给客户看的是十分钟，内部按五分钟要求' }]
const difference = {
  ruleId: 'register',
  what: 'amount',
  line: 7,
  sentence: '接到来电，十分钟内登记。',
  message: '这一句写的是「10 分钟」，规则「register」写的是「5 分钟」',
}

/** Each test begins with a version in force that asks nobody for consent. */
beforeEach(async () => {
  await w.publish(text(10))
})

test('the check says where they differ, and they are published when the rule or the sentence is changed', async () => {
  const checked = await director.ok(standards.check, { body: { source: text(5) } })
  expect(checked).toMatchObject({ publishable: true, differences: [difference] })
  expect(checked.problems).toMatchObject([{ severity: 'warning', line: 7, column: 1, message: difference.message }])
  const version = await director.ok(publication.publish, { body: { source: text(10) } })
  expect((await director.ok(publication.listDifferences, { params: { id: version.id } })).items).toEqual([])
})

test('without a reason nothing is published; with one it is, and the reason stands with the version and in the ledger', async () => {
  const refused = await director.call(publication.publish, { body: { source: text(5) } })
  expect(refused).toMatchObject({
    status: 422,
    error: { code: 'standard.differs', params: { count: 1, line: 7 }, detail: { differences: [difference] } },
  })
  const elsewhere = [{ ruleId: 'other', reason: '另一条的理由' }]
  expect((await director.call(publication.publish, { body: { source: text(5), reasons: elsewhere } })).status).toBe(422)
  const version = await director.ok(publication.publish, { body: { source: text(5), reasons } })
  const { items } = await director.ok(publication.listDifferences, { params: { id: version.id } })
  expect(items).toEqual([{ ...difference, reason: reasons[0]!.reason }])
  const event = await w.database.kysely
    .selectFrom('events')
    .select(['detail', 'seq'])
    .where('case_id', '=', standardCase(w.siteId))
    .where('type', '=', 'standard.published')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  expect(event.detail).toMatchObject({ differs: 'register' })
  const value = await w.database.kysely
    .selectFrom('event_values')
    .select('value')
    .where('case_id', '=', standardCase(w.siteId))
    .where('seq', '=', event.seq)
    .where('name', '=', 'differences')
    .executeTakeFirstOrThrow()
  expect(value.value).toBe(`register：${reasons[0]!.reason}`)
  expect(await verifyLedger(w.database.kysely, { siteId: w.siteId, caseId: standardCase(w.siteId) })).toMatchObject({ ok: true })
})

test('whoever is asked for consent sees the reason, and the version has it once it is granted', async () => {
  await w.publish(text(10, consent))
  const body = { source: text(5, consent), reasons }
  const waiting = (await director.ok(publication.submit, { body })).publication!
  const accepted = [{ ...difference, reason: reasons[0]!.reason }]
  expect((await leader.ok(publication.get, { params: { id: waiting.id } })).differences).toEqual(accepted)
  const done = await leader.ok(publication.approve, { params: { id: waiting.id } })
  const { items } = await leader.ok(publication.listDifferences, { params: { id: done.version!.id } })
  expect(items).toEqual(accepted)
})
