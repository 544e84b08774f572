/** The real server as a process of its own, from the sources, as a person starts it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isPostmasterOf, readPostmaster } from '../postgres/postmaster.ts'

const command = fileURLToPath(new URL('../../../bin/sansheng', import.meta.url))

export type Ended = { code: number | null; signal: string | null; said: string }
export type RunningServer = {
  address: string
  child: ChildProcess
  said(): string
  ended: Promise<Ended>
}

/** Runs the command line to its end, or as long as it likes. */
export function runCommand(
  argv: string[],
  env: Record<string, string>,
): { child: ChildProcess; said(): string; ended: Promise<Ended> } {
  const { PATH = '', HOME = '', LD_LIBRARY_PATH } = process.env
  const child = spawn(process.execPath, [command, ...argv], {
    cwd: tmpdir(),
    env: { PATH, HOME, ...(LD_LIBRARY_PATH ? { LD_LIBRARY_PATH } : {}), SANSHENG_DEV: '1', SANSHENG_LOG: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', piece => (text += piece))
  const ended = new Promise<Ended>(done => {
    child.once('close', (code, signal) => done({ code, signal, said: text }))
  })
  return { child, said: () => text, ended }
}

/** Starts on a free port and resolves when it says that it stands. */
export async function startServer(env: Record<string, string>): Promise<RunningServer> {
  const { child, said, ended } = runCommand(['start'], { PORT: '0', ...env })
  const address = await new Promise<string>((done, failed) => {
    child.stdout!.on('data', () => {
      const found = /三声已启动：(https?:\/\/\S+)\n/.exec(said())
      if (found) done(found[1]!)
    })
    void ended.then(({ code }) => failed(new Error(`It ended with ${code} and said: ${said()}`)))
  })
  return { address, child, said, ended }
}

/** A data folder that is taken away, with the database that may lie elsewhere, by `remove`. */
export function dataFolder(): { home: string; postmaster(): number | undefined; remove(): void } {
  const home = join(mkdtempSync(join(tmpdir(), 'sansheng-server-')), 'data')
  const base = () => {
    const pointer = join(home, 'postgres.location')
    return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : home
  }
  return {
    home,
    postmaster: () => readPostmaster(join(base(), 'postgres'))?.pid,
    remove() {
      // a server that a failing test left without its end leaves its database running
      const cluster = join(base(), 'postgres')
      const pid = readPostmaster(cluster)?.pid
      if (pid !== undefined && isPostmasterOf(cluster, pid)) process.kill(pid, 'SIGQUIT')
      for (const each of [base(), join(home, '..')]) rmSync(each, { recursive: true, force: true })
    },
  }
}
