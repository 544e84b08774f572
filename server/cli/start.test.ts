import { get } from 'node:https'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { appRole } from '../platform/app-role.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { processMark } from '../platform/postgres/postmaster.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts'
import { dataFolder, runCommand, startServer } from '../platform/testing/server.ts'
import type { Command } from './io.ts'
import { start } from './start.ts'
import { printedBy } from './testing/printed.ts'
import { verify } from './verify.ts'

const untouched = await testDatabase()
const database = await testDatabase()
const secured = await testDatabase()
const parted = await testDatabase()
const urlOf = ({ connection: { host, database } }: TestDatabase, user = 'sansheng') =>
  `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`
const folders: ReturnType<typeof dataFolder>[] = []
afterEach(() => {
  for (const each of folders.splice(0)) each.remove()
})
/** A data folder of the test that asks for it. */
function newFolder() {
  const folder = dataFolder()
  folders.push(folder)
  return folder
}

const run = (command: Command, argv: string[], env: Record<string, string>) => printedBy(io => command(argv, io), { env })
const signIn = (address: string, password: string) =>
  fetch(`${address}/api/people/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffNumber: 'admin', password }),
  })

test.each([
  [{ PORT: 'eighty' }, '设置 PORT 有误：“eighty”不是端口号，请写 1 到 65535 之间的整数，例如 8300。'],
  [{ PORT: '70000' }, '设置 PORT 有误'],
  [{ SANSHENG_PROT: '1' }, '设置 SANSHENG_PROT 有误：没有这个设置。可用的有：SANSHENG_HOME、SANSHENG_FIRST_PASSWORD'],
  [{ DATABASE_URL: 'mysql://x' }, '设置 DATABASE_URL 有误：要以 postgres:// 开头'],
  [{ SANSHENG_FIRST_PASSWORD: 'short' }, '设置 SANSHENG_FIRST_PASSWORD 有误：至少要 8 个字符。'],
  [{ SANSHENG_LOG: 'loud' }, '设置 SANSHENG_LOG 有误：“loud”不认识'],
  [{ SANSHENG_BEHIND_PROXY: 'yes' }, '设置 SANSHENG_BEHIND_PROXY 有误：只能是 1 或 0。'],
  [{ SANSHENG_SEAL_KEY: 'abc' }, '设置 SANSHENG_SEAL_KEY 有误'],
  [{ SANSHENG_TLS_CERT: '/a.pem' }, '设置 SANSHENG_TLS_KEY 有误：有证书就要有私钥'],
  [{ SANSHENG_TLS_KEY: '/a.pem' }, '设置 SANSHENG_TLS_CERT 有误：有私钥就要有证书'],
])('a wrong setting %o stops the start with a sentence', async (env, sentence) => {
  const { code, out, err } = await run(start, [], env as never)
  expect([code, out.startsWith('设置')]).toEqual([2, true])
  expect(out + err).toContain(sentence)
})

test('a word that start does not know is refused; --help says what can be set', async () => {
  expect(await run(start, ['now'], {})).toMatchObject({ code: 2, err: expect.stringContaining('start 不认识“now”') })
  expect(await run(start, ['--help'], {})).toMatchObject({ code: 0, out: expect.stringContaining('SANSHENG_FIRST_PASSWORD') })
})

test('a database that cannot be reached and a folder that cannot be made are said in a sentence', async () => {
  const away = await run(start, [], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', SANSHENG_HOME: newFolder().home })
  expect(away).toMatchObject({ code: 1, out: expect.stringMatching(/^没有启动成功：连不上数据库.*请检查 DATABASE_URL/) })
  const denied = await run(start, [], { SANSHENG_HOME: '/dev/null/data' })
  expect(denied).toMatchObject({ code: 1, out: expect.stringMatching(/^没有启动成功：建不成数据目录.*请把 SANSHENG_HOME/) })
})

test('a port that is taken is said so, and the process ends with 1', async () => {
  const taken = createServer()
  await new Promise<void>(done => taken.listen(0, '127.0.0.1', done))
  const { port } = taken.address() as { port: number }
  const { ended } = runCommand(['start'], { PORT: String(port), DATABASE_URL: urlOf(untouched), SANSHENG_HOME: newFolder().home })
  const { code, said } = await ended
  taken.close()
  expect([code, said]).toEqual([
    1,
    `没有启动成功：端口 ${port} 已被占用。换一个端口，例如 PORT=${port + 1}，或者先停掉占用它的程序。\n`,
  ])
  // nobody was made whose password was never shown
  expect((await untouched.pool.query('select 1 from persons')).rowCount).toBe(0)
})

test('SANSHENG_FIRST_PASSWORD is the password of admin and is not printed; a weak one is refused with what to do', async () => {
  const env = { DATABASE_URL: urlOf(database), SANSHENG_HOME: newFolder().home }
  const weak = await run(start, [], { ...env, PORT: '0', SANSHENG_FIRST_PASSWORD: 'password123' })
  expect([weak.code, weak.out.includes('这个密码太常见'), weak.out.includes('password123')]).toEqual([1, true, false])
  const server = await startServer({ ...env, SANSHENG_FIRST_PASSWORD: 'kettle-drum-42' })
  expect((await signIn(server.address, 'kettle-drum-42')).status).toBe(200)
  server.child.kill('SIGINT')
  const { code, said } = await server.ended
  expect([code, said.includes('kettle-drum-42')]).toEqual([0, false])
})

test('the first start shows a password once; it tells how it is; SIGTERM stops it and its database; the second start shows none', async () => {
  const folder = newFolder()
  const server = await startServer({ SANSHENG_HOME: folder.home })
  const password = /首次登录：工号 admin，密码 (\S+)（只显示这一次/.exec(server.said())?.[1]
  expect(password).toBeDefined()
  const me = await signIn(server.address, password!)
  expect(await me.json()).toMatchObject({ person: { staffNumber: 'admin' }, mustChangePassword: true })
  const ask = async (path: string) => {
    const reply = await fetch(`${server.address}${path}`)
    return [reply.status, await reply.text()]
  }
  expect(await ask('/healthz')).toEqual([200, '{"ok":true}'])
  expect(await ask('/readyz')).toEqual([200, '{"ready":true}'])
  const [status, metrics] = await ask('/metrics')
  expect(status).toBe(200)
  for (const name of [
    'sansheng_timer_lateness_seconds',
    'sansheng_request_seconds',
    'sansheng_streams_open',
    'sansheng_bugs_total',
  ])
    expect(metrics).toContain(`# HELP ${name} `)
  expect(metrics).not.toContain('admin')

  const postmaster = folder.postmaster()!
  expect(processMark(postmaster)).toBeDefined()
  server.child.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 0, signal: null })
  expect(processMark(postmaster)).toBeUndefined()

  const second = await startServer({ SANSHENG_HOME: folder.home })
  expect((await signIn(second.address, password!)).status).toBe(200)
  second.child.kill('SIGTERM')
  expect((await second.ended).said).toMatch(/^三声已启动：\S+\n$/)
})

test('whose DATABASE_URL is that of the owner of the tables is told; with DATABASE_ADMIN_URL the system works as another', async () => {
  const env = { DATABASE_URL: urlOf(parted), SANSHENG_HOME: newFolder().home }
  const alone = await run(start, [], { DATABASE_ADMIN_URL: urlOf(parted) })
  expect([alone.code, alone.out]).toEqual([2, expect.stringContaining('要和 DATABASE_URL 一起写')])
  const asOwner = await startServer(env)
  expect(asOwner.said()).toContain('DATABASE_URL 的用户就是表的所有者')
  asOwner.child.kill('SIGTERM')
  await asOwner.ended

  const apart = await startServer({ ...env, DATABASE_URL: urlOf(parted, appRole), DATABASE_ADMIN_URL: urlOf(parted) })
  expect(apart.said()).not.toContain('所有者')
  const { rows } = await parted.pool.query(
    `select distinct usename from pg_stat_activity where datname = current_database() and usename <> 'sansheng'`,
  )
  expect(rows).toEqual([{ usename: appRole }])
  apart.child.kill('SIGTERM')
  expect(await apart.ended).toMatchObject({ code: 0 })
})

test('with a certificate it serves HTTPS, and a certificate that cannot be read stops the start', async () => {
  const pem = (name: string) => fileURLToPath(new URL(`../platform/testing/tls/first.${name}.pem`, import.meta.url))
  const at = { DATABASE_URL: urlOf(secured), SANSHENG_HOME: newFolder().home, SANSHENG_TLS_CERT: pem('cert') }
  const missing = await run(start, [], { ...at, SANSHENG_TLS_KEY: '/no/key.pem' })
  expect(missing).toMatchObject({ code: 1, out: expect.stringContaining('读不了 SANSHENG_TLS_KEY 的文件 /no/key.pem') })
  const server = await startServer({ ...at, SANSHENG_TLS_KEY: pem('key') })
  expect(server.address).toMatch(/^https:/)
  const status = await new Promise((done, failed) => {
    get(`${server.address}/healthz`, { rejectUnauthorized: false }, reply => done(reply.resume().statusCode)).on('error', failed)
  })
  expect(status).toBe(200)
  server.child.kill('SIGTERM')
  expect((await server.ended).code).toBe(0)
})

test('verify says that a good ledger is good, and what is wrong with one that was tampered with', async () => {
  const folder = newFolder()
  const server = await startServer({ SANSHENG_HOME: folder.home, SANSHENG_FIRST_PASSWORD: 'three-rings-2026' })
  await signIn(server.address, 'three-rings-2026')
  server.child.kill('SIGTERM')
  await server.ended
  const env = { SANSHENG_HOME: folder.home }
  expect(await run(verify, [], env)).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^个案 \d+，事件 \d+，封存 \d+ 次。\n封存公钥：ed25519:[\w-]{43}\n最后一次封存之后还有 \d+ 个事件，它们只有事件链保护。\n台账完好。\n$/,
    ),
  })
  const good = await run(verify, ['--json'], env)
  expect([good.code, JSON.parse(good.out)]).toMatchObject([0, { ok: true, broken: [] }])

  const embedded = await startEmbeddedPostgres({ home: folder.home })
  const client = new pg.Client({ ...embedded.connection, options: '-c search_path=sansheng' })
  await client.connect()
  await client.query('alter table events disable trigger events_only_grow')
  await client.query(`update events set detail = '{"source":"forged"}' where seq = 1`)
  await client.end()
  await embedded.stop()

  const bad = await run(verify, [], env)
  expect(bad).toMatchObject({ code: 1, err: '' })
  expect(bad.out).toContain(' 事件 1：写入以后被改动\n')
  expect(bad.out.endsWith('台账被改动或有缺失。\n')).toBe(true)
  const told = JSON.parse((await run(verify, ['--json'], env)).out)
  expect(told).toMatchObject({ ok: false, broken: [{ seq: 1, reason: 'changed' }] })
})

test('verify refuses words and folders that it cannot use, and makes no database of its own', async () => {
  expect(await run(verify, ['--quick'], {})).toMatchObject({ code: 2, err: expect.stringContaining('不认识“--quick”') })
  expect(await run(verify, ['--case', 'x'], {})).toMatchObject({ code: 2 })
  expect(await run(verify, ['--help'], {})).toMatchObject({ code: 0, out: expect.stringContaining('用法：sansheng verify') })
  const empty = newFolder()
  expect(await run(verify, [], { SANSHENG_HOME: empty.home })).toMatchObject({
    code: 2,
    err: expect.stringContaining('里没有三声的数据'),
  })
  expect(empty.postmaster()).toBeUndefined()
  expect(await run(verify, [], { PORT: 'x' })).toMatchObject({ code: 2, err: expect.stringContaining('设置 PORT 有误') })
})
