/** Processes of one measurement: each is its own, so that nobody measures himself. */
import { type ChildProcess, fork, type Serializable } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

/** Starts a module of this folder and gives its first message. */
export async function startHelper<T>(module: string, needs: Serializable): Promise<{ child: ChildProcess; first: T }> {
  return begin(module, fork(fileURLToPath(new URL(module, import.meta.url)), [], { execArgv: ['--import', 'tsx'] }), needs)
}

/** The same, built as the product is: tsx gives every function its name at run time, which costs `observe` a third of its speed. */
export async function startBuilt<T>(module: string, needs: Serializable): Promise<{ child: ChildProcess; first: T }> {
  const outfile = fileURLToPath(new URL(`../dist/bench/${module.replace('.ts', '.mjs')}`, import.meta.url))
  const entry = fileURLToPath(new URL(module, import.meta.url))
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    plugins: [packagesOutside],
    logLevel: 'warning',
  })
  return begin(module, fork(outfile, [], { execArgv: [] }), needs)
}

/** Packages of npm stay outside; our own workspaces come in, because Node.js does not run their sources. */
const packagesOutside: Plugin = {
  name: 'packages-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return
      if (!path.startsWith('@sansheng/')) return { path, external: true }
      const place = new URL(`../${path.slice('@sansheng/'.length)}`, import.meta.url)
      return { path: fileURLToPath(place) + (path.endsWith('.ts') ? '' : '/index.ts') }
    })
  },
}

async function begin<T>(module: string, child: ChildProcess, needs: Serializable): Promise<{ child: ChildProcess; first: T }> {
  child.send(needs)
  const first = await new Promise<T>((done, fail) => {
    child.once('message', message => done(message as T))
    child.once('exit', code => fail(new Error(`${module} ended with ${code}`)))
  })
  return { child, first }
}

/** Ends a process that we started and waits until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(done => child.once('exit', done))
  child.kill(signal)
  await gone
}

/** Resident megabytes of a process (Linux). */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

/** Seconds of processor time that a process and its children, gone ones too, have taken so far, in user and kernel (Linux, 100 ticks a second). */
export function processorSeconds(pid: number): number {
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = statOf(Number(name))
    if (!stat || (Number(name) !== pid && stat.parent !== pid)) continue
    ticks += stat.ticks + (Number(name) === pid ? stat.ofGone : 0)
  }
  return ticks / 100
}

function statOf(pid: number): { parent: number; ticks: number; ofGone: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    const sum = (at: number) => Number(fields[at]) + Number(fields[at + 1])
    return { parent: Number(fields[1]), ticks: sum(11), ofGone: sum(13) }
  } catch {
    return null
  }
}
