/** What a clock does by itself when time has come: warn, break, climb the ladder. Called by the worker for due rows only. */

import { isClockRule, type Rulebook, type Step } from '../kinds/index.ts'
import { calendarOf, clockFinding, nextFire, nextPeriod, stepAt, stepText } from './clock.ts'
import type { Clock, Firing } from './types.ts'

/**
 * Everything that has come due by `now`. After a long stop of the system only the latest step alarms people, the others are recorded
 * as passed over; the breach itself is always found. Nothing happens to a clock that is paused, settled or of an unknown rule.
 */
export function fire(rulebook: Rulebook, clock: Clock, now: number, newId: () => string): Firing {
  const out: Firing = { clock, findings: [], announcements: [], fired: [], started: [] }
  const rule = rulebook.byId.get(clock.ruleId)
  if (!isClockRule(rule)) return { ...out, clock: { ...clock, nextFireAt: null } }
  if (clock.state !== 'running') return out
  const calendar = calendarOf(rulebook, rule)
  const due: { step: Step; at: number }[] = []
  for (const step of rule.steps.slice(clock.nextStep)) {
    const at = stepAt(rule, calendar, clock, step)
    if (at > now) break
    due.push({ step, at })
  }
  let changed: Clock = { ...clock, nextStep: clock.nextStep + due.length }
  const latest = due.at(-1)?.at
  for (const { step, at } of due) {
    const passedOver = at !== latest && step.why !== 'breach'
    out.fired.push({ step: stepText(step), kind: step.why, to: step.to, passedOver })
    if (step.why === 'breach') {
      changed = { ...changed, breachedAt: changed.dueAt, supersededSeq: null }
      out.findings.push({ ...clockFinding(changed, 'breached', changed.dueAt), overBy: 0 })
      if (rule.kind === 'cadence' && rule.times) {
        const next = nextPeriod(rulebook, rule, changed, newId)
        if (next) out.started.push(next)
      }
    }
    if (passedOver || at !== latest) continue
    if (rule.record) {
      if (step.why !== 'breach')
        out.findings.push(clockFinding(changed, 'recorded', at, null, { step: stepText(step), to: step.to.join(', ') }))
    } else out.announcements.push({ ruleId: rule.id, clockId: clock.id, why: step.why, to: step.to, at, step: stepText(step) })
  }
  changed.nextFireAt = nextFire(rule, calendar, changed)
  return { ...out, clock: changed }
}
