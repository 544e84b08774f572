/** Whether a rule can be measured: somebody records its events and somebody states its facts. */

import type { Rule } from '../kinds/index.ts'
import { listensOf, pathsOf, running } from '../kinds/index.ts'
import { isRecorded, isStated, type Vocabulary } from '../vocabulary/index.ts'

/** A target is measured when one of the rules that it sums up is: `all` finds them. */
export function isMeasured(rule: Rule, all: ReadonlyMap<string, Rule>, vocabulary: Vocabulary): boolean {
  if (rule.kind === 'target')
    return rule.of.some(id => {
      const other = all.get(id)
      return other !== undefined && other.kind !== 'target' && isMeasured(other, all, vocabulary)
    })
  // Of all approvals the product asks for one so far: the consent to publish.
  const isPublishing = rule.kind === 'approve' && rule.before.includes('standard.published')
  return (isPublishing || running.has(rule.kind)) && hasEvents(rule, vocabulary) && hasFacts(rule, vocabulary)
}

/**
 * Would begin at events that are recorded, but by facts that nobody states: a gate that waits for such a fact would stop everybody for
 * ever, so these rules do not run until somebody states it.
 */
export function isBlind(rule: Rule, vocabulary: Vocabulary): boolean {
  return hasEvents(rule, vocabulary) && !hasFacts(rule, vocabulary)
}

function hasFacts(rule: Rule, vocabulary: Vocabulary): boolean {
  return pathsOf(rule).every(path => isStated(vocabulary, path))
}

function hasEvents(rule: Rule, vocabulary: Vocabulary): boolean {
  const recorded = (name: string) => isRecorded(vocabulary, name)
  if (rule.kind !== 'deadline' && rule.kind !== 'cadence') return listensOf(rule).some(recorded)
  const { mode, events } = rule.to
  const starts = rule.from.mode === 'last' ? rule.from.events.every(recorded) : rule.from.events.some(recorded)
  return starts && (mode === 'all' ? events.every(recorded) : events.some(recorded))
}
