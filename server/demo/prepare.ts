import pg from 'pg'
import type { Logger } from 'pino'
import { appRole } from '../platform/app-role.ts'
import { openDatabase, schemaName } from '../platform/db.ts'
import { type EmbeddedPostgres, type SocketConnection, startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { sealKeyOf } from '../platform/events/seal-key.ts'
import { migrate } from '../platform/migrate.ts'
import type { Ports } from '../platform/ports.ts'
import type { Settings } from '../settings.ts'
import { demoPassword, readPassword, writeAccounts } from './accounts.ts'
import { seed } from './seed.ts'

/** Comments on the database: they go when it goes. */
const marks = { begun: 'sansheng demo: being played', complete: 'sansheng demo: complete' }

export type PrepareNeeds = { settings: Settings; ports: Ports; log: Logger; out(text: string): void; fresh: boolean }

type Patient = PrepareNeeds & { signal: AbortSignal }

/** Gives the password of the demo people; `release` lets go of the database once the system itself holds it. */
export async function prepareDemo(needs: PrepareNeeds): Promise<{ password: string; release(): Promise<void> }> {
  const { settings, log } = needs
  const embedded = await startEmbeddedPostgres({ home: settings.home, log: line => log.debug(line) })
  // whoever loses patience leaves no database child behind
  const patience = new AbortController()
  const leave = () => patience.abort()
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, leave)
  try {
    const keeper = new pg.Client({ ...embedded.connection, database: 'postgres' })
    keeper.on('error', () => {})
    await keeper.connect()
    try {
      // a second demo on the same folder waits until the first has been played
      await keeper.query(`select pg_advisory_lock(hashtext('sansheng demo'))`)
      return {
        password: await prepared({ ...needs, signal: patience.signal }, keeper, embedded),
        release: embedded.stop,
      }
    } finally {
      await keeper.end()
    }
  } catch (error) {
    await embedded.stop()
    throw error
  } finally {
    for (const signal of signals) process.off(signal, leave)
  }
}

async function prepared(needs: Patient, keeper: pg.Client, embedded: EmbeddedPostgres): Promise<string> {
  const { settings, out, fresh } = needs
  const mark = await markOf(keeper)
  const known = readPassword(settings.home)
  if (mark === marks.complete && known && !fresh) return known
  if (mark === null && (await holdsSomething(embedded.connection)))
    throw new Error(`${settings.home} 里已有正式数据，演示不会动它。请把 SANSHENG_HOME 指到别的目录，或者不设。`)
  if (mark !== null) {
    if (await othersAreHere(keeper)) throw new Error(`${settings.home} 的演示正在运行，不能重新开始。请先停掉它。`)
    if (mark === marks.complete && !known) out('没有找到 accounts.txt，演示从头再来。\n')
    if (mark === marks.begun) out('上一次没有演完，从头再来。\n')
    await keeper.query('drop database sansheng with (force)')
    await keeper.query('create database sansheng')
  }
  out('正在演一天的来往，大约要十几秒……\n')
  await keeper.query(`comment on database sansheng is '${marks.begun}'`)
  // a power cut costs no more than playing again
  await keeper.query('alter database sansheng set synchronous_commit = off')
  const password = await play(needs, embedded)
  await keeper.query('alter database sansheng reset synchronous_commit')
  await keeper.query(`comment on database sansheng is '${marks.complete}'`)
  return password
}

async function play({ settings, ports, log, signal }: Patient, { connection, appConnection }: EmbeddedPostgres): Promise<string> {
  const password = demoPassword(ports.random)
  await migrate({ connection, app: appRole })
  const database = openDatabase({ connection: appConnection })
  try {
    const key = sealKeyOf(settings)
    await seed({ database, ports, log, sealKey: key, password, signal })
  } finally {
    await database.close()
  }
  writeAccounts(settings.home, password)
  return password
}

async function markOf(keeper: pg.Client): Promise<string | null> {
  const { rows } = await keeper.query(
    `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = 'sansheng'`,
  )
  return Object.values(marks).find(m => m === rows[0]?.mark) ?? null
}

async function holdsSomething(connection: SocketConnection): Promise<boolean> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const { rows } = await client.query('select exists (select from pg_tables where schemaname = $1) as something', [schemaName])
    return rows[0].something
  } finally {
    await client.end()
  }
}

async function othersAreHere(keeper: pg.Client): Promise<boolean> {
  const { rows } = await keeper.query(
    `select count(*)::int as holds from pg_stat_activity where application_name = 'sansheng hold'`,
  )
  return rows[0].holds > 1
}
