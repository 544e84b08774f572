import { liesIn, type ReadPlaces, readAddress, readPlaces } from '@sansheng/contract/address.ts'

/** Where a notice holds. */
export type Covered = { places: readonly string[]; areas: readonly string[] }
/** Where a customer is: the words for the place, and the area of the premises where it is known. */
export type Place = { address?: string | null; area?: string | null }

/** R188: an address that lies in one of the places, or premises in one of the areas. */
export function covers(notice: Covered, { address, area }: Place): boolean {
  if (area && notice.areas.some(one => bare(one) === bare(area))) return true
  const at = readAddress(address ?? '')
  return at.length > 0 && notice.places.some(line => placesOf(line).places.some(place => liesIn(at, place)))
}

/** Lines that would cover nobody, or others than they seem to, with the part that is not understood. */
export const unclearPlaces = (lines: readonly string[]): { place: string; part: string }[] =>
  lines.flatMap(place => placesOf(place).unclear.map(part => ({ place, part })))

const known = new Map<string, ReadPlaces>()
/** Lines of notices in force are read once, not at each call. */
function placesOf(line: string): ReadPlaces {
  const before = known.get(line)
  if (before) return before
  if (known.size >= 5000) known.clear()
  const read = readPlaces(line)
  known.set(line, read)
  return read
}

/** How areas are compared: one width, one case, without spaces and punctuation. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')

export type NoticeState = 'draft' | 'published' | 'ended'
const next: Record<'publish' | 'end', readonly NoticeState[]> = { publish: ['draft'], end: ['draft', 'published'] }
/** What is over stays over; what was called off before it was published ends without having been in force. */
export const mayNotice = (step: keyof typeof next, state: NoticeState): boolean => next[step].includes(state)
