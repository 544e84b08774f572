import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type EmbeddedPostgres, type SocketConnection, startEmbeddedPostgres } from './embedded-postgres.ts'
import { binariesFor } from './postgres/binaries.ts'
import { type ChildUser, canUse, childUser } from './postgres/child-user.ts'
import { isPostmasterOf, readPostmaster } from './postgres/postmaster.ts'
import { until } from './postgres/until.ts'

const isRoot = process.getuid!() === 0
const parentScript = fileURLToPath(new URL('./testing/parent.ts', import.meta.url))
const loader = import.meta.resolve('tsx')

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

function folder(mode = 0o711): string {
  const path = mkdtempSync(join(tmpdir(), 'sansheng-home-'))
  chmodSync(path, mode)
  endings.push(() => rmSync(path, { recursive: true, force: true }))
  return path
}

async function start(home: string): Promise<EmbeddedPostgres> {
  const embedded = await startEmbeddedPostgres({ home, careless: true })
  const base = baseOf(home)
  if (base !== home) endings.push(() => rmSync(base, { recursive: true, force: true }))
  endings.push(() => embedded.stop())
  return embedded
}

/** Another process that starts the database of the folder; as another user if told. */
async function parent(
  home: string,
  as: ChildUser['as'] = {},
): Promise<{ child: ChildProcess; connection: SocketConnection; adopted: boolean }> {
  const child = spawn(process.execPath, ['--import', loader, parentScript, home], {
    ...as,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  endings.push(async () => {
    child.stdin!.end()
    await gone
  })
  const [line] = await Promise.race([once(child.stdout!, 'data'), gone.then(() => ['{}'])])
  return { child, ...JSON.parse(String(line)) }
}

function baseOf(home: string): string {
  const pointer = join(home, 'postgres.location')
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : home
}

const clusterOf = (home: string) => join(baseOf(home), 'postgres')
const pidOf = (home: string) => readPostmaster(clusterOf(home))!.pid

function runs(home: string): boolean {
  const found = readPostmaster(clusterOf(home))
  return found !== undefined && isPostmasterOf(clusterOf(home), found.pid)
}

async function kill(process_: number, isGone: () => boolean) {
  process.kill(process_, 'SIGKILL')
  expect(await until(() => isGone() || undefined, 60_000)).toBe(true)
}

async function ask(connection: SocketConnection, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    let rows: unknown[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

const keep = ['create table kept (word text)', `insert into kept values ('三声')`]

test('the first start makes a database that only the socket reaches; the second start finds what was kept', async () => {
  const home = folder()
  const first = await start(home)
  await ask(first.connection, ...keep)
  expect(
    await ask(
      first.connection,
      `select current_setting('listen_addresses') as tcp, current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone, current_database() as name`,
    ),
  ).toEqual([{ tcp: '', encoding: 'UTF8', zone: 'UTC', name: 'sansheng' }])
  expect([join(home, 'postgres'), join(home, 'run')].map(path => statSync(path).mode & 0o777)).toEqual([0o700, 0o700])
  if (isRoot) expect(statSync(join(home, 'postgres')).uid).not.toBe(0)
  await first.stop()
  expect(runs(home)).toBe(false)

  const second = await start(home)
  expect(second.adopted).toBe(false)
  expect(await ask(second.connection, 'select word from kept')).toEqual([{ word: '三声' }])
})

test('a killed parent leaves its child running, and the next start joins it', async () => {
  const home = folder()
  const first = await parent(home)
  await ask(first.connection, ...keep)
  const pid = pidOf(home)
  const exit = once(first.child, 'exit')
  first.child.kill('SIGKILL')
  await exit
  const second = await start(home)
  expect({ adopted: second.adopted, pid: pidOf(home) }).toEqual({ adopted: true, pid })
  expect(await ask(second.connection, 'select word from kept')).toEqual([{ word: '三声' }])
  await second.stop()
  expect(runs(home)).toBe(false)
})

test('a child that is killed is started again, and keeps what it had acknowledged', async () => {
  const home = folder()
  const embedded = await start(home)
  await ask(embedded.connection, ...keep)
  const pid = pidOf(home)
  await kill(pid, () => !isPostmasterOf(clusterOf(home), pid))
  const rows = await until(() => ask(embedded.connection, 'select word from kept').catch(() => undefined), 60_000)
  expect(rows).toEqual([{ word: '三声' }])
  expect(pidOf(home)).not.toBe(pid)
})

test('parent and child killed together leave a folder that the next start recovers', async () => {
  const home = folder()
  const first = await parent(home)
  await ask(first.connection, ...keep)
  const pid = pidOf(home)
  const exit = once(first.child, 'exit')
  first.child.kill('SIGKILL')
  await exit
  await kill(pid, () => !isPostmasterOf(clusterOf(home), pid))
  const second = await start(home)
  expect(second.adopted).toBe(false)
  expect(await ask(second.connection, 'select word from kept')).toEqual([{ word: '三声' }])
})

test('a process that got the number of a dead database is not taken for it, nor for the holder of a lock', async () => {
  const home = folder()
  const first = await start(home)
  const before = readFileSync(join(clusterOf(home), 'postmaster.pid'), 'utf8')
  await first.stop()
  writeFileSync(join(clusterOf(home), 'postmaster.pid'), before.replace(/^\d+/, String(process.pid)))
  chmodSync(join(clusterOf(home), 'postmaster.pid'), 0o644)
  writeFileSync(join(home, 'postgres.lock'), `${process.pid} 1 0123456789ab`)
  expect((await start(home)).adopted).toBe(false)
})

test.each([
  ['empty', ''],
  ['broken', '\0\0\0'],
])('lock files that are %s do not stop a start', async (_, content) => {
  const home = folder()
  const first = await start(home)
  await ask(first.connection, ...keep)
  await first.stop()
  writeFileSync(join(home, 'postgres.lock'), content)
  writeFileSync(join(clusterOf(home), 'postmaster.pid'), content)
  mkdirSync(join(baseOf(home), 'run'), { recursive: true })
  writeFileSync(join(baseOf(home), 'run', '.s.PGSQL.5432.lock'), content)
  const second = await start(home)
  expect(await ask(second.connection, 'select word from kept')).toEqual([{ word: '三声' }])
})

test('two that start at once share one child, which ends with the last of them', async () => {
  const home = folder()
  const [one, other] = await Promise.all([start(home), parent(home)])
  expect([one.adopted, other.adopted].sort()).toEqual([false, true])
  expect(await ask(one.connection, 'select pg_postmaster_start_time() as at')).toEqual(
    await ask(other.connection, 'select pg_postmaster_start_time() as at'),
  )
  await one.stop()
  expect(runs(home)).toBe(true)
  const exit = once(other.child, 'exit')
  other.child.stdin!.end()
  await exit
  expect(runs(home)).toBe(false)
})

test('a private data folder works, and its permissions stay as they were', async () => {
  const outer = folder(0o700)
  const home = join(outer, 'data')
  mkdirSync(home)
  const first = await start(home)
  await ask(first.connection, ...keep)
  await first.stop()
  expect(statSync(outer).mode & 0o777).toBe(0o700)
  expect(baseOf(home).startsWith('/var/lib/sansheng/')).toBe(isRoot)

  const moved = join(outer, 'moved')
  if (isRoot) {
    cpSync(home, moved, { recursive: true })
    await expect(startEmbeddedPostgres({ home: moved })).rejects.toThrow('的副本')
    rmSync(moved, { recursive: true })
  }
  execFileSync('mv', [home, moved])
  const second = await start(moved)
  expect(await ask(second.connection, 'select word from kept')).toEqual([{ word: '三声' }])
  await second.stop()
  execFileSync('mv', [moved, home])
})

test('a data folder with a long name, blanks and quotes works, also after a kill', async () => {
  const home = join(folder(), 'ein "langer" Name, 一个很长的名字 '.repeat(3), 'data')
  const first = await start(home)
  await ask(first.connection, ...keep)
  const pid = pidOf(home)
  await kill(pid, () => !isPostmasterOf(clusterOf(home), pid))
  const rows = await until(() => ask(first.connection, 'select word from kept').catch(() => undefined), 60_000)
  expect(rows).toEqual([{ word: '三声' }])
  await first.stop()
  expect(existsSync(join(first.connection.host, '.s.PGSQL.5432'))).toBe(false)
  if (baseOf(home) === home) expect(existsSync(first.connection.host)).toBe(false)
})

test('a database of another major version is refused with a sentence and left alone', async () => {
  const home = folder()
  await (await start(home)).stop()
  writeFileSync(join(clusterOf(home), 'PG_VERSION'), '19\n')
  await expect(startEmbeddedPostgres({ home })).rejects.toThrow('由 PostgreSQL 19 建立，这个版本的三声自带的是 PostgreSQL 18')
  expect(readFileSync(join(clusterOf(home), 'PG_VERSION'), 'utf8')).toBe('19\n')
})

test('a data folder that cannot be made says so and names the setting', async () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  await expect(startEmbeddedPostgres({ home: join(file, 'data') })).rejects.toThrow('SANSHENG_HOME')
})

test('an ordinary user runs it under his own name', async context => {
  const user: ChildUser = isRoot ? childUser(undefined) : { name: 'me', as: {} }
  const repository = dirname(parentScript)
  if (!canUse(user, parentScript, 'r') || !canUse(user, process.execPath, 'x')) {
    context.skip(`the user ${user.name} cannot enter ${repository}, so root cannot try this as him`)
  }
  const home = join(folder(0o777), 'data')
  const { connection } = await parent(home, user.as)
  expect(existsSync(join(connection.host, '.s.PGSQL.5432'))).toBe(true)
  const owner = isRoot ? user.as.uid : process.getuid!()
  expect([home, join(home, 'postgres')].map(path => statSync(path).uid)).toEqual([owner, owner])
})

test('programs that the user cannot reach, with links left out by the package manager, are copied and linked', async () => {
  const original = dirname(dirname(createPath('@embedded-postgres')))
  const hidden = folder(isRoot ? 0o700 : 0o711)
  const native = join(hidden, 'native')
  cpSync(join(original, 'native'), native, {
    recursive: true,
    filter: source => !source.endsWith('.a') && !/libpq\.so(\.5)?$/.test(source),
  })
  const user = childUser(undefined)
  const copies = folder()
  chmodSync(join(native, 'lib'), 0o500)
  const found = await binariesFor(user, copies, { folder: hidden, version: '18.4.0' })
  chmodSync(join(native, 'lib'), 0o755)
  expect(found.postgres).toBe(join(copies, 'postgresql-18.4.0', 'bin', 'postgres'))
  expect(existsSync(join(copies, 'postgresql-18.4.0', 'lib', 'libpq.so.5'))).toBe(true)
  expect(execFileSync(found.initdb, ['--version'], { ...user.as, cwd: '/', encoding: 'utf8' })).toContain('18')
})

function createPath(scope: string): string {
  return fileURLToPath(import.meta.resolve(`${scope}/${process.platform}-${process.arch}`))
}
