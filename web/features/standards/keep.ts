/** What was typed and not saved yet, so that a sign-in, a reload or a lost connection loses nothing. */
export type Begun = { source: string; version: number }
const key = (siteId: number): string => `sansheng.standard.${siteId}`

export const begunText = {
  read(siteId: number): Begun | null {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key(siteId)) ?? 'null') as Begun | null
      return kept && typeof kept.source === 'string' && Number.isInteger(kept.version) ? kept : null
    } catch {
      return null
    }
  },
  keep(siteId: number, begun: Begun): void {
    try {
      sessionStorage.setItem(key(siteId), JSON.stringify(begun))
    } catch {
      // a full store keeps nothing; the text is still in the window
    }
  },
  forget: (siteId: number): void => sessionStorage.removeItem(key(siteId)),
}
