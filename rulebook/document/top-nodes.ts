/** What stands at the top of a Markdown text, each with its place. */
import type { Nodes, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

/** Offsets in the text as it was given; a node's own `position` says nothing here. */
export type TopNode = { node: RootContent; from: number; to: number; rules: { from: number; to: number }[] }

/** Throws what the reader of Markdown throws. */
export function topNodes(body: string): TopNode[] {
  const short = withoutRules(body)
  if (!short) return read(body).map(node => ({ node, ...placeOf(node), rules: ruleFences(node) }))
  const { cuts } = short
  let next = 0
  let removed = 0
  const back = (offset: number) => {
    while (next < cuts.length && cuts[next]!.at <= offset) removed = cuts[next++]!.removed
    return offset + removed
  }
  return read(short.text).map(node => {
    const place = placeOf(node)
    const [from, to] = [back(place.from), back(place.to)]
    return { node, from, to, rules: isRule(node) ? [{ from, to }] : [] }
  })
}

/**
 * Only headings are read to the letter: what is inside a paragraph says nothing here, and emphasis that is opened ten thousand times would
 * keep the reader busy for minutes.
 */
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
/** Characters of a heading; a longer one keeps its marks. */
const longestHeading = 500
/** Reading these takes the square of their number: quotations and lists inside each other on one line, headings by underlining. */
const nested = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){20}/m
const underlined = /^ {0,3}(?:=+|-+)[ \t]*$/gm
const mostUnderlined = 1000

function read(text: string): RootContent[] {
  if (nested.test(text) || (text.match(underlined)?.length ?? 0) > mostUnderlined)
    throw new Error('This text would take too long to read.')
  const nodes = fromMarkdown(text, { extensions: [blocksOnly] }).children
  const marked = nodes.flatMap(node => {
    const { from, to } = placeOf(node)
    const written = text.slice(from, to)
    return node.type === 'heading' && written.length <= longestHeading && /[*_`[\\&<!]/.test(written) ? [{ node, written }] : []
  })
  const whole = fromMarkdown(marked.map(({ written }) => written).join('\n\n')).children
  if (whole.length === marked.length)
    for (const [i, { node }] of marked.entries()) {
      const same = whole[i]!
      if (same.type === 'heading') node.children = same.children
    }
  return nodes
}

const placeOf = ({ position }: Nodes) => ({ from: position?.start.offset ?? 0, to: position?.end.offset ?? 0 })

const fences = new Set(['rule', '规则'])
const isRule = (node: Nodes) => node.type === 'code' && fences.has((node.lang ?? '').normalize('NFKC').toLowerCase())

function ruleFences(node: Nodes): { from: number; to: number }[] {
  if (isRule(node)) return [placeOf(node)]
  return node.type === 'list' || node.type === 'listItem' ? node.children.flatMap(ruleFences) : []
}

/** From `at` in the short text on, `removed` units are missing. */
type Cut = { at: number; removed: number }

/**
 * The same text with empty rule blocks. What stands in them is no Markdown, yet reading it took most of the time. Null when one cannot tell
 * from the lines alone where they begin and end: in lists, within other code, after HTML.
 */
function withoutRules(body: string): { text: string; cuts: Cut[] } | null {
  if (body.includes('\r')) return null
  const cuts: Cut[] = []
  const lines: string[] = []
  let at = 0
  let removed = 0
  let inside = false
  for (const line of body.split('\n')) {
    const isFence = line.includes('```') || line.includes('~~~')
    if (isFence) {
      if (!(inside ? closing : opening).test(line)) return null
      if (inside) cuts.push({ at, removed })
      inside = !inside
    } else if (inside) {
      removed += line.length + 1
      continue
    } else if (maybeHtml.test(line)) return null
    lines.push(line)
    at += line.length + 1
  }
  return inside ? null : { text: lines.join('\n'), cuts }
}

const opening = /^```(?:rule|规则)[ \t]*$/
const closing = /^```[ \t]*$/
const maybeHtml = /^[^\p{L}]*</u
