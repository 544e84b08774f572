/**
 * A transaction in few messages: `begin` goes out with its first statement, `commit` with its last, and statements that do not wait for each
 * other go together. Every message costs a system call and a waking on either side, and whoever waits for a row waits for one less.
 */
import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
} from 'kysely'
import type pg from 'pg'
import type { DB } from '../schema.gen.ts'
import { type Batch, batchFor } from './batch.ts'
import { forgetNames, isPlanStale } from './prepared.ts'

/** `last`: makes the statement that is sent with the commit, if there is one. */
export type Transaction = <T>(work: (db: Kysely<DB>) => Promise<{ done: T; last: CompiledQuery | null }>) => Promise<T>

/** The clients of this pool send statements without waiting for the reply to the one before (`pipeline`), and take replies in turn. */
export function transactionsOn(pool: pg.Pool): Transaction {
  const lines = new WeakMap<pg.PoolClient, Line>()
  return async work => {
    const client = await pool.connect()
    const line = lines.get(client) ?? lineOf(client)
    lines.set(client, line)
    let broken: Error | undefined
    try {
      const { done, last } = await work(line.begin())
      await line.commit(last)
      return done
    } catch (error) {
      if (isPlanStale(error)) forgetNames()
      broken = await line.rollback()
      throw error
    } finally {
      client.release(broken)
    }
  }
}

type Line = {
  /** What this transaction, and no later one on the same connection, says its statements by. */
  begin(): Kysely<DB>
  commit(last: CompiledQuery | null): Promise<void>
  /** Gives the error when even that failed. */
  rollback(): Promise<Error | undefined>
}

function lineOf(client: pg.PoolClient): Line {
  let open = false
  let begun = false
  /** What goes out when this turn ends. */
  let waiting: Batch | null = null
  /** Counts beginnings and ends: whoever speaks for an earlier one is refused. */
  let stage = 0

  /** As an object, so that a statement that failed is not tried again: within a transaction, or behind it, that would be wrong. */
  function send(text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
    if (!waiting) {
      waiting = batchFor(client)
      process.nextTick(release)
    }
    if (!begun) {
      begun = true
      // what is wrong with it is wrong with the first statement too
      waiting.add('begin').catch(() => {})
    }
    return waiting.add(text, values)
  }
  function release(): void {
    const batch = waiting
    waiting = null
    batch?.send()
  }

  /** A statement that comes when its transaction has ended would run outside of any, or within that of somebody else. */
  function within(own: number): Kysely<DB> {
    return kyselyOver(async (text, values) => {
      if (own !== stage) throw new Error('A statement was sent after its transaction had ended.')
      return await send(text, values)
    })
  }

  return {
    begin() {
      open = true
      begun = false
      stage += 1
      return within(stage)
    },
    async commit(last) {
      stage += 1
      // nothing was said: there is nothing to commit
      if (!begun && !last) {
        open = false
        return
      }
      const sent = [last ? send(last.sql, last.parameters) : null, send('commit')]
      release()
      const [, committed] = await Promise.all(sent)
      open = false
      if (committed?.command === 'ROLLBACK') throw new Error('A statement of this transaction failed and nobody said so.')
    },
    async rollback() {
      stage += 1
      if (!open) return undefined
      open = false
      if (!begun) return undefined
      const undone = send('rollback')
      release()
      return await undone.then(
        () => undefined,
        (error: Error) => error,
      )
    },
  }
}

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()
const driver = new DummyDriver()
const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('A transaction has its connection.')) })
const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/** One for each transaction: what they share is made once, and a statement goes out without asking a pool for its connection. */
function kyselyOver(send: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>): Kysely<DB> {
  const connection: DatabaseConnection = {
    async executeQuery({ sql, parameters }) {
      try {
        const { command, rowCount, rows } = await send(sql, parameters)
        return { rows, ...(changing.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
      } catch (error) {
        // the error was made where the reply was read: who asked stands only here
        if (error instanceof Error) error.stack += `\n${new Error().stack?.split('\n').slice(1).join('\n')}`
        throw error
      }
    },
    streamQuery() {
      throw new Error('A transaction does not stream.')
    },
  }
  const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: async use => await use(connection) })
  return new Kysely<DB>({ config: { dialect }, driver, dialect, executor })
}
