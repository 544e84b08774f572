/** What stands at the top of a Markdown text, each with its place: headings, rule blocks, and the prose between them. */
import type { Nodes, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString as textOf } from 'mdast-util-to-string'
import {
  closesFence,
  type Fence,
  fenceOf,
  hasFence,
  headingDepth,
  headingText,
  isBlank,
  isRuleFence,
  isRuler,
  type Line,
  linesOf,
  longHtmlEnd,
  mayBeContainer,
  mayBeDefinition,
  mayBeHtml,
  underlineDepth,
} from './lines.ts'

type Place = { from: number; to: number }
export type TopNode = Place &
  ({ kind: 'heading'; depth: number; text: string } | { kind: 'prose' } | { kind: 'rule' } | { kind: 'unreadable' })

/**
 * Reads line by line, in time that grows with the length. What a heading, a fence or a list is can mostly be told from the lines; only where
 * it cannot, in lists and quotations with fences or underlines in them, the reader of Markdown is asked, for a few lines at a time: it takes
 * the square of the number of blocks. `onRead` is told how many characters it was given.
 */
export function topNodes(body: string, onRead: (characters: number) => void = () => {}): TopNode[] {
  const lines = linesOf(body)
  const nodes: TopNode[] = []
  for (let at = 0; at < lines.length; ) at = take(lines, at, nodes, onRead)
  return nodes
}

/** Takes the block that begins at a line with nothing open above it; gives the line after it. */
function take(lines: readonly Line[], at: number, nodes: TopNode[], onRead: (characters: number) => void): number {
  const line = lines[at]!
  if (isBlank(line)) return at + 1
  const depth = headingDepth(line)
  if (depth > 0) {
    nodes.push({ kind: 'heading', ...placeOf([line]), depth, text: plainHeading(headingText(line)) })
    return at + 1
  }
  if (isRuler(line)) {
    nodes.push({ kind: 'prose', ...placeOf([line]) })
    return at + 1
  }
  const fence = fenceOf(line)
  if (fence) {
    const end = fenceEnd(lines, at, fence)
    nodes.push({ kind: isRuleFence(fence) ? 'rule' : 'prose', ...placeOf(lines.slice(at, end)) })
    return end
  }
  const htmlEnd = longHtmlEnd(line)
  if (htmlEnd) {
    let end = at
    while (end < lines.length && !htmlEnd.test(lines[end]!.text)) end++
    nodes.push({ kind: 'prose', ...placeOf(lines.slice(at, end + 1)) })
    return end + 1
  }
  if (line.indent >= 4) {
    const end = codeEnd(lines, at)
    nodes.push({ kind: 'prose', ...placeOf(lines.slice(at, end)) })
    return end
  }
  const stretch = lines.slice(at, stretchEnd(lines, at))
  const node = plainStretch(stretch)
  if (node) nodes.push(node)
  return at + (node ? stretch.length : readPortion(portionOf(stretch), nodes, onRead))
}

function fenceEnd(lines: readonly Line[], at: number, fence: Fence): number {
  let end = at + 1
  while (end < lines.length && !closesFence(lines[end]!, fence)) end++
  return Math.min(end + 1, lines.length)
}

function codeEnd(lines: readonly Line[], at: number): number {
  let end = at + 1
  while (end < lines.length && (isBlank(lines[end]!) || lines[end]!.indent >= 4)) end++
  return end
}

/** A line that ends whatever is open, or that follows it with nothing open. */
function stretchEnd(lines: readonly Line[], at: number): number {
  let contained = false
  let html = false
  const defines = mayBeDefinition(lines[at]!)
  for (let end = at; end < lines.length; end++) {
    const line = lines[end]!
    if (isBlank(line)) {
      if (!contained) return end
      const next = lines[end + 1]
      if (next && next.indent === 0 && !isBlank(next)) return end + 1
      continue
    }
    const closes = line.indent === 0 || !contained
    if (end > at && closes && !html && (headingDepth(line) > 0 || fenceOf(line) || longHtmlEnd(line))) return end
    if (end > at && !contained && !html && !defines && underlineDepth(line) > 0) return end + 1
    if (end > at && !contained && !html && underlineDepth(line) === 0 && isRuler(line)) return end
    contained ||= mayBeContainer(line)
    html ||= mayBeHtml(line)
  }
  return lines.length
}

/** Characters that the reader of Markdown is given at once. */
const mostRead = 4000
/** Reading these takes the square of their number: quotations and lists inside each other on one line. */
const nested = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){20}/

/** What a stretch is as far as its lines alone tell; null where the reader of Markdown has to be asked. */
function plainStretch(lines: readonly Line[]): TopNode | null {
  const place = placeOf(lines)
  const depth = lines.length > 1 ? underlineDepth(lines.at(-1)!) : 0
  const html = lines.some(mayBeHtml)
  const contained = lines.slice(0, depth > 0 ? -1 : undefined).some(mayBeContainer)
  if (depth > 0 && !html && !contained && !mayBeDefinition(lines[0]!)) {
    const text = lines.slice(0, -1).map(line => line.text.trim())
    return { kind: 'heading', ...place, depth, text: plainHeading(text.join('\n')) }
  }
  return lines.some((line, i) => isDoubtful(line, i > 0, contained || html)) ? null : { kind: 'prose', ...place }
}

/** A line whose meaning depends on what is open above it. */
function isDoubtful(line: Line, below: boolean, nestedIn: boolean): boolean {
  if (below && underlineDepth(line) > 0) return true
  return nestedIn && (hasFence(line) || headingDepth(line) > 0 || longHtmlEnd(line) !== null)
}

/** The first lines, not more than what is read at once unless it is one line. */
function portionOf(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex((line, i) => i > 0 && line.to - lines[0]!.from > mostRead)
  return end < 0 ? lines : lines.slice(0, end)
}

/** What is inside a paragraph says nothing here, and emphasis that is opened ten thousand times would keep the reader busy for minutes. */
const blocksOnly = {
  disable: {
    null: [
      'attention',
      'autolink',
      'characterEscape',
      'characterReference',
      'codeText',
      'hardBreakEscape',
      'htmlText',
      'labelEnd',
      'labelStartImage',
      'labelStartLink',
    ],
  },
}

/** Gives the number of lines that were taken: a block that may go on below them is left for the next time. */
function readPortion(lines: readonly Line[], nodes: TopNode[], onRead: (characters: number) => void): number {
  const text = lines.map(line => line.text).join('\n')
  if (text.length > 2 * mostRead || lines.some(line => nested.test(line.text))) {
    nodes.push({ kind: text.length > 2 * mostRead ? 'prose' : 'unreadable', ...placeOf(lines) })
    return lines.length
  }
  onRead(text.length)
  const lineAt = (point: { line: number; column: number }) => lines[point.line - 1]!.from + point.column - 1
  const positionOf = ({ position }: Nodes): Place => ({ from: lineAt(position!.start), to: lineAt(position!.end) })
  const { children } = fromMarkdown(text, { extensions: [blocksOnly] })
  for (const node of children) {
    const { start, end } = node.position!
    if ((node.type === 'code' || node.type === 'html') && start.line > 1 && end.line === lines.length) return start.line - 1
    const rules = rulesIn(node)
    if (node.type === 'heading')
      nodes.push({ kind: 'heading', ...positionOf(node), depth: node.depth, text: plainHeading(textOf(node)) })
    else if (rules.length > 0) nodes.push(...rules.map(rule => ({ kind: 'rule' as const, ...positionOf(rule) })))
    else nodes.push({ kind: 'prose', ...positionOf(node) })
  }
  return lines.length
}

function rulesIn(node: RootContent): Nodes[] {
  if (node.type === 'code') return isRuleFence({ mark: '', info: node.lang ?? '' }) ? [node] : []
  return node.type === 'list' || node.type === 'listItem' ? node.children.flatMap(rulesIn) : []
}

/** From the first character that is no blank to the last. */
function placeOf(lines: readonly Line[]): Place {
  let end = lines.length - 1
  while (end > 0 && isBlank(lines[end]!)) end--
  const [first, last] = [lines[0]!, lines[end]!]
  return {
    from: first.from + first.text.length - first.text.trimStart().length,
    to: last.from + last.text.trimEnd().length,
  }
}

/** Characters of a heading; a longer one keeps its marks. */
const longestHeading = 500

/** The words of a heading without emphasis, links and escapes. */
function plainHeading(text: string): string {
  if (text.length > longestHeading || !/[*_`[\\&<!]/.test(text)) return text
  const [node] = fromMarkdown(`# ${text.replace(/\n/g, ' ')}`).children
  return node ? textOf(node) : text
}
