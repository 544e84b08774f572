import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { processMark } from './postmaster.ts'
import { until } from './until.ts'

/**
 * Runs `work` while no other process of this machine holds the same lock file. A lock whose process is gone is broken.
 * Only starting and stopping the database happen under it, so the wait is short.
 */
export async function locked<T>(file: string, work: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${processMark(process.pid)} ${randomBytes(6).toString('hex')}`
  const got = await until(() => tryLock(file, mine), 120_000, 20)
  if (!got) throw new Error(`另一个进程启动或停止数据库已经两分钟（${file}）。请先结束它，再启动。`)
  try {
    return await work()
  } finally {
    if (read(file) === mine) rmSync(file, { force: true })
  }
}

function tryLock(file: string, mine: string): true | undefined {
  // written aside and linked, so that nobody ever sees a lock without its owner
  const aside = `${file}.${mine.slice(-12)}`
  try {
    writeFileSync(aside, mine)
    linkSync(aside, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    breakIfDead(file, `${aside}.dead`)
    return undefined
  } finally {
    rmSync(aside, { force: true })
  }
}

function breakIfDead(file: string, aside: string) {
  const owner = read(file)
  if (owner === undefined || isAlive(owner)) return
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  // somebody else may have broken the dead lock first and taken a new one: give that back
  if (read(aside) !== owner) {
    try {
      linkSync(aside, file)
    } catch {}
  }
  rmSync(aside, { force: true })
}

/** A lock without an owner, as a full disk or a power cut leaves it, is nobody's: ours never stand there without one. */
function isAlive(content: string): boolean {
  const [pid, mark] = content.split(' ')
  return mark !== undefined && processMark(Number(pid)) === mark
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
