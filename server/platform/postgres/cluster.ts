import { execFile, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { appRole } from '../app-role.ts'
import { type Binaries, binariesFor } from './binaries.ts'
import type { ChildUser } from './child-user.ts'
import { dropRunFolder, type Place, placeOf, privateFolder, rememberPlace, runFolder, sharedFolder } from './place.ts'
import { isPostmasterOf, isWorkedIn, readPostmaster } from './postmaster.ts'
import { until } from './until.ts'

/** A PostgreSQL that takes connections. */
export type Running = { pid: number; cluster: string; socketFolder: string; adopted: boolean }

/** Makes the cluster if there is none, and starts it if it does not run. Run it under the lock of the data folder. */
export async function openCluster(home: string, careless: boolean): Promise<Running> {
  const place = placeOf(home)
  const binaries = await binariesFor(place.user, 'uid' in place.user.as ? sharedFolder : home)
  if (!place.made) {
    await initialise(place, binaries, careless)
    rememberPlace(home, place)
  }
  checkMajor(place.cluster, binaries.major)
  return (await adopt(place)) ?? (await start(place, binaries, careless))
}

/** Ends the child without losing anything, and waits until it is gone. */
export async function stopCluster({ pid, cluster, socketFolder }: Running) {
  const gone = () => (isPostmasterOf(cluster, pid) ? undefined : true)
  signal(pid, cluster, 'SIGINT')
  if (!(await until(gone, 60_000))) {
    signal(pid, cluster, 'SIGQUIT')
    await until(gone, 10_000)
  }
  dropRunFolder(socketFolder)
}

function signal(pid: number, cluster: string, name: 'SIGINT' | 'SIGQUIT') {
  if (isPostmasterOf(cluster, pid)) process.kill(pid, name)
}

async function adopt({ cluster, user }: Place): Promise<Running | undefined> {
  const found = readPostmaster(cluster)
  if (!found) return undefined
  if (isPostmasterOf(cluster, found.pid)) {
    allowUsers(cluster, user)
    const state = await until(() => settled(cluster, found.pid), 300_000)
    if (state === 'ready') return { pid: found.pid, cluster, socketFolder: readPostmaster(cluster)!.socketFolder, adopted: true }
    if (state !== 'gone')
      throw new Error(`${cluster} 的数据库进程 ${found.pid} 既没有启动好，也没有结束。请看日志 ${logOf(cluster)}。`)
  }
  return undefined
}

/** The end of starting, stopping or recovering; undefined while it goes on. */
function settled(cluster: string, pid: number): 'ready' | 'gone' | undefined {
  if (!isPostmasterOf(cluster, pid)) return 'gone'
  return readPostmaster(cluster)?.status === 'ready' ? 'ready' : undefined
}

async function initialise(place: Place, { initdb }: Binaries, careless: boolean) {
  for (const half of readdirSync(place.base).filter(name => name.startsWith('postgres.half-'))) {
    rmSync(join(place.base, half), { recursive: true, force: true })
  }
  // made aside and renamed, so that a cluster is there whole or not at all
  const half = privateFolder(join(place.base, `postgres.half-${process.pid}`), place.user)
  const settings = ['timezone=UTC', 'log_timezone=UTC', 'max_connections=200', 'log_line_prefix=%m [%p] ']
  const args = ['-D', half, '-U', 'sansheng', '-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  args.push('--auth-local=peer', '--auth-host=reject', ...settings.flatMap(setting => ['-c', setting]))
  if (careless) args.push('--no-sync')
  try {
    await promisify(execFile)(initdb, args, { ...place.user.as, cwd: '/', env: childEnvironment() })
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    throw new Error(`PostgreSQL 建不成数据库目录 ${place.cluster}：${(error as { stderr?: string }).stderr?.trim() || error}`)
  }
  writeFileSync(
    join(half, 'pg_hba.conf'),
    '# Only through the socket, and only the system users that pg_ident.conf names.\nlocal all all peer map=sansheng\n',
  )
  renameSync(half, place.cluster)
}

function checkMajor(cluster: string, ours: number) {
  const theirs = Number.parseInt(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), 10)
  if (theirs === ours) return
  throw new Error(
    `${cluster} 里的数据库由 PostgreSQL ${theirs} 建立，这个版本的三声自带的是 PostgreSQL ${ours}。请用原来的三声启动并备份，再恢复到这里。`,
  )
}

async function start(place: Place, { postgres }: Binaries, careless: boolean): Promise<Running> {
  const { cluster, user } = place
  allowUsers(cluster, user)
  const socketFolder = runFolder(place)
  await forgetDead(cluster, socketFolder)
  const settings = [
    'listen_addresses=',
    'port=5432',
    `unix_socket_directories=${quoted(socketFolder)}`,
    'unix_socket_permissions=0700',
    // errors repeat the values that were refused, names and numbers among them; our own log tells of them without
    'log_min_messages=log',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
  ]
  if (careless) settings.push('fsync=off', 'full_page_writes=off', 'autovacuum=off')
  const args = ['-D', cluster, ...settings.flatMap(setting => ['-c', setting])]
  const end = performance.now() + 60_000
  for (;;) {
    const pid = await launch(postgres, args, user, cluster)
    if (pid !== undefined) return { pid, cluster, socketFolder, adopted: false }
    const logTail = tail(logOf(cluster))
    // the backends of a killed parent still hold its memory until they notice
    if (logTail.includes('pre-existing shared memory block') && performance.now() < end) {
      await pause(50)
      continue
    }
    dropRunFolder(socketFolder)
    throw new Error(`PostgreSQL 没能在 ${cluster} 上启动。它最后说的话（${logOf(cluster)}）：\n${logTail}`)
  }
}

/**
 * PostgreSQL takes any live process with its predecessor's number, and a dead one that nobody has waited for, to be that
 * predecessor. We know that it is gone, and say so by putting our own number: that of a parent it does not ask about. The
 * rest of the file stays, because by it PostgreSQL finds orphans that still write. A file that says nothing, as a full disk or a power cut leaves
 * it, would stop every start: it goes once no process works in the folder any more.
 */
async function forgetDead(cluster: string, socketFolder: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  if (existsSync(file)) {
    const text = readFileSync(file, 'utf8')
    if (/^-?\d+\n/.test(text)) writeFileSync(file, text.replace(/^-?\d+/, String(process.pid)))
    else {
      if (!(await until(() => (isWorkedIn(cluster) ? undefined : true), 60_000)))
        throw new Error(`${cluster} 里还有数据库进程在运行，而 postmaster.pid 是空的或坏的。请先结束这些进程，再启动。`)
      rmSync(file)
    }
  }
  for (const left of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(socketFolder, left), { force: true })
}

/** Starts the child in a session of its own, so that Ctrl+C reaches us and not it; undefined if it ended before it was ready. */
async function launch(postgres: string, args: string[], user: ChildUser, cluster: string): Promise<number | undefined> {
  const log = openLog(logOf(cluster))
  const child = spawn(postgres, args, {
    ...user.as,
    cwd: '/',
    env: childEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  child.unref()
  const ready = await until(
    () => {
      if (ended) return false
      const found = readPostmaster(cluster)
      return found?.pid === child.pid && found?.status === 'ready' ? true : undefined
    },
    600_000,
    5,
  )
  return ready ? child.pid : undefined
}

/** Lets root and the owner in: a data folder may have been started by one and is now used by the other. */
function allowUsers(cluster: string, user: ChildUser) {
  const names = [...new Set([user.name, 'root'])]
  const text = names.flatMap(name => ['sansheng', appRole].map(role => `sansheng "${name}" ${role}\n`)).join('')
  const file = join(cluster, 'pg_ident.conf')
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
}

function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH } = process.env
  return { PATH, ...(LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH }), LC_ALL: 'C', TZ: 'UTC' } as NodeJS.ProcessEnv
}

function logOf(cluster: string): string {
  return `${cluster}.log`
}

function openLog(file: string): number {
  if (existsSync(file)) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n')
}

/** A folder name inside a setting that is a list of names. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
