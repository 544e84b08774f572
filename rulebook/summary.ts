/** What people see of a rule: whether it runs, what it listens to, what it reads. */
import { isMeasured } from './measured.ts'
import type { Draft } from './read-rule.ts'
import { groupOf, listensOf, pathsOf } from './reads.ts'
import type { Rule } from './rule.ts'
import type { RuleSummary } from './types.ts'

export function summarise({ rule, summary }: Draft, all: readonly Rule[]): RuleSummary {
  const reads = [...new Set(pathsOf(rule).map(groupOf))]
  return { ...summary, state: stateOf(rule, all), listens: listensOf(rule), reads }
}

function stateOf(rule: Rule, all: readonly Rule[]): RuleSummary['state'] {
  if (rule.proposed) return 'proposed'
  if (rule.open) return 'open'
  if (!isMeasured(rule, all)) return 'later'
  return rule.record ? 'record-only' : 'runs'
}
