import type { Asked } from '@sansheng/rulebook/vocabulary'

/** R054: what is there was given; what is not there was declined, or nobody asked. */
export function asked(value: string | boolean | null | undefined, declined: boolean | undefined): Asked {
  if (value) return 'given'
  return declined ? 'declined' : 'unknown'
}

/** The state after another question: what was given or declined before stays until there is a new answer. */
export function askedAgain(before: Asked, value: string | boolean | null | undefined, declined: boolean | undefined): Asked {
  const now = asked(value, declined)
  return now === 'unknown' ? before : now
}
