/** What people see of a rule: whether it runs, what it listens to, what it reads. */
import type { Draft } from './compile.ts'
import type { Rule } from './rule.ts'
import { running } from './rules/index.ts'
import type { RuleSummary } from './types.ts'
import type { FactGroup } from './vocabulary.ts'

export function summarise({ rule, summary }: Draft): RuleSummary {
  const state = rule.proposed
    ? 'proposed'
    : rule.open
      ? 'open'
      : !running.has(rule.kind)
        ? 'later'
        : rule.record
          ? 'record-only'
          : 'runs'
  return { ...summary, state, listens: listensOf(rule), reads: [...new Set(conditionsOf(rule).flatMap(({ groups }) => groups))] }
}

function listensOf(rule: Rule): RuleSummary['listens'] {
  switch (rule.kind) {
    case 'deadline':
      return [...new Set([...rule.from.events, ...rule.to.events])]
    case 'cadence':
      return [...new Set([...rule.from.events, ...rule.to.events, ...rule.end])]
    case 'limit':
      return [...new Set([...rule.on, ...rule.count])]
    case 'require':
    case 'approve':
      return rule.before
    case 'route':
    case 'decide':
    case 'script':
      return rule.on
    default:
      return []
  }
}

/** Groups of facts that a rule reads, by what reads them. */
export function conditionsOf(rule: Rule): { groups: FactGroup[] }[] {
  const group = (path: string) => ({ groups: [path.slice(0, path.indexOf('.')) as FactGroup] })
  const found: ({ groups: FactGroup[] } | null)[] = [rule.when]
  if (rule.kind === 'deadline' || rule.kind === 'cadence') {
    found.push(rule.unless, rule.pause)
    if (rule.kind === 'cadence') found.push(rule.while)
    for (const { when, term } of rule.within) found.push(when, term.kind === 'by' ? group(term.path) : null)
  }
  if (rule.kind === 'limit' && rule.measure) found.push(group(rule.measure))
  if (rule.kind === 'require') found.push(...[...rule.need, ...rule.asked].map(group))
  if (rule.kind === 'route') found.push(...rule.lines.map(({ when }) => when))
  if (rule.kind === 'approve') found.push(...rule.consent.map(({ when }) => when), ...rule.within.map(({ when }) => when))
  if (rule.kind === 'script') found.push(...rule.steps.map(step => (step.do === 'branch' ? step.when : null)))
  if (rule.kind === 'order') {
    found.push(...rule.weigh.map(({ when }) => when))
    found.push(
      ...rule.sort.map(item => (item.by === 'condition' ? item.when : item.by === 'first come' ? null : group(item.path))),
    )
  }
  return found.filter(item => item !== null)
}
