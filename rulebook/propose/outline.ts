/** The handbook as a row of parts that go into the draft one after another: headings, paragraphs, what is kept untouched. */
import { cutText } from '../vocabulary/index.ts'
import { piecesOf } from './lines.ts'

export type Part = {
  /** What is written into the draft. */
  markdown: string
  /** What is read for rules, and where in `markdown` it begins. */
  read: string
  readAt: number
  /** 0 for text. */
  level: number
  label: string
  title: string
}

export const isMarkdown = (text: string): boolean => /^ {0,3}#{1,6}[ \t]+\S/m.test(text)

export function partsOf(text: string, level = 1): Part[] {
  return piecesOf(text).flatMap(piece => {
    const parts: Part[] = []
    if (piece.level > 0) {
      const own = escapeInline(piece.title)
      const title = own || openingOf(piece.text)
      const markdown = `${'#'.repeat(Math.max(piece.level, level + 1))} ${[piece.label, title].filter(Boolean).join(' ')}`
      const part = { ...heading(markdown, title), level: piece.level, label: piece.label }
      // The opening words stand in the text below once more, and are read there.
      parts.push(own === '' ? { ...part, read: '' } : part)
    }
    if (piece.text !== '') parts.push(paragraph(piece.level > 0 ? '' : piece.label, piece.text))
    return parts
  })
}

function heading(markdown: string, title: string): Part {
  const at = markdown.lastIndexOf(title)
  return { markdown, read: title, readAt: at < 0 ? markdown.length : at, level: 1, label: '', title }
}

function paragraph(label: string, text: string): Part {
  const lead = label === '' ? '' : `${label} `
  const slip = /^(?:[#>+\-*=_~`|<[\]&!\\]|\d{1,9}[.)])/.test(lead + text) ? '\\' : ''
  const numbered = slip && /^\d/.test(lead + text)
  // A number that Markdown takes for a list stays one; the escape would be printed.
  const before = numbered ? '' : slip
  return { markdown: before + lead + text, read: text, readAt: before.length + lead.length, level: 0, label, title: '' }
}

/** An article without a heading is known by its first words. */
function openingOf(text: string): string {
  const first = /^[^，。；：、,;:!！?？（(\n]{2,}/.exec(text.trim())?.[0].trim() ?? ''
  return escapeInline(cutText(first, 18, '…')).replace(/^[#>*+\-\s]+/, '')
}

function escapeInline(title: string): string {
  return title.replace(/[#\s]+$/, '')
}

/** A heading that only opens the text below says nothing of its own. */
function repeats({ level, title }: Part, next: Part | undefined): boolean {
  return level > 0 && title !== '' && next?.level === 0 && next.read.trim().startsWith(title.replace(/…$/, ''))
}

/** Articles are clauses, whether or not whoever typed them made headings of them. */
const articleLine = /^ {0,3}(第\s*[\d一二三四五六七八九十百零〇]+\s*条)[ \t\u3000:：、.]*(\S.*)$/

const headingLine = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/
const numberOf =
  /^(?:第\s*[\d一二三四五六七八九十百零〇]+\s*[编篇章节条款]|(?:\d+\.)*\d+[.、．]?(?=\s|\p{Script=Han}|$)|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）])\s*/u

/** Markdown stays as it is, block by block; fences are kept and not read. */
export function partsOfMarkdown(text: string): Part[] {
  const parts: Part[] = []
  let chunk: string[] = []
  let fence = ''
  let depth = 1
  const flush = () => {
    const markdown = chunk.join('\n')
    if (markdown.trim() !== '')
      parts.push({ markdown, read: fence === '' ? markdown : '', readAt: 0, level: 0, label: '', title: '' })
    chunk = []
  }
  for (const line of text.split(/\r\n|[\n\r]/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence !== '') {
      chunk.push(line)
      if (mark && mark[0] === fence[0] && mark.length >= fence.length) {
        flush()
        fence = ''
      }
      continue
    }
    if (mark) {
      flush()
      fence = mark
      chunk.push(line)
      continue
    }
    const match = headingLine.exec(line)
    if (match) {
      flush()
      const whole = match[2]!
      const number = numberOf.exec(whole)?.[0] ?? ''
      const title = whole.slice(number.length)
      parts.push({ ...heading(line, title), level: match[1]!.length, label: number.trim() })
      depth = match[1]!.length
      continue
    }
    const article = articleLine.exec(line)
    if (article) {
      flush()
      const [, label, rest] = article as unknown as [string, string, string]
      const level = Math.min(6, depth + 1)
      parts.push({
        ...heading(`${'#'.repeat(level)} ${label} ${openingOf(rest)}`.trimEnd(), openingOf(rest)),
        read: '',
        level,
        label,
      })
      chunk.push(rest)
    } else if (line.trim() === '') flush()
    else chunk.push(line)
  }
  if (fence !== '') chunk.push(fence)
  flush()
  return parts.map((part, i) => (repeats(part, parts[i + 1]) ? { ...part, read: '' } : part))
}
