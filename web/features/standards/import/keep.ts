import type { Import } from './import.tsx'

const key = (siteId: number): string => `sansheng.handbook.${siteId}`

/** What was decided of a handbook outlives a reload in the same window. */
export const begunImport = {
  read(siteId: number): Import | null {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key(siteId)) ?? 'null') as Import | null
      return kept && Array.isArray(kept.proposed?.proposals) && typeof kept.decisions === 'object' ? kept : null
    } catch {
      return null
    }
  },
  keep(siteId: number, begun: Import): void {
    try {
      sessionStorage.setItem(key(siteId), JSON.stringify(begun))
    } catch {
      // a full store keeps nothing; the walk is still in the window
    }
  },
  forget: (siteId: number): void => sessionStorage.removeItem(key(siteId)),
}
