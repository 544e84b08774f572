import type { Proposed } from '@sansheng/contract/handbooks.ts'
import { windowStore } from '../../app/window-store.ts'
import type { Decisions } from '../../ui/handbook/decisions.ts'

export type Begun = { source: string; version: number }
export type BegunImport = { proposed: Proposed; decisions: Decisions }

/** The text of a draft that was typed and not saved yet. */
export const begunText = perSite<Begun>(
  'sansheng.standard',
  ({ source, version }) => typeof source === 'string' && Number.isInteger(version),
)

/** What was decided of a handbook. */
export const begunImport = perSite<BegunImport>(
  'sansheng.handbook',
  ({ proposed, decisions }) => Array.isArray(proposed?.proposals) && typeof decisions === 'object',
)

function perSite<T>(name: string, isWhole: (kept: Partial<T>) => boolean) {
  const key = (siteId: number) => `${name}.${siteId}`
  return {
    read(siteId: number): T | null {
      const kept = windowStore.read<T>(key(siteId))
      return kept && isWhole(kept) ? (kept as T) : null
    },
    keep: (siteId: number, begun: T): void => windowStore.keep(key(siteId), begun),
    forget: (siteId: number): void => windowStore.forget(key(siteId)),
  }
}
