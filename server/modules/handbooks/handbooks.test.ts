import { handbooks } from '@sansheng/contract/handbooks.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { expect, test } from 'vitest'
import { counted, docx, heading } from '../../platform/testing/docx.ts'
import { world } from '../../platform/testing/world.ts'

const w = await world()
const director = await w.as('director')
const agent = await w.as('agent')
const handbook = docx(
  heading('热线手册'),
  counted('铃响三声以内接起。'),
  counted('收到投诉应于三十分钟内通知主管部门。'),
  counted('用户的事要放在心上。'),
)
const sent = (name: string, bytes: Buffer | string) => ({ body: { name, contentBase64: Buffer.from(bytes).toString('base64') } })

test('a Word document becomes a draft that the checker takes and that runs nothing before a person accepts it', async () => {
  const made = await director.ok(handbooks.propose, sent('手册.docx', handbook))
  expect(made).toMatchObject({ title: '热线手册', clauses: 3, warnings: [] })
  expect(made.proposals).toMatchObject([
    {
      id: 'answer-in-3-rings',
      kind: 'limit',
      amount: '3 声',
      clauseNumber: '第一条',
      open: false,
      sure: true,
      summary: '来电.声数不得超过 3',
      unmeasured: expect.stringContaining('要有电话接入才记得下'),
      sentence: '铃响三声以内接起。',
    },
    {
      id: 'notify-in-30-min',
      kind: 'deadline',
      amount: '30 分钟',
      clauseNumber: '第二条',
      open: false,
      why: '写有时限「30 分钟」',
      block: '规则: 时限\n编号: notify-in-30-min\n起: 投诉.收到\n止: 工单.通知\n限: 30 分钟\n拟议: 是\n说明: 写有时限「30 分钟」',
    },
  ])
  for (const { sentence, block } of made.proposals) expect(made.source).toContain(`${sentence}\n\n\`\`\`规则\n${block}\n\`\`\``)
  const checked = await director.ok(standards.check, { body: { source: made.source } })
  expect(checked.ok).toBe(true)
  expect(checked.unrecorded.map(({ ruleId, line }) => [ruleId, line])).toEqual([
    ['answer-in-3-rings', expect.any(Number)],
    ['notify-in-30-min', expect.any(Number)],
  ])
  expect(checked.clauses.flatMap(clause => clause.rules.map(rule => rule.state))).toEqual(['proposed', 'proposed'])
})

test('a file that is no handbook is refused with what to do instead', async () => {
  const refused = async (name: string, bytes: Buffer | string) =>
    (await director.call(handbooks.propose, sent(name, bytes))).error
  expect(await refused('a.docx', 'PK nothing')).toMatchObject({ code: 'handbook.unreadable', params: { problem: 'docx' } })
  expect(await refused('a.pdf', '%PDF-1.7')).toMatchObject({ code: 'handbook.unreadable', params: { problem: 'kind' } })
  expect(await refused('a.txt', ' ')).toMatchObject({ code: 'handbook.unreadable', params: { problem: 'empty' } })
  expect(await refused('a.txt', '铃响三声以内接起。'.repeat(60_000))).toMatchObject({ params: { problem: 'long' } })
  expect(await director.call(handbooks.propose, { body: { name: 'a.txt', contentBase64: '不是' } })).toMatchObject({
    status: 400,
  })
})

test('a handbook of several megabytes comes through, one beyond the bound does not', async () => {
  const large = await director.call(handbooks.propose, sent('a.txt', Buffer.alloc(7_000_000, 'a')))
  expect(large.error).toMatchObject({ code: 'handbook.unreadable', params: { problem: 'long' } })
  expect((await director.call(handbooks.propose, sent('a.txt', Buffer.alloc(9_000_000, 'a')))).status).toBe(413)
})

test('only who may draft standards may ask', async () => {
  expect((await agent.call(handbooks.propose, sent('a.txt', '铃响三声以内接起。'))).status).toBe(403)
})

test('a large body of somebody who is not signed in is refused before it is read', async () => {
  const broken = `{"name": "a.txt", "contentBase64": "${'A'.repeat(3_000_000)}` // no JSON: whoever parsed it would say so
  const reply = await w.app.http.inject({
    method: 'POST',
    url: '/api/standard-proposals',
    headers: { 'content-type': 'application/json' },
    payload: broken,
  })
  expect([reply.statusCode, reply.json().error.code]).toEqual([401, 'unauthenticated'])
})
