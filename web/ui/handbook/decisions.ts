/** Where a person stands in walking through the proposals of a handbook. Pure. */
import type { Proposal } from '@sansheng/contract/handbooks.ts'
import type { Decision } from '@sansheng/rulebook/document'

export type Decisions = Readonly<Record<string, Decision>>

export function without(decisions: Decisions, id: string): Decisions {
  const { [id]: _gone, ...rest } = decisions
  return rest
}

/** The rule that this one names (a target the promise it counts) and that was left as prose: without it this one cannot run. */
export function missingFor(proposal: Proposal, proposals: readonly Proposal[], decisions: Decisions): Proposal | null {
  return proposals.find(p => decisions[p.id]?.do === 'prose' && names(proposal, p.id, decisions)) ?? null
}

/** Leaves one as prose, and with it those that name it. */
export function leave(proposals: readonly Proposal[], decisions: Decisions, id: string): Decisions {
  const left: Decisions = { ...decisions, [id]: { do: 'prose' } }
  return proposals
    .filter(p => left[p.id]?.do !== 'prose' && names(p, id, left))
    .reduce((all, p) => leave(proposals, all, p.id), left)
}

function names(proposal: Proposal, id: string, decisions: Decisions): boolean {
  if (proposal.id === id) return false
  const decision = decisions[proposal.id]
  const block = decision?.do === 'change' ? decision.block : proposal.block
  return block.split('\n').some(line => !/^\s*(说明|note)\s*[:：]/.test(line) && line.split(/[^\w-]+/).includes(id))
}

/** Those that can be accepted without another look: nothing was guessed, no figure and no other rule is missing. */
export function sureOf(proposals: readonly Proposal[], decisions: Decisions): Proposal[] {
  return proposals.filter(p => p.sure && !p.open && !decisions[p.id] && !missingFor(p, proposals, decisions))
}

/** The next one without a decision, after this one and then from the beginning; the same one when all are decided. */
export function nextUndecided(proposals: readonly Proposal[], decisions: Decisions, at: number): number {
  for (let step = 1; step <= proposals.length; step++) {
    const i = (at + step) % proposals.length
    if (!decisions[proposals[i]!.id]) return i
  }
  return at
}
