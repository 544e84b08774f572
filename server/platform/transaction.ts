/**
 * A transaction in few messages: `begin` goes out with its first statement, `commit` with its last, and statements that do not wait for each
 * other go together. Every message costs a system call and a waking on either side, and whoever waits for a row waits for one less.
 */
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
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
      line.begin()
      const { done, last } = await work(line.db)
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
  db: Kysely<DB>
  begin(): void
  commit(last: CompiledQuery | null): Promise<void>
  /** Gives the error when even that failed. */
  rollback(): Promise<Error | undefined>
}

function lineOf(client: pg.PoolClient): Line {
  let open = false
  let begun = false
  /** What goes out when this turn ends. */
  let waiting: Batch | null = null

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

  const one = { query: send, release: () => {} }
  const pool = { connect: async () => one as never, end: async () => {} }
  return {
    db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }),
    begin() {
      open = true
      begun = false
    },
    async commit(last) {
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
