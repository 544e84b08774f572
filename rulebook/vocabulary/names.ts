/** Two-language lookup and the nearest right word. Nothing here knows what a name means. */
import type { Locale } from './words.ts'

const han = /\p{Script=Han}/u

/** The language that a text is written in: one Chinese character makes it Chinese. */
export function localeOf(text: string): Locale {
  return han.test(text) ? 'zh' : 'en'
}

/** One spelling for comparison: full-width forms folded, case ignored, inner spaces dropped beside Chinese. */
export function fold(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase()
}

const indexes = new WeakMap<object, Map<string, string>>()

/** The English key of a word in either language, or null. */
export function lookup<K extends string>(table: Readonly<Record<K, unknown>>, word: string): K | null {
  let index = indexes.get(table)
  if (!index) {
    index = new Map()
    for (const [key, value] of Object.entries(table as Record<string, { zh: string; en?: string; also?: string[] } | string>)) {
      const spellings = typeof value === 'string' ? [value] : [value.zh, value.en ?? key, ...(value.also ?? [])]
      for (const spelling of [key, ...spellings]) if (!index.has(fold(spelling))) index.set(fold(spelling), key)
    }
    indexes.set(table, index)
  }
  return (index.get(fold(word)) ?? null) as K | null
}

/** The name of a key in a language; the key itself is the English name unless the table says otherwise. */
export function nameOf(table: Readonly<Record<string, unknown>>, key: string, locale: Locale): string {
  const value = table[key] as { zh: string; en?: string } | string | undefined
  if (value === undefined) return key
  if (typeof value === 'string') return locale === 'zh' ? value : key
  return locale === 'zh' ? value.zh : (value.en ?? key)
}

/** All names of a table in one language, in the order of the table. */
export function wordsOf(table: Readonly<Record<string, unknown>>, locale: Locale): string[] {
  return Object.keys(table).map(key => nameOf(table, key, locale))
}

/** The word that was most likely meant, or null when nothing is near. Ties go to the earlier word. */
export function nearest(words: readonly string[], word: string): string | null {
  const wanted = fold(word).slice(0, 80)
  if (wanted === '') return null
  let best: string | null = null
  let bestCost = Number.POSITIVE_INFINITY
  for (const candidate of words) {
    const folded = fold(candidate)
    const length = Math.max([...folded].length, [...wanted].length)
    const limit = han.test(folded) ? Math.max(1, Math.floor(length / 2)) : Math.max(1, Math.floor(length / 3))
    const cost = distance(wanted, folded)
    const near = cost <= limit && cost < length
    const part = length > 2 && wanted.length > 1 && (folded.includes(wanted) || wanted.includes(folded))
    const ranked = near ? cost : limit + cost
    if ((near || part) && ranked < bestCost) {
      best = candidate
      bestCost = ranked
    }
  }
  return best
}

/** Nearest word of a table in the language in which the wrong one was written. */
export function nearestName(table: Readonly<Record<string, unknown>>, word: string): string | null {
  return nearest(wordsOf(table, localeOf(word)), word) ?? nearest(wordsOf(table, localeOf(word) === 'zh' ? 'en' : 'zh'), word)
}

/** Damerau–Levenshtein, adjacent swaps counted once: `tikcet` is one slip away from `ticket`. */
function distance(a: string, b: string): number {
  const x = [...a]
  const y = [...b]
  let before: number[] = []
  let previous = y.map((_, j) => j).concat(y.length)
  for (let i = 1; i <= x.length; i++) {
    const row = [i]
    for (let j = 1; j <= y.length; j++) {
      const same = x[i - 1] === y[j - 1]
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
    }
    before = previous
    previous = row
  }
  return previous[y.length]!
}
