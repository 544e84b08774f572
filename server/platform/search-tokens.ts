/**
 * Chinese has no spaces between words, so search indexes single characters and pairs of neighbours: any part of one character or more is
 * found. A pair index may match pairs that do not follow each other; who searches checks the words against the text once more.
 */

/** How search sees texts: one width, one case, no spaces, middle dots and unseen signs; each text on a line of its own, so that no pair spans two. */
export function searchText(...texts: (string | null | undefined)[]): string {
  return texts
    .map(text => plain(text ?? ''))
    .filter(text => text !== '')
    .join('\n')
}

/** Every character and every pair of neighbours, each once; lines are apart. */
export function tokensOf(text: string): string[] {
  const tokens = new Set<string>()
  for (const line of text.split('\n')) {
    const characters = [...plain(line)]
    for (const [at, character] of characters.entries()) {
      tokens.add(character)
      const next = characters[at + 1]
      if (next !== undefined) tokens.add(character + next)
    }
  }
  return [...tokens]
}

/** Every character with its neighbour, the last one of a line alone, each once: whoever looks for one character looks for what begins with it. */
export function pairsOf(text: string): string[] {
  const tokens = new Set<string>()
  for (const line of text.split('\n')) {
    const characters = [...plain(line)]
    for (const [at, character] of characters.entries()) tokens.add(character + (characters[at + 1] ?? ''))
  }
  return [...tokens]
}

/** The words that somebody typed, each of which has to be there. */
export function queryWords(query: string): string[] {
  return [
    ...new Set(
      query
        .split(/\s+/)
        .map(plain)
        .filter(word => word !== ''),
    ),
  ]
}

/** Tokens that every text with these words has: the pairs of a word, or its only character. */
export function queryTokens(query: string): string[] {
  const tokens = new Set<string>()
  for (const word of queryWords(query)) {
    const characters = [...word]
    if (characters.length === 1) tokens.add(word)
    for (let at = 1; at < characters.length; at++) tokens.add(characters[at - 1]! + characters[at]!)
  }
  return [...tokens]
}

const unread = /[\s·•・‧∙⋅\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]+/g
/** One width and case, without spaces, middle dots and signs that nobody sees: two names that differ in these only are one. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(unread, '')
