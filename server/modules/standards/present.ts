/** Compiled documents as the screens get them. */
import type { Checked } from '@sansheng/contract/standards.ts'
import { type Compiled, publishBlockers } from '@sansheng/rulebook/compile.ts'
import type { Document } from '@sansheng/rulebook/document.ts'
import type { Problem, RuleSummary } from '@sansheng/rulebook/types.ts'
import type { Tongue } from '@sansheng/rulebook/vocabulary.ts'

export const problemView = (p: Problem, tongue: Tongue) => ({
  severity: p.severity,
  line: p.line,
  column: p.column,
  length: p.length,
  code: p.code,
  message: p.message[tongue],
  suggestion: p.suggestion,
})

export const ruleView = (r: RuleSummary, tongue: Tongue) => ({
  id: r.id,
  kind: r.kind,
  clause: r.clause,
  source: r.source,
  state: r.state,
  says: r.says[tongue],
  basis: r.basis,
  note: r.note,
})

export function clauseViews(document: Document, rules: RuleSummary[], tongue: Tongue): Checked['clauses'] {
  const byAnchor = new Map<string, RuleSummary[]>()
  for (const rule of rules) byAnchor.set(rule.clause.anchor, [...(byAnchor.get(rule.clause.anchor) ?? []), rule])
  const own = document.clauses
    .filter(c => c.level > 0)
    .map(c => ({
      number: c.number,
      title: c.title,
      anchor: c.anchor,
      level: c.level,
      prose: proseOf(c.parts),
      line: lineOf(document.source, c.from),
      rules: (byAnchor.get(c.anchor) ?? []).map(r => ruleView(r, tongue)),
    }))
  // Rules of a standard that this one extends have their clause there: they are shown after it, under the heading that they came with.
  const shown = new Set(own.map(c => c.anchor))
  const inherited = [...byAnchor].filter(([anchor]) => !shown.has(anchor))
  return [
    ...own,
    ...inherited.map(([, list]) => ({
      ...list[0]!.clause,
      level: 3,
      prose: '',
      line: 1,
      rules: list.map(r => ruleView(r, tongue)),
    })),
  ]
}

export function proseOf(parts: Document['clauses'][number]['parts']): string {
  return parts
    .map(p => (p.kind === 'prose' ? p.markdown.trim() : ''))
    .filter(Boolean)
    .join('\n\n')
}

const lineOf = (source: string, offset: number): number => source.slice(0, offset).split('\n').length

export function checkedView(compiled: Compiled, tongue: Tongue): Checked {
  const { errors, open } = publishBlockers(compiled)
  return {
    ok: errors.length === 0,
    publishable: errors.length === 0 && open.length === 0,
    title: compiled.document.front.title,
    problems: compiled.problems.slice(0, 500).map(p => problemView(p, tongue)),
    clauses: clauseViews(compiled.document, compiled.rules, tongue),
  }
}
