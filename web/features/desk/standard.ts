/** A standard, compiled to be asked at the desk before the server is: what would stop, who would get it, which clauses concern it. */
import type { Question } from '@sansheng/contract/facts/index.ts'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import type { standards } from '@sansheng/contract/standards.ts'
import type { GateViolation, ProposedUrgency, Routed } from '@sansheng/rulebook/engine'
import type { Rule, Rulebook } from '@sansheng/rulebook/kinds'
import type { EventType, Facts, Role } from '@sansheng/rulebook/vocabulary'

/** `counted`: clauses that look at how often something happened before, which the server knows and this screen does not. */
export type Verdict = { denied: GateViolation[]; warned: GateViolation[]; counted: Rule['clause'][]; overridable: boolean }
export type Standard = {
  rulebook: Rulebook
  /** The verdict on several questions together: one that stops stops all. */
  ask(questions: Question[], at: number): Verdict
  route(facts: Facts, at: number): Routed | null
  urgency(facts: Facts, at: number): ProposedUrgency | null
}
type Texts = ReplyOf<typeof standards.getTexts>

/** Null when this text cannot be run here. */
export async function compileStandard(id: string, { source, trial, inherited, calendars }: Texts): Promise<Standard | null> {
  const { compile, gate, inForce, routeTo, urgencyOf } = await import('@sansheng/rulebook/engine')
  const { rulebook } = compile(source, { inherited, calendars: calendars as never, vocabulary: productVocabulary, version: id })
  if (!rulebook) return null
  if (trial) for (const rule of rulebook.rules) rule.record = true
  return {
    rulebook,
    ask(questions, at) {
      const denied: GateViolation[] = []
      const warned: GateViolation[] = []
      const counted = new Map<string, Rule['clause']>()
      let roles: Role[] | null = null
      for (const { action, facts } of questions) {
        for (const rule of rulebook.gates.get(action) ?? [])
          if (countsBefore(rule) && inForce(rule, at) && (!rule.when || rule.when.holds(facts))) counted.set(rule.id, rule.clause)
        const verdict = gate(rulebook, { action, facts, refs: {}, counts: {}, at, subject: { kind: 'case', id: '' } })
        if (verdict.outcome === 'allow') continue
        const stopping = new Set(verdict.findings.filter(f => f.verdict === 'denied').map(f => f.ruleId))
        for (const violation of verdict.violations) {
          const list = stopping.has(violation.ruleId) ? denied : warned
          if (!list.some(other => other.ruleId === violation.ruleId)) list.push(violation)
        }
        if (verdict.outcome !== 'deny') continue
        const { overridableBy } = verdict
        roles = roles === null ? overridableBy : roles.filter(role => overridableBy.includes(role))
      }
      return { denied, warned, counted: [...counted.values()], overridable: roles !== null && roles.length > 0 }
    },
    route: (facts, at) => routeTo(rulebook, facts, 'ticket.registered', at),
    urgency: (facts, at) => urgencyOf(rulebook, facts, 'ticket.registered', at),
  }
}

/** What registering makes anew has no count yet. */
const madeAnew: readonly string[] = ['ticket', 'form', 'promise', 'complaint']
const countsBefore = (rule: Rule): boolean =>
  rule.kind === 'limit' && !rule.measure && !rule.record && !madeAnew.includes(rule.per)

/** Rules that have something to do at any of these events and may concern what is known. */
export function rulesAt(rulebook: Rulebook, events: EventType[], facts: Facts): Rule[] {
  const found = new Set<Rule>()
  for (const event of events)
    for (const index of [rulebook.starts, rulebook.gates, rulebook.routes] as Map<EventType, Rule[]>[])
      for (const rule of index.get(event) ?? []) if (!rule.when?.ready(facts) || rule.when.holds(facts)) found.add(rule)
  return rulebook.rules.filter(rule => found.has(rule))
}

/** Categories that the lines of routing name, with the kinds left to the reader: `ticket.category in ['水费', …]`. */
export function categoriesOf(rulebook: Rulebook): string[] {
  const names = new Set<string>()
  for (const rules of rulebook.routes.values())
    for (const { lines } of rules)
      for (const { when } of lines)
        for (const [, list, one] of when?.cel.matchAll(/ticket\.category\s*(?:in\s*\[([^\]]*)\]|==\s*('[^']*'|"[^"]*"))/g) ?? [])
          for (const [, a, b] of (list ?? one ?? '').matchAll(/'([^']*)'|"([^"]*)"/g)) names.add(a ?? b ?? '')
  names.delete('')
  return [...names]
}
