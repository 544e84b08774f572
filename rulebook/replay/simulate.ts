/** Replay of past events under a rulebook, and what another rulebook would have said of the same days. */

import type { ClauseRef } from '../document/index.ts'
import type { CaseEvent, CaseState, Clock, Finding, Refs, Verdict } from '../engine/index.ts'
import { gate, isOpenClock, observe } from '../engine/index.ts'
import type { Rulebook } from '../kinds/index.ts'
import { isAction } from '../vocabulary/index.ts'

/** Events of many cases, each case in order. */
export type Replay = { caseId: string; events: readonly CaseEvent[] }[]
/**
 * Clocks: met, late (also overdue and not done by the end of the replay), running, void. Gates and limits: passed, hit, and how many of
 * the hits would have stopped the action.
 */
export type Figure = {
  ruleId: string
  clause: ClauseRef
  met: number
  late: number
  running: number
  void: number
  passed: number
  hit: number
  stopped: number
}
export type Outcome = {
  caseId: string
  ruleId: string
  subject: Finding['subject']
  /** Of the event that brought it, or of the clock that is still open. */
  refs: Refs
  /** Which one of its rule, subject and case, from 1. */
  n: number
  verdict: Verdict | 'running'
  /** When it happened, or the end of the replay where it is still open. */
  at: number
  /** What a deadline promised, with every pause in it. */
  dueAt?: number
  /** Where a route sends it. */
  department?: string
}
export type Simulation = { figures: Figure[]; outcomes: Outcome[] }
export const noFigure = { met: 0, late: 0, running: 0, void: 0, passed: 0, hit: 0, stopped: 0 }

/** `until` is the instant at which silence is judged: a clock that is due before and not settled counts as late. */
export function simulate(rulebook: Rulebook, cases: Replay, until: number): Simulation {
  const outcomes: Outcome[] = []
  for (const { caseId, events } of cases) replayCase(rulebook, caseId, events, until, outcomes)
  const figures = new Map(rulebook.rules.map(rule => [rule.id, { ruleId: rule.id, clause: rule.clause, ...noFigure }]))
  for (const { ruleId, verdict } of outcomes) {
    const figure = figures.get(ruleId)!
    if (verdict === 'met' || verdict === 'late' || verdict === 'running' || verdict === 'void' || verdict === 'passed')
      figure[verdict]++
    else if (verdict === 'breached') figure.late++
    else if (verdict !== 'routed') {
      figure.hit++
      if (verdict === 'denied') figure.stopped++
    }
  }
  return { figures: [...figures.values()], outcomes }
}

function replayCase(rulebook: Rulebook, caseId: string, events: readonly CaseEvent[], until: number, outcomes: Outcome[]): void {
  let made = 0
  let state: CaseState = { clocks: [], counts: {} }
  const occurrences = new Map<string, number>()
  const add = (of: Pick<Outcome, 'ruleId' | 'subject' | 'verdict' | 'at'>, refs: Refs, dueAt?: unknown, department?: unknown) => {
    const { ruleId, subject, verdict, at } = of
    const key = `${ruleId}|${subject.kind}|${subject.id}`
    const n = (occurrences.get(key) ?? 0) + 1
    occurrences.set(key, n)
    const outcome: Outcome = { caseId, ruleId, subject, refs, n, verdict, at }
    if (typeof dueAt === 'number' && rulebook.byId.get(ruleId)?.kind === 'deadline') outcome.dueAt = dueAt
    if (typeof department === 'string') outcome.department = department
    outcomes.push(outcome)
  }
  for (const event of events) {
    if (event.at > until) continue
    if (isAction(rulebook.vocabulary, event.type) && rulebook.gates.has(event.type)) {
      const ask = {
        action: event.type,
        facts: event.facts,
        refs: event.refs,
        counts: state.counts,
        at: event.at,
        subject: event.subject,
      }
      for (const finding of gate(rulebook, ask).findings) add(finding, event.refs)
    }
    const observation = observe(rulebook, state, event, () => `${caseId}-${++made}`)
    for (const finding of observation.findings) add(finding, event.refs, finding.evidence.dueAt, finding.evidence.department)
    state = stateAfter(state, observation)
  }
  for (const clock of state.clocks)
    add(
      {
        ruleId: clock.ruleId,
        subject: subjectOf(clock),
        verdict: clock.state === 'running' && clock.dueAt < until ? 'breached' : 'running',
        at: until,
      },
      clock.refs,
      clock.dueAt,
    )
}

/** The state of a case once an observation is stored: the clocks that are still open, those that ended, and all counts. */
export function stateAfter(state: CaseState, { started, changed, counts }: ReturnType<typeof observe>): CaseState {
  const counted = Object.keys(counts).length > 0
  if (started.length === 0 && changed.length === 0 && !counted) return state
  const clocks: Clock[] = []
  const ended = [...(state.ended ?? [])]
  for (const before of state.clocks) {
    const clock = changed.find(({ clock }) => clock.id === before.id)?.clock ?? before
    ;(isOpenClock(clock) ? clocks : ended).push(clock)
  }
  for (const clock of started) if (isOpenClock(clock)) clocks.push(clock)
  return { clocks, counts: counted ? { ...state.counts, ...counts } : state.counts, ended }
}

function subjectOf({ per, perId, refs }: Clock): Finding['subject'] {
  return perId === null ? { kind: 'case', id: refs.case ?? '' } : { kind: per, id: perId }
}
