/** A site with figures around the end of October 2026: two agents, two departments, a standard of six rules and one that was taken back. */
import { type ComplianceTable, compliance, type TableRow } from '@sansheng/contract/compliance.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { beforeEach } from 'vitest'
import { type Client, type World, world } from '../../../platform/testing/world.ts'

export const source = (more = '') => `---
standard: measured
title: 计量规范
calendar: natural
---
## 4 派办
### 4.1 十分钟内登记
\`\`\`规则
规则: 时限
编号: register
起: 接触.受理
止: 工单.登记
限: 10 分钟
\`\`\`
### 4.2 三十分钟内通知
\`\`\`规则
规则: 时限
编号: notify
起: 工单.登记
止: 工单.通知
限: 30 分钟
\`\`\`
### 4.3 转办只一次
\`\`\`规则
规则: 限度
编号: one-transfer
遇: 工单.转办
计数: 工单.转办
按: 工单
上限: 1
\`\`\`
### 4.4 通知及时率
\`\`\`规则
规则: 指标
编号: in-time
量: 达标率
所量: notify
目标: >= 50%
按: 月
\`\`\`
### 4.5 通知多快
\`\`\`规则
规则: 指标
编号: how-fast
量: 百分位 90
所量: notify
目标: <= 40 分钟
按: 日
\`\`\`
### 4.6 收费
\`\`\`规则
规则: 用语
编号: polite
禁用:
- 不知道
\`\`\`
${more}`
const retiring = `### 4.9 一小时内接单
\`\`\`规则
规则: 时限
编号: accept
起: 工单.登记
止: 工单.接单
限: 1 小时
\`\`\`
`

export const november = { from: '2026-10-31T16:00:00Z', to: '2026-11-30T16:00:00Z' }
export const both = { from: '2026-09-30T16:00:00Z', to: '2026-11-30T16:00:00Z' }
export const rowOf = (table: ComplianceTable, ruleId: string): TableRow => table.rows.find(r => r.ruleId === ruleId)!

/** The month of a file's tests: each begins a minute after the last of these things happened. */
export async function autumn() {
  const w = await world({ at: '2026-10-31T23:40:00+08:00' })
  const agent = await w.as('agent', { name: '林晓棠' })
  const other = await w.as('agent', { name: '沈知微' })
  const director = await w.as('director')
  const worker = await w.as('worker', { scope: 'team' })
  const repair = await w.department('抢修队', [worker])
  const water = await w.department('水质科', [await w.as('worker', { name: '宋水清' })])
  await w.publish(source(retiring))
  // 23:40 on the last day of October: in time, settled in November. 00:05: late. 00:45: in time, other person and department.
  await notifiedAfter(w, { by: agent, minutes: 25, departmentId: repair })
  await notifiedAfter(w, { by: agent, minutes: 40, departmentId: repair })
  await notifiedAfter(w, { by: other, minutes: 5, departmentId: water })
  await director.ok(publication.publish, { body: { source: source() } })
  w.clock.at('2026-11-02T09:00:00+08:00')
  await w.a.ticket({ by: other })
  w.clock.move('31 min')
  await w.a.contact({ by: agent })
  beforeEach(() => w.clock.at('2026-11-02T09:32:00+08:00'))
  return { w, agent, other, director, worker }
}

async function notifiedAfter(w: World, told: { by: Client; minutes: number; departmentId: string }): Promise<void> {
  const { id } = await w.a.ticket({ by: told.by, title: '=东泉路口爆管' })
  w.clock.move(told.minutes * 60_000)
  await told.by.ok(tickets.notifyDepartment, { params: { id }, body: { departmentId: told.departmentId } })
}

/** Everything behind a figure, page by page. */
export async function allOf(who: Client, siteId: number, ruleId: string, query: object) {
  const items = []
  for (let after: string | undefined; ; ) {
    const page = await who.ok(compliance.listSubjects, {
      params: { siteId, ruleId },
      query: { ...query, limit: 2, ...(after ? { after } : {}) },
    })
    items.push(...page.items)
    if (!page.next) return items
    after = page.next
  }
}
