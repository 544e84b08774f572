import type { CompiledQuery, Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { DB } from '../schema.gen.ts'
import type { Source } from './case.ts'
import type { Ctx, RefusalRecord } from './ctx.ts'
import { gather } from './events/flush.ts'
import { lockOrOpenCase } from './events/index.ts'
import { record } from './events/record.ts'
import type { Kernel } from './kernel.ts'
import type { Ports } from './ports.ts'
import { isPlanStale } from './prepared.ts'
import { type Principal, system } from './principal.ts'
import type { Subjects } from './subjects.ts'
import type { Transaction } from './transaction.ts'

export type Origin = { actor: Principal; requestId: string; log: Logger; source: Source }
export type Transact = {
  /** A context for reading, on the pool. */
  read(origin: Origin): Ctx
  /** Runs a command in one transaction, flushes what it gathered, and leaves the traces that a refusal kept. */
  write<T>(origin: Origin, work: (ctx: Ctx) => Promise<T>): Promise<T>
}

/** Lost races (serialisation, deadlock) are tried again this often. */
const tries = 5

export function transactOn(needs: {
  db: Kysely<DB>
  transaction: Transaction
  ports: Ports
  kernel: Kernel<Ctx>
  subjects: Subjects
  onCommit(dueFrom: number | null): void
}): Transact {
  const make = (db: Kysely<DB>, origin: Origin): Ctx => ({
    db,
    now: needs.ports.now,
    newId: needs.ports.newId,
    random: needs.ports.random,
    kernel: needs.kernel,
    subjects: needs.subjects,
    cases: new Map(),
    later: [],
    announced: [],
    refusals: [],
    rows: [],
    atLast: [],
    last: null,
    commitsRefused: false,
    committed: [],
    dueFrom: null,
    ...origin,
  })
  const attempt = async <T>(origin: Origin, work: (ctx: Ctx) => Promise<T>): Promise<T> => {
    let refusals: RefusalRecord[] = []
    let current: Ctx | null = null
    let refused: { error: unknown } | undefined
    try {
      const done = await needs.transaction(async trx => {
        const ctx = make(trx, origin)
        refusals = ctx.refusals
        current = ctx
        const result = await work(ctx).catch((error: unknown) => {
          if (!ctx.commitsRefused) throw error
          refused = { error }
          return undefined as T
        })
        return { done: result, last: await closing(ctx) }
      })
      settle(current)
      if (!refused) return done
    } catch (error) {
      if (refusals.length > 0) await writeRefusals(origin, refusals)
      throw error
    }
    throw (refused as { error: unknown }).error
  }
  const writeRefusals = async (origin: Origin, refusals: RefusalRecord[]): Promise<void> => {
    const refusalCtx = await needs.transaction(async trx => {
      const ctx = make(trx, origin)
      for (const k of refusals) {
        const caseRow = await lockOrOpenCase(ctx, k.siteId, k.caseKind, k.caseId)
        const { seq } = await record(ctx, caseRow, k.event)
        for (const finding of k.findings ?? []) caseRow.findings.push({ ...finding, seq })
      }
      return { done: ctx, last: await closing(ctx) }
    })
    settle(refusalCtx)
  }
  async function closing(ctx: Ctx): Promise<CompiledQuery | null> {
    await gather(ctx)
    mustBeVouched(ctx)
    return ctx.last?.compile(ctx.db) ?? null
  }
  function settle(ctx: Ctx | null): void {
    for (const run of ctx?.committed ?? []) run()
    needs.onCommit(ctx?.dueFrom ?? null)
  }
  return {
    read: origin => make(needs.db, origin),
    async write(origin, work) {
      for (let n = 1; ; n++) {
        try {
          return await attempt(origin, work)
        } catch (error) {
          const code = (error as { code?: string }).code
          if (n >= tries || (code !== '40001' && code !== '40P01' && !isPlanStale(error))) throw error
        }
      }
    },
  }
}

/** Rows of a case are written with an event of it, or not at all. Findings of a gate that nobody went through vanish with the transaction. */
function mustBeVouched({ cases }: Ctx): void {
  for (const { id, started, changed, covered } of cases.values())
    if (started.length > 0 || changed.size > 0 || covered.size > 0)
      throw new Error(`The case ${id} was changed without an event: ${[...covered.keys(), ...changed.keys()].join(', ')}`)
}

export const systemOrigin = (log: Logger, requestId = 'system'): Origin => ({ actor: system, requestId, log, source: 'system' })
