/** Where the rule blocks of a text stand, found by lines alone, so that it can be asked at every keystroke. */
import { type Block, entryOf, readBlock, reportOn } from '@sansheng/rulebook/document'
import { type Kind, kinds, type Locale, localeOf, lookup } from '@sansheng/rulebook/vocabulary'

/** Offsets in the document: `open` and `end` take the fences in, `from` and `to` leave them out. */
export type RuleBlockAt = { open: number; from: number; to: number; end: number; closed: boolean; word: string }

const opening = /^([ \t]*(?:[-*+][ \t]+)?)(`{3,}|~{3,})[ \t]*([^\s`]*)/

export function ruleBlocks(source: string): RuleBlockAt[] {
  const blocks: RuleBlockAt[] = []
  let fence: { mark: string; open: number; from: number; word: string } | null = null
  let at = 0
  for (const line of source.split('\n')) {
    const end = at + line.length
    if (fence) {
      if (line.trim().startsWith(fence.mark) && /^[`~]+\s*$/.test(line.trim())) {
        if (isRule(fence.word)) blocks.push({ ...fence, to: Math.max(fence.from, at - 1), end, closed: true })
        fence = null
      }
    } else {
      const found = opening.exec(line)
      if (found) fence = { mark: found[2]!, open: at, from: Math.min(source.length, end + 1), word: found[3]! }
    }
    at = end + 1
  }
  if (fence && isRule(fence.word)) blocks.push({ ...fence, to: source.length, end: source.length, closed: false })
  return blocks
}

const isRule = (word: string): boolean => ['rule', '规则'].includes(word.normalize('NFKC').toLowerCase())

/** The block in which a place lies, its opening and closing lines among it. */
export function ruleBlockAt(source: string, pos: number): RuleBlockAt | null {
  return ruleBlocks(source).find(b => pos >= b.open && pos <= b.end) ?? null
}

/** What a block says of itself; offsets count from the start of the given text. */
export function readInside(text: string): { block: Block; kind: Kind | null; locale: Locale; id: string | null } {
  const block = readBlock({ text, at: 0 }, reportOn(text))
  const textOf = (key: 'rule' | 'id') => entryOf(block, key)?.value.text ?? null
  const named = textOf('rule')
  return {
    block,
    kind: named === null ? null : lookup<Kind>(kinds, named),
    locale: localeOf(block.entries[0]?.key.text ?? '规则'),
    id: textOf('id'),
  }
}
