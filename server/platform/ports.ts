import { randomFillSync } from 'node:crypto'

/** What the program takes from the world besides the database: time, fresh ids, chance. */
export type Ports = {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds that passed since some moment, whatever is done to the clock. */
  passed(): number
  /** A UUIDv7, later ids of one process always sorting after earlier ones. */
  newId(): string
  random(bytes: number): Uint8Array
}

export function realPorts(): Ports {
  const random = chance(bytes => randomFillSync(new Uint8Array(bytes)))
  return { now: Date.now, passed: () => performance.now(), newId: timeIds(Date.now, random), random }
}

/** Random bytes out of a store that is filled from time to time: a request asks a dozen times for a few, and each asking costs the same. */
function chance(fill: (bytes: number) => Uint8Array): (bytes: number) => Uint8Array {
  let store: Uint8Array = new Uint8Array(0)
  return bytes => {
    if (bytes > 64) return fill(bytes)
    if (store.length < bytes) store = fill(4096)
    const taken = store.slice(0, bytes)
    store = store.subarray(bytes)
    return taken
  }
}

/** UUIDv7 (RFC 9562): 48 bits of time, a 12-bit counter that starts low in each millisecond, 62 random bits. */
export function timeIds(now: () => number, random: (bytes: number) => Uint8Array): () => string {
  let last = 0
  let count = 0
  let pool: Uint8Array = new Uint8Array(0)
  return () => {
    if (pool.length < 10) pool = random(1_000)
    const chance = pool.subarray(0, 10)
    pool = pool.subarray(10)
    const time = now()
    // a clock that stands or goes back only counts on; a full counter borrows the next millisecond
    count = time > last ? ((chance[8]! & 7) << 8) | chance[9]! : count + 1
    last = Math.max(time, last)
    if (count > 0xfff) {
      last += 1
      count = 0
    }
    const time48 = last.toString(16).padStart(12, '0')
    const variant = ((chance[0]! & 0x3f) | 0x80).toString(16)
    const tail = Buffer.from(chance.buffer, chance.byteOffset + 1, 7).toString('hex')
    return `${time48.slice(0, 8)}-${time48.slice(8)}-7${count.toString(16).padStart(3, '0')}-${variant}${tail.slice(0, 2)}-${tail.slice(2)}`
  }
}
