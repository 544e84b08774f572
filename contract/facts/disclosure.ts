import type { Disclosure } from '@sansheng/rulebook/vocabulary'

/** R054: what is there was given; what is not there was declined, or nobody asked. */
export function disclosureOf(value: string | boolean | null | undefined, declined: boolean | undefined): Disclosure {
  if (value) return 'given'
  return declined ? 'declined' : 'unknown'
}

/** The state after another question: what was given or declined before stays until there is a new answer. */
export function laterDisclosure(
  before: Disclosure,
  value: string | boolean | null | undefined,
  declined: boolean | undefined,
): Disclosure {
  const now = disclosureOf(value, declined)
  return now === 'unknown' ? before : now
}
