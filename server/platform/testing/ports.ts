import { createHash } from 'node:crypto'
import type { Ports } from '../ports.ts'

export type StillClock = {
  now(): number
  /** Moves by milliseconds or by words: `'90 s'`, `'10 min'`, `'2 h'`, `'3 d'` (24 hours each). */
  move(by: number | string): void
  /** Puts the clock to an ISO instant. */
  at(iso: string): void
}

/** A clock that stands until it is moved. */
export function stillClock(iso = '2026-11-20T01:00:00Z'): StillClock {
  let ms = read(iso)
  return {
    now: () => ms,
    move(by) {
      ms += typeof by === 'number' ? by : duration(by)
    },
    at(iso) {
      ms = read(iso)
    },
  }
}

/** Valid UUIDs that count from one, so that whole replies compare equal. */
export function countingIds(): () => string {
  let count = 0
  return () => {
    count += 1
    return `00000000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`
  }
}

/** A still clock, counting ids and chance that is the same in every run. */
export function stillPorts(iso?: string): Ports & StillClock {
  let drawn = 0
  const random = (bytes: number) => {
    const out = new Uint8Array(bytes)
    for (let at = 0; at < bytes; at += 32) {
      drawn += 1
      out.set(
        createHash('sha256')
          .update(`${drawn}`)
          .digest()
          .subarray(0, bytes - at),
        at,
      )
    }
    return out
  }
  const clock = stillClock(iso)
  // a test that moves the clock lets time pass; it does not set a clock
  return { ...clock, passed: clock.now, newId: countingIds(), random }
}

const units: Record<string, number> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 }

function duration(words: string): number {
  const [, amount, unit] = /^(-?\d+(?:\.\d+)?) ?(ms|s|min|h|d)$/.exec(words) ?? []
  if (!unit) throw new Error(`'${words}' is not a duration such as '10 min'`)
  return Number(amount) * units[unit]!
}

function read(iso: string): number {
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) throw new Error(`'${iso}' is not an ISO instant`)
  return ms
}
