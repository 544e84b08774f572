/** Where a notice holds. */
export type Covered = { places: readonly string[]; areas: readonly string[] }
/** Where a customer is: the words for the place, and the area of the premises where it is known. */
export type Place = { address?: string | null; area?: string | null }

/** R188: an address that contains one of the places, or premises in one of the areas. */
export function covers(notice: Covered, { address, area }: Place): boolean {
  if (area && notice.areas.some(one => bare(one) === bare(area))) return true
  const at = bare(address ?? '')
  return at !== '' && notice.places.some(place => contains(at, bare(place)))
}

/** How places are compared: one width, one case, without spaces and punctuation. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')

/** A number is never cut: `临川路 1` does not cover `临川路 12 号`, `7 栋` does not cover `17 栋`. */
function contains(address: string, place: string): boolean {
  if (place === '') return false
  for (let at = address.indexOf(place); at >= 0; at = address.indexOf(place, at + 1)) {
    const cutsBefore = isDigit(place[0]) && isDigit(address[at - 1])
    const cutsAfter = isDigit(place.at(-1)) && isDigit(address[at + place.length])
    if (!cutsBefore && !cutsAfter) return true
  }
  return false
}

const isDigit = (character: string | undefined): boolean => character !== undefined && character >= '0' && character <= '9'

export type NoticeState = 'draft' | 'published' | 'ended'
const next: Record<'publish' | 'end', readonly NoticeState[]> = { publish: ['draft'], end: ['draft', 'published'] }
/** What is over stays over; what was called off before it was published ends without having been in force. */
export const mayNotice = (step: keyof typeof next, state: NoticeState): boolean => next[step].includes(state)
