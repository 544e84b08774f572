/** The reference without HTTP: pgbench on the same rows of the floor. It is no part of the embedded PostgreSQL, so it may be missing. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { SocketConnection } from '../server/platform/embedded-postgres.ts'
import type { Loaded } from './load.ts'
import { root } from './product.ts'

export const findPgbench = (): string | null =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, 'pgbench'))
    .find(path => existsSync(path)) ?? null

export type PgbenchNeeds = {
  binary: string
  connection: SocketConnection
  script: 'register' | 'turn' | 'search'
  clients: number
  seconds: number
}
export async function pgbench({ binary, connection, script, clients, seconds }: PgbenchNeeds): Promise<Loaded> {
  const { host, port, user, database } = connection
  const file = join(root, 'bench/pgbench', `${script}.sql`)
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(clients),
    '-j',
    '1',
    '-T',
    String(seconds),
    '-f',
    file,
    '-h',
    host,
    '-p',
    String(port),
    '-U',
    user,
    database,
  ]
  const { stdout, stderr } = await promisify(execFile)(binary, args, {
    env: { ...process.env, PGOPTIONS: '-c search_path=floor' },
  })
  const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
  if (!Number.isFinite(rate) || rate === 0) throw new Error(`pgbench (${script}) gave no figure: ${stderr || stdout}`)
  const requests = Number(/processed: (\d+)/.exec(stdout)?.[1])
  const mean = Number(/latency average = ([\d.]+)/.exec(stdout)?.[1])
  return { perSecond: rate, requests, p50: mean, p95: 0, p99: 0, wrong: 0, firstWrong: null }
}
