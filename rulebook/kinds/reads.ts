/** What a rule listens to and which facts it reads, by whatever reads them. */
import type { Condition } from '../conditions/index.ts'
import type { EventName, GroupName, Path } from '../vocabulary/index.ts'
import type { Rule } from './rule.ts'

/** Events at which a rule has something to do. */
export function listensOf(rule: Rule): EventName[] {
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

/** Facts that a rule reads, by path. */
export function pathsOf(rule: Rule): Path[] {
  const found: Path[] = []
  const conditions: (Condition | null)[] = [rule.when]
  if (rule.kind === 'deadline' || rule.kind === 'cadence') {
    conditions.push(rule.unless, rule.settles, rule.pause)
    if (rule.kind === 'cadence') conditions.push(rule.while)
    for (const { when, term } of rule.within) {
      conditions.push(when)
      if (term.kind === 'by') found.push(term.path)
    }
  }
  if (rule.kind === 'limit' && rule.measure) found.push(rule.measure)
  if (rule.kind === 'require') found.push(...rule.need, ...rule.asked)
  if (rule.kind === 'route') conditions.push(...rule.lines.map(({ when }) => when))
  if (rule.kind === 'approve') conditions.push(...[...rule.consent, ...rule.within].map(({ when }) => when))
  if (rule.kind === 'script') conditions.push(...rule.steps.map(step => ('when' in step ? step.when : null)))
  if (rule.kind === 'order') {
    conditions.push(...rule.weigh.map(({ when }) => when))
    for (const item of rule.sort) {
      if (item.by === 'condition') conditions.push(item.when)
      else if (item.by !== 'first come') found.push(item.path)
    }
  }
  return [...new Set([...found, ...conditions.flatMap(condition => condition?.paths ?? [])])]
}

export function groupOf(path: Path): GroupName {
  return path.slice(0, path.indexOf('.'))
}
