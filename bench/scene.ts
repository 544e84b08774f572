/** The stage: one embedded PostgreSQL with fsync on, the product and the floor on it, the same number of matters in both. */
import pg from 'pg'
import { clientConfig } from '../server/platform/db.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { queryTokens, searchText, tokensOf } from '../server/platform/search-tokens.ts'
import { type FloorNeeds, floorSchema } from './floor.ts'
import { foundSite } from './found.ts'
import { freshHome } from './home.ts'
import type { Loaded } from './load.ts'
import { load } from './measure.ts'
import { end, processorSeconds, startHelper } from './process.ts'
import { startProduct } from './product.ts'
import type { Load } from './requests.ts'
import { knownCallers } from './requests.ts'
import { sought } from './texts.ts'

/** As many connections as the product takes by default. */
const poolSize = 10
const port = 8391

export type Scene = Awaited<ReturnType<typeof setScene>>

export async function setScene(matters: number, report: (text: string) => void) {
  const { home, remove } = freshHome()
  const embedded = await startEmbeddedPostgres({ home })
  const product = await startProduct({ home, port })
  const db = new pg.Client(clientConfig(embedded.connection))
  await db.connect()
  await db.query(floorSchema)
  await db.query('set search_path = sansheng')
  const needs: FloorNeeds = { connection: embedded.connection, poolSize }
  const floor = await startHelper<{ port: number }>('floor.ts', needs)
  const site = await foundSite(product.port)
  const { rows: main } = await db.query(`select pg_read_file('postmaster.pid', 0, 20) as text`)
  const postmaster = Number.parseInt(main[0].text, 10)
  const measured = async (pid: number, needs: Load): Promise<Loaded> => {
    const before = [processorSeconds(pid), processorSeconds(postmaster)]
    const done = await load(needs)
    const [server, database] = [processorSeconds(pid) - before[0]!, processorSeconds(postmaster) - before[1]!]
    return { ...done, spent: { server: (server * 1000) / done.requests, database: (database * 1000) / done.requests } }
  }
  const ours = (kind: Load['kind'], more: Partial<Load>) =>
    measured(product.pid, { kind, port: product.port, clients: 8, seed: 1, ...site, ...more })
  const theirs = (kind: Load['kind'], more: Partial<Load>) =>
    measured(floor.child.pid!, { kind, port: floor.first.port, clients: 8, seed: 1, ...more })

  const callers = Math.min(knownCallers, matters / 2)
  report(`${matters} matters through the API of both`)
  await ours('found', { requests: callers })
  await ours('register', { requests: matters - callers, seed: 2 })
  await theirs('register', { requests: matters, seed: 2 })
  await fillSearch(db)
  await db.query('vacuum analyze')
  return {
    home,
    embedded,
    product,
    site,
    floor,
    db,
    ours,
    theirs,
    /** Everything is ended; the data folder stays for the measures of starting. */
    async strike(): Promise<void> {
      await end(floor.child)
      await product.stop()
      await db.end()
      await embedded.stop()
    },
    remove,
  }
}

/** The bigram reference searches the very texts of the product, by the same pairs, with its own index. */
async function fillSearch(db: pg.Client): Promise<void> {
  await db.query(`create table floor.sought (id int primary key, word text not null, tokens text[] not null)`)
  for (const [at, word] of sought.entries())
    await db.query('insert into floor.sought values ($1, $2, $3)', [at + 1, searchText(word), queryTokens(word)])
  const { rows } = await db.query<{
    id: string
    title: string
    description: string
    address: string
    category: string
    number: string
  }>('select id::text, number, title, category, address, description from floor.tickets')
  for (let from = 0; from < rows.length; from += 1000) {
    const part = rows
      .slice(from, from + 1000)
      .map(row => ({ id: row.id, text: searchText(row.number, row.title, row.category, row.address, row.description) }))
    const entries = part.map(({ id, text }) => ({ id, text, tokens: tokensOf(text) }))
    await db.query(
      `insert into floor.search select id, text, array(select jsonb_array_elements_text(tokens)) from jsonb_to_recordset($1::jsonb) as r(id uuid, text text, tokens jsonb)`,
      [JSON.stringify(entries)],
    )
  }
}
