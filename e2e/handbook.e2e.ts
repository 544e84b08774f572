/** The standard on paper, and from a figure to the case behind it and away as a file. */
import { readFile } from 'node:fs/promises'
import { contacts } from '@sansheng/contract/contacts.ts'
import { expect } from 'vitest'
import { journeyApp } from './app.ts'
import { axe, journey, shot } from './harness.ts'
import { readPdf } from './pdf.ts'

const source = await readFile(new URL('../standards/water-hotline.md', import.meta.url), 'utf8')
const app = await journeyApp({ standard: source, at: '2026-11-20T09:00:00+08:00' })
const agent = await app.as('agent', { name: '林晓棠' })
const director = await app.as('director', { name: '顾明远' })

journey('prints the standard as a handbook', async ({ page }) => {
  await app.enter(page, director, '/standard')
  await page.getByRole('link', { name: '打印' }).click()
  await page.locator('.ss-handbook[data-ready]').waitFor()
  await page.getByRole('heading', { name: '目录' }).waitFor()
  expect(await axe(page)).toEqual([])
  const pdf = readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }))
  expect(pdf.size).toEqual([595, 842])
  expect(pdf.pages).toBeGreaterThan(5)
  const headings = [...source.matchAll(/^#{3} (.+)$/gm)].map(m => m[1]!.replaceAll(/\s/g, ''))
  const words = pdf.text.replaceAll(/\s/g, '')
  expect(headings.filter(h => !words.includes(h))).toEqual([])
  expect(words).toContain(`第${pdf.pages}页，共${pdf.pages}页`)
  // a header on every sheet but the first, with site and version
  expect(words.split('澜州供水热线供水热线服务规范第1版').length - 1).toBe(pdf.pages - 1)
  expect(words).toContain('（全文完）')
})

journey('goes from a figure to its evidence and takes the cases away', async ({ page }) => {
  await agent.ok(contacts.receive, { body: { channel: 'phone', phone: '13800002046' } })
  await app.wait('2 h')
  await app.enter(page, director, '/standard/compliance?range=today&unit=day')
  await page.getByRole('button', { name: /十分钟内登记 合计/ }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('未成单').waitFor()
  await drawer.getByRole('button', { name: '看依据' }).first().click()
  await drawer.getByRole('heading', { name: /为什么/ }).waitFor()
  await shot(page, 'compliance drawer')
  expect(await axe(page)).toEqual([])
  const [file] = await Promise.all([page.waitForEvent('download'), drawer.getByRole('button', { name: '导出这些' }).click()])
  expect(file.suggestedFilename()).toBe('明细-LZ-20261120-20261120.csv')
  const text = await readFile(await file.path(), 'utf8')
  expect(text.startsWith('\uFEFF"时刻","结论"')).toBe(true)
  expect(text).toContain('"超时未完"')
  expect(text).toContain('"算在哪一段"')
})
