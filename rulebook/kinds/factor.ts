/** `within: 0.5 × other-rule`: a factor of another rule's limit becomes terms of its own. */

import { conditionOf, type Reading } from '../conditions/index.ts'
import type { Report } from '../document/index.ts'
import { nearest, units, type Vocabulary } from '../vocabulary/index.ts'
import type { Draft } from './read-rule.ts'
import { isClockRule } from './rule.ts'
import type { Term, Variant } from './rule-parts.ts'
import { variantOf } from './terms.ts'

export function resolveFactors(drafts: Draft[], reading: Reading): void {
  const byId = new Map(drafts.map(draft => [draft.rule.id, draft]))
  const done = new Set<string>()
  for (const draft of drafts) resolve(draft, byId, reading, done, [])
}

/** Limits that are multiples of multiples: no handbook goes deeper, and each step may double the number of terms. */
const deepest = 20
const mostTerms = 100

function resolve(draft: Draft, byId: Map<string, Draft>, reading: Reading, done: Set<string>, path: string[]): boolean {
  const { report, vocabulary } = reading
  const { rule } = draft
  if (!isClockRule(rule) || done.has(rule.id)) return true
  done.add(rule.id)
  const where = draft.entries.within?.value ?? draft.entries.every?.value ?? draft.where
  const resolved: Variant[] = []
  for (const variant of rule.within) {
    const { term } = variant
    if (term.kind !== 'factor') {
      resolved.push(variant)
      continue
    }
    const other = byId.get(term.rule)
    if (!other || !isClockRule(other.rule) || other === draft) {
      const known = [...byId.values()].filter(item => isClockRule(item.rule) && item !== draft).map(item => item.rule.id)
      report.error(
        where,
        'factor-unknown',
        { zh: `没有编号「${term.rule}」的时限规则`, en: `no deadline has the id \`${term.rule}\`` },
        nearest(known, term.rule),
      )
      return false
    }
    if ([...path, rule.id].includes(term.rule)) {
      report.error(where, 'factor-circle', {
        zh: `「${term.rule}」绕了一圈又按自己计算`,
        en: `\`${term.rule}\` is a factor of itself`,
      })
      return false
    }
    if (path.length >= deepest || resolved.length >= mostTerms) {
      report.error(where, 'factor-deep', {
        zh: `这里的倍数套了太多层：最多套 ${deepest} 层，展开后最多 ${mostTerms} 项`,
        en: `too many multiples of multiples: ${deepest} deep and ${mostTerms} terms at most`,
      })
      return false
    }
    if (!resolve(other, byId, reading, done, [...path, rule.id])) return false
    for (const of of other.rule.within) {
      const scaled = scale(of.term, term, where, report)
      if (!scaled) return false
      resolved.push(variantOf(scaled, both(variant.when, of.when, vocabulary), vocabulary))
    }
  }
  rule.within = resolved
  if (resolved.some(({ term }) => term.kind === 'open')) rule.open = true
  return true
}

function scale(of: Term, { factor, rule }: { factor: number; rule: string }, where: Draft['where'], report: Report): Term | null {
  if (of.kind === 'open') return of
  if (of.kind !== 'span') {
    report.error(where, 'factor-by', {
      zh: `「${rule}」按约定时刻算，不能取倍数`,
      en: `\`${rule}\` ends at an agreed instant and has no multiple`,
    })
    return null
  }
  const amount = Math.round(of.duration.amount * factor * 1e9) / 1e9
  const { unit } = of.duration
  if (!Number.isInteger(unit === 'workday' ? amount * 2 : amount) && (unit === 'd' || unit === 'month' || unit === 'workday')) {
    report.error(where, 'factor-part', {
      zh: `${factor} × ${of.duration.amount} ${units[unit].zh}不是整数`,
      en: `${factor} × ${of.duration.amount} ${unit} is no whole number`,
    })
    return null
  }
  return { kind: 'span', duration: { amount, unit: of.duration.unit }, of: { factor, rule } }
}

function both(a: Variant['when'], b: Variant['when'], vocabulary: Vocabulary): Variant['when'] {
  if (!a || !b) return a ?? b
  return conditionOf(`(${a.cel}) && (${b.cel})`, [...new Set([...a.paths, ...b.paths])], vocabulary)
}
