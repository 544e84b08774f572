/** The promises of a document that cannot be kept yet: nobody records or states what they need. */

import type { LocalizedText } from '../document/index.ts'
import { running } from '../kinds/index.ts'
import type { Compiled } from './compile.ts'

export type UnrecordedRule = { id: string /** Of its block in the document, from 1. */; line: number; why: LocalizedText }

/** Clocks, limits and gates of the document itself that do not run for want of a record, in the order of the text. */
export function unrecordedRules({ document, rules }: Pick<Compiled, 'document' | 'rules'>): UnrecordedRule[] {
  const found = rules.filter(
    rule => rule.unmeasured && running.has(rule.kind) && rule.standard === (document.front.standard ?? ''),
  )
  const blocks = found.map(rule => ({ rule, at: document.blocks[rule.block]!.text.at })).sort((a, b) => a.at - b.at)
  let line = 1
  let read = 0
  return blocks.map(({ rule: { id, unmeasured }, at }) => {
    for (let next = document.source.indexOf('\n', read); next >= 0 && next < at; next = document.source.indexOf('\n', read)) {
      line++
      read = next + 1
    }
    return { id, line, why: unmeasured! }
  })
}
