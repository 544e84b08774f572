import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { approvals } from '@sansheng/contract/approvals.ts'
import { people } from '@sansheng/contract/people.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { override, standard } from '../../cli/standard.ts'
import { printedBy } from '../../cli/testing/printed.ts'
import { verifyLedger } from '../../platform/events/verify.ts'
import { world } from '../../platform/testing/world.ts'
import { standardCase } from '../standards/index.ts'
import { publishPastGate } from './publish.ts'

/** Nobody can publish another version but on a festival. */
const locked = (note = '') => `---
standard: locked
title: 锁住的规范
calendar: natural
---
## 8 规范怎么改
${note}
\`\`\`规则
规则: 必备
编号: never
之前: 规范.发布
须有: 时间.节日
\`\`\`
`
const open = locked().replace(/```规则[\s\S]*```\n/, '')
const reason = '第 8 章写错，谁也发布不了'

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
const director = await w.as('director', { name: '顾明远' })
const second = await w.as('director', { name: '方砚秋' })
const leader = await w.as('shift-leader', { name: '贺之远' })
const putInForce = (source: string) =>
  w.app.transact.write(w.app.origin, ctx => publishPastGate(ctx, w.app.compiledStandards, w.siteId, { source, reason }))
await director.ok(publication.publish, { body: { source: locked() } })
const events = async () => {
  const { rows } = await sql<{ type: string; source: string; authority: string | null; words: string | null }>`
    select e.type, e.source, e.detail->>'authority' as authority, v.value as words from events e
      left join event_values v on v.site_id = e.site_id and v.case_id = e.case_id and v.seq = e.seq and v.name = 'reason'
    where e.case_id = ${standardCase(w.siteId)} order by e.seq`.execute(w.database.kysely)
  return rows
}
const submitted = (who = director, body: { override?: { reason: string } } = { override: { reason } }) =>
  who.call(publication.submit, { body: { source: open, ...body } })
/** Each test begins with the locked standard in force and nothing that waits. */
beforeEach(async () => {
  for (const waiting of (await director.ok(publication.list)).items.filter(p => p.state === 'waiting'))
    await director.ok(publication.withdraw, { params: { id: waiting.id } })
  const { source, trial } = await director.ok(standards.get)
  if (source !== locked() || trial) await putInForce(locked())
})

test('the first version passes no gate, the next one is refused by it', async () => {
  const reply = await submitted(director, {})
  expect([reply.error.code, reply.error.params.clause]).toEqual(['gate.denied', '8'])
  expect((await director.ok(standards.get)).source).toBe(locked())
})

test('only whoever may publish asks to let it pass', async () => {
  const reply = await submitted(leader)
  expect([reply.status, reply.error.code]).toEqual([403, 'forbidden'])
})

test('two persons who may publish let it pass, and the ledger says so', async () => {
  const { publication: waiting } = (await submitted()).body
  expect(waiting).toMatchObject({
    state: 'waiting',
    steps: [{ clause: { number: '8' }, roles: ['director'], state: 'waiting', by: [] }],
  })
  const { approvalId } = waiting!
  for (const who of [director, leader])
    expect((await who.call(approvals.answer, { params: { id: approvalId }, body: { given: true } })).error.code).toBe(
      'approval.role',
    )
  const before = (await events()).length
  expect(await second.ok(approvals.answer, { params: { id: approvalId }, body: { given: true } })).toMatchObject({
    state: 'granted',
  })
  expect((await events()).slice(before)).toMatchObject([
    { type: 'approval.given' },
    { type: 'gate.overridden', authority: 'agreed', words: reason },
    { type: 'standard.published', authority: 'agreed', words: reason },
  ])
  expect((await director.ok(standards.get)).source).toBe(open)
})

test('what another rule refuses meanwhile was seen by nobody and is refused again', async () => {
  await putInForce(
    locked(
      '```rule\nrule: require\nid: not-in-the-afternoon\nbefore: standard.published\nneed: time.festival\nwhen: time.hour >= 12\n```',
    ),
  )
  const { publication: waiting } = (await submitted()).body
  expect(waiting!.override).toMatchObject({ reason, violations: [{ ruleId: 'never', clause: { number: '8' } }] })
  const answer = { params: { id: waiting!.approvalId }, body: { given: true } }
  w.clock.move('4 h')
  const refused = await second.call(approvals.answer, answer)
  expect([refused.error.code, refused.error.detail]).toEqual([
    'gate.denied',
    expect.objectContaining({
      violations: expect.arrayContaining([expect.objectContaining({ ruleId: 'not-in-the-afternoon' })]),
    }),
  ])
  expect((await director.ok(publication.get, { params: { id: waiting!.id } })).state).toBe('waiting')
  w.clock.move('20 h')
  expect(await second.ok(approvals.answer, answer)).toMatchObject({ state: 'granted' })
  await putInForce(locked())
})

test('nobody lets it pass in the place of another, nor for one who may publish no more', async () => {
  const { publication: waiting } = (await submitted()).body
  const params = { id: waiting!.approvalId }
  const given = await second.call(approvals.delegate, { params, body: { to: leader.personId } })
  expect([given.status, given.error.code]).toEqual([422, 'approval.delegate'])
  const { items } = await w.admin.ok(people.listPersons)
  const asker = items.find(p => p.id === director.personId)!
  const change = (grants: typeof asker.grants, version: number) =>
    w.admin.ok(people.updatePerson, {
      params: { id: asker.id },
      body: { version, grants: grants.map(({ role, scope, siteId }) => ({ role: role as never, scope, siteId: siteId! })) },
    })
  const demoted = await change([{ ...asker.grants[0]!, role: 'agent' }], asker.version)
  const refused = await second.call(approvals.answer, { params, body: { given: true } })
  expect([refused.status, refused.error.code]).toEqual([409, 'approval.right'])
  expect((await director.call(publication.submit, { body: { source: open, override: { reason } } })).status).toBe(403)
  // to make somebody director again takes two as well
  await change(asker.grants, demoted.version)
  const regrant = (await second.ok(approvals.list)).items.find(a => a.subject.kind === 'person')!
  await second.ok(approvals.answer, { params: { id: regrant.id }, body: { given: true } })
  expect(await second.ok(approvals.answer, { params, body: { given: true } })).toMatchObject({ state: 'granted' })
  await putInForce(locked())
})

test('where nothing refuses it, it is published at once as ever', async () => {
  await putInForce(open)
  const before = (await events()).length
  expect((await submitted()).body).toMatchObject({ publication: null })
  expect((await events()).slice(before)).toMatchObject([{ type: 'standard.published', authority: null }])
})

test('on the machine itself the standard in force is lifted, with the reason in the ledger', async () => {
  const before = (await events()).length
  const { code, out } = await printedBy(io => override(w.app, { site: 'LZ', reason }, io))
  expect([code, out]).toEqual([0, expect.stringContaining('试行，只记录不拦')])
  expect((await events()).slice(before)).toMatchObject([
    { type: 'gate.overridden', source: 'system', authority: 'machine', words: reason },
    { type: 'standard.published', source: 'system', authority: 'machine', words: reason },
  ])
  expect(await director.ok(standards.get)).toMatchObject({ source: locked(), trial: true, publishedBy: null })
  expect(await verifyLedger(w.database.kysely, { siteId: w.siteId, caseId: standardCase(w.siteId) })).toMatchObject({ ok: true })
})

test('on the machine itself a text is published; a wrong one is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'override-'))
  const file = join(folder, 'draft.md')
  writeFileSync(file, open)
  expect(await printedBy(io => override(w.app, { site: String(w.siteId), reason, file }, io))).toMatchObject({ code: 0 })
  expect((await director.ok(standards.get)).source).toBe(open)
  writeFileSync(file, locked().replace('规范.发布', '规范.公布'))
  expect((await printedBy(io => override(w.app, { site: 'LZ', reason, file }, io))).code).toBe(1)
  await expect(printedBy(io => override(w.app, { site: 'XX', reason }, io))).rejects.toThrow('没有站点“XX”')
})

test.each([
  [[], 0],
  [['lift'], 2],
  [['override', '--site', 'LZ'], 2],
  [['override', '--site', 'LZ', '--reason', ' '], 2],
  [['override', '--site', 'LZ', '--reason', 'x', '--trial'], 2],
  [['override', '--site', 'LZ', '--reason', 'x', '--force'], 2],
] as const)('sansheng standard %j ends with %i', async (argv, code) => {
  expect((await printedBy(io => standard([...argv], io))).code).toBe(code)
})
