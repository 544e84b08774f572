/** The product as people run it: the built bundle in a child process, on a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { end } from './process.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const adminPassword = 'bench-three-rings-2026'

export type Product = { child: ChildProcess; pid: number; port: number; firstAnswer: number; stop(): Promise<void> }

/** `nodeFlags`: for a profile; `folder`: another checkout. The build has to be there already. Milliseconds of `firstAnswer` count from before the process. */
type ProductNeeds = { home: string; port: number; nodeFlags?: string[]; folder?: string }
export async function startProduct({ home, port, nodeFlags = [], folder = root }: ProductNeeds): Promise<Product> {
  const begin = performance.now()
  const env = {
    ...process.env,
    SANSHENG_HOME: home,
    PORT: String(port),
    SANSHENG_FIRST_PASSWORD: adminPassword,
    SANSHENG_LOG: 'error',
  }
  const code = `import(${JSON.stringify(join(folder, 'dist/server/cli.js'))}).then(m => m.main(['start'], process)).then(code => { process.exitCode = code })`
  const child = spawn(process.execPath, [...nodeFlags, '-e', code], {
    cwd: folder,
    env: { ...env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // whatever happens to us, nothing of ours goes on running
  process.once('exit', () => child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', piece => {
    output += piece
  })
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`The product ended with ${child.exitCode}: ${output}`)
    await new Promise(done => setTimeout(done, 5))
  }
  const firstAnswer = performance.now() - begin
  // the first person is made after that
  while (!output.includes('三声已启动')) await new Promise(done => setTimeout(done, 5))
  return { child, pid: child.pid!, port, firstAnswer, stop: () => end(child) }
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    reply => reply.ok,
    () => false,
  )
