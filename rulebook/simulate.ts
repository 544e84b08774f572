/** Replay of past events under a rulebook, and what another rulebook would have said of the same days. */

import { isOpenClock } from './clock.ts'
import { gate } from './gate.ts'
import { observe } from './observe.ts'
import type { Rulebook } from './rule.ts'
import { isAction } from './rules/limit.ts'
import type { CaseEvent, CaseState, ClauseRef, Clock, Finding, Verdict } from './types.ts'
import type { Action } from './vocabulary.ts'

/** Events of many cases, each case in order. */
export type Replay = { caseId: string; events: readonly CaseEvent[] }[]
/** Clocks: met, late (also overdue and not done by the end of the replay), running, void. Gates and limits: passed, hit. */
export type Figure = {
  ruleId: string
  clause: ClauseRef
  met: number
  late: number
  running: number
  void: number
  passed: number
  hit: number
}
export type Outcome = {
  caseId: string
  ruleId: string
  subject: Finding['subject'] /** Which one of its rule, subject and case, from 1. */
  n: number
  verdict: Verdict | 'running'
}
export type Simulation = { figures: Figure[]; outcomes: Outcome[] }
export type Changed = Omit<Outcome, 'verdict'> & { before: Outcome['verdict'] | null; after: Outcome['verdict'] | null }

/** `until` is the instant at which silence is judged: a clock that is due before and not settled counts as late. */
export function simulate(rulebook: Rulebook, cases: Replay, until: number): Simulation {
  const outcomes: Outcome[] = []
  for (const { caseId, events } of cases) replayCase(rulebook, caseId, events, until, outcomes)
  const figures = new Map(
    rulebook.rules.map(rule => [
      rule.id,
      { ruleId: rule.id, clause: rule.clause, met: 0, late: 0, running: 0, void: 0, passed: 0, hit: 0 },
    ]),
  )
  for (const { ruleId, verdict } of outcomes) {
    const figure = figures.get(ruleId)!
    if (verdict === 'met' || verdict === 'late' || verdict === 'running' || verdict === 'void' || verdict === 'passed')
      figure[verdict]++
    else if (verdict === 'breached') figure.late++
    else if (verdict !== 'routed') figure.hit++
  }
  return { figures: [...figures.values()], outcomes }
}

/** Subjects whose verdict differs between two simulations of the same events; null where a rule says nothing of them. */
export function changedVerdicts(before: Simulation, after: Simulation): Changed[] {
  const key = ({ caseId, ruleId, subject, n }: Omit<Outcome, 'verdict'>) =>
    `${caseId}|${ruleId}|${subject.kind}|${subject.id}|${n}`
  const old = new Map(before.outcomes.map(outcome => [key(outcome), outcome]))
  const changed: Changed[] = []
  for (const outcome of after.outcomes) {
    const was = old.get(key(outcome))
    old.delete(key(outcome))
    if (was?.verdict !== outcome.verdict) changed.push(compare(outcome, was?.verdict ?? null, outcome.verdict))
  }
  return [...changed, ...[...old.values()].map(outcome => compare(outcome, outcome.verdict, null))]
}

function compare({ caseId, ruleId, subject, n }: Outcome, before: Changed['before'], after: Changed['after']): Changed {
  return { caseId, ruleId, subject, n, before, after }
}

function replayCase(rulebook: Rulebook, caseId: string, events: readonly CaseEvent[], until: number, outcomes: Outcome[]): void {
  let made = 0
  let state: CaseState = { clocks: [], counts: {} }
  const seen = new Map<string, number>()
  const add = (ruleId: string, subject: Finding['subject'], verdict: Outcome['verdict']) => {
    const key = `${ruleId}|${subject.kind}|${subject.id}`
    const n = (seen.get(key) ?? 0) + 1
    seen.set(key, n)
    outcomes.push({ caseId, ruleId, subject, n, verdict })
  }
  for (const event of events) {
    if (event.at > until) break
    if (isAction(event.type) && rulebook.gates.has(event.type)) {
      const ask = {
        action: event.type as Action,
        facts: event.facts,
        refs: event.refs,
        counts: state.counts,
        at: event.at,
        subject: event.subject,
      }
      for (const finding of gate(rulebook, ask).findings) add(finding.ruleId, finding.subject, finding.verdict)
    }
    const seenNow = observe(rulebook, state, event, () => `${caseId}-${++made}`)
    for (const finding of seenNow.findings) add(finding.ruleId, finding.subject, finding.verdict)
    state = stateAfter(state, seenNow)
  }
  for (const clock of state.clocks)
    add(clock.ruleId, subjectOf(clock), clock.state === 'running' && clock.dueAt < until ? 'breached' : 'running')
}

/** The state of a case once an observation is stored: the clocks that are still open and all counts. */
export function stateAfter(state: CaseState, { started, changed, counts }: ReturnType<typeof observe>): CaseState {
  if (started.length === 0 && changed.length === 0 && Object.keys(counts).length === 0) return state
  const now = new Map(changed.map(({ clock }) => [clock.id, clock]))
  return {
    clocks: [...state.clocks.map(clock => now.get(clock.id) ?? clock), ...started].filter(isOpenClock),
    counts: { ...state.counts, ...counts },
  }
}

function subjectOf({ per, perId, refs }: Clock): Finding['subject'] {
  return perId === null ? { kind: 'case', id: refs.case ?? '' } : { kind: per, id: perId }
}
