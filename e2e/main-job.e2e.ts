/** The main job, from the first word to the figure beside the clause, as its people do it in a browser; the clock is moved. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axe, journey } from './harness.ts'
import { journeyHouse } from './house.ts'

const standard = readFileSync(fileURLToPath(new URL('../standards/water-hotline.md', import.meta.url)), 'utf8')
const house = await journeyHouse({ at: '2026-11-20T09:00:00+08:00', standard })
const agent = await house.as('agent', { name: '林晓棠' })
const leader = await house.as('shift-leader', { name: '贺之远' })
const director = await house.as('director', { name: '顾明远' })
const worker = await house.as('worker', { name: '邱立成', scope: 'team' })
for (const name of ['抢修队', '临川维修所', '水质科', '营业部', '稽查科', '客户服务部'])
  await house.department(name, [worker], leader)

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()

journey(
  'R020, R055, R127–R130, R135, R136: a burst pipe, from intake to the figure',
  async ({ page, open }) => {
    // the agent takes the call
    await house.enter(page, agent, '/desk')
    await page.getByText('还没有正在受理的接触').waitFor()
    await page.keyboard.press('F2')
    await page.getByText('十分钟内登记').first().waitFor()
    await house.wait('2 min')
    await page.getByLabel('地址', { exact: true }).fill('东泉路 88 号')
    await page.keyboard.press('Escape')
    await button(page, '报修').click()
    await page.getByRole('group', { name: '分类' }).getByRole('button', { name: '漏水' }).click()
    await expect.poll(() => page.getByText('还差').first().textContent()).toContain('还差')
    await page.getByLabel('现象：客户的回答').fill('路面冒水，水柱一米多高')
    await page.getByLabel('位置：客户的回答').fill('88 号门前人行道')
    await page.getByLabel('操作经过：客户的回答').fill('没有动过')
    expect(await axe(page)).toEqual([])
    await button(page, /建单并派工/).click()
    const number = /BX-\d{8}-\d{3}/
    await page.getByText(number).first().waitFor()
    await button(page, '打开工单')
      .or(page.getByRole('link', { name: '打开工单' }))
      .first()
      .click()
    await page.waitForURL(/\/tickets\//)
    const ticketUrl = page.url()
    await page.getByRole('heading', { level: 1 }).waitFor()

    // nobody takes it on: the clock breaches, and the leader sees it without touching the screen
    const leaders = await open()
    await house.enter(leaders, leader, new URL(ticketUrl).pathname)
    await leaders.getByText('部门接单').first().waitFor()
    await house.wait('31 min')
    await leaders.getByText('时钟到期').first().waitFor()
    await leaders
      .getByRole('button', { name: /部门接单.*超时/ })
      .first()
      .click()
    await leaders.getByRole('heading', { name: /为什么/ }).waitFor()
    await leaders.getByText('按台账重算，结果一致').waitFor()
    expect(await axe(leaders)).toEqual([])

    // the worker on the phone
    const phone = await open({ phone: true })
    await house.enter(phone, worker, '/forms')
    await phone.getByText('东泉路 88 号').first().click()
    await phone.waitForURL(/\/forms\//)
    await button(phone, '接单').click()
    await button(phone, '我到了').waitFor()
    await house.wait('20 min')
    await button(phone, '我到了').click()
    await button(phone, '修好了，请签字').click()
    await phone.getByLabel('做了什么').fill('换 DN200 抢修节一只，恢复供水')
    await phone.getByRole('dialog').getByRole('button', { name: '完工' }).click()
    await button(phone, '返回派工单').click()
    await phone.getByText('返单').first().waitFor()
    await expect.poll(async () => await button(phone, '返回派工单').count()).toBe(0)

    // the leader inspects, the agent calls back and closes
    await leaders.goto(ticketUrl)
    await button(leaders, /^查验/).click()
    await leaders
      .getByRole('dialog')
      .getByRole('button', { name: /确\s?定/ })
      .click()
    await leaders.getByText('查验返单：合格').waitFor()
    await page.goto(ticketUrl)
    await button(page, /^记回访/).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('方式').click()
    await page.getByTitle('电话', { exact: true }).click()
    await dialog.getByLabel('客户怎么说').click()
    await page.getByTitle('满意', { exact: true }).click()
    await dialog.getByRole('button', { name: /确\s?定/ }).click()
    await page.getByText('回访客户：电话，满意').waitFor()
    await button(page, /^结案/).click()
    await page.getByRole('dialog').getByLabel('处理结果').fill('更换抢修节，十点恢复供水')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /确\s?定/ })
      .click()
    await page.getByText('已结案').first().waitFor()

    // the director reads the figures beside the clauses
    const directors = await open()
    await house.enter(directors, director, '/standard?rule=register-in-time')
    await directors.getByRole('heading', { name: '供水热线服务规范' }).waitFor()
    const clause = (title: string) => directors.locator('section, article, li, div').filter({ hasText: title }).last()
    await clause('十分钟内登记').waitFor()
    const figures = await director.ok((await import('../contract/standards.ts')).standards.compliance)
    const of = (title: string) => figures.items.find(f => f.clause.title.includes(title) && (f.met > 0 || f.late > 0))
    expect(of('十分钟内登记')).toMatchObject({ met: 1, late: 0, rate: 1 })
    expect(of('部门接单')).toMatchObject({ met: 0, late: 1, rate: 0 })
    expect(of('查验')).toMatchObject({ met: 1 })
    expect(await axe(directors)).toEqual([])
  },
  { timeout: 180_000 },
)
