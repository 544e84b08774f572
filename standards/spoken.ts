/** Test data: what is said along a script when its questions are answered in turn, and every wait is waited for. */
import type { Answer, Script } from '@sansheng/rulebook/kinds'
import { beginScript, nextStep, stepOf } from '@sansheng/rulebook/kinds'
import type { Facts } from '@sansheng/rulebook/vocabulary'

export function spoken(
  rule: Script,
  answers: readonly Answer[] = [],
  facts: Facts = {},
): { said: string[]; seconds: number; ended: string | null } {
  const said: string[] = []
  const left = [...answers]
  let now = 0
  let state = beginScript(rule, facts, now)
  for (let step = stepOf(rule, state); step && said.length < 100; step = stepOf(rule, state)) {
    if (step.do === 'say') said.push(step.text)
    now = state.readyAt ?? now
    state = nextStep(rule, state, { facts, now, ...(step.do === 'branch' ? { answer: left.shift() ?? 'no' } : {}) })
  }
  return { said, seconds: now / 1000, ended: state.ended?.reason ?? null }
}
