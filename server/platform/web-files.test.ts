import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { serveWeb } from './web-files.ts'

const root = mkdtempSync(join(tmpdir(), 'web-files-'))
mkdirSync(join(root, 'assets'))
writeFileSync(join(root, 'index.html'), '<title>三声</title>')
writeFileSync(join(root, 'assets/a.js'), '1')
const http = Fastify()
serveWeb(http, root)
afterAll(async () => {
  await http.close()
  rmSync(root, { recursive: true })
})

const page = async (url: string, headers: Record<string, string> = {}) => {
  const { statusCode, body } = await http.inject({ url, headers })
  return statusCode === 200 && body.includes('三声')
}

test.each(['/', '/desk', '/tickets/1?q=1'])('%s is the page for a browser and for any client that takes anything', async url => {
  expect(await page(url, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })).toBe(true)
  expect(await page(url, { accept: '*/*' })).toBe(true)
  expect(await page(url)).toBe(true)
})

test('a client that asks for something else, a file that is not there and the API get no page', async () => {
  expect(await page('/', { accept: 'application/json' })).toBe(false)
  expect(await page('/assets/gone.js', { accept: '*/*' })).toBe(false)
  expect(await page('/api/nothing', { accept: 'text/html' })).toBe(false)
  expect((await http.inject({ url: '/assets/a.js' })).body).toBe('1')
})
