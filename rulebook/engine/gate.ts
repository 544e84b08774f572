/** The gate: whether an action may happen, before it does. Screen, API, import and automation all ask here. */
import { readFact } from '../conditions/index.ts'
import type { Limit, Require, Rulebook } from '../kinds/index.ts'
import type { KnownFacts, Path, Role } from '../vocabulary/index.ts'
import { countMatching, inForce } from './limits.ts'
import type { Finding, GateAsk, GateVerdict, GateViolation } from './types.ts'

/**
 * `facts` are those of the case with what the command is about to write. A denial can be overridden only by a role that every rule
 * that denies names. Rules on trial or in mode `record` never stop anybody; their findings say `recorded`.
 */
export function gate(rulebook: Rulebook, ask: GateAsk): GateVerdict {
  const findings: Finding[] = []
  const violations: GateViolation[] = []
  let denied: Role[] | null = null
  for (const rule of rulebook.gates.get(ask.action) ?? []) {
    if (!inForce(rule, ask.at) || (rule.when && !rule.when.holds(ask.facts))) continue
    const { why, evidence } = rule.kind === 'limit' ? overLimit(rule, ask) : missingFacts(rule, ask.facts)
    const verdict: Finding['verdict'] = !why ? 'passed' : rule.record ? 'recorded' : rule.mode === 'block' ? 'denied' : 'warned'
    findings.push({ ruleId: rule.id, clockId: null, subject: ask.subject, verdict, at: ask.at, overBy: null, evidence })
    if (!why || rule.record) continue
    violations.push({ ruleId: rule.id, clause: rule.clause, why, note: rule.note })
    if (rule.mode !== 'block') continue
    const allowed: readonly Role[] = rule.override
    denied = denied === null ? [...allowed] : denied.filter(role => allowed.includes(role))
  }
  if (denied) return { outcome: 'deny', violations, overridableBy: denied, findings }
  return violations.length > 0 ? { outcome: 'warn', violations, findings } : { outcome: 'allow', findings }
}

/** The findings of a denial that somebody with the right to do so let pass, with a reason. */
export function overridden(findings: Finding[]): Finding[] {
  return findings.map(finding => (finding.verdict === 'denied' ? { ...finding, verdict: 'overridden' } : finding))
}

type Looked = { why: GateViolation['why'] | null; evidence: Finding['evidence'] }

/** A limit counts what would be after the action. */
function overLimit(rule: Limit, ask: GateAsk): Looked {
  if (rule.measure) {
    const count = readFact(ask.facts, rule.measure)
    const over = typeof count === 'number' && count > rule.max
    return {
      why: over ? { over: { count: count, max: rule.max } } : null,
      evidence: { [rule.measure]: count ?? null, max: rule.max },
    }
  }
  const count = countMatching(rule, ask, ask.counts) + (rule.count.includes(ask.action) ? 1 : 0)
  return { why: count > rule.max ? { over: { count, max: rule.max } } : null, evidence: { count, max: rule.max } }
}

function missingFacts(rule: Require, facts: KnownFacts): Looked {
  const missing: Path[] = []
  const evidence: Finding['evidence'] = {}
  for (const path of rule.need) {
    const value = readFact(facts, path)
    evidence[path] = value ?? null
    if (value === undefined || value === false || value === '' || value === 'unknown' || value === 'declined') missing.push(path)
  }
  for (const path of rule.asked) {
    const value = readFact(facts, path)
    evidence[path] = value ?? null
    if (value === undefined || value === 'unknown' || value === '') missing.push(path)
  }
  return { why: missing.length > 0 ? { missing } : null, evidence }
}
