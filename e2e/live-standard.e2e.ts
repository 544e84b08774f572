/** A director writes deadlines of seconds and publishes; in a second browser reminder, breach, escalation and explanation arrive by themselves. */
import { tickets } from '@sansheng/contract/tickets.ts'
import { expect } from 'vitest'
import { axe, journey } from './harness.ts'
import { journeyHouse } from './house.ts'

const before = `---
standard: seconds
title: 试行服务规范
calendar: natural
---
## 4 派办
### 4.1 登记后通知责任部门
工单登记以后，尽快把内容通知到责任部门，并记下接收人。
\`\`\`规则
规则: 时限
编号: notify-department
起: 工单.登记
止: 工单.通知
限: 30 分钟
提醒: 50%
升级:
- 100% 给 岗位:班长
- +1 秒 给 岗位:主任
\`\`\`
`
const house = await journeyHouse({ live: true, standard: before })
const agent = await house.as('agent', { name: '林晓棠' })
const director = await house.as('director', { name: '顾明远' })
await house.as('shift-leader', { name: '贺之远' })

journey('publishes seconds and sees the breach arrive', async ({ page, open }) => {
  await house.enter(page, director, '/standard?edit=true')
  const text = page.getByRole('textbox', { name: /规范/ }).first()
  await text.waitFor()
  await text.fill(before.replace('限: 30 分钟', '限: 6 秒钟'))
  await page.getByText('秒钟').first().waitFor()
  await text.fill(before.replace('限: 30 分钟', '限: 6 秒'))
  await page.getByRole('button', { name: /^发布/ }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('改了什么（给同事和审计看）').fill('三十分钟改为六秒，看看铃会不会响')
  await dialog.getByRole('button', { name: /发\s?布/ }).click()
  await page.getByText('第 2 版已发布').first().waitFor()

  const ticket = await agent.ok(tickets.register, {
    body: { contact: { channel: 'phone' }, kind: 'report', category: '路面漏水', title: '柳桥弄 26 号，路面冒水' },
  })
  const other = await open()
  await house.enter(other, agent, `/tickets/${ticket.id}`)
  // from here on nobody touches the second browser
  await other.getByText('时钟提醒').first().waitFor()
  await other.getByText('时钟到期').first().waitFor()
  await other.getByText('时钟升级').first().waitFor()
  await other.getByRole('button', { name: /看“登记后通知责任部门”的举证/ }).click()
  await other.getByRole('heading', { name: /为什么/ }).waitFor()
  await other.getByText('工单登记以后，尽快把内容通知到责任部门').first().waitFor()
  expect(await axe(other)).toEqual([])
  // the director's bell rings, too: the last step of the ladder is his
  await expect.poll(() => page.getByRole('button', { name: /提醒，[1-9]\d* 条未读/ }).count(), { timeout: 15_000 }).toBe(1)
})
