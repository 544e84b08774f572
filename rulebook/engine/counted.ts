/** Counted cadences: so many events in each period, one clock row per period. */

import type { Cadence } from '../kinds/index.ts'
import { clockFinding, nextPeriod } from './clock.ts'
import { bind } from './matching.ts'
import { conclude, type Scene, settleAs, type TrackedClock } from './tracked-clocks.ts'

/** More periods of silence than this are not written row by row. */
const mostPeriods = 1000

/** Periods that ran out in silence get their row before the event is looked at, so that the verdict does not depend on a worker. */
export function advanceCounted({ rulebook, event, clocks, newId }: Scene): void {
  for (let i = 0, before = clocks.length; i < before; i++) {
    const item = clocks[i]!
    const { rule } = item
    if (rule.kind !== 'cadence' || !rule.times) continue
    let last = newest(item, clocks)
    for (let n = 0; last.clock.dueAt < event.at && n < mostPeriods; n++) {
      const next = nextPeriod(rulebook, rule, last.clock, newId)
      if (!next) break
      last = { rule, clock: next, fresh: true, why: null }
      clocks.push(last)
    }
  }
}

function newest(of: TrackedClock, clocks: readonly TrackedClock[]): TrackedClock {
  let last = of
  for (const item of clocks)
    if (item.rule === of.rule && item.clock.perId === of.clock.perId && item.clock.period > last.clock.period) last = item
  return last
}

/** An event counts for the period in which it falls; the period is met by the last one that it needs. */
export function settleCounted(item: TrackedClock, scene: Scene): void {
  const { event, state, out, clocks, rulebook, newId } = scene
  const rule = item.rule as Cadence
  const times = rule.times!
  const period = event.at > item.clock.startedAt || item.clock.period === 1 ? item.clock.period : item.clock.period - 1
  bind(item, event)
  const { clock } = item
  if (event.at > clock.dueAt) {
    settleAs(item, scene, 'late', 'late')
    conclude(item, scene, 'late')
    return
  }
  const key = `${rule.id}#${period}|${clock.per}|${clock.perId}`
  const count = (state.counts[key] ?? 0) + 1
  out.counts[key] = count
  if (times.max !== null && count > times.max)
    out.findings.push(clockFinding(clock, 'recorded', event.at, event.seq, { count, max: times.max }))
  if (period !== clock.period || count < times.min) return
  settleAs(item, scene, 'met', 'met')
  conclude(item, scene, 'met', { count })
  if (newest(item, clocks) !== item) return
  const next = nextPeriod(rulebook, rule, item.clock, newId)
  if (next) clocks.push({ rule, clock: next, fresh: true, why: null })
}
