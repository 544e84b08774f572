let segmenter: Intl.Segmenter | undefined

/**
 * The beginning of a text, at most so many UTF-16 units, never ending within what a reader sees as one character: no half of a pair, no accent,
 * tone of skin or member of a family apart. `end` follows where something was left out and counts as well.
 */
export function cutText(text: string, most: number, end = ''): string {
  if (text.length <= most) return text
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'grapheme' })
  const room = Math.max(0, most - end.length)
  // characters of a reader are far shorter than this: only the neighbourhood of the cut is looked at, however long the text
  const from = Math.max(0, room - 200)
  let length = from
  for (const { segment } of segmenter.segment(text.slice(from, room + 200))) {
    if (length + segment.length > room) break
    length += segment.length
  }
  return text.slice(0, length) + end
}

/** The first character as a reader sees it, for example of a name. */
export function firstCharacter(text: string): string {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'grapheme' })
  const [first] = segmenter.segment(text.trimStart().slice(0, 100))
  return first?.segment ?? ''
}
