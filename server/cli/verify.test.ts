/** `sansheng verify` over a ledger of several stretches: in threads, interrupted and taken up again. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { sealNow } from '../platform/events/seal.ts'
import { sealKey } from '../platform/events/seal-key.ts'
import { verifyLedger } from '../platform/events/verify.ts'
import { relayAll } from '../platform/stream/relay.ts'
import { world } from '../platform/testing/world.ts'
import { printedBy } from './testing/printed.ts'
import { verify } from './verify.ts'
import { checkStretches, type Stretches } from './verify-stretches.ts'

const folder = mkdtempSync(join(tmpdir(), 'sansheng-verify-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const w = await world()
const agent = await w.as('agent')
for (let n = 0; n < 5; n++) await w.a.ticket({ by: agent, title: `第${n + 1}件` })
await relayAll(w.database.owner, w.app.subjects, w.clock.now)
await sealNow(w.database.owner, sealKey({ file: join(folder, 'key.pem') }), w.clock.now())

const url = ({ host, user, database }: typeof w.database.connection) =>
  `postgres://${user}@/${database}?host=${encodeURIComponent(host)}`
const run = (...argv: string[]) =>
  printedBy(io => verify(argv, io), { env: { SANSHENG_HOME: join(folder, 'home'), DATABASE_URL: url(w.database.connection) } })
const stretches = (more: Partial<Stretches> = {}): Stretches => ({
  connection: w.database.connection,
  database: w.database,
  scope: {},
  threads: 2,
  cases: 2,
  onProgress: () => {},
  ...more,
})

test('stretches that are checked in threads find what one walk through the ledger finds', async () => {
  const walked = await verifyLedger(w.database.kysely)
  expect(walked).toMatchObject({ ok: true, broken: [] })
  const told: string[] = []
  const found = await checkStretches(stretches({ onProgress: (events, total) => told.push(`${events}/${total}`) }))
  expect(found).toEqual({ cases: walked.cases, events: walked.events, erased: [], broken: [] })
  expect(told.length).toBeGreaterThan(1)
  expect(told.at(-1)).toBe(`${walked.events}/${walked.events}`)
})

test('the command says what it recomputed; a wrong option is refused with a sentence', async () => {
  const whole = await run('--threads', '2')
  expect(whole).toMatchObject({ code: 0, out: expect.stringMatching(/^个案 \d+，事件 \d+，封存 1 次。\n[\s\S]*台账完好。\n$/) })
  for (const wrong of [['--threads', '0'], ['--threads', 'viele'], ['--resume']])
    expect(await run(...wrong)).toMatchObject({ code: 2, err: expect.stringContaining('后面少了值') })
})

test('a run that was ended is taken up where it was; what it had found is in the result', async () => {
  const file = join(folder, 'progress')
  const [first] = await w.a.ticket({ by: agent, title: '最后一件' }).then(ticket => [ticket.caseId])
  await sql`alter table events disable trigger all`.execute(w.database.owner)
  const change = (to: number) =>
    sql`update events set version = ${to} where case_id = ${first} and seq = 1`.execute(w.database.owner)
  const { rows } = await sql<{ version: number }>`select version from events where case_id = ${first} and seq = 1`.execute(
    w.database.kysely,
  )
  await change(99)
  // ended after the first stretches, in the middle of writing the line of the next
  const stop = new Error('ended')
  let told = 0
  await expect(
    checkStretches(
      stretches({
        file,
        threads: 1,
        onProgress: () => {
          told += 1
          if (told === 2) throw stop
        },
      }),
    ),
  ).rejects.toBe(stop)
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(3)
  writeFileSync(file, `${lines.join('\n')}\n{"stretch":2,"found":{"cases"`)

  const again: string[] = []
  const found = await checkStretches(
    stretches({ file, threads: 1, onProgress: (events, total) => again.push(`${events}/${total}`) }),
  )
  const walked = await verifyLedger(w.database.kysely)
  expect(found).toMatchObject({ cases: walked.cases, events: walked.events })
  expect(found.broken.map(({ caseId, reason }) => [caseId, reason])).toContainEqual([first, 'changed'])
  expect(again[0]).not.toBe(`0/${walked.events}`)
  expect(existsSync(file)).toBe(false)
  await change(rows[0]!.version)
})

test('what is left of another scope, of another ledger or of nothing is refused', async () => {
  const file = join(folder, 'other')
  const refused = async (text: string, more: Partial<Stretches> = {}) => {
    writeFileSync(file, text)
    await expect(checkStretches(stretches({ file, ...more }))).rejects.toThrow(file)
    expect(readFileSync(file, 'utf8')).toBe(text)
  }
  await refused('')
  await refused('hello\n')
  await refused(`${JSON.stringify({ scope: { siteId: w.siteId }, seal: null, stretches: [] })}\n`)
  await refused(`${JSON.stringify({ scope: {}, seal: { number: 1, hash: 'ff' }, stretches: [] })}\n`)
  const told = await run('--resume', file)
  expect(told).toMatchObject({ code: 2, err: expect.stringContaining('不是核对这份台账时留下的') })
})
