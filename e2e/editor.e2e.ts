/** Writing in the living standard: a wrong word is said at once, the form and the text are one, and two versions lie side by side. */
import { publication } from '@sansheng/contract/publication.ts'
import { expect } from 'vitest'
import { journeyApp } from './app.ts'
import { axe, journey, shot } from './harness.ts'

const before = `---
standard: small-hotline
title: 小热线服务规范
---

## 4 派办

### 4.1 三十分钟内通知到部门

登记以后，三十分钟内通知到责任部门。

\`\`\`规则
规则: 时限
编号: notify
起: 工单.登记
止: 工单.通知
# 数字出自规范
限: 30 分钟
升级:
- 100% 给 岗位:班长
\`\`\`
`
const app = await journeyApp({ standard: before })
const director = await app.as('director', { name: '顾明远' })

journey('writes with the checker beside, in the text and in the form, and compares', async ({ page }) => {
  // without the server's word: the checker runs in the browser
  await page.route('**/standard-check', route => route.abort())
  await app.enter(page, director, '/standard?edit=true')
  const text = page.getByRole('textbox', { name: '规范全文' })
  await text.waitFor()
  const ladder = page.locator('.cm-line', { hasText: '100% 给' })
  await ladder.click()
  await page.keyboard.press('End')
  for (let i = 0; i < 2; i++) await page.keyboard.press('Backspace')
  await page.keyboard.insertText('组长')
  await page.locator('.ss-cm-note', { hasText: '没有「组长」这种岗位' }).waitFor()
  expect(page.workers()).toHaveLength(1)
  expect(await axe(page)).toEqual([])
  await shot(page, 'editor-mistake')
  // the way out for whoever has only the keyboard
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  expect(await text.evaluate(box => box.ownerDocument.activeElement === box)).toBe(false)
  await ladder.click()
  await page.keyboard.press('End')
  await page.keyboard.press('Tab')
  await page.locator('.cm-line', { hasText: '岗位:班长' }).waitFor()
  await page.getByText('没有问题，可以发布。').waitFor()

  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- +30 分钟 给 ')
  await page.getByRole('option', { name: /岗位:主任/ }).waitFor()
  await page.keyboard.insertText('主任')
  await page.locator('[role=option][aria-selected=true]', { hasText: '岗位:主任' }).click()
  await page.locator('.cm-line', { hasText: '+30 分钟 给 岗位:主任' }).waitFor()
  await page.unroute('**/standard-check')

  await page.getByLabel(/^限/).fill('20 分钟')
  await page.locator('.cm-line', { hasText: '限: 20 分钟' }).waitFor()
  await page.locator('.cm-line', { hasText: '# 数字出自规范' }).waitFor()
  await text.focus()
  await page.keyboard.press('Control+s')
  await page.getByText('草稿已保存').first().waitFor()

  await page.getByRole('link', { name: '与现行版对照' }).click()
  const changes = page.getByRole('region', { name: '改了什么' })
  await changes.getByText('20 分钟', { exact: true }).waitFor()
  await changes.getByText('100% 给 岗位:班长；+30 分钟 给 岗位:主任').waitFor()
  await page.getByLabel('草稿的全文').waitFor()
  expect(await axe(page)).toEqual([])
  await shot(page, 'compare')
})

journey('fits a phone', async ({ open }) => {
  const draft = before.replace('限: 30 分钟', '限: 20 分钟')
  await director.ok(publication.saveDraft, {
    body: { source: draft, version: (await director.ok(publication.getDraft, {})).version },
  })
  const page = await open({ phone: true, viewport: { width: 390, height: 844 } })
  await app.enter(page, director, '/standard?edit=true')
  await page.getByRole('textbox', { name: '规范全文' }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  expect(await axe(page)).toEqual([])
  await page.goto(`${app.address}/standard/compare`)
  await page.getByLabel('草稿的全文').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  expect(await axe(page)).toEqual([])
})
