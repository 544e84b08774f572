/** What people see of a rule: whether it runs, what it listens to, what it reads. */

import type { Draft, Rule, RuleSummary } from '../kinds/index.ts'
import { groupOf, listensOf, pathsOf } from '../kinds/index.ts'
import type { Vocabulary } from '../vocabulary/index.ts'
import { gapText } from './gap-text.ts'
import { gapsOf } from './measured.ts'

export function summarise({ rule, summary }: Draft, all: ReadonlyMap<string, Rule>, vocabulary: Vocabulary): RuleSummary {
  const reads = [...new Set(pathsOf(rule).map(groupOf))]
  const unmeasured = gapText(gapsOf(rule, all, vocabulary), vocabulary)
  return {
    ...summary,
    sentence: sentenceOf(rule, summary, all),
    state: stateOf(rule, unmeasured !== null),
    unmeasured,
    listens: listensOf(rule),
    reads,
  }
}

/** A target names rules by their ids; people know them by their clauses. */
function sentenceOf(rule: Rule, { sentence }: RuleSummary, all: ReadonlyMap<string, Rule>): RuleSummary['sentence'] {
  if (rule.kind !== 'target') return sentence
  const titles = rule.of.map(id => clauseName(all.get(id)) ?? id)
  return { ...sentence, zh: sentence.zh.replace(rule.of.join('、'), titles.join('、')) }
}

/** Many handbooks number their clauses and give them no title. */
function clauseName(rule: Rule | undefined): string | null {
  if (!rule) return null
  return rule.clause.title || (rule.clause.number && `§${rule.clause.number}`) || null
}

function stateOf(rule: Rule, isUnmeasured: boolean): RuleSummary['state'] {
  if (rule.proposed) return 'proposed'
  if (rule.open) return 'open'
  if (isUnmeasured) return 'later'
  return rule.record ? 'record-only' : 'runs'
}
