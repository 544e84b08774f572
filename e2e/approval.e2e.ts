/** A new version by consent: tried on past days, submitted, looked through and approved by somebody else; and a trial that becomes earnest. */
import { contacts } from '@sansheng/contract/contacts.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { expect } from 'vitest'
import { journeyApp } from './app.ts'
import { axe, journey, shot } from './harness.ts'

const text = (minutes: number) => `---
standard: by-consent
title: 供水热线服务规范
calendar: natural
---
## 4 派办
### 4.1 登记后通知责任部门
工单登记以后，${minutes} 分钟内把内容通知到责任部门，并记下接收人。
\`\`\`规则
规则: 时限
编号: notify-department
起: 工单.登记
止: 工单.通知
限: ${minutes} 分钟
提醒: 50%
升级:
- 100% 给 岗位:班长
- +30 分钟 给 岗位:主任
\`\`\`
### 4.2 登记前问清等级
\`\`\`规则
规则: 必备
编号: tier
之前: 工单.登记
须有: 客户.等级
方式: 提醒
\`\`\`
## 9 附则
### 9.1 规范怎么改
改这份规范，先经班长同意。
\`\`\`规则
规则: 审批
编号: change-of-standard
之前: 规范.发布
须经: 岗位:班长 限 1 工作日
\`\`\`
`
const live = await journeyApp({ live: true, standard: text(30) })
const agent = await live.as('agent', { name: '林晓棠' })
const director = await live.as('director', { name: '顾明远' })
const leader = await live.as('shift-leader', { name: '贺之远' })
const departmentId = await live.department('抢修队', [await live.as('worker', { name: '赵师傅' })])
const ticket = { kind: 'report', category: '爆管', title: '东泉路口爆管', address: '东泉路 88 号' } as const

journey('a new version is tried, submitted and approved', async ({ page, open }) => {
  for (let n = 0; n < 3; n++) {
    const made = await agent.ok(tickets.register, { body: { ...ticket, contact: { channel: 'phone' } } })
    await agent.ok(tickets.notifyDepartment, { params: { id: made.id }, body: { departmentId } })
  }
  await director.ok(publication.saveDraft, { body: { source: text(34), version: 0 } })
  await live.enter(page, director, '/standard?edit=true')
  await page.getByRole('button', { name: '试算' }).click()
  const beside = page.getByRole('dialog', { name: '试算' })
  await beside.getByRole('button', { name: '试算' }).click()
  await beside.getByText('3 人次多等，承诺平均推后 4 分').waitFor()
  await beside.getByText('结论一个也没有变。').waitFor()
  await shot(page, 'what-if in the editor')
  expect(await axe(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: '送审' }).click()
  const box = page.getByRole('dialog', { name: '第 2 版送审' })
  await box.getByLabel('改了什么（给同事和审计看）').fill('抢修队人手紧，先放宽四分钟')
  expect(await axe(page)).toEqual([])
  await shot(page, 'submitting')
  await box.getByRole('button', { name: /送\s?审/ }).click()
  await page.getByText('《供水热线服务规范》等班长同意').waitFor()

  const other = await open({ phone: true })
  await live.enter(other, leader, '/standard')
  await other.getByRole('button', { name: '看改动与试算' }).click()
  const review = other.getByRole('dialog', { name: '供水热线服务规范' })
  await review.getByRole('region', { name: '改动' }).locator('.ss-changes ins', { hasText: '34 分钟' }).waitFor()
  await review.getByRole('button', { name: '试算' }).click()
  await review.getByText('3 人次多等，承诺平均推后 4 分').waitFor()
  await shot(other, 'review on a phone')
  expect(await axe(other)).toEqual([])
  await review.getByRole('button', { name: '同意并发布' }).click()
  await other.getByText('已同意，第 2 版现在生效。').waitFor()
  // nobody touched the first browser
  await page
    .getByRole('link', { name: /第 2 版/ })
    .first()
    .waitFor()
  expect(
    await page
      .getByRole('link', { name: /第 2 版/ })
      .first()
      .getAttribute('title'),
  ).toBe('顾明远 发布，贺之远 同意')
  await shot(page, 'published by consent')
})

const app = await journeyApp({ at: '2026-11-13T09:00:00+08:00' })

journey('a trial reports what it kept to itself and becomes earnest', async ({ page }) => {
  const earnest = text(30).replace('方式: 提醒', '方式: 拦下').slice(0, text(30).indexOf('## 9'))
  await app.publish(earnest, { trial: true })
  const [desk, head] = [await app.as('agent', { name: '林晓棠' }), await app.as('director', { name: '顾明远' })]
  await app.as('shift-leader', { name: '贺之远' })
  for (let day = 0; day < 3; day++) {
    const { contact } = await desk.ok(contacts.receive, { body: { channel: 'phone', phone: '13800002046' } })
    await desk.ok(tickets.register, { body: { ...ticket, contactId: contact.id } })
    for (const by of ['15 min', '15 min', '30 min', '23 h']) await app.wait(by)
  }
  await app.enter(page, head, '/standard')
  await page.getByRole('button', { name: '看试行报告' }).click()
  const report = page.getByRole('dialog', { name: '试行报告' })
  await report.getByText('会拦下 3 次').waitFor()
  await report.getByRole('button', { name: '班长：看是哪些' }).click()
  await report
    .getByRole('link', { name: /东泉路口爆管/ })
    .first()
    .waitFor()
  await shot(page, 'trial report')
  expect(await axe(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  await shot(page, 'trial report on a phone')
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await page.setViewportSize({ width: 1440, height: 900 })
  await report.getByRole('button', { name: '正式施行' }).click()
  await page
    .getByRole('dialog', { name: '发布第 2 版' })
    .getByRole('button', { name: /发\s?布/ })
    .click()
  await page.getByText('第 2 版已发布，现在生效。').first().waitFor()
  await page.getByRole('button', { name: '看试行报告' }).waitFor({ state: 'detached' })
})
