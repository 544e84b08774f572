/** What a person decides about proposed rules, written into the text: a rule that is accepted runs, one that is not becomes prose again. */
import { readBlock } from './block.ts'
import { readDocument } from './document.ts'
import { entryOf } from './keys.ts'
import { reportOn, withoutLine } from './text.ts'

/** `change`: the block as the person wrote it, without its fence; it is accepted with that. */
export type Decision = { do: 'accept' } | { do: 'prose' } | { do: 'change'; block: string }

/** Rules without a decision stay proposed. Everything else of the text stays as it is. */
export function settleProposals(source: string, decisions: Readonly<Record<string, Decision>>): string {
  const { blocks } = readDocument(source)
  let text = source
  for (const { text: block, fence } of [...blocks].reverse()) {
    const read = readBlock(block, reportOn(source))
    const decision = entryOf(read, 'proposed') && decisions[entryOf(read, 'id')?.value.text ?? '']
    if (!decision) continue
    if (decision.do === 'prose') text = text.slice(0, fence.from).replace(/\n+$/, '\n') + text.slice(fence.to)
    else {
      const inside = withoutProposed(decision.do === 'change' ? decision.block : block.text)
      text = `${text.slice(0, block.at)}${inside}${text.slice(block.at + block.text.length)}`
    }
  }
  return text
}

/** Takes the line 拟议 away; the others stay as they are written. */
export function withoutProposed(block: string): string {
  const line = entryOf(readBlock({ text: block, at: 0 }, reportOn(block)), 'proposed')
  return (line ? withoutLine(block, line.key.at) : block).replace(/\n+$/, '')
}
