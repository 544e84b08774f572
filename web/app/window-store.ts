/** What was typed and not sent yet: it outlives a reload and a new sign-in in the same window, and nothing else. */
export const windowStore = {
  /** Whatever was kept under the key; null when there is nothing that can be read. The caller looks whether it is what it should be. */
  read<T>(key: string): Partial<T> | null {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Partial<T> | null
    } catch {
      return null
    }
  },
  keep(key: string, value: unknown): void {
    try {
      sessionStorage.setItem(key, JSON.stringify(value))
    } catch {
      // a full store keeps nothing; what was typed is still in the window
    }
  },
  forget: (key: string): void => sessionStorage.removeItem(key),
}

/** One value for each site. What is stored is read back only if `isWhole` accepts it. */
export function storePerSite<T>(name: string, isWhole: (stored: Partial<T>) => boolean) {
  const key = (siteId: number) => `${name}.${siteId}`
  return {
    read(siteId: number): T | null {
      const stored = windowStore.read<T>(key(siteId))
      return stored && isWhole(stored) ? (stored as T) : null
    },
    keep: (siteId: number, value: T): void => windowStore.keep(key(siteId), value),
    forget: (siteId: number): void => windowStore.forget(key(siteId)),
  }
}
