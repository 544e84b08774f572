/** Where a person stands in walking through the proposals of a handbook. Pure. */
import type { Proposal } from '@sansheng/contract/proposals.ts'
import type { Decision } from '@sansheng/rulebook/proposals.ts'

export type Decisions = Readonly<Record<string, Decision>>

export function without(decisions: Decisions, id: string): Decisions {
  const { [id]: _gone, ...rest } = decisions
  return rest
}

/** Those that can be accepted without another look: nothing was guessed, no figure is missing. */
export function sureOf(proposals: readonly Proposal[], decisions: Decisions): Proposal[] {
  return proposals.filter(({ id, sure, open }) => sure && !open && !decisions[id])
}

/** The next one without a decision, after this one and then from the beginning; the same one when all are decided. */
export function nextUndecided(proposals: readonly Proposal[], decisions: Decisions, at: number): number {
  for (let step = 1; step <= proposals.length; step++) {
    const i = (at + step) % proposals.length
    if (!decisions[proposals[i]!.id]) return i
  }
  return at
}
