/** A script as it is gone through: which step, how often, how long to wait, and how it ended. */

import { blanks } from '../document/index.ts'
import { UNIT_MS } from '../time/index.ts'
import type { KnownFacts } from '../vocabulary/index.ts'
import type { Script, ScriptStep } from './rule-sheets.ts'

/** Steps count from 1. `passes`: by repeating step, how often its stretch has been begun. */
export type ScriptState = {
  step: number
  passes: Record<number, number>
  /** A wait is over at this instant; null at other steps. */
  readyAt: number | null
  ended: { reason: string | null } | null
}

export function beginScript(rule: Script, facts: KnownFacts, now: number): ScriptState {
  return settle(rule, 1, {}, facts, now)
}

/** The same state when the step is not done: a wait that still runs, a question without an answer, a script that has ended. */
export function nextStep(
  rule: Script,
  state: ScriptState,
  { facts, now, answer }: { facts: KnownFacts; now: number; answer?: 'yes' | 'no' },
): ScriptState {
  const step = stepOf(rule, state)
  if (!step || (state.readyAt !== null && now < state.readyAt)) return state
  if (step.do !== 'branch') return settle(rule, state.step + 1, state.passes, facts, now)
  if (!answer) return state
  if (answer === 'yes' && step.to === null) return ended(state.step, state.passes, step.reason)
  return settle(rule, answer === 'yes' ? step.to! : state.step + 1, state.passes, facts, now)
}

/** What is to be done now; null once the script has ended. */
export function stepOf(rule: Script, state: ScriptState): ScriptStep | null {
  return state.ended ? null : rule.steps[state.step - 1]!
}

/** Goes on to the next step that a person has to do something at. */
function settle(rule: Script, from: number, before: ScriptState['passes'], facts: KnownFacts, now: number): ScriptState {
  const passes = { ...before }
  let at = from
  for (;;) {
    const step = rule.steps[at - 1]
    if (!step) return ended(at - 1, passes, null)
    if (step.do === 'end') return ended(at, passes, step.reason)
    if (step.do === 'repeat') {
      const pass = (passes[at] ?? 1) + 1
      if (pass <= step.times) {
        passes[at] = pass
        at = step.from
      } else {
        delete passes[at]
        at++
      }
    } else if (step.do === 'say' && step.when && !step.when.holds(facts)) at++
    else if (step.do === 'branch' && step.when) {
      if (!step.when.holds(facts)) at++
      else if (step.to === null) return ended(at, passes, step.reason)
      else at = step.to
    } else {
      const readyAt = step.do === 'wait' ? now + step.duration.amount * UNIT_MS[step.duration.unit]! : null
      return { step: at, passes, readyAt, ended: null }
    }
  }
}

function ended(step: number, passes: ScriptState['passes'], reason: string | null): ScriptState {
  return { step, passes, readyAt: null, ended: { reason } }
}

export type Blank = keyof typeof blanks

/** The text with its blanks filled in; those for which there is no word stay as they are. */
export function fillBlanks(text: string, words: Partial<Record<Blank, string>>): string {
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(blanks, name) ? (words[name as Blank] ?? whole) : whole,
  )
}
