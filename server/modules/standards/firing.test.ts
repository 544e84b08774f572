import { contacts } from '@sansheng/contract/contacts.ts'
import { expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'

const source = `---
standard: fires
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
\`\`\`
`
const w = await world({ at: '2026-11-20T09:00:00+08:00', standard: source })
const agent = await w.as('agent')

test('a warning and a breach that come due together are two events, and the breach points at its own', async () => {
  const { contact } = await agent.ok(contacts.receive, { body: { channel: 'phone' } })
  w.clock.move('1 h')
  await w.runDue()
  const rows = await w.database.kysely
    .selectFrom('findings as f')
    .innerJoin('events as e', join => join.onRef('e.case_id', '=', 'f.case_id').onRef('e.seq', '=', 'f.seq'))
    .select(['f.verdict', 'e.type'])
    .where('f.case_id', '=', contact.caseId)
    .where('f.clock_id', 'is not', null)
    .execute()
  expect(rows).toEqual([{ verdict: 'breached', type: 'clock.breached' }])
})
