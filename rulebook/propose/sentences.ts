/** Sentences of a text; what stands in quotes is never cut. */

/** `at` is the offset in the text that was cut. */
export type Sentence = { text: string; at: number }

const closing: Record<string, string> = { '“': '”', '「': '」', '『': '』', '‘': '’' }

export function sentencesOf(text: string): Sentence[] {
  const list: Sentence[] = []
  let from = 0
  let until = -1
  for (const { index, 0: char } of text.matchAll(/[。；;！!？?\n“「『‘"]/g)) {
    if (index < until) continue
    const close = char === '"' ? '"' : closing[char]
    if (close) {
      // A quote that is never closed, or only far away, is a slip of the pen.
      const end = text.slice(index + 1, index + 161).indexOf(close)
      if (end >= 0) until = index + 1 + end
      continue
    }
    push(list, text, from, index + 1)
    from = index + 1
  }
  push(list, text, from, text.length)
  return list
}

/** Shorter than anything that could be a rule. */
const shortest = 4

function push(list: Sentence[], text: string, from: number, to: number): void {
  if (to - from < shortest) return
  const raw = text.slice(from, to)
  const start = raw.length - raw.trimStart().length
  const trimmed = raw.trim()
  if (/[\p{L}\p{N}]/u.test(trimmed)) list.push({ text: trimmed, at: from + start })
}

/** What stands in quotes, and between which offsets. */
export function quotesIn(text: string): { text: string; from: number; to: number }[] {
  const found: { text: string; from: number; to: number }[] = []
  for (const match of text.matchAll(/“([^“”]{1,160})”|「([^「」]{1,160})」|"([^"]{1,160})"|‘([^‘’]{1,80})’/gu)) {
    const inner = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim()
    if (/\p{L}/u.test(inner)) found.push({ text: inner, from: match.index, to: match.index + match[0].length })
  }
  return found
}

/** The text with blanks for what stands in quotes. */
export function withoutQuotes(text: string): string {
  if (!/[“「"‘]/.test(text)) return text
  let plain = text
  for (const { from, to } of quotesIn(text)) plain = plain.slice(0, from) + ' '.repeat(to - from) + plain.slice(to)
  return plain
}
