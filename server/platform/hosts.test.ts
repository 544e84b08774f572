import { hostname } from 'node:os'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { reportFaults } from './fault-reply.ts'
import { allowedNames, guardHosts, isAllowed } from './hosts.ts'

const usual = allowedNames({ named: null, listening: '0.0.0.0', behindProxy: false })

test.each([
  ['localhost:8300', true],
  ['kefu.localhost', true],
  ['127.0.0.1:8300', true],
  ['192.168.1.20', true],
  ['[::1]:8300', true],
  [hostname(), true],
  [`${hostname().toUpperCase()}:8300`, true],
  [`${hostname()}.local`, true],
  ['evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['', false],
  ['a b', false],
] as const)('without a setting %s may be asked: %s', (host, allowed) => {
  expect(isAllowed(host, usual)).toBe(allowed)
})

test.each([
  ['kefu.lanzhou.cn', true],
  ['KEFU.lanzhou.cn:443', true],
  ['kefu.lanzhou.cn.', true],
  ['a.hotline.cn', true],
  ['hotline.cn', false],
  ['evil.example', false],
  ['10.0.0.8', true],
] as const)('with names set %s may be asked: %s', (host, allowed) => {
  const names = allowedNames({ named: ['kefu.lanzhou.cn', '*.hotline.cn'], listening: '0.0.0.0', behindProxy: true })
  expect(isAllowed(host, names)).toBe(allowed)
})

test('a proxy in front decides itself unless names are set', () => {
  expect(allowedNames({ named: null, listening: '127.0.0.1', behindProxy: true })).toBeNull()
  expect(isAllowed('anything.example', null)).toBe(true)
})

test('a name that nobody knows is refused with a sentence that names the setting, whatever is asked', async () => {
  const http = Fastify()
  reportFaults(http)
  guardHosts(http, usual)
  http.get('/healthz', async () => ({ ok: true }))
  for (const url of ['/healthz', '/nowhere']) {
    const refused = await http.inject({ url, headers: { host: 'evil.example' } })
    expect([refused.statusCode, refused.json().error.code]).toEqual([421, 'host.unknown'])
    expect(refused.json().error.message).toContain('SANSHENG_HOSTS')
  }
  expect((await http.inject({ url: '/healthz', headers: { host: 'localhost:8300' } })).statusCode).toBe(200)
  const pretending = { host: 'evil.example', 'x-forwarded-host': 'localhost' }
  expect((await http.inject({ url: '/healthz', headers: pretending })).statusCode).toBe(421)
})
