/**
 * Where the time of a registration goes: `npx tsx bench/profile.ts [register|list|turn] [seconds]`. Prints the statements of one request
 * as PostgreSQL counted them, and leaves a V8 profile of the server (open it in the developer tools of a browser).
 */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { buildParts } from '../scripts/build.mjs'
import { clientConfig } from '../server/platform/db.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { foundSite } from './found.ts'
import { freshHome } from './home.ts'
import type { Loaded } from './load.ts'
import { processorSeconds, startHelper } from './process.ts'
import { startProduct } from './product.ts'
import type { Load } from './requests.ts'
import { knownCallers, type RequestKind } from './requests.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { matters: { type: 'string', default: '5000' }, clients: { type: 'string', default: '8' } },
})
const kind = (positionals[0] ?? 'register') as RequestKind
const seconds = Number(positionals[1] ?? 5)
const results = mkdtempSync(join(tmpdir(), 'bench-profile-'))

await buildParts(['server'])
const { home, remove } = freshHome()
const first = await startEmbeddedPostgres({ home })
await first.stop()
appendFileSync(
  join(home, 'postgres/postgresql.conf'),
  `\nshared_preload_libraries = 'pg_stat_statements'\npg_stat_statements.track_planning = on\n`,
)
const embedded = await startEmbeddedPostgres({ home })
const watch = new pg.Client(clientConfig(embedded.connection, 'public'))
await watch.connect()
await watch.query('create extension if not exists pg_stat_statements')

const product = await startProduct({
  home,
  port: 8399,
  nodeFlags: ['--cpu-prof', `--cpu-prof-dir=${results}`, '--cpu-prof-interval=500'],
})
try {
  const site = await foundSite(product.port)
  const load = async (more: Partial<Load>) => {
    const { first: done } = await startHelper<Loaded>('load.ts', {
      kind: 'register',
      port: product.port,
      clients: Number(values.clients),
      seed: 1,
      ...site,
      ...more,
    } as never)
    if (done.wrong > 0) throw new Error(`${done.wrong} requests went wrong: ${done.firstWrong}`)
    return done
  }
  await load({ kind: 'found', requests: Math.min(knownCallers, Number(values.matters)) })
  await load({ requests: Math.max(500, Number(values.matters) - knownCallers) })
  const { rows } = await watch.query(`select id::text from sansheng.tickets order by registered_at limit 400`)
  await watch.query('vacuum analyze')
  await watch.query('select pg_stat_statements_reset()')
  const { rows: main } = await watch.query(`select pg_read_file('postmaster.pid', 0, 20) as text`)
  const postmaster = Number.parseInt(main[0].text, 10)
  const before = [processorSeconds(product.pid), processorSeconds(postmaster)]
  const done = await load({ kind, seconds, seed: 7, tickets: rows.map(row => row.id) })
  console.log(
    `${kind}: ${done.perSecond.toFixed(0)}/s, p50 ${done.p50.toFixed(2)} ms, p99 ${done.p99.toFixed(2)} ms, ${done.requests} requests`,
  )
  const [server, database] = [processorSeconds(product.pid) - before[0]!, processorSeconds(postmaster) - before[1]!].map(s =>
    ((s * 1000) / done.requests).toFixed(3),
  )
  console.log(`processor time per request: server ${server} ms, database ${database} ms`)
  const statements = await watch.query(
    `
    select (calls::float8 / $1) as times, (total_exec_time / $1) as run, (total_plan_time / $1) as plan, (plans::float8 / $1) as plans, regexp_replace(query, '\\s+', ' ', 'g') as text
    from pg_stat_statements where calls >= $1 / 50.0 order by total_exec_time desc`,
    [done.requests],
  )
  let sum = 0
  let run = 0
  for (const row of statements.rows) {
    sum += row.times
    run += row.run
    console.log(
      `${row.times.toFixed(2)} ×  ${row.run.toFixed(3)} ms, planned ${row.plans.toFixed(2)} × in ${row.plan.toFixed(3)} ms  ${row.text.slice(0, 150)}`,
    )
  }
  console.log(`${sum.toFixed(1)} statements and ${run.toFixed(3)} ms in the executor per request`)
} finally {
  await product.stop()
  await watch.end()
  await embedded.stop()
  remove()
}
heaviest()

/** Own time of the main thread by function, in the seconds before the process ended. */
function heaviest(): void {
  const file = readdirSync(results).find(name => /^CPU\.\d+\.\d+\.\d+\.0\./.test(name))!
  const { nodes, samples, timeDeltas, startTime, endTime } = JSON.parse(readFileSync(join(results, file), 'utf8'))
  const own = new Map<number, number>()
  let now = startTime
  for (const [at, id] of samples.entries()) {
    now += timeDeltas[at]
    if (now > endTime - seconds * 1e6) own.set(id, (own.get(id) ?? 0) + timeDeltas[at])
  }
  const by = new Map<string, number>()
  let busy = 0
  for (const {
    id,
    callFrame: { functionName, url, lineNumber },
  } of nodes) {
    const time = own.get(id) ?? 0
    if (functionName !== '(idle)' && functionName !== '(program)') busy += time
    const place = `${functionName || '(anonymous)'} ${url.replace(/.*\/(node_modules|dist)\//, '')}:${lineNumber + 1}`
    by.set(place, (by.get(place) ?? 0) + time)
  }
  console.log(`\nown time of the server by function, ${(busy / 1000).toFixed(0)} ms busy (${join(results, file)})`)
  for (const [place, time] of [...by].sort((a, b) => b[1] - a[1]).slice(0, 45))
    console.log(`${((time / busy) * 100).toFixed(1).padStart(5)} %  ${place}`)
}
