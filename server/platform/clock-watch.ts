/** Notices that the clock of this server jumped: promises are measured by it, so whoever reads their times has to know. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../schema.gen.ts'

/** What corrects a clock bit by bit stays far below. */
export const clockBound = 5_000
/** Milliseconds between two looks. */
export const lookEvery = 10_000

export type ClockWatch = {
  /** Gives by how many milliseconds the clock jumped since the last look; null when it did not. Backwards is negative. */
  look(): number | null
}

/** `passed` counts the time that passed, which nobody sets. A machine that slept has jumped forwards: its timers did not fire meanwhile. */
export function clockWatch({ now, passed }: { now(): number; passed(): number }): ClockWatch {
  let offset = now() - passed()
  return {
    look() {
      const current = now() - passed()
      const jump = Math.round(current - offset)
      // from here on: what is corrected little by little never adds up to a jump
      offset = current
      return Math.abs(jump) > clockBound ? jump : null
    },
  }
}

/** By how much the clock of a start stands before the last moment that was written, as a clock that went back while nothing ran. */
export const behind = (now: number, lastWritten: number | null): number | null =>
  lastWritten !== null && now < lastWritten - clockBound ? Math.round(now - lastWritten) : null

/** How long, as people read it: `37 min`, `2 h 5 min`. */
export function spanOf(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60]
  const parts = [
    [days, 'd'],
    [hours, 'h'],
    [minutes, 'min'],
    [seconds % 60, 's'],
  ] as const
  return (
    parts
      .filter(([n]) => n > 0)
      .slice(0, 2)
      .map(([n, unit]) => `${n} ${unit}`)
      .join(' ') || '0 s'
  )
}

/** When the stream moved last, by the clock of that moment. */
export async function lastWritten(db: Kysely<DB>): Promise<number | null> {
  const { rows } = await sql<{ at: number }>`select moved_at as at from stream order by position desc limit 1`.execute(db)
  return rows[0]?.at ?? null
}
