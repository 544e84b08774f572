import { mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { appRole } from './app-role.ts'
import { openCluster, type Running, stopCluster } from './postgres/cluster.ts'
import { locked } from './postgres/lock.ts'
import { until } from './postgres/until.ts'

export type EmbeddedPostgres = {
  /** That of the owner, for `migrate`; still good after a restart of the child. */
  connection: SocketConnection
  /** That of the role which the system works under, for `openDatabase`. */
  appConnection: SocketConnection
  /** Whether a child that was running already is used. */
  adopted: boolean
  /** Ends the child, unless another process of ours still uses it. */
  stop(): Promise<void>
}

export type SocketConnection = { host: string; port: number; user: string; database: string }

type Options = {
  /** The data folder (SANSHENG_HOME). It is made if missing. */
  home: string
  /** For tests: nothing is forced to the disk, so a crash of the machine may lose everything. */
  careless?: boolean
  /** Called when the child died and could not be brought back. */
  onLost?: (error: Error) => void
  log?: (line: string) => void
}

/**
 * Starts the PostgreSQL that npm brought, or joins the one that already runs on this data folder, and keeps it running:
 * a child that dies is started again.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const home = makeHome(options.home)
  const log = options.log ?? (() => {})
  const lockFile = join(home, 'postgres.lock')
  let stopping = false
  let running: Running
  let hold: pg.Client

  const up = () =>
    locked(lockFile, async () => {
      running = await openCluster(home, options.careless ?? false)
      log(`${running.adopted ? 'Joined the database that runs already' : 'Started the database'} (process ${running.pid})`)
      hold = await takeHold(running.socketFolder, lost)
      return running
    })

  const lost = () => {
    if (stopping) return
    log('The connection to the database child broke')
    up().catch(options.onLost ?? crash)
  }

  const { adopted, socketFolder } = await up()
  return {
    connection: socketOf(socketFolder, 'sansheng'),
    appConnection: { ...socketOf(socketFolder, 'sansheng'), user: appRole },
    adopted,
    async stop() {
      if (stopping) return
      stopping = true
      await locked(lockFile, async () => {
        if (await isLast(hold)) await stopCluster(running)
      })
    },
  }
}

/**
 * One idle connection of each process that uses the child: the system closes it when the process is killed, and it closes
 * when the child dies, so both sides learn of the other's death at once.
 */
async function takeHold(socketFolder: string, lost: () => void): Promise<pg.Client> {
  let refusal: unknown
  // a child that recovers from a crash of one of its processes refuses for a moment
  const client = await until(async () => {
    const trial = new pg.Client({ ...socketOf(socketFolder, 'postgres'), application_name: 'sansheng hold' })
    trial.on('error', () => {})
    try {
      await trial.connect()
      return trial
    } catch (error) {
      refusal = error
      return undefined
    }
  }, 60_000)
  if (!client) throw new Error(`数据库在运行，却不让连接：${(refusal as Error).message}`)
  const { rows } = await client.query(
    `select exists (select from pg_database where datname = 'sansheng') as base, exists (select from pg_roles where rolname = $1) as role`,
    [appRole],
  )
  if (!rows[0].role) await client.query(`create role ${appRole} login`)
  if (!rows[0].base) await client.query('create database sansheng')
  client.once('end', lost)
  return client
}

function socketOf(host: string, database: string): SocketConnection {
  return { host, port: 5432, user: 'sansheng', database }
}

/** Gives up our hold and tells whether nobody else has one. A hold that cannot be asked belongs to a child that is gone. */
async function isLast(hold: pg.Client): Promise<boolean> {
  try {
    await hold.query(`set application_name = 'sansheng leaving'`)
    const { rows } = await hold.query(
      `select count(*)::int as others from pg_stat_activity where application_name = 'sansheng hold'`,
    )
    return rows[0].others === 0
  } catch {
    return true
  } finally {
    await hold.end().catch(() => {})
  }
}

function makeHome(home: string): string {
  const path = resolve(home)
  try {
    mkdirSync(path, { recursive: true })
    return realpathSync(path)
  } catch (error) {
    throw new Error(`建不成数据目录 ${path}：${(error as Error).message}。请把 SANSHENG_HOME 设为可以写的目录。`)
  }
}

function crash(error: Error) {
  throw error
}
