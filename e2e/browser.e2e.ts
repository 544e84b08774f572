import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { axe, journey, outFolder } from './harness.ts'

const font = fileURLToPath(new URL('../node_modules/@fontsource-variable/noto-sans-sc/', import.meta.url))
const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>三声</title><link rel="stylesheet" href="/font/index.css">
<style>body { font: 20px 'Noto Sans SC Variable'; margin: 40px } button { font: inherit; padding: 8px 20px }</style>
<main><h1>电话铃响三声之内接听</h1><p id="said" role="status">尚未接听</p><button>接听 Answer</button></main>
<script>document.querySelector('button').onclick = () => { said.textContent = '您好，很高兴为您服务' }</script></html>`

let server: Server
let address: string

beforeAll(async () => {
  server = createServer(async (request, reply) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path === '/') return reply.setHeader('content-type', 'text/html').end(html)
    if (path === '/pale') return reply.setHeader('content-type', 'text/html').end('<p style="color:#ccc">看不清</p>')
    if (path === '/broken')
      return reply.setHeader('content-type', 'text/html').end('<html lang="zh"><title>x</title><img src="/none">')
    const body = path.startsWith('/font/') ? await readFile(join(font, path.slice(6))).catch(() => null) : null
    if (!body) return reply.writeHead(404).end()
    reply.setHeader('content-type', path.endsWith('.css') ? 'text/css' : 'font/woff2').end(body)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise(done => server.close(done))
})

describe('the browser that npm brings', () => {
  journey('draws Chinese with the font that we ship, and takes a click', async ({ page }) => {
    await page.goto(address)
    await page.getByRole('button', { name: '接听' }).click()
    expect(await page.getByRole('status').textContent()).toBe('您好，很高兴为您服务')
    const loaded = await page.evaluate(() =>
      document.fonts.ready.then(fonts => [...fonts].filter(f => f.status === 'loaded').length),
    )
    expect(loaded).toBeGreaterThan(0)
    // Without a font every sign is the same box (or nothing); with one, two signs differ.
    expect(await page.evaluate(ink)).toEqual({ drawn: true, different: true })
    expect(await axe(page)).toEqual([])
  })

  journey('speaks Chinese and lives in Shanghai wherever the machine stands', async ({ page }) => {
    await page.goto(address)
    const seen = await page.evaluate(() => [navigator.language, new Date(0).getHours(), innerWidth, innerHeight])
    expect(seen).toEqual(['zh-CN', 8, 1440, 900])
  })

  journey(
    'is a phone with a finger when asked, and dark',
    async ({ page }) => {
      await page.goto(address)
      const seen = await page.evaluate(() => [
        innerWidth,
        innerHeight,
        navigator.maxTouchPoints > 0,
        matchMedia('(prefers-color-scheme: dark)').matches,
      ])
      expect(seen).toEqual([390, 844, true, true])
      await page.getByRole('button').tap()
      expect(await page.getByRole('status').textContent()).toBe('您好，很高兴为您服务')
    },
    { phone: true, colorScheme: 'dark' },
  )

  journey('gives a second person a window with a memory of its own', async ({ page, open }) => {
    await page.goto(address)
    await page.evaluate(() => localStorage.setItem('staff', '1024'))
    const other = await open()
    await other.goto(address)
    expect(await other.evaluate(() => localStorage.getItem('staff'))).toBeNull()
  })

  journey('says what hurts: pale writing, a picture without words', async ({ page }) => {
    await page.goto(`${address}/pale`)
    expect(await axe(page)).toContainEqual(expect.stringMatching(/^serious color-contrast: .*\(1× p\)$/))
    await page.goto(`${address}/broken`)
    expect(await axe(page)).toEqual([expect.stringMatching(/^critical image-alt: .*\(1× img\)$/)])
  })

  journey('keeps a picture of the last moment', async ({ page }) => {
    await page.goto(address)
    expect(
      (await readFile(join(outFolder, 'draws-Chinese-with-the-font-that-we-ship-and-takes-a-click.png'))).length,
    ).toBeGreaterThan(5000)
  })
})

/** Runs in the page: do two Chinese signs leave ink, and not the same ink? */
function ink(): { drawn: boolean; different: boolean } {
  const dots = (sign: string) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 48
    const pen = canvas.getContext('2d')!
    pen.font = "40px 'Noto Sans SC Variable'"
    pen.fillText(sign, 2, 42)
    return [...pen.getImageData(0, 0, 48, 48).data].join()
  }
  const [three, ring] = [dots('三'), dots('声')]
  return { drawn: /[1-9]/.test(three), different: three !== ring }
}
