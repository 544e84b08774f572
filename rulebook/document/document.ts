/** A standard as people read it: front matter, a tree of clauses, prose, and the rule blocks with their places. */
import { type Front, readFront } from './front.ts'
import type { ClauseRef } from './problem.ts'
import { type Report, reportOn, type Text } from './text.ts'
import { topNodes } from './top-nodes.ts'

type RuleBlock = { text: Text; fence: { from: number; to: number } }
type Part =
  | { kind: 'prose'; markdown: string; from: number; to: number }
  | { kind: 'rule'; block: number; from: number; to: number }
/** `parent` is an index into the list of clauses; null at the top. Clause 0 is what stands before the first heading. */
type Clause = ClauseRef & { level: number; parent: number | null; from: number; to: number; parts: Part[] }
export type Document = { source: string; front: Front; clauses: Clause[]; blocks: (RuleBlock & { clause: number })[] }

/** A clause of another standard, as those that extend it cite it: or it would be taken for one of theirs. */
export function fromAbove(standard: string | null, { number, title, anchor }: ClauseRef): ClauseRef {
  return { number: `附${number}`, title, anchor: `${standard ?? ''}-${anchor}` }
}

/** Never throws: whatever the text is, there is a document, and `report` says what is wrong with it. */
export function readDocument(source: string, report: Report = reportOn(source)): Document {
  const { front, end } = readFront(source, report)
  // Blanks of the same length keep every offset right.
  const body = source.slice(0, end).replace(/[^\n]/g, ' ') + source.slice(end)
  const clauses: Clause[] = [
    { number: '', title: front.title ?? '', anchor: 'top', level: 0, parent: null, from: end, to: end, parts: [] },
  ]
  const blocks: Document['blocks'] = []
  const anchors = new Map([['top', 1]])
  for (const node of topNodes(body.replace(/^\uFEFF/, ' '))) {
    const { from, to } = node
    if (node.kind === 'heading') {
      clauses.push({
        ...headingOf(node.text, anchors),
        level: node.depth,
        parent: parentOf(clauses, node.depth),
        from,
        to,
        parts: [],
      })
      continue
    }
    const clause = clauses.length - 1
    const current = clauses[clause]!
    current.to = to
    if (node.kind === 'rule') {
      current.parts.push({ kind: 'rule', block: blocks.length, from, to })
      blocks.push({ text: insideOf(source, { from, to }, report), fence: { from, to }, clause })
      continue
    }
    current.parts.push({ kind: 'prose', markdown: source.slice(from, to), from, to })
    if (node.kind === 'unreadable')
      report.error({ text: source.slice(from, to).split('\n')[0]!, at: from }, 'not-markdown', {
        zh: '这里套得太深，读不了：列表和引用最多套二十层',
        en: 'this is nested too deep to be read: lists and quotations go twenty deep at most',
      })
  }
  return { source, front, clauses, blocks }
}

function parentOf(clauses: Clause[], level: number): number | null {
  let i: number | null = clauses.length - 1
  while (i && clauses[i]!.level >= level) i = clauses[i]!.parent
  return i || null
}

const numbered =
  /^(?:第\s*([0-9一二三四五六七八九十百零〇]+)\s*[章节条款]|((?:\d+\.)*\d+)[.、．]?(?=\s|\p{Script=Han}|$)|([一二三四五六七八九十]+)、|[（(]([一二三四五六七八九十\d]+)[)）])\s*/u

function headingOf(text: string, anchors: Map<string, number>): ClauseRef {
  const whole = text.trim()
  const match = numbered.exec(whole)
  // An article is cited as such: 第三条 of a chapter is not chapter three.
  const number = match
    ? match[1] && /[条款节]/.test(match[0])
      ? match[0].replace(/\s/g, '')
      : (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '')
    : ''
  const title = match ? whole.slice(match[0].length).trim() : whole
  const wanted = number
    ? `c${number}`
    : title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, '') || 'clause'
  let anchor = wanted
  let n = anchors.get(wanted) ?? 0
  while (anchors.has(anchor)) anchor = `${wanted}-${++n}`
  anchors.set(wanted, Math.max(n, 1)).set(anchor, anchors.get(anchor) ?? 1)
  return { number, title, anchor }
}

function insideOf(source: string, fence: { from: number; to: number }, report: Report): Text {
  const whole = source.slice(fence.from, fence.to)
  const first = whole.indexOf('\n')
  const opening = (first < 0 ? whole : whole.slice(0, first)).trim()
  const last = whole.lastIndexOf('\n')
  const mark = /^(`{3,}|~{3,})/.exec(opening)?.[1] ?? '```'
  const closed =
    last > 0 &&
    whole
      .slice(last + 1)
      .trim()
      .startsWith(mark)
  if (!closed)
    report.error({ text: opening, at: fence.from }, 'fence-open', {
      zh: `规则块没有收尾:在块的末尾另起一行写 ${mark}`,
      en: `the rule block is not closed: end it with a line ${mark}`,
    })
  const from = first < 0 ? whole.length : first + 1
  return { text: whole.slice(from, closed ? Math.max(from, last) : whole.length), at: fence.from + from }
}
