/** From the parts of a handbook to proposed rules, each at the part that it comes from. */
import { cutText } from '../vocabulary/index.ts'
import { consentsIn } from './consents.ts'
import type { Context, Recogniser } from './context.ts'
import { limitsIn, ringsIn } from './counts.ts'
import type { Draft } from './draft.ts'
import { scoresIn } from './grades.ts'
import { ordersIn, refusalsIn } from './lists.ts'
import { needsIn } from './needs.ts'
import type { Part } from './outline.ts'
import { forbiddenIn, politeIn, politeness, scriptIn } from './sayings.ts'
import { type Sentence, sentencesOf } from './sentences.ts'
import { chargesIn, dueDayIn, type Target, targetsIn } from './sums.ts'
import { timesIn } from './times.ts'

export type Placed = { part: number; sentence: Sentence; draft: Draft | Target; clause: number }

const recognisers: readonly Recogniser[] = [
  ringsIn,
  timesIn,
  limitsIn,
  consentsIn,
  forbiddenIn,
  scriptIn,
  scoresIn,
  targetsIn,
  chargesIn,
  refusalsIn,
  ordersIn,
  needsIn,
]
/** Longer than any sentence that a person wrote; what comes after it is left as prose. */
const longest = 800

export function recognise(parts: readonly Part[]): Placed[] {
  const placed: Placed[] = []
  const dueDay = theDueDay(parts)
  const path: { level: number; title: string }[] = []
  let clause = -1
  let polite: { words: string[]; part: number; sentence: Sentence } | null = null
  const closeClause = () => {
    if (polite && polite.words.length >= 2)
      placed.push({ part: polite.part, sentence: polite.sentence, draft: politeness(polite.words), clause })
    polite = null
  }
  for (const [i, part] of parts.entries()) {
    if (part.level > 0) {
      closeClause()
      clause = i
      while (path.length > 0 && path.at(-1)!.level >= part.level) path.pop()
      path.push({ level: part.level, title: cutText(part.title, 60) })
    }
    if (hasRule(parts, i)) continue
    const above = part.level > 0 ? path.slice(0, -1) : path
    const heading = above
      .slice(-3)
      .map(({ title }) => title)
      .filter(Boolean)
      .join(' / ')
    const context = { heading, dueDay, following: () => followers(parts, i) }
    if (part.read.length < 4) continue
    const read = evened(part.read)
    // Words of a script are no second time words to choose from.
    let spoken = false
    for (const { text: even, at } of sentencesOf(read)) {
      const sentence = { text: part.read.slice(at, at + even.length), at }
      const text = even.slice(0, longest)
      const near = read.slice(Math.max(0, sentence.at - 400), sentence.at + 1200)
      const full: Context = { ...context, sentence: text, paragraph: near, at: Math.min(sentence.at, 400) }
      for (const draft of draftsOf(full, part.level > 0)) {
        placed.push({ part: i, sentence, draft, clause })
        if (draft.kind === 'script' || draft.word === 'polite-words') spoken = true
      }
    }
    const words = part.level > 0 || spoken ? [] : politeIn({ ...context, sentence: '', paragraph: read.slice(0, 2000), at: 0 })
    if (words.length > 0) {
      const first = sentencesOf(part.read.slice(0, 2000))[0]
      const before: { words: string[]; part: number; sentence: Sentence } | null = polite
      polite = {
        words: [...((before as { words: string[] } | null)?.words ?? []), ...words],
        part: i,
        sentence: first ?? { text: cutText(part.read, 60), at: 0 },
      }
    }
  }
  closeClause()
  return once(placed)
}

function draftsOf(context: Context, title: boolean): (Draft | Target)[] {
  const found = recognisers.flatMap(recogniser => recogniser(context))
  // A heading names what stands below it; only a figure in it makes it a rule.
  return title
    ? found.filter(draft => ['limit', 'deadline', 'cadence', 'target'].includes(draft.kind) && draft.amount !== '待定')
    : found
}

/** What has a rule of its own below it needs no second one. */
function hasRule(parts: readonly Part[], i: number): boolean {
  const next = parts[i + 1]
  return next !== undefined && next.read === '' && /^ {0,3}(?:`{3,}|~{3,})\s*(?:规则|rule)\s*$/im.test(next.markdown.slice(0, 40))
}

/** The items that follow, as long as they are numbered in the same way; a list of Markdown is one paragraph. */
function followers(parts: readonly Part[], i: number): string[] {
  const texts: string[] = []
  let shape: string | null = null
  for (let j = i + 1; j < parts.length && texts.length < 40; j++) {
    const part = parts[j]!
    const own = part.label.replace(/[\d一二三四五六七八九十百①-⑳]+/gu, '1')
    if (part.level > 0 || (shape !== null && own !== shape)) break
    texts.push(evened(part.read.slice(0, 400)))
    if (/^\s*(?:[-*+]|\d{1,2}[.)])\s/.test(part.read)) break
    shape = own
  }
  return texts
}

function theDueDay(parts: readonly Part[]): number | null {
  for (const part of parts) {
    const due = /每月|次月/.test(part.read) ? dueDayIn(part.read) : null
    if (due) return due.day
  }
  return null
}

/** The same rule twice below one heading is one rule; so is a figure that the heading says and its text repeats. */
function once(placed: Placed[]): Placed[] {
  const known = new Set<string>()
  return placed.filter(({ draft, clause, part }) => {
    const keys = [`${clause} ${draft.kind} ${draft.amount} ${JSON.stringify(draft.lines)}`]
    if (part === clause) keys.push(`${clause} ${draft.kind} ${draft.amount}`)
    const title = `${clause} ${draft.kind} ${draft.amount}`
    const twice = known.has(keys[0]!) || (part !== clause && known.has(`title ${title}`))
    known.add(keys[0]!)
    if (part === clause) known.add(`title ${title}`)
    return !twice
  })
}

const wide: Record<string, string> = {
  ',': '，',
  '﹑': '、',
  '､': '、',
  ';': '；',
  ':': '：',
  '(': '（',
  ')': '）',
  '!': '！',
  '?': '？',
}

/** Punctuation of one kind, so that a rule is recognised however it was typed; every offset stays. */
function evened(text: string): string {
  return text
    .replace(/[,;:()!?﹑､]/g, (char, at: number) =>
      /\d/.test(text[at + 1] ?? '') && /\d/.test(text[at - 1] ?? '') ? char : wide[char]!,
    )
    .replace(/[０-９．％]/g, char =>
      char === '．' ? '.' : char === '％' ? '%' : String.fromCharCode(char.charCodeAt(0) - 0xfee0),
    )
}
