import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { appRole } from '../app-role.ts'
import { startEmbeddedPostgres } from '../embedded-postgres.ts'
import { migrate } from '../migrate.ts'
import { stopCluster } from '../postgres/cluster.ts'
import { isPostmasterOf, processMark, readPostmaster } from '../postgres/postmaster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The socket folder of the database of this test run. */
    postgresSocket: string
  }
}

/** One PostgreSQL for the whole test run, with the migrated database `template` that each test file clones. */
export default async function setup(project: TestProject) {
  await sweep()
  const home = mkdtempSync(join(testRuns(), 'run-'))
  // as root, the database's user must pass through
  chmodSync(home, 0o711)
  writeFileSync(join(home, 'owner'), `${process.pid} ${processMark(process.pid)}`)
  const embedded = await startEmbeddedPostgres({ home, careless: true })
  const socket = embedded.connection.host
  const end = async () => {
    await embedded.stop()
    remove(home)
  }
  try {
    const admin = new pg.Client({ ...embedded.connection, database: 'postgres' })
    await admin.connect()
    await admin.query('create database template')
    await admin.end()
    await migrate({ connection: { ...embedded.connection, database: 'template' }, app: appRole })
  } catch (error) {
    await end()
    throw error
  }
  project.provide('postgresSocket', socket)

  return async () => {
    const left = await leftBehind(socket)
    await end()
    if (left.length > 0) throw new Error(`Databases that a test cloned and did not drop: ${left.join(', ')}`)
  }
}

async function leftBehind(socket: string): Promise<string[]> {
  const admin = new pg.Client({ host: socket, port: 5432, user: 'sansheng', database: 'postgres' })
  await admin.connect()
  const { rows } = await admin.query(`select datname from pg_database where datname like 'test\\_%'`)
  await admin.end()
  return rows.map(row => row.datname)
}

/** A run that was killed leaves its database running: end it and take its folder away. */
async function sweep() {
  for (const name of readdirSync(testRuns())) {
    const home = join(testRuns(), name)
    const [pid, mark] = readOwner(home)
    if (mark === undefined || processMark(Number(pid)) === mark) continue
    const base = located(home)
    const cluster = join(base, 'postgres')
    const found = readPostmaster(cluster)
    if (found && isPostmasterOf(cluster, found.pid)) await stopCluster({ ...found, cluster, adopted: true })
    remove(home)
  }
}

function testRuns(): string {
  const folder = join(tmpdir(), `sansheng-tests-${process.getuid!()}`)
  mkdirSync(folder, { recursive: true })
  return folder
}

function readOwner(home: string): string[] {
  try {
    return readFileSync(join(home, 'owner'), 'utf8').split(' ')
  } catch {
    return []
  }
}

/** The data folder itself, or where it says that its database lies. */
function located(home: string): string {
  try {
    return readFileSync(join(home, 'postgres.location'), 'utf8').trim()
  } catch {
    return home
  }
}

function remove(home: string) {
  const base = located(home)
  rmSync(home, { recursive: true, force: true })
  if (base !== home) rmSync(base, { recursive: true, force: true })
}
