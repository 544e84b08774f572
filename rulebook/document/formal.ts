/** From a trial to the real thing: the same text without the words that make it record only. */

import { lookup } from '../vocabulary/index.ts'
import { readBlock } from './block.ts'
import { readDocument } from './document.ts'
import { bools, entryOf } from './keys.ts'
import { reportOn, withoutLine } from './text.ts'

/** Ids of the rules that say of themselves that they are on trial. */
export function rulesOnTrial(source: string): string[] {
  return trials(source).map(({ id }) => id)
}

/** The text without its trial: of one rule, or of the whole standard and every rule in it. */
export function formal(source: string, ruleId: string | null = null): string {
  const whole = ruleId === null ? readDocument(source).front.places.trial : undefined
  const lines = [
    ...(whole ? [whole.at] : []),
    ...trials(source).flatMap(({ id, at }) => (ruleId === null || id === ruleId ? [at] : [])),
  ]
  return lines.sort((a, b) => b - a).reduce(withoutLine, source)
}

function trials(source: string): { id: string; at: number }[] {
  return readDocument(source).blocks.flatMap(({ text }) => {
    const block = readBlock(text, reportOn(source))
    const trial = entryOf(block, 'trial')
    if (!trial || lookup(bools, trial.value.text) !== 'true') return []
    return [{ id: entryOf(block, 'id')?.value.text ?? '', at: trial.key.at }]
  })
}
