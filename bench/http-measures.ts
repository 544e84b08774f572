/** P1 to P4: what a request costs beside the same rows with nothing around them. */
import { api } from './found.ts'
import { compared, inTurns, type Row } from './measure.ts'
import { findPgbench, pgbench } from './pgbench.ts'
import { residentMegabytes } from './process.ts'
import type { Scene } from './scene.ts'
import { sought } from './texts.ts'

export type Length = { passes: number; seconds: number }

/** How many clocks one registration really starts: the figure belongs beside the rate. */
export async function clocksOfOneRegistration({ db }: Scene): Promise<number> {
  const { rows } = await db.query(
    `select count(*)::int as clocks from sansheng.clocks where case_id = (select case_id from sansheng.tickets order by registered_at desc limit 1)`,
  )
  return rows[0].clocks
}

export async function registering(scene: Scene, { passes, seconds }: Length): Promise<Row[]> {
  const { ours, theirs, embedded, product } = scene
  const rows: Row[] = []
  let most = 0
  for (const clients of [8, 32]) {
    const watch = setInterval(() => {
      most = Math.max(most, residentMegabytes(product.pid))
    }, 200)
    const turns = await inTurns(
      passes,
      pass => ours('register', { clients, seconds, seed: 100 + pass }),
      pass => theirs('register', { clients, seconds, seed: 100 + pass }),
    ).finally(() => clearInterval(watch))
    rows.push(
      compared(
        `P1 register, ${clients} clients`,
        clients === 8 ? '≥ 0.50 of the floor; p99 ≤ 10 ms' : '≥ 0.50 of the floor',
        turns,
      ),
    )
  }
  rows.push({
    measure: 'P5 memory under P1',
    ours: `${most.toFixed(0)} MB`,
    reference: '–',
    ratio: null,
    goal: '≤ 200 MB',
    passes: { most },
  })
  const binary = findPgbench()
  if (binary)
    rows.push(
      compared(
        'P1 register against pgbench',
        '(for the record)',
        await inTurns(
          passes,
          pass => ours('register', { seconds, seed: 200 + pass }),
          () => pgbench({ binary, connection: embedded.connection, script: 'register', clients: 8, seconds }),
        ),
      ),
    )
  return rows
}

export async function listing({ ours, theirs }: Scene, { passes, seconds }: Length): Promise<Row[]> {
  const turns = await inTurns(
    passes,
    () => ours('list', { seconds }),
    () => theirs('list', { seconds }),
  )
  return [compared('P2 list 50 open, 8 clients', '≥ 0.70 of the floor; p99 ≤ 10 ms', turns)]
}

export async function searching(
  scene: Scene,
  site: { siteId: number; token: string },
  { passes, seconds }: Length,
): Promise<Row[]> {
  const { db, ours, embedded, product } = scene
  const ask = api(product.port, site.token)
  const wrong: string[] = []
  let found = 0
  for (const word of sought) {
    const { total } = await ask<{ total: number }>('GET', `/sites/${site.siteId}/ticket-search?q=${encodeURIComponent(word)}`)
    const words = word.split(' ').map(part => `%${part}%`)
    const { rows } = await db.query(
      'select count(*)::int as n from sansheng.ticket_search where site_id = $1 and text like all($2::text[])',
      [site.siteId, words],
    )
    found += total
    if (total !== rows[0].n) wrong.push(`${word}: ${total} instead of ${rows[0].n}`)
  }
  const right: Row = {
    measure: 'P3 search: exact totals against a like scan',
    ours: wrong.length === 0 ? `${sought.length} words, ${found} hits, all right` : `wrong: ${wrong.join('; ')}`,
    reference: '–',
    ratio: null,
    goal: 'all right',
    passes: { wrong },
  }
  const binary = findPgbench()
  if (!binary) return [right]
  const turns = await inTurns(
    passes,
    () => ours('search', { seconds }),
    () => pgbench({ binary, connection: embedded.connection, script: 'search', clients: 8, seconds }),
  )
  return [right, compared('P3 search, 2–4 characters, 8 clients', '≥ 0.80 of the bigram index by pgbench', turns)]
}

export async function turning({ db, ours, embedded }: Scene, { passes, seconds }: Length): Promise<Row[]> {
  const binary = findPgbench()
  if (!binary) return []
  const { rows } = await db.query(
    `select id::text from sansheng.tickets where waiting_for = 'nobody' order by registered_at limit ${400 * passes}`,
  )
  const part = (pass: number) => rows.slice(pass * 400, pass * 400 + 400).map(row => row.id as string)
  const turns = await inTurns(
    passes,
    pass => ours('turn', { seconds, tickets: part(pass) }),
    () => pgbench({ binary, connection: embedded.connection, script: 'turn', clients: 8, seconds }),
  )
  return [compared('P4 status change + comment, 8 clients', '≥ 0.25 of pgbench', turns)]
}
