/** A handbook as a file, read as text: docx by way of Markdown, text in the encodings that Chinese offices keep it in. */
import { LARGEST_HANDBOOK } from '@sansheng/contract/handbooks.ts'
import { docxText } from './docx.ts'

export type HandbookProblem = 'empty' | 'large' | 'docx' | 'kind' | 'text'
export type Handbook = { text: string; title: string } | { problem: HandbookProblem }

export function readHandbook(name: string, bytes: Buffer): Handbook {
  if (bytes.length > LARGEST_HANDBOOK) return { problem: 'large' }
  if (bytes.length === 0) return { problem: 'empty' }
  const title = name
    .replace(/^.*[/\\]/, '')
    .replace(/\.[A-Za-z]{2,8}$/, '')
    .trim()
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    const docx = docxText(bytes)
    return typeof docx === 'string' ? withText(docx, title) : docx
  }
  // The older binary .doc, PDF and pictures are no text; a person has to save them as docx first.
  if (
    bytes.subarray(0, 4).toString('hex') === 'd0cf11e0' ||
    /^(?:%PDF|\x89PNG|\xff\xd8\xff|\{\\rtf)/.test(bytes.subarray(0, 5).toString('latin1'))
  )
    return { problem: 'kind' }
  const text = decoded(bytes)
  return text === null ? { problem: 'text' } : withText(text, title)
}

function withText(text: string, title: string): Handbook {
  return /[\p{L}\p{N}]/u.test(text) ? { text, title } : { problem: 'empty' }
}

function decoded(bytes: Buffer): string | null {
  const mark = bytes.subarray(0, 2).toString('hex')
  const order = mark === 'fffe' ? ['utf-16le'] : mark === 'feff' ? ['utf-16be'] : ['utf-8', 'gb18030']
  for (const encoding of order) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return text.includes('\u0000') ? null : text
    } catch {
      // The next encoding may fit.
    }
  }
  return null
}
