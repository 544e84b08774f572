/** `npm run dev`: the server from the sources, started anew when they change, and the web with hot reload on port 8301. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = (command: string, args: string[]) =>
  spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, SANSHENG_DEV: '1' } })
const parts = [
  run('npx', ['tsx', 'watch', '--clear-screen=false', 'scripts/dev-server.ts']),
  run('npx', ['vite', '--config', 'web/vite.config.ts']),
]
const stop = () => {
  for (const part of parts) part.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
for (const part of parts) part.once('exit', stop)
