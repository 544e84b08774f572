/**
 * Statements that go to the database in one message and are answered in one. PostgreSQL sends what it has after each `sync`, and a message of
 * its own for every statement costs more than most statements do.
 */
import pg from 'pg'
import { nameOf } from './prepared.ts'

type Statement = { name: string | undefined; query: Query; reject(error: Error): void }

/** What `pg` does with a query, and its types do not say. */
type Query = pg.Query & {
  _result: { _types: unknown }
  prepare(connection: pg.Connection): void
  handleRowDescription(message: object): void
  handleDataRow(message: object): void
  handleCommandComplete(message: object, connection: pg.Connection): void
  handleReadyForQuery(connection: pg.Connection): void
}
type Connection = pg.Connection & { submittedNamedStatements: Record<string, string> }
type Callback = (error: Error | undefined, result: unknown) => void

/** Statements that one client sends together. When one of them fails, those behind it are not run, and all are refused with its error. */
export type Batch = {
  add(text: string, values?: readonly unknown[]): Promise<pg.QueryResult>
  send(): void
}

export function batchFor(client: pg.ClientBase): Batch {
  const statements: Statement[] = []
  const texts: string[] = []
  let error: Error | undefined
  return {
    add(text, values = []) {
      const name = nameOf(text)
      texts.push(text)
      return new Promise((resolve, reject) => {
        const done: Callback = (failure, result) => {
          if (failure) error ??= failure
          if (failure) reject(failure)
          else resolve(result as pg.QueryResult)
        }
        const query = new pg.Query({ ...(name === undefined ? {} : { name }), text, values: [...values] }, done) as Query
        statements.push({ name, query, reject })
      })
    },
    send: () => client.query(asOneQuery(statements, texts, () => error)),
  }
}

/** What the client takes for one query: it hands each reply on to the statement whose turn it is. */
function asOneQuery(statements: readonly Statement[], texts: readonly string[], failure: () => Error | undefined): pg.Query {
  let answered = 0
  const whole = new pg.Query({ text: '' }, () => {}) as Query & { name?: string | undefined; text?: string | undefined }
  const refuse = (error: Error) => {
    for (const { reject } of statements) reject(error)
  }
  /** The client remembers by name and text of what is being answered which statements are prepared. */
  const turn = () => {
    const next = statements[answered]?.query as { name?: string; text?: string } | undefined
    whole.name = next?.name
    whole.text = next?.text
  }
  const advance = () => {
    answered += 1
    turn()
  }
  return Object.assign(whole, {
    texts,
    submit(connection: pg.Connection) {
      // each statement would end the message
      const unended = Object.create(connection, { sync: { value() {} } }) as pg.Connection
      connection.stream.cork()
      try {
        for (const { query } of statements) {
          query._result._types = whole._result._types
          query.prepare(unended)
          // a value that cannot be written: what stands behind it must not run
          if (failure()) break
        }
        connection.sync()
      } finally {
        connection.stream.uncork()
      }
      turn()
    },
    handleRowDescription: (message: object) => statements[answered]?.query.handleRowDescription(message),
    handleDataRow: (message: object) => statements[answered]?.query.handleDataRow(message),
    handleCommandComplete(message: object, connection: pg.Connection) {
      statements[answered]?.query.handleCommandComplete(message, connection)
      advance()
    },
    handleEmptyQuery: advance,
    /** The database did not look at those behind it, so they are not prepared either. */
    handleError(error: Error, connection: Connection) {
      for (const { name } of statements.slice(answered + 1))
        if (name !== undefined) delete connection.submittedNamedStatements[name]
      refuse(error)
    },
    handleReadyForQuery(connection: pg.Connection) {
      const error = failure()
      for (const { query } of statements.slice(0, answered)) query.handleReadyForQuery(connection)
      if (error) refuse(error)
    },
  })
}

/** The texts of a batch, for whoever counts statements; null when it is none. */
export const textsOfBatch = (query: unknown): readonly string[] | null =>
  query instanceof pg.Query ? ((query as { texts?: readonly string[] }).texts ?? null) : null
