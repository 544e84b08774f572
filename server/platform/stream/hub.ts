/** Hands new stream entries to the open connections of this process. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import type { Owners } from '../subjects.ts'

/** `owners`: of its subject and its root when it was moved, and from whom it was taken by this event. */
export type Entry = {
  position: number
  siteId: number
  type: string
  refs: Record<string, string>
  persons: string[] | null
  owners: Owners[]
}
export type Hub = {
  /** Hears entries after `from`; gives back how to end it. */
  subscribe(listener: (entries: Entry[]) => void): () => void
  /** Reads on: there may be more than what was handed out. */
  wake(): Promise<void>
  head(): number
  start(): Promise<void>
  /** Reads no more; resolves when the read that is under way has ended. */
  stop(): Promise<void>
}

/** Entries read at once. */
const piece = 500

/** The number of entries is part of the text: of a parameter the database cannot tell that it asks for few, so it plans each time anew. */
export async function readStream(db: Kysely<DB>, after: number, limit = piece): Promise<Entry[]> {
  const { rows } = await sql<{
    position: number
    site_id: number
    type: string
    refs: Record<string, string>
    persons: string[] | null
    owners: Owners[]
  }>`
    select position, site_id, type, refs, persons, owners from stream where position > ${after} order by position limit ${sql.lit(limit)}`.execute(
    db,
  )
  return rows.map(r => ({
    position: r.position,
    siteId: r.site_id,
    type: r.type,
    refs: r.refs,
    persons: r.persons,
    owners: r.owners,
  }))
}

export function streamHub(db: Kysely<DB>): Hub {
  const listeners = new Set<(entries: Entry[]) => void>()
  let position = 0
  let reading: Promise<void> | null = null
  let again = false
  let stopped = false

  async function readOn(): Promise<void> {
    do {
      again = false
      for (;;) {
        const entries = await readStream(db, position)
        if (entries.length === 0 || stopped) break
        position = entries.at(-1)!.position
        for (const listener of listeners) listener(entries)
        if (entries.length < piece) break
      }
    } while (again && !stopped)
  }

  function wake(): Promise<void> {
    if (stopped) return Promise.resolve()
    if (reading) again = true
    else
      reading = readOn().finally(() => {
        reading = null
        // somebody asked after the last look and before this
        if (again) return wake()
      })
    return reading
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    wake,
    head: () => position,
    async stop() {
      stopped = true
      await reading?.catch(() => {})
    },
    async start() {
      const { rows } = await sql<{ position: number }>`select position from stream_head`.execute(db)
      position = rows[0]?.position ?? 0
    },
  }
}
