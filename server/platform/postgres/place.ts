import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { openFolder } from './binaries.ts'
import { type ChildUser, canUse, childUser } from './child-user.ts'
import { readPostmaster } from './postmaster.ts'

/** Where root puts what the database user must reach when it cannot reach the data folder. */
export const sharedFolder = '/var/lib/sansheng'

/** Where one data folder's database lies. `base` holds the cluster, the run folder and the log. */
export type Place = { base: string; cluster: string; user: ChildUser; made: boolean }

/** Finds the place of an existing cluster, or chooses one that the child's user can reach. Run it under the lock. */
export function placeOf(home: string): Place {
  const pointer = join(home, 'postgres.location')
  const base = existsSync(pointer) ? followed(home, pointer) : home
  const cluster = join(base, 'postgres')
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const user = childUser(cluster)
    if (!canUse(user, join(cluster, 'PG_VERSION'), 'r')) {
      throw new Error(
        `${cluster} 里的数据库属于用户 ${user.name}，他现在进不了这个目录。请放开上层目录的进入权限，或者换能进入的用户启动。`,
      )
    }
    return { base, cluster, user, made: true }
  }
  const user = childUser(undefined)
  const chosen = 'uid' in user.as && !reachable(base, user) ? elsewhere(home) : base
  return { base: chosen, cluster: join(chosen, 'postgres'), user, made: false }
}

/** Tells the data folder where its database is, once it is there. */
export function rememberPlace(home: string, place: Place) {
  if (place.base === home) return
  writeFileSync(join(place.base, 'home'), `${home}\n`)
  writeFileSync(join(home, 'postgres.location.new'), `${place.base}\n`)
  renameSync(join(home, 'postgres.location.new'), join(home, 'postgres.location'))
}

/** Makes a folder that only the child's user (and root) may enter. */
export function privateFolder(path: string, user: ChildUser): string {
  mkdirSync(path, { mode: 0o700, recursive: true })
  own(path, user)
  return path
}

/**
 * The folder of the socket: below the base if the system's limit of 107 bytes allows, else a fresh one in /tmp, which
 * `postmaster.pid` remembers for those who come later.
 */
export function runFolder(place: Place): string {
  const near = join(place.base, 'run')
  if (Buffer.byteLength(join(near, '.s.PGSQL.5432')) <= 103) return privateFolder(near, place.user)
  // who connected before the child died looks for it where it was
  const before = readPostmaster(place.cluster)?.socketFolder ?? ''
  if (isFar(before) && ownedBy(before, place.user)) return before
  const far = mkdtempSync('/tmp/sansheng-')
  own(far, place.user)
  return far
}

/** Removes a run folder that `runFolder` made outside the data folder. */
export function dropRunFolder(folder: string) {
  if (isFar(folder)) rmSync(folder, { recursive: true, force: true })
}

function isFar(folder: string): boolean {
  return /^\/tmp\/sansheng-[^/]+$/.test(folder)
}

function ownedBy(folder: string, user: ChildUser): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true && found.uid === (user.as.uid ?? process.getuid!())
}

function own(path: string, user: ChildUser) {
  if ('uid' in user.as) chownSync(path, user.as.uid!, user.as.gid!)
}

function reachable(base: string, user: ChildUser): boolean {
  const trial = mkdtempSync(join(base, '.reach-'))
  try {
    own(trial, user)
    return canUse(user, trial, 'w')
  } finally {
    rmdirSync(trial)
  }
}

function elsewhere(home: string): string {
  try {
    openFolder(sharedFolder)
    const name = createHash('sha256').update(home).digest('hex').slice(0, 12)
    const base = mkdtempSync(join(sharedFolder, `${name}-`))
    // mkdtemp gives 0700, and the child must pass through to what is its own
    chmodSync(base, 0o711)
    return base
  } catch (error) {
    throw new Error(
      `数据库用户进不了 ${home}，${sharedFolder} 又不能写（${(error as Error).message}）。请换一个 SANSHENG_HOME，或者设置 DATABASE_URL。`,
    )
  }
}

function followed(home: string, pointer: string): string {
  const base = readFileSync(pointer, 'utf8').trim()
  if (!existsSync(join(base, 'postgres', 'PG_VERSION'))) {
    throw new Error(`${pointer} 说数据库在 ${base}，那里却没有。请恢复那个目录；只有想从空的开始，才删除 ${pointer}。`)
  }
  const before = readFileSync(join(base, 'home'), 'utf8').trim()
  if (before !== home && pointerOf(before) === base) {
    throw new Error(`${home} 是 ${before} 的副本，两个都指向 ${base} 里的同一个数据库。请去掉其中一个，或者改用备份和恢复。`)
  }
  if (before !== home) writeFileSync(join(base, 'home'), `${home}\n`)
  return base
}

function pointerOf(home: string): string | undefined {
  try {
    return readFileSync(join(home, 'postgres.location'), 'utf8').trim()
  } catch {
    return undefined
  }
}
