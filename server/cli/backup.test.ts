import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { dataFolder, startServer } from '../platform/testing/server.ts'
import { backup } from './backup.ts'
import type { Command } from './io.ts'
import { restore } from './restore.ts'
import { printedBy } from './testing/printed.ts'

const [folder, other] = [dataFolder(), dataFolder()]
const files = mkdtempSync(join(tmpdir(), 'sansheng-backups-'))
const passphraseFile = join(files, 'passphrase')
writeFileSync(passphraseFile, '三声备份口令 2026 十一月\n')
afterAll(() => {
  folder.remove()
  other.remove()
  rmSync(files, { recursive: true, force: true })
})
const run = (command: Command, argv: string[], home: string) =>
  printedBy(io => command(argv, io), { env: { SANSHENG_HOME: home } })
const signIn = (address: string) =>
  fetch(`${address}/api/people/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffNumber: 'admin', password: 'kettle-drum-42' }),
  })
const secretly = ['--passphrase-file', passphraseFile]

test('a running system is backed up, the backup is drilled, restored elsewhere, and people sign in there', async () => {
  const env = { SANSHENG_HOME: folder.home, SANSHENG_FIRST_PASSWORD: 'kettle-drum-42' }
  const server = await startServer(env)
  expect((await signIn(server.address)).status).toBe(200)
  const made = await run(backup, [files, ...secretly], folder.home)
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^已备份到 .*：\d+ 张表，\d+ 行，事件 [1-9]\d*。\n/) })
  const file = /^已备份到 (.*)：\d+ 张表/.exec(made.out)![1]!
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect((await run(backup, [file, ...secretly], folder.home)).err).toContain('已经有了')

  const drilled = await run(backup, ['drill', file, ...secretly], folder.home)
  expect(drilled).toMatchObject({ code: 0, out: expect.stringContaining('演练通过') })
  server.child.kill('SIGTERM')
  await server.ended

  const restored = await run(restore, [file, ...secretly], other.home)
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('已恢复，台账完好。') })
  expect(readFileSync(join(other.home, 'seal-key.pem'), 'utf8')).toBe(readFileSync(join(folder.home, 'seal-key.pem'), 'utf8'))
  expect((await run(restore, [file, ...secretly], other.home)).err).toContain('里已经有东西')
  const again = await startServer({ SANSHENG_HOME: other.home })
  expect(again.said()).not.toContain('首次登录')
  expect((await signIn(again.address)).status).toBe(200)
  again.child.kill('SIGTERM')
  expect(await again.ended).toMatchObject({ code: 0 })
})

test('a drill finds a backup of a ledger that was changed', async () => {
  const forged = dataFolder()
  const server = await startServer({ SANSHENG_HOME: forged.home, SANSHENG_FIRST_PASSWORD: 'kettle-drum-42' })
  expect((await signIn(server.address)).status).toBe(200)
  server.child.kill('SIGTERM')
  await server.ended
  const embedded = await startEmbeddedPostgres({ home: forged.home })
  const client = new pg.Client({ ...embedded.connection, options: '-c search_path=sansheng' })
  await client.connect()
  await client.query('alter table events disable trigger events_only_grow')
  await client.query(`update events set detail = '{"source":"forged"}' where seq = 1`)
  await client.end()
  await embedded.stop()
  const file = join(files, 'forged.backup')
  expect((await run(backup, [file], forged.home)).out).toContain('没有加密，封存私钥不在里面')
  const drilled = await run(backup, ['drill', file], forged.home)
  expect(drilled).toMatchObject({ code: 1, out: expect.stringContaining('写入以后被改动') })
  expect(drilled.out.endsWith('演练没有通过。\n')).toBe(true)
  forged.remove()
})

test('wrong words, a short passphrase and files that are none are said', async () => {
  expect(await run(backup, [], folder.home)).toMatchObject({ code: 2, err: expect.stringContaining('请给出一个文件') })
  expect((await run(backup, ['--help'], folder.home)).out).toContain('用法：sansheng backup')
  expect((await run(restore, ['--help'], folder.home)).out).toContain('用法：sansheng restore')
  const short = join(files, 'short')
  writeFileSync(short, '12345\n')
  expect((await run(backup, [join(files, 'x'), '--passphrase-file', short], folder.home)).err).toContain('口令太短')
  const empty = dataFolder()
  expect((await run(restore, [join(files, 'none')], empty.home)).err).toContain('没有文件')
  expect(await run(restore, [passphraseFile], empty.home)).toMatchObject({ code: 2, err: expect.stringContaining('不完整') })
  empty.remove()
})
