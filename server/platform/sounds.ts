/** Chinese names and places as they are typed by their sound: whole pinyin (`zhounvshi`) or initials (`zns`). */
import { type RawBuilder, sql } from 'kysely'
import { pinyin } from 'pinyin-pro'

/** The syllables of a text, each behind an apostrophe, and on a second line their first letters; empty without Chinese characters. */
export function soundOf(...texts: (string | null | undefined)[]): string {
  const syllables = texts.flatMap(text =>
    text ? pinyin(text, { toneType: 'none', type: 'array', surname: 'head', v: true, nonZh: 'removed' }) : [],
  )
  if (syllables.length === 0) return ''
  const line = (parts: string[]) => parts.map(part => `'${part.toLowerCase()}`).join('')
  return `${line(syllables)}\n${line(syllables.map(syllable => syllable.slice(0, 1)))}`
}

/** The pairs of letters by which an index finds a sound; single letters find too much. */
export function soundTokens(sound: string): string[] {
  const tokens = new Set<string>()
  for (const line of sound.replaceAll("'", '').split('\n'))
    for (let at = 1; at < line.length; at++) tokens.add(line.slice(at - 1, at + 1))
  return [...tokens]
}

/** Whether a column that `soundOf` filled has a word, from the beginning of a syllable on; false for what nobody types as a sound. */
export function soundsLike(column: string, word: string): RawBuilder<boolean> {
  if (!/^[a-z]{2,40}$/.test(word)) return sql<boolean>`false`
  return sql<boolean>`${sql.ref(column)} ~ ${`'${[...word].join("'?")}`}`
}
