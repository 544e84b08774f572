import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { userInfo } from 'node:os'

/** The user under which the database child runs; `as` is what `spawn` must be told, nothing when it is our own user. */
export type ChildUser = { name: string; as: { uid?: number; gid?: number } }

/**
 * PostgreSQL refuses to run as root, so root hands the child to an unprivileged user: the owner of a cluster that is
 * there already, else `postgres`, else `nobody`. Everybody else runs it as himself.
 */
export function childUser(existingCluster: string | undefined): ChildUser {
  const me = process.getuid!()
  const owner = existingCluster === undefined ? undefined : statSync(existingCluster).uid
  if (me !== 0) {
    if (owner !== undefined && owner !== me) {
      throw new Error(`${existingCluster} 里的数据库属于用户 ${nameOf(owner)}。请用这个用户或 root 启动三声。`)
    }
    return { name: ownName(me), as: {} }
  }
  if (owner !== undefined && owner !== 0) return fromId(nameOf(owner), owner)
  for (const name of ['postgres', 'nobody']) {
    const uid = id('-u', name)
    if (uid !== undefined && uid > 0) return fromId(name, uid)
  }
  throw new Error(
    '以 root 启动时，三声用 postgres 或 nobody 用户运行 PostgreSQL，这台机器上两个都没有。请建一个，或者换普通用户启动。',
  )
}

/** Whether that user can use a path in that way, asked of the system itself so that groups and access lists count. */
export function canUse(user: ChildUser, path: string, how: 'r' | 'w' | 'x'): boolean {
  return spawnSync('/bin/sh', ['-c', `test -${how} "$1"`, 'sh', path], { ...user.as, cwd: '/', stdio: 'ignore' }).status === 0
}

function fromId(name: string, uid: number): ChildUser {
  return { name, as: { uid, gid: id('-g', name) ?? uid } }
}

function nameOf(uid: number): string {
  try {
    return execFileSync('id', ['-un', String(uid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return String(uid)
  }
}

function ownName(uid: number): string {
  try {
    return userInfo().username
  } catch {
    throw new Error(`/etc/passwd 里没有用户编号 ${uid}，PostgreSQL 需要它。请补上，或者用 DATABASE_URL 指向自己的 PostgreSQL。`)
  }
}

function id(flag: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return answer.status === 0 ? Number(answer.stdout) : undefined
}
