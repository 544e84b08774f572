/** Checks the cases of a large ledger in threads, a stretch at a time; what is done can stand in a file, so that a later run goes on from there. */
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { compiledStandards, foldCases } from '../modules/standards/index.ts'
import type { Connection, Database } from '../platform/db.ts'
import type { Scope } from '../platform/events/scope.ts'
import { lastSeal, sealHash, sealHashes } from '../platform/events/seal.ts'
import { type CasesFound, checkCases, countEvents, type Stretch, stretchesOf } from '../platform/events/verify-cases.ts'
import { startThread } from '../platform/threads.ts'

type Seal = { number: number; hash: string }
/** The first line of the file. `seal` is the last one when the run began: another ledger does not have it. */
type Begun = { scope: Scope; seal: Seal | null; stretches: Stretch[] }
type Done = { stretch: number; found: CasesFound }

export type Stretches = {
  connection: Connection
  database: Database
  scope: Scope
  threads: number
  /** Where to keep what is done; deleted when everything is. */
  file?: string | undefined
  /** Cases of a stretch. */
  cases?: number
  onProgress(events: number, total: number): void
}

/** @throws Error when the file belongs to another scope or ledger, or a thread fails; then what is done stays in the file. */
export async function checkStretches({ cases = 1000, ...given }: Stretches): Promise<CasesFound> {
  const { database, scope, file, onProgress } = given
  const { stretches, done } = await beginOrGoOn(given, cases)
  const left = stretches.map((_, n) => n).filter(n => !done.has(n))
  const total = await countEvents(database.kysely, scope)
  const eventsDone = () => [...done.values()].reduce((sum, { events }) => sum + events, 0)
  if (done.size > 0) onProgress(eventsDone(), total)

  const work = async (check: (stretch: Stretch) => Promise<CasesFound>) => {
    for (let stretch = left.shift(); stretch !== undefined; stretch = left.shift()) {
      const found = await check(stretches[stretch]!)
      done.set(stretch, found)
      if (file) appendFileSync(file, `${JSON.stringify({ stretch, found } satisfies Done)}\n`)
      onProgress(eventsDone(), total)
    }
  }
  if (left.length === 1 || given.threads === 1) {
    const fold = foldCases(compiledStandards(database.kysely))
    await work(stretch => checkCases(database.kysely, scope, fold, stretch))
  } else await inThreads(Math.min(given.threads, left.length), given, work)
  if (file) rmSync(file)
  return summed([...done].sort(([a], [b]) => a - b).map(([, found]) => found))
}

/** Each thread takes the next stretch when it has checked one. */
async function inThreads(
  count: number,
  { connection, scope }: Stretches,
  work: (check: (stretch: Stretch) => Promise<CasesFound>) => Promise<void>,
): Promise<void> {
  const threads = Array.from({ length: count }, () => startThread('verify-thread'))
  try {
    await Promise.all(
      threads.map(async thread => {
        await thread.ready
        await work(stretch => thread.ask('stretch', { connection, scope, stretch }) as Promise<CasesFound>)
      }),
    )
  } finally {
    await Promise.all(threads.map(thread => thread.end()))
  }
}

async function beginOrGoOn({ database: { kysely }, scope, file }: Stretches, cases: number) {
  if (file && existsSync(file)) {
    const { begun, done } = readDone(file)
    if (JSON.stringify(begun.scope) !== JSON.stringify(scope)) throw new Error(`${file} 是核对别的范围时留下的。`)
    if (begun.seal && (await sealHashes(kysely)).get(begun.seal.number) !== begun.seal.hash)
      throw new Error(`${file} 不是核对这份台账时留下的：它记着的第 ${begun.seal.number} 次封存，这里没有或者不一样。`)
    return { stretches: begun.stretches, done }
  }
  const seal = await lastSeal(kysely)
  const begun: Begun = {
    scope,
    seal: seal && { number: seal.number, hash: sealHash(seal) },
    stretches: await stretchesOf(kysely, scope, cases),
  }
  if (file) writeFileSync(file, `${JSON.stringify(begun)}\n`, { flag: 'wx', mode: 0o600 })
  return { stretches: begun.stretches, done: new Map<number, CasesFound>() }
}

function readDone(file: string): { begun: Begun; done: Map<number, CasesFound> } {
  const [first, ...lines] = readFileSync(file, 'utf8').split('\n').map(asJson)
  const begun = first as Begun | null
  if (!Array.isArray(begun?.stretches)) throw new Error(`读不出 ${file}：它不是 sansheng verify --resume 写的。`)
  // a line that was cut when the run was ended is left out, and its stretch checked once more
  const done = (lines as (Done | null)[]).filter(line => line !== null)
  writeFileSync(file, [begun, ...done].map(line => `${JSON.stringify(line)}\n`).join(''))
  return { begun, done: new Map(done.map(({ stretch, found }) => [stretch, found])) }
}

function asJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function summed(parts: readonly CasesFound[]): CasesFound {
  const found: CasesFound = { cases: 0, events: 0, erased: [], broken: [] }
  for (const part of parts) {
    found.cases += part.cases
    found.events += part.events
    found.erased.push(...part.erased)
    found.broken.push(...part.broken)
  }
  return found
}
