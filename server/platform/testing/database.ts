import { basename } from 'node:path'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { afterAll, expect, inject } from 'vitest'
import type { DB } from '../../schema.gen.ts'
import { type Connection, type Database, openDatabase } from '../db.ts'

export type TestDatabase = Database & {
  connection: Exclude<Connection, string>
  /** As the owner of the database, who may do anything with it. */
  owner: Kysely<DB>
  /** Runs `work` and gives the statements that it sent. */
  statements(work: () => Promise<unknown>): Promise<string[]>
}

const owner = 'sansheng'
/** `user`: the owner of the database unless another is named. */
type CloneOptions = { template?: string; poolSize?: number; user?: string }

let count = 0

/** A fresh migrated database of this test file, dropped after its last test. Call it at the top level of the file. */
export async function testDatabase(options: CloneOptions = {}): Promise<TestDatabase> {
  const database = await cloneDatabase(options)
  afterAll(database.close)
  return database
}

/** The same without `afterAll`: `close` drops it, and fails when a connection of the pool was never given back. */
export async function cloneDatabase({
  template = 'template',
  poolSize = 5,
  user = owner,
}: CloneOptions = {}): Promise<TestDatabase> {
  const connection = { host: inject('postgresSocket'), port: 5432, user, database: freshName() }
  await administer(connection, `create database ${connection.database} template ${template}`)
  const database = openDatabase({ connection, poolSize })
  const owned = openDatabase({ connection: { ...connection, user: owner }, poolSize: 1 })
  return {
    ...database,
    connection,
    owner: owned.kysely,
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
      await owned.close()
      if (leaked === 0) await database.close()
      await administer(connection, `drop database if exists ${connection.database} with (force)`)
      if (leaked > 0) throw new Error(`${leaked} connection(s) were taken from the pool and never given back`)
    },
  }
}

/** One statement on the server itself, outside of any test database. */
export async function administer(connection: Exclude<Connection, string>, statement: string) {
  const client = new pg.Client({ ...connection, user: owner, database: 'postgres' })
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
