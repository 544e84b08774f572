/** The system under a journey: the API world of the server tests, listening, with the built web in front. */
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { type Client, type World, world } from '../server/platform/testing/world.ts'

export type JourneyApp = World & {
  address: string
  /** Signs in through the screen, as this person. */
  enter(page: Page, who: Pick<Client, 'staffNumber'>, path?: string): Promise<void>
  /** Moves the clock of the system and lets what fell due happen. */
  wait(by: string): Promise<void>
}

const password = 'three-rings-2026'

export async function journeyApp(options: Parameters<typeof world>[0] = {}): Promise<JourneyApp> {
  const webRoot = fileURLToPath(new URL('../dist/web', import.meta.url))
  const w = await world({ ...options, needs: { webRoot, idleMinutes: 24 * 60 } })
  await w.app.http.listen({ port: 0, host: '127.0.0.1' })
  if (options.live) await w.app.start()
  const { port } = w.app.http.server.address() as { port: number }
  const address = `http://127.0.0.1:${port}`
  return Object.assign(w, {
    address,
    async enter(page: Page, who: Pick<Client, 'staffNumber'>, path = '/') {
      await page.goto(`${address}/sign-in${path === '/' ? '' : `?next=${encodeURIComponent(path)}`}`)
      await page.getByLabel('工号').fill(who.staffNumber)
      await page.getByLabel('密码', { exact: true }).fill(password)
      await page.getByRole('button', { name: /登录/ }).click()
      await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
    },
    async wait(by: string) {
      w.clock.move(by)
      await w.runDue()
      await w.app.settle()
    },
  })
}
