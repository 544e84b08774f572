import { basename } from 'node:path'
import pg from 'pg'
import { afterAll, expect, inject } from 'vitest'
import { type Connection, type Database, openDatabase } from '../db.ts'

export type TestDatabase = Database & {
  connection: Exclude<Connection, string>
  /** Runs `work` and gives the statements that it sent. */
  statements(work: () => Promise<unknown>): Promise<string[]>
}

let count = 0

/** A fresh migrated database of this test file, dropped after its last test. Call it at the top level of the file. */
export async function testDatabase(options: { template?: string; poolSize?: number } = {}): Promise<TestDatabase> {
  const database = await cloneDatabase(options)
  afterAll(database.close)
  return database
}

/** The same without `afterAll`: `close` drops it, and fails when a connection of the pool was never given back. */
export async function cloneDatabase({ template = 'template', poolSize = 5 } = {}): Promise<TestDatabase> {
  const connection = { host: inject('postgresSocket'), port: 5432, user: 'sansheng', database: freshName() }
  await administer(connection, `create database ${connection.database} template ${template}`)
  const database = openDatabase({ connection, poolSize })
  return {
    ...database,
    connection,
    async statements(work) {
      const heard: string[] = []
      const end = database.onStatement(text => heard.push(text))
      try {
        await work()
      } finally {
        end()
      }
      // the stream moves on beside whoever is measured
      return heard.filter(text => !/\bstream_head\b|\bfrom stream\b/.test(text))
    },
    async close() {
      const leaked = database.pool.totalCount - database.pool.idleCount
      if (leaked === 0) await database.close()
      await administer(connection, `drop database if exists ${connection.database} with (force)`)
      if (leaked > 0) throw new Error(`${leaked} connection(s) were taken from the pool and never given back`)
    },
  }
}

/** One statement on the server itself, outside of any test database. */
export async function administer(connection: Exclude<Connection, string>, statement: string) {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function freshName(): string {
  count += 1
  const file = basename(expect.getState().testPath ?? 'file', '.test.ts')
    .replace(/\W/g, '_')
    .toLowerCase()
  return `test_${file.slice(0, 30)}_${process.pid}_${count}`
}
