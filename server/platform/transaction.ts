/**
 * A transaction in few messages: `begin` goes out with its first statement, `commit` with its last. Every message costs a system call on
 * either side, and whoever waits for a row waits for one message less.
 */
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { DB } from '../schema.gen.ts'
import { forgetNames, isPlanStale, nameOf } from './prepared.ts'

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

/** `pg` keeps its socket to itself; held back, it sends what was written in one piece. */
type CorkableClient = { connection: { stream: { cork(): void; uncork(): void } } }

function lineOf(client: pg.PoolClient): Line {
  const { stream } = (client as unknown as CorkableClient).connection
  let opened: Promise<unknown> | null = null
  let open = false

  /** As an object, so that a statement that failed is not tried again: within a transaction, or behind it, that would be wrong. */
  function send(text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
    const name = nameOf(text)
    const sent = client.query({ ...(name === undefined ? {} : { name }), text, values: [...values] })
    release()
    return sent
  }
  function release(): void {
    if (opened) stream.uncork()
    opened = null
  }

  const one = { query: send, release: () => {} }
  const pool = { connect: async () => one as never, end: async () => {} }
  return {
    db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }),
    begin() {
      stream.cork()
      open = true
      opened = client.query('begin')
      // what is wrong with it is wrong with the first statement too
      opened.catch(() => {})
    },
    async commit(last) {
      stream.cork()
      const sent: Promise<pg.QueryResult>[] = []
      try {
        if (last) sent.push(send(last.sql, last.parameters))
        sent.push(client.query('commit'))
        open = false
        release()
      } finally {
        stream.uncork()
      }
      const [, committed] = await Promise.all([last ? sent[0] : null, sent.at(-1)!])
      if (committed?.command === 'ROLLBACK') throw new Error('A statement of this transaction failed and nobody said so.')
    },
    async rollback() {
      if (!open) return undefined
      open = false
      const undone = client.query('rollback')
      release()
      return await undone.then(
        () => undefined,
        (error: Error) => error,
      )
    },
  }
}
