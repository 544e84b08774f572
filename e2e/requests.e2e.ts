/**
 * How often each screen asks the server: left alone, after its session has ended, while the server is away, and when it is back. A hundred
 * seconds pass by the page's own clock, which is moved by hand; the bound is what screens ask that refresh themselves, and a few tries more.
 */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journeyApp } from './app.ts'
import { journey } from './harness.ts'

const app = await journeyApp({ live: true })
const leader = await app.as('shift-leader', { name: '贺之远' })
const most = 60

/** Requests to the API since the last call. */
function counter(page: Page): () => string[] {
  let list: string[] = []
  page.on('request', r => {
    const { pathname } = new URL(r.url())
    if (pathname.startsWith('/api/')) list.push(pathname)
  })
  return () => {
    const asked = list
    list = []
    return asked
  }
}

const pass = async (page: Page, seconds: number) => {
  // in steps, so that what comes back from the network is met by timers that follow it
  for (let n = 0; n < 10; n++) {
    await page.clock.runFor((seconds * 1000) / 10)
    await page.evaluate(() => fetch('/rings.svg').catch(() => null))
  }
}

async function screens(page: Page): Promise<string[]> {
  await page.locator('.ss-rail .ss-place').first().waitFor()
  return page.locator('.ss-rail .ss-place').evaluateAll(links => links.map(link => link.getAttribute('href')!))
}

const shown = (page: Page) => page.getByRole('main').first().waitFor()

const open = async (page: Page, path: string) => {
  await page.goto(app.address + path)
  await shown(page)
  await page.clock.runFor(3000)
}

journey('no screen floods the server', async ({ page }) => {
  await page.clock.install()
  await app.enter(page, leader)
  const paths = await screens(page)
  expect(paths.length).toBeGreaterThan(4)
  const asked = counter(page)
  for (const path of paths) {
    await open(page, path)
    asked()
    await pass(page, 100)
    expect([path, 'left alone', asked().length <= most]).toEqual([path, 'left alone', true])

    await page.route('**/api/**', route => route.abort())
    await page.context().setOffline(true)
    await pass(page, 100)
    const away = asked()
    expect([path, 'server away', away.length <= most]).toEqual([path, 'server away', true])
    await page.unroute('**/api/**')
    await page.context().setOffline(false)
    await pass(page, 100)
    expect([path, 'back', asked().length <= most]).toEqual([path, 'back', true])
    await shown(page)
  }
})

journey('a session that ended leaves an empty screen that asks nothing', async ({ page }) => {
  await page.clock.install()
  await app.enter(page, leader)
  const paths = await screens(page)
  const asked = counter(page)
  for (const path of paths) {
    await open(page, path)
    // elsewhere every session of the person is closed; the stream of this one is refused when it comes back
    const cookies = await page.context().cookies()
    await page.context().clearCookies()
    await page.context().setOffline(true)
    await page.context().setOffline(false)
    asked()
    await pass(page, 100)
    expect([path, asked().length <= most]).toEqual([path, true])
    if (!page.url().includes('/sign-in')) await page.reload()
    await page.getByRole('heading', { name: '上班' }).waitFor()
    asked()
    await pass(page, 100)
    expect([path, asked()]).toEqual([path, []])
    await page.context().addCookies(cookies)
  }

  // signed out in one window of the browser, and so in the other
  await open(page, '/board')
  const second = await page.context().newPage()
  await second.goto(`${app.address}/tickets`)
  await second.getByRole('button', { name: /贺之远/ }).click()
  await second.getByRole('menuitem', { name: '退出' }).click()
  await second.getByText('已经退出，屏幕上的客户资料已清除。').waitFor()
  await page.getByRole('heading', { name: '上班' }).waitFor()
  asked()
  await pass(page, 100)
  expect(asked()).toEqual([])
})
