import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from '../schema.gen.ts'
import { columnTypes } from './column-types.ts'
import { type Listener, openListener } from './listen.ts'
import { prepareOften } from './prepared.ts'
import { watchClient } from './statements.ts'
import { type Transaction, transactionsOn } from './transaction.ts'

export { instant } from './column-types.ts'

/** Where the database is: the text of DATABASE_URL, or the socket of the embedded one. */
export type Connection = string | { host: string; port: number; user: string; database: string }

export type Database = {
  kysely: Kysely<DB>
  /**
   * A connection apart, for what is read and cached for everybody in the middle of a transaction: from the pool it could wait for ever,
   * as all who hold the pool's connections may be waiting for that very reading.
   */
  aside: Kysely<DB>
  pool: pg.Pool
  transaction: Transaction
  /** Hears `notify`; see `Listener`. The connection is opened with the first channel. */
  listen: Listener['listen']
  /** Tells when the listening connection came back: what was notified in between is lost, so look for yourself. */
  onReconnect: Listener['onReconnect']
  /** Hears the text of every statement, transactions included; gives back how to end it. */
  onStatement(listener: (text: string) => void): () => void
  close(): Promise<void>
}

/** Every table is ours and lies here; other schemas of the same database are not touched. */
export const schemaName = 'sansheng'

export function openDatabase({
  connection,
  poolSize = 10,
  schema = schemaName,
}: {
  connection: Connection
  poolSize?: number
  schema?: string
}): Database {
  const config = clientConfig(connection, schema)
  const listeners = new Set<(text: string) => void>()
  const pool = openPool(config, poolSize, listeners)
  const aside = openPool(config, 1, listeners)
  const listener = openListener(() => new pg.Client({ ...config, keepAlive: true }))
  return {
    kysely: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }),
    aside: new Kysely<DB>({ dialect: new PostgresDialect({ pool: aside }) }),
    pool,
    transaction: transactionsOn(pool),
    listen: listener.listen,
    onReconnect: listener.onReconnect,
    onStatement(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    async close() {
      await listener.close()
      await Promise.all([pool.end(), aside.end()])
    },
  }
}

/**
 * Milliseconds after which the database gives up, so that one statement, one lock or one transaction that nobody ends cannot hold all others
 * for ever. A request that meets one is answered with 503 and may be sent again.
 */
const limits = { statement_timeout: 60_000, lock_timeout: 20_000, idle_in_transaction_session_timeout: 60_000 }

function openPool(config: pg.ClientConfig, max: number, listeners: ReadonlySet<(text: string) => void>): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    ...limits,
    pipeline: true,
    max,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 15_000,
  })
  // an idle connection that breaks is replaced by the pool; without a listener the process would end
  pool.on('error', () => {})
  pool.on('connect', client => {
    // the pool listens only to idle ones; one that breaks between two statements of a transaction would end the process
    client.on('error', () => {})
    prepareOften(client)
    watchClient(client, listeners)
  })
  return pool
}

/**
 * The settings of one session: our schema, UTC, ISO dates, our column types. Without compilation in the database: for statements as short as
 * ours it takes longer than what it spares.
 */
export function clientConfig(connection: Connection, schema = schemaName): pg.ClientConfig {
  const settings = `-c search_path=${schema} -c timezone=UTC -c datestyle=ISO -c jit=off`
  const shared = { application_name: 'sansheng', types: columnTypes }
  if (typeof connection !== 'string') return { ...connection, ...shared, options: settings }
  // pg lets the address overrule the other settings, so ours go into the address, after those that stand there
  const theirs = /[?&]options=([^&]*)/.exec(connection)?.[1]
  const options = encodeURIComponent(`${theirs ? `${decodeURIComponent(theirs.replaceAll('+', ' '))} ` : ''}${settings}`)
  return { ...shared, connectionString: `${connection}${connection.includes('?') ? '&' : '?'}options=${options}` }
}

/** Whether an error says that the connection is gone or was refused, so that the same request may succeed a moment later. */
export function isConnectionLost(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  if (code && /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/.test(code)) return true
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    message ?? '',
  )
}
