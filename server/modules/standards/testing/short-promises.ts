/** A standard of three rules, and a site that lives by it. */
import { type Client, type World, world } from '../../../platform/testing/world.ts'

export const shortPromises = `---
standard: short-promises
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
- +30 分钟 给 岗位:主任
\`\`\`
### 4.2 三十分钟内通知
登记以后三十分钟内通知责任部门。
\`\`\`规则
规则: 时限
编号: notify
起: 工单.登记
止: 工单.通知
限: 30 分钟
暂停: 工单.等待 == '客户'
升级:
- 100% 给 岗位:班长
\`\`\`
### 4.3 转办只一次
\`\`\`规则
规则: 限度
编号: one-transfer
当: 工单.类别 != '表扬'
遇: 工单.转办
计数: 工单.转办
按: 工单
上限: 1
放行: 岗位:班长
\`\`\`
`

export type Site = { w: World; agent: Client; leader: Client; director: Client; departmentId: string }

/** Gives sites of one system, each with its people, a department, and the standard in force. */
export async function sitesWithPromises(): Promise<(more?: { standard?: string | null }) => Promise<Site>> {
  const base = await world({ at: '2026-11-20T09:00:00+08:00' })
  return async ({ standard = shortPromises } = {}) => {
    const w = await base.fresh()
    const agent = await w.as('agent', { name: '林晓棠' })
    const leader = await w.as('shift-leader', { name: '贺之远' })
    const director = await w.as('director', { name: '顾明远' })
    const departmentId = await w.department('抢修队', [await w.as('worker', { name: '赵师傅' })])
    if (standard !== null) await w.publish(standard)
    return { w, agent, leader, director, departmentId }
  }
}
