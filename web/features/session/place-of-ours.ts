/** Only a place of ours: an address from elsewhere could lead away. */
export const placeOfOurs = (next: string | undefined): string => (next?.startsWith('/') && !next.startsWith('//') ? next : '/')
