/** Runs plays by a clock that jumps from one instant to the next, firing what falls due in between at its own instant. */
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { App } from '../app.ts'
import type { DB } from '../schema.gen.ts'
import { isRefused } from './caller.ts'
import type { SimulatedClock } from './clock.ts'
import type { Play } from './stage.ts'

export type Scheduled = { at: number; play: Play }

/** Plays until the given instant; what goes on after it is left as it stands. A play that the system refuses ends, and is told. */
export async function simulate(
  needs: { db: Kysely<DB>; app: App; clock: SimulatedClock; surprise(text: string): void; signal: AbortSignal | undefined },
  scheduled: Scheduled[],
  until: number,
): Promise<void> {
  const { clock } = needs
  const waiting = scheduled.map((one, order) => ({ ...one, order }))
  for (;;) {
    needs.signal?.throwIfAborted()
    const next = waiting.reduce<(typeof waiting)[number] | null>(
      (first, one) => (!first || one.at < first.at || (one.at === first.at && one.order < first.order) ? one : first),
      null,
    )
    if (!next || next.at > until) break
    await fireUntil(needs, next.at)
    clock.to(next.at)
    const step = await next.play.next().catch((error: unknown) => {
      if (!isRefused(error)) throw error
      needs.surprise(error.message)
      return { done: true, value: undefined } as const
    })
    if (step.done) waiting.splice(waiting.indexOf(next), 1)
    else next.at = Math.max(step.value, next.at)
  }
  await fireUntil(needs, until)
  clock.to(until)
}

/** Clocks and jobs fire when they are due, not when somebody happens to act. */
async function fireUntil({ db, app, clock }: { db: Kysely<DB>; app: App; clock: SimulatedClock }, until: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ at: number | null }>`
      select least((select min(next_fire_at) from clocks), (select min(due_at) from jobs where done_at is null)) as at`.execute(
      db,
    )
    const at = rows[0]?.at ?? null
    if (at === null || at > until) return
    clock.to(at)
    // nothing ran: a lease holds it, and it has another chance later
    if ((await app.worker.runDue()) === 0) return
  }
}
