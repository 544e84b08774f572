/**
 * This checkout against another one, in turns: `npx tsx bench/versus.ts ../other register,list`. Both are built already (`node
 * scripts/build.mjs server` in each), and each works under its own water-hotline. Prints rates and the processor time of one request,
 * which says more than the rate when others work on the same machine, and the least of the passes, which says most then.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { clientConfig } from '../server/platform/db.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { foundSite } from './found.ts'
import { freshHome } from './home.ts'
import { load, median } from './measure.ts'
import { processorSeconds } from './process.ts'
import { root, startProduct } from './product.ts'
import type { Load, RequestKind } from './requests.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    matters: { type: 'string', default: '2000' },
    passes: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    /** Of a pass, instead of seconds: on a busy machine a pass of seconds has too few to say anything. */
    requests: { type: 'string' },
  },
})
const other = resolve(positionals[0] ?? '..')
const kinds = (positionals[1] ?? 'register,list').split(',') as RequestKind[]
const length = values.requests ? { requests: Number(values.requests) } : { seconds: Number(values.seconds) }

const sides: Awaited<ReturnType<typeof side>>[] = []
try {
  sides.push(await side('this', root, 8393))
  sides.push(await side('other', other, 8394))
  for (const kind of kinds) {
    const figures = sides.map(() => [] as { rate: number; server: number; database: number }[])
    for (let pass = 0; pass < Number(values.passes); pass++)
      for (const [at, one] of sides.entries()) figures[at]!.push(await one.measure(kind, pass))
    for (const [at, { name }] of sides.entries()) {
      const all = (key: 'rate' | 'server' | 'database') => figures[at]!.map(f => f[key])
      const spent = (key: 'server' | 'database') =>
        `${median(all(key)).toFixed(2)} (least ${Math.min(...all(key)).toFixed(2)}) ms`
      console.log(
        `${kind} ${name}: ${median(all('rate')).toFixed(0)}/s, server ${spent('server')}, database ${spent('database')} of processor time`,
      )
    }
  }
} finally {
  for (const one of sides) await one.end()
}

async function side(name: string, folder: string, port: number) {
  const { home, remove } = freshHome()
  const embedded = await startEmbeddedPostgres({ home })
  const db = new pg.Client(clientConfig(embedded.connection))
  await db.connect()
  const product = await startProduct({ home, port, folder })
  const site = await foundSite(port, folder)
  const ask = (kind: RequestKind, more: Partial<Load>) => load({ kind, port, clients: 8, seed: 1, ...site, ...more })
  await ask('found', { requests: Number(values.matters) / 2 })
  await ask('register', { requests: Number(values.matters) / 2 })
  await db.query('vacuum analyze')
  const { rows: main } = await db.query(`select pg_read_file('postmaster.pid', 0, 20) as text`)
  const postmaster = Number.parseInt(main[0].text, 10)
  return {
    name,
    async measure(kind: RequestKind, pass: number) {
      const { rows } = await db.query(
        `select id::text from tickets where waiting_for = 'nobody' order by registered_at limit 400 offset ${pass * 400}`,
      )
      const before = [processorSeconds(product.pid), processorSeconds(postmaster)]
      const { perSecond, requests } = await ask(kind, { ...length, seed: 50 + pass, tickets: rows.map(row => row.id) })
      const spent = [processorSeconds(product.pid) - before[0]!, processorSeconds(postmaster) - before[1]!].map(
        s => (s * 1000) / requests,
      )
      return { rate: perSecond, server: spent[0]!, database: spent[1]! }
    },
    async end() {
      await product.stop()
      await db.end()
      await embedded.stop()
      remove()
    },
  }
}
