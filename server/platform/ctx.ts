import type { Finding } from '@sansheng/rulebook/engine'
import type { Kysely, RawBuilder } from 'kysely'
import type { Logger } from 'pino'
import type { DB } from '../schema.gen.ts'
import type { Case, CaseKind, EventDraft, Source } from './case.ts'
import type { Kernel } from './kernel.ts'
import type { Principal } from './principal.ts'
import type { Subject, Subjects } from './subjects.ts'

/**
 * What a command or query gets. `db` is the transaction of a write, the pool of a read.
 * `cases` are those that this transaction holds; `flush` in `platform/events` writes what they gathered.
 */
export type Ctx = {
  db: Kysely<DB>
  now(): number
  newId(): string
  random(bytes: number): Uint8Array
  actor: Principal
  source: Source
  requestId: string
  log: Logger
  kernel: Kernel<Ctx>
  subjects: Subjects
  cases: Map<string, Case>
  /** Jobs and stream entries without an event, written with the flush. */
  later: Later[]
  announced: Announced[]
  /** Refusals that must leave a trace: written in a transaction of their own after the rollback. */
  refusals: RefusalRecord[]
  /** Rows that nobody reads before the flush and that do not wait for `atLast`, as parts `name as (insert …)` of its statement. */
  rows: RawBuilder<unknown>[]
  /** What takes a row that everybody needs, for example the next number: runs in the flush, as late as can be, and gives the rows to be written
   * with it, as parts of its statement. */
  atLast: (() => Promise<RawBuilder<unknown>>)[]
  /** The statement that is sent with the commit; made by `gather`. */
  last: RawBuilder<unknown> | null
  /** Runs once the transaction is committed: dropping caches, waking the worker. */
  committed: (() => void)[]
  /** What was written before a refusal stands although it refuses; see `letStand`. */
  commitsRefused: boolean
  /** Earliest instant at which something that this transaction wrote falls due; the worker must not sleep past it. */
  dueFrom: number | null
}

export type Later = { siteId: number | null; kind: string; dueAt: number; payload: unknown; key?: string }
/** A stream entry that is not an event: for `persons` alone, or for whoever may see the `subject`. */
export type Announced = { siteId: number; type: string; refs: Record<string, string> } & (
  | { persons: string[] }
  | { subject: Subject }
)
/** What stands in the ledger although the request was refused; the case is opened if it is not there. */
export type RefusalRecord = {
  siteId: number
  caseId: string
  caseKind: CaseKind
  event: EventDraft
  findings?: (Finding & { rulebook: string })[]
}

/** Instants go to the database and onto the wire as ISO text with milliseconds. Said hundreds of times in one list, so days are remembered. */
export function iso(instant: number): string {
  const ms = Math.trunc(instant)
  const day = Math.floor(ms / 86_400_000)
  let text = days.get(day)
  if (text === undefined) {
    text = new Date(ms).toISOString().slice(0, -13)
    if (days.size >= 1000) days.clear()
    days.set(day, text)
  }
  const left = ms - day * 86_400_000
  const minutes = Math.floor(left / 60_000)
  const seconds = Math.floor(left / 1000) % 60
  return `${text}${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds]}.${String(left % 1000).padStart(3, '0')}Z`
}
const days = new Map<number, string>()
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms))

/** Leaves a trace that survives the rollback of this request. */
export function recordRefusal(ctx: Ctx, refusal: RefusalRecord): void {
  ctx.refusals.push(refusal)
}

/** From here on a refusal commits what this command wrote, for example the count of wrong passwords. Throw it right after. */
export function commitRefused(ctx: Ctx): void {
  ctx.commitsRefused = true
}

/** Work for later, written in the transaction of this command. `key`: a second one with the same key changes nothing while the first waits. */
export function later(ctx: Ctx, work: Later): void {
  ctx.later.push(work)
}

/** Says that something falls due at this instant. */
export function dueBy(ctx: Ctx, at: number | null): void {
  if (at !== null && (ctx.dueFrom === null || at < ctx.dueFrom)) ctx.dueFrom = at
}

/** Something for open screens that is not an event of a case. */
export function announce(ctx: Ctx, entry: Announced): void {
  ctx.announced.push(entry)
}
