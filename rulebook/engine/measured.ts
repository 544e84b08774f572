/** Whether the product can measure a rule today: somebody records its events and somebody says its facts. */

import type { Rule } from '../kinds/index.ts'
import { listensOf, pathsOf, running } from '../kinds/index.ts'
import { isRecorded, isSaid } from '../vocabulary/index.ts'

/** A target is measured when one of the rules that it sums up is: `all` finds them. */
export function isMeasured(rule: Rule, all: readonly Rule[]): boolean {
  if (rule.kind === 'target') return all.some(other => rule.of.includes(other.id) && isMeasured(other, []))
  // Of all approvals the product asks for one so far: the consent to publish.
  const asked = rule.kind === 'approve' && rule.before.includes('standard.published')
  return (asked || running.has(rule.kind)) && hasEvents(rule) && pathsOf(rule).every(isSaid)
}

/**
 * Would begin at events that are recorded, but by facts that nobody says yet: a gate that waits for such a fact would stop everybody
 * for ever, so these rules do not run until their module stands.
 */
export function isBlind(rule: Rule): boolean {
  return hasEvents(rule) && !pathsOf(rule).every(isSaid)
}

function hasEvents(rule: Rule): boolean {
  if (rule.kind === 'deadline' || rule.kind === 'cadence') {
    const { mode, events } = rule.to
    const starts = rule.from.mode === 'last' ? rule.from.events.every(isRecorded) : rule.from.events.some(isRecorded)
    return starts && (mode === 'all' ? events.every(isRecorded) : events.some(isRecorded))
  }
  return listensOf(rule).some(isRecorded)
}
