import type { Proposed } from '@sansheng/contract/handbooks.ts'
import { storePerSite } from '../../app/window-store.ts'
import type { Decisions } from '../../ui/handbook/decisions.ts'

export type UnfinishedImport = { proposed: Proposed; decisions: Decisions }

/** A handbook that was read, with what has been decided of it so far. */
export const unfinishedImport = storePerSite<UnfinishedImport>(
  'sansheng.handbook',
  ({ proposed, decisions }) => Array.isArray(proposed?.proposals) && typeof decisions === 'object',
)
