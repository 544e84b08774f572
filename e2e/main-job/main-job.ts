/** The main job, from the first word to the figure beside the clause, as its people do it in a browser; the clock is moved. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compliance } from '@sansheng/contract/compliance.ts'
import { standards } from '@sansheng/contract/standards.ts'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journeyApp } from '../app.ts'
import { axe, journey } from '../harness.ts'

export type Job = {
  /** Name of the shipped standard under which it is done. */
  standard: string
  kind: NonNullable<NonNullable<Facts['site']>['kind']>
  departments: string[]
  /** The rule by which a contact is written down in time. */
  register?: string
  /** A category of repairs that the desk of such a site offers. */
  category: string
  address: string
  fault: [phenomenon: string, place: string, before: string]
  done: string
  /** Whether every screen is checked for accessibility on the way; once is enough for screens that are the same. */
  accessible?: true
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()

export async function mainJob(job: Job): Promise<void> {
  const standard = readFileSync(fileURLToPath(new URL(`../../standards/${job.standard}.md`, import.meta.url)), 'utf8')
  const app = await journeyApp({ at: '2026-11-20T09:00:00+08:00', kind: job.kind, standard })
  const agent = await app.as('agent', { name: '林晓棠' })
  const leader = await app.as('shift-leader', { name: '贺之远' })
  const director = await app.as('director', { name: '顾明远' })
  const worker = await app.as('worker', { name: '邱立成', scope: 'team' })
  for (const name of job.departments) await app.department(name, [worker], leader)
  const { register = 'register-in-time' } = job
  const { title, clauses } = await director.ok(standards.get)
  const titleOf = (rule: string) => clauses.find(c => c.rules.some(r => r.id === rule))!.title
  const checkAccessible = async (page: Page) => job.accessible && expect(await axe(page)).toEqual([])

  journey(
    `R020, R055, R127–R130, R135, R136: a repair under ${job.standard}, from intake to the figure`,
    async ({ page, open }) => {
      // the agent takes the call
      await app.enter(page, agent, '/desk')
      await page.getByText('还没有正在受理的接触').waitFor()
      await page.keyboard.press('F2')
      await page.getByText(titleOf(register)).first().waitFor()
      await app.wait('2 min')
      await page.getByLabel('地址', { exact: true }).fill(job.address)
      await page.keyboard.press('Escape')
      await button(page, '报修').click()
      await page.getByRole('group', { name: '分类' }).getByRole('button', { name: job.category }).click()
      await expect.poll(() => page.getByText('还差').first().textContent()).toContain('还差')
      await page.getByLabel('现象：客户的回答').fill(job.fault[0])
      await page.getByLabel('位置：客户的回答').fill(job.fault[1])
      await page.getByLabel('操作经过：客户的回答').fill(job.fault[2])
      await checkAccessible(page)
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

      // the paper goes to the printer; it is printed once the agent says that it is out
      await button(page, /^打印/).click()
      await page.getByText('派工单送打印').first().waitFor()
      await button(page, '纸已打印出来').click()
      await page.getByText('派工单纸张已打印出来').first().waitFor()

      // nobody takes it on: the clock breaches, and the leader sees it without touching the screen
      const leaders = await open()
      await app.enter(leaders, leader, new URL(ticketUrl).pathname)
      await leaders.getByText(titleOf('accept-in-time')).first().waitFor()
      await app.wait('31 min')
      await leaders.getByText('时钟到期').first().waitFor()
      await leaders
        .getByRole('button', { name: new RegExp(`${titleOf('accept-in-time')}.*超时`) })
        .first()
        .click()
      await leaders.getByRole('heading', { name: /为什么/ }).waitFor()
      await leaders.getByText('按台账重算，结果一致').waitFor()
      await checkAccessible(leaders)

      // the worker on the phone
      const phone = await open({ phone: true })
      await app.enter(phone, worker, '/forms')
      await phone.getByText(job.address).first().click()
      await phone.waitForURL(/\/forms\//)
      await button(phone, '接单').click()
      await button(phone, '我到了').waitFor()
      await app.wait('20 min')
      await button(phone, '我到了').click()
      await button(phone, '修好了，请签字').click()
      await phone.getByLabel('做了什么').fill(job.done)
      await phone.getByRole('dialog').getByText('满意', { exact: true }).click()
      await phone.getByRole('dialog').getByText('签了', { exact: true }).click()
      await phone.getByLabel('谁在纸上签了字').fill('周文')
      await phone.getByRole('dialog').getByRole('button', { name: '完工' }).click()
      await button(phone, '返回派工单').click()
      await phone.getByText('返单').first().waitFor()
      await expect.poll(async () => await button(phone, '返回派工单').count()).toBe(0)

      // the leader inspects, the agent calls back and closes
      await leaders.goto(ticketUrl)
      await button(leaders, /^查验/).click()
      await leaders.getByRole('dialog').getByLabel('查验结果').click()
      await leaders.getByTitle('合格', { exact: true }).click()
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
      await page.getByRole('dialog').getByLabel('处理结果').fill(job.done)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /确\s?定/ })
        .click()
      await page.getByText('已结案').first().waitFor()

      // the director reads the figures beside the clauses
      const directors = await open()
      await app.enter(directors, director, `/standard?rule=${register}`)
      await directors.getByRole('heading', { name: title }).first().waitFor()
      const figures = await director.ok(compliance.figures)
      const of = (rule: string) => figures.items.find(f => f.ruleId === rule)
      expect(of(register)).toMatchObject({ met: 1, late: 0, rate: 1 })
      expect(of('accept-in-time')).toMatchObject({ met: 0, late: 1, rate: 0 })
      expect(of('inspect')).toMatchObject({ met: 1 })
      expect(of('call-back')).toMatchObject({ met: 1 })
      await checkAccessible(directors)
    },
    { timeout: 180_000 },
  )
}
