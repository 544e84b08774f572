/** Compiled documents as the screens get them. */
import type { Checked } from '@sansheng/contract/standards.ts'
import type { ClauseRef, Problem } from '@sansheng/rulebook/document'
import { type Document, fromAbove } from '@sansheng/rulebook/document'
import { type Compiled, optionsOf, publishBlockers, unrecordedRules } from '@sansheng/rulebook/engine'
import type { RuleSummary } from '@sansheng/rulebook/kinds'
import { differencesIn } from '@sansheng/rulebook/propose'
import type { Locale } from '@sansheng/rulebook/vocabulary'

export const problemView = (p: Problem, locale: Locale) => ({
  severity: p.severity,
  line: p.line,
  column: p.column,
  length: p.length,
  code: p.code,
  message: p.message[locale],
  suggestion: p.suggestion,
})

/** `now` decides whether a rule's last day is over. */
export const ruleView = (r: RuleSummary, locale: Locale, now: number) => ({
  id: r.id,
  kind: r.kind,
  clause: r.clause,
  source: r.source,
  state: r.untilAt !== null && r.untilAt <= now ? ('retired' as const) : r.state,
  sentence: r.sentence[locale],
  unmeasured: r.unmeasured?.[locale] ?? null,
  basis: r.basis,
  note: r.note,
  option: r.option,
})

type Readable = Pick<Compiled, 'document' | 'above' | 'rules' | 'alternatives'>

/** Clauses of the document, and after them those of the standards that it extends, as far as a rule of theirs is left. */
export function clauseViews({ document, above, rules, alternatives }: Readable, locale: Locale, now: number): Checked['clauses'] {
  const byAnchor = new Map<string, RuleSummary[]>()
  for (const rule of [...rules, ...alternatives]) {
    const list = byAnchor.get(rule.clause.anchor)
    if (list) list.push(rule)
    else byAnchor.set(rule.clause.anchor, [rule])
  }
  const lineOf = linesOf(document.source)
  const rulesOf = (anchor: string) => (byAnchor.get(anchor) ?? []).map(r => ruleView(r, locale, now))
  const view = (c: Document['clauses'][number], { number, title, anchor }: ClauseRef, from: Document | null) => ({
    number,
    title,
    anchor,
    level: c.level,
    prose: proseOf(c.parts),
    line: from ? 1 : lineOf(c.from),
    from: from ? (from.front.title ?? from.front.standard) : null,
    rules: rulesOf(anchor),
  })
  const own = document.clauses.filter(c => c.level > 0).map(c => view(c, c, null))
  const chapter = own.reduce((least, c) => (c.number === '' ? least : Math.min(least, c.level)), Number.POSITIVE_INFINITY)
  const inherited = above.flatMap(other => {
    const title = other.front.title ?? other.front.standard ?? ''
    const anchor = other.front.standard ?? ''
    const left = other.clauses.map(c => view(c, refIn(other, c), other)).filter(c => c.rules.length > 0)
    const heading = { number: '附', title, anchor, level: chapter, prose: '', line: 1, from: title, rules: [] }
    return left.length > 0 ? [heading, ...left.map(c => ({ ...c, level: Math.max(c.level, chapter + 1) }))] : []
  })
  return [...own, ...inherited]
}

/** Rules in the order in which their clauses are read: the own ones, then those of the standards above. */
export function inReadingOrder<T extends { clause: { anchor: string } }>(
  { document, above }: Pick<Compiled, 'document' | 'above'>,
  rules: readonly T[],
): T[] {
  const anchors = [
    ...document.clauses.map(c => c.anchor),
    ...above.flatMap(other => other.clauses.map(c => refIn(other, c).anchor)),
  ]
  const place = new Map(anchors.map((anchor, i) => [anchor, i]))
  const at = (rule: T) => place.get(rule.clause.anchor) ?? anchors.length
  return [...rules].sort((a, b) => at(a) - at(b))
}

/** The words of the clause in which a rule stands, its own or an inherited one. */
export function proseAt({ document, above }: Pick<Compiled, 'document' | 'above'>, anchor: string): string {
  const own = document.clauses.find(c => c.anchor === anchor)
  const clause = own ?? above.flatMap(other => other.clauses.filter(c => refIn(other, c).anchor === anchor))[0]
  return clause ? proseOf(clause.parts) : ''
}

const refIn = (other: Document, clause: ClauseRef): ClauseRef => fromAbove(other.front.standard, clause)

function proseOf(parts: Document['clauses'][number]['parts']): string {
  return parts
    .map(p => (p.kind === 'prose' ? p.markdown.trim() : ''))
    .filter(Boolean)
    .join('\n\n')
}

/** Lines of offsets that are asked for in the order of the text. */
function linesOf(source: string): (offset: number) => number {
  let line = 1
  let next = source.indexOf('\n')
  return offset => {
    while (next >= 0 && next < offset) {
      line++
      next = source.indexOf('\n', next + 1)
    }
    return line
  }
}

export function checkedView(compiled: Compiled, locale: Locale, now: number): Checked {
  const { errors, open } = publishBlockers(compiled)
  const differences = differencesIn(compiled)
  const problems = [...compiled.problems, ...differences].sort((a, b) => a.line - b.line)
  return {
    ok: errors.length === 0,
    publishable: errors.length === 0 && open.length === 0,
    title: compiled.document.front.title,
    problems: problems.slice(0, 500).map(p => problemView(p, locale)),
    differences: differences.map(({ ruleId, what, line, sentence, message }) => ({
      ruleId,
      what,
      line,
      sentence,
      message: message[locale],
    })),
    unrecorded: unrecordedRules(compiled).map(({ id, line, why }) => ({ ruleId: id, line, why: why[locale] })),
    clauses: clauseViews(compiled, locale, now),
  }
}

/** What a document lets an organisation choose, with what is chosen now; the nearest document decides. */
export function optionViews({ document, above }: Pick<Compiled, 'document' | 'above'>) {
  const { options, choices } = optionsOf(document.front, above)
  return Object.entries(options).map(([name, list]) => ({
    name,
    chosen: choices[name] ?? '',
    alternatives: Object.entries(list).map(([alternative, words]) => ({ name: alternative, words })),
  }))
}
