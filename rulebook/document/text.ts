/** A piece of a document that remembers where it stands, and the list of problems found in it. */
import type { Problem } from './problem.ts'

/** `at` is the offset in the document, in UTF-16 units. */
export type Text = { text: string; at: number }

export type LocalizedText = { zh: string; en: string }
export type Report = {
  problems: Problem[]
  error: (where: Text, code: string, message: LocalizedText, suggestion?: string | null) => void
  warning: (where: Text, code: string, message: LocalizedText, suggestion?: string | null) => void
}

/** Collects problems of one document; lines and columns count from 1. */
export function reportOn(source: string): Report {
  const problems: Problem[] = []
  const starts = [0]
  for (let i = source.indexOf('\n'); i >= 0; i = source.indexOf('\n', i + 1)) starts.push(i + 1)
  const add = (
    severity: Problem['severity'],
    where: Text,
    code: string,
    message: LocalizedText,
    suggestion: string | null = null,
  ) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= where.at) low = middle
      else high = middle - 1
    }
    problems.push({
      severity,
      line: low + 1,
      column: where.at - starts[low]! + 1,
      length: where.text.length,
      code,
      message,
      suggestion,
    })
  }
  return {
    problems,
    error: (where, code, message, suggestion) => add('error', where, code, message, suggestion),
    warning: (where, code, message, suggestion) => add('warning', where, code, message, suggestion),
  }
}

export function part(of: Text, from: number, to = of.text.length): Text {
  return { text: of.text.slice(from, to), at: of.at + from }
}

export function trimmed(of: Text): Text {
  const start = of.text.length - of.text.trimStart().length
  return part(of, start, Math.max(start, of.text.trimEnd().length))
}

/** The text without the line in which the offset lies. */
export function withoutLine(text: string, at: number): string {
  const from = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  return text.slice(0, from) + (end < 0 ? '' : text.slice(end + 1))
}

/** Cuts at a separator that stands outside quotes and brackets; the pieces are trimmed. */
export function splitAt(of: Text, separators: string): Text[] {
  const pieces: Text[] = []
  let depth = 0
  let quote: string | null = null
  let from = 0
  for (let i = 0; i < of.text.length; i++) {
    const char = of.text[i]!
    if (quote) {
      if (char === quote) quote = null
    } else if (closing[char]) quote = closing[char]!
    else if ('([（'.includes(char)) depth++
    else if (')]）'.includes(char)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && separators.includes(char)) {
      pieces.push(trimmed(part(of, from, i)))
      from = i + 1
    }
  }
  pieces.push(trimmed(part(of, from)))
  return pieces
}

const closing: Record<string, string> = { "'": "'", '"': '"', '“': '”', '‘': '’', '「': '」' }

/** Commas of both scripts and the enumeration comma. */
export const commas = ',，、'

/** Text without its quotes, if it stands in a pair of them. */
export function unquoted(of: Text): Text {
  const end = closing[of.text[0] ?? '']
  return end && of.text.length > 1 && of.text.endsWith(end) ? part(of, 1, of.text.length - 1) : of
}

/** Index just after the first of the words that stands alone and outside quotes and brackets; null when there is none. */
export function findWord(of: Text, words: readonly string[]): { from: number; to: number } | null {
  let quote: string | null = null
  let depth = 0
  for (let i = 0; i < of.text.length; i++) {
    const char = of.text[i]!
    if (quote) {
      if (char === quote) quote = null
      continue
    }
    if (closing[char]) quote = closing[char]!
    else if ('([（'.includes(char)) depth++
    else if (')]）'.includes(char)) depth--
    else if (depth <= 0 && (i === 0 || /\s/.test(of.text[i - 1]!))) {
      for (const word of words) {
        const after = of.text[i + word.length]
        if (of.text.startsWith(word, i) && (after === undefined || /\s/.test(after))) return { from: i, to: i + word.length }
      }
    }
  }
  return null
}
