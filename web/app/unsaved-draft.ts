import { storePerSite } from './window-store.ts'

/** The text of a site's draft that was typed, or made from a handbook, and not saved yet; `version` is the draft it began from. */
export type UnsavedDraft = { source: string; version: number }

export const unsavedDraft = storePerSite<UnsavedDraft>(
  'sansheng.standard',
  ({ source, version }) => typeof source === 'string' && Number.isInteger(version),
)
