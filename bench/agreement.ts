/** Before anything is timed: on every input the other engines and we name the same rules. */

import type { CaseEvent, CaseState, Counts, Observation } from '../rulebook/engine/index.ts'
import { gate, observe } from '../rulebook/engine/index.ts'
import { isClockRule, type Rulebook } from '../rulebook/kinds/index.ts'
import { stateAfter } from '../rulebook/replay/index.ts'
import { coreVocabulary, isAction } from '../rulebook/vocabulary/index.ts'
import { clockTests, type EngineFacts, type EngineTest, engineFacts, gateTests } from './engine-tests.ts'
import { flat, jsonRules, jsonRulesByEvent } from './json-rules.ts'
import { zenLoop, zenRules } from './zen-rules.ts'

export const gateEvents = (all: readonly CaseEvent[]): CaseEvent[] => all.filter(({ type }) => isAction(coreVocabulary, type))

/** Throws at the first difference; gives the number of verdicts compared with each engine. */
export async function agree(rulebook: Rulebook, matters: readonly (readonly CaseEvent[])[]): Promise<number> {
  const clocks = enginesOf(clockTests(rulebook))
  const gates = enginesOf(gateTests(rulebook))
  let compared = 0
  for (const matter of matters) {
    let state: CaseState = { clocks: [], counts: {} }
    for (const event of matter) {
      const facts = engineFacts(rulebook, event, state.counts)
      if (isAction(rulebook.vocabulary, event.type)) {
        const ours = stoppedBy(rulebook, event, state.counts)
        for (const [name, ask] of gates) same(`gate ${event.type}`, name, ours, await ask(facts))
        compared += ours.length + 1
      }
      const fresh = observe(rulebook, { clocks: [], counts: {} }, event, newId)
      const living = observe(rulebook, state, event, newId)
      for (const [name, ask] of clocks) {
        const theirs = await ask(facts)
        same(`start ${event.type}`, name, begun(rulebook, fresh), named(theirs, 'starts'))
        same(`end ${event.type}`, name, ended(rulebook, state, living, event), stillOpen(state, named(theirs, 'ends')))
      }
      compared += fresh.started.length + living.changed.length + 1
      state = stateAfter(state, living)
    }
  }
  return compared
}

let made = 0
const newId = (): string => `a${++made}`

function enginesOf(tests: readonly EngineTest[]): [string, (facts: EngineFacts) => Promise<string[]>][] {
  const json = jsonRules(tests)
  const jsonByEvent = jsonRulesByEvent(tests)
  const loop = zenLoop(tests)
  return [
    ['json-rules-engine', facts => json(flat(facts))],
    ['json-rules-engine by event', facts => jsonByEvent(flat(facts))],
    ['ZEN by event', zenRules(tests)],
    ['ZEN in a loop', async facts => (await loop([facts]))[0]!],
  ]
}

function stoppedBy(rulebook: Rulebook, { type, subject, refs, facts, at }: CaseEvent, counts: Counts): string[] {
  const { findings } = gate(rulebook, { action: type, subject, refs, facts, counts, at })
  return findings.filter(({ verdict }) => verdict !== 'passed').map(({ ruleId }) => ruleId)
}

/** A rule that waits for the last of several events has begun when it has seen one of them. */
function begun(rulebook: Rulebook, { started, counts }: Observation): string[] {
  const last = Object.keys(counts).flatMap(key => key.match(/^(.*)#seen\|/)?.slice(1) ?? [])
  return [...started.map(({ ruleId }) => ruleId).filter(id => modeOf(rulebook, id) !== 'last'), ...last]
}

const modeOf = (rulebook: Rulebook, id: string) => {
  const rule = rulebook.byId.get(id)
  return isClockRule(rule) ? rule.from.mode : null
}

/** A clock that falls away for an exception at its own end has ended as well. */
function ended(rulebook: Rulebook, state: CaseState, { changed, counts }: Observation, event: CaseEvent): string[] {
  const counted = Object.keys(counts).flatMap(key => key.match(/^(.*)#\d+\|/)?.slice(1) ?? [])
  const settled = changed.filter(({ clock, why }) => {
    const rule = rulebook.byId.get(clock.ruleId)
    return ['met', 'late', 'bound', 'void'].includes(why) && isClockRule(rule) && rule.to.events.includes(event.type)
  })
  const open = new Set(state.clocks.map(({ id }) => id))
  return [...new Set([...settled.filter(({ clock }) => open.has(clock.id)).map(({ clock }) => clock.ruleId), ...counted])]
}

const named = (hits: readonly string[], what: string): string[] =>
  hits.filter(hit => hit.endsWith(` ${what}`)).map(hit => hit.slice(0, -what.length - 1))

function stillOpen(state: CaseState, ids: readonly string[]): string[] {
  const open = new Set(state.clocks.map(({ ruleId }) => ruleId))
  return ids.filter(id => open.has(id))
}

function same(what: string, engine: string, ours: readonly string[], theirs: readonly string[]): void {
  const [a, b] = [[...ours].sort().join(), [...theirs].sort().join()]
  if (a !== b) throw new Error(`${what}: we say ${a || 'none'}, ${engine} says ${b || 'none'}`)
}
