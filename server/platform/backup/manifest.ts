import type { Anchor } from '../events/anchor.ts'
import type { TableToCopy } from './tables.ts'

/** First in a backup: what it holds, so that whoever restores knows whether he can. */
export type Begin = {
  format: 1
  madeAt: string
  /** The schema that the rows are of. */
  migrations: { number: number; name: string; checksum: string }[]
  tables: TableToCopy[]
}
/** Last in a backup: by it a reader finds that something is missing or was changed. */
export type End = {
  sums: Record<string, { rows: number; bytes: number; sha256: string }>
  events: number
  /** The last seal, as it is kept outside. */
  seal: Anchor | null
}
export type Manifest = Begin & End

export const beginName = 'begin.json'
export const endName = 'end.json'
/** Pieces of one table follow one another: `tables/events.copy`. */
export const nameOfTable = (name: string) => `tables/${name}.copy`
export const tableOfName = (name: string) => /^tables\/(\w+)\.copy$/.exec(name)?.[1] ?? null
