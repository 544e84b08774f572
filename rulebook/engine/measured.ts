/** Whether a rule can be measured: somebody records its events and states its facts, and if not, what is missing. */

import type { Cadence, ClockRule, Rule } from '../kinds/index.ts'
import { isClockRule, listensOf, pathsOf, running } from '../kinds/index.ts'
import { type EventName, isRecorded, isStated, type Path, type Vocabulary } from '../vocabulary/index.ts'

/**
 * What keeps a rule from being measured. `until`: nothing would ever end a cadence; `apart`: its end never comes in the case in which it
 * starts; `kind`: no screen asks for rules of this kind yet; `rules`: none of the rules that a target sums up is measured.
 */
export type Gap =
  | { why: 'start' | 'end' | 'until' | 'apart' | 'count' | 'action'; events: EventName[] }
  | { why: 'fact'; facts: Path[] }
  | { why: 'kind' }
  | { why: 'rules' }

/** Nothing is missing: the rule is measured. A target is measured when one of the rules that it sums up is; `all` finds them. */
export function gapsOf(rule: Rule, all: ReadonlyMap<string, Rule>, vocabulary: Vocabulary): Gap[] {
  if (rule.kind === 'target') {
    const measured = rule.of.some(id => {
      const other = all.get(id)
      return other !== undefined && other.kind !== 'target' && gapsOf(other, all, vocabulary).length === 0
    })
    return measured ? [] : [{ why: 'rules' }]
  }
  // Of all approvals the product asks for one so far: the consent to publish.
  const isPublishing = rule.kind === 'approve' && rule.before.includes('standard.published')
  if (!isPublishing && !running.has(rule.kind)) return [{ why: 'kind' }]
  return [...eventGaps(rule, vocabulary), ...factGaps(rule, vocabulary)]
}

/**
 * Whether the rule may run at all. A clock that nothing can end counts down in vain, a gate that waits for a fact that nobody states stops
 * everybody for ever, and a limit on what nobody counts passes everything: none of them runs until its names are recorded and stated.
 */
export function canRun(rule: Rule, vocabulary: Vocabulary): boolean {
  if (running.has(rule.kind)) return eventGaps(rule, vocabulary).length === 0 && factGaps(rule, vocabulary).length === 0
  // Rules that a person asks for run without events; where their events are recorded, their facts have to be stated.
  return !listensOf(rule).some(name => isRecorded(vocabulary, name)) || factGaps(rule, vocabulary).length === 0
}

function factGaps(rule: Rule, vocabulary: Vocabulary): Gap[] {
  const facts = pathsOf(rule).filter(path => !isStated(vocabulary, path))
  return facts.length > 0 ? [{ why: 'fact', facts }] : []
}

function eventGaps(rule: Rule, vocabulary: Vocabulary): Gap[] {
  const gaps: Gap[] = []
  const needOne = (why: 'start' | 'end' | 'until' | 'count' | 'action', events: EventName[]) => {
    if (events.length > 0 && !events.some(name => isRecorded(vocabulary, name))) gaps.push({ why, events })
  }
  const needAll = (why: 'start' | 'end', events: EventName[]) => {
    const missing = events.filter(name => !isRecorded(vocabulary, name))
    if (missing.length > 0) gaps.push({ why, events: missing })
  }
  if (isClockRule(rule)) {
    const { from, to } = rule
    if (from.mode === 'last') needAll('start', from.events)
    else needOne('start', from.events)
    if (to.mode === 'all') needAll('end', to.events)
    else needOne('end', to.events)
    if (rule.kind === 'cadence' && rule.while === null) needOne('until', rule.end)
    if (gaps.length === 0) gaps.push(...apart(rule, vocabulary))
  } else if (rule.kind === 'limit') {
    needOne('action', rule.on)
    needOne('count', rule.count)
  } else needOne('action', listensOf(rule))
  return gaps
}

/** Subjects whose events lie in a case of their own and never in that of a customer's matter. */
const ownCase: Readonly<Record<string, string>> = { notice: 'notice', standard: 'standard', person: 'account', token: 'account' }

/** The case in which an event comes; null where that cannot be told from its name. */
function caseOf(name: EventName, { events }: Vocabulary): string | null {
  const { subject, knows, system } = events[name]!
  if (system || subject === 'case') return null
  return ownCase[subject] ?? (knows.includes('contact') ? 'matter' : null)
}

function apart(rule: ClockRule | Cadence, vocabulary: Vocabulary): Gap[] {
  const casesOf = (names: EventName[]) => names.filter(name => isRecorded(vocabulary, name)).map(name => caseOf(name, vocabulary))
  const starts = casesOf(rule.from.events)
  const meets = (name: EventName) => {
    const end = caseOf(name, vocabulary)
    return end === null || starts.some(start => start === null || start === end)
  }
  const ends = rule.to.events.filter(name => isRecorded(vocabulary, name))
  const strange = ends.filter(name => !meets(name))
  const lost = rule.to.mode === 'all' ? strange.length > 0 : strange.length === ends.length
  return lost ? [{ why: 'apart', events: strange }] : []
}
