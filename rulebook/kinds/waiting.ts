/** Who is next: a waiting list put in order by a rule. */

import { readFact } from '../conditions/index.ts'
import { UNIT_MS } from '../time/index.ts'
import type { KnownFacts } from '../vocabulary/index.ts'
import type { Criterion, Order } from './rule-sheets.ts'

export type Waiting = { id: string; since: number; facts: KnownFacts }
/** `decidedBy`: the line of the rule, from 1, that put it behind the one before; null for the first, and where only arrival did. */
export type Placed = { id: string; points: number | null; decidedBy: number | null }

/** Those whom the rule does not tell apart stay in order of arrival. */
export function inOrder(rule: Order, list: readonly Waiting[], now: number): Placed[] {
  if (rule.weigh.length > 0) {
    const weighed = list.map(item => ({ item, points: pointsOf(rule, item, now) }))
    weighed.sort((a, b) => b.points - a.points || byArrival(a.item, b.item))
    return weighed.map(({ item, points }) => ({ id: item.id, points, decidedBy: null }))
  }
  const sorted = [...list].sort((a, b) => compare(rule, a, b).by || byArrival(a, b))
  return sorted.map((item, i) => ({
    id: item.id,
    points: null,
    decidedBy: i === 0 ? null : compare(rule, sorted[i - 1]!, item).line,
  }))
}

function compare({ sort }: Order, a: Waiting, b: Waiting): { by: number; line: number | null } {
  for (const [i, criterion] of sort.entries()) {
    const by = keyOf(criterion, a) - keyOf(criterion, b)
    // Two that both lack the fact are equal: the difference of two infinities is no number.
    if (by !== 0 && !Number.isNaN(by)) return { by, line: i + 1 }
  }
  return { by: 0, line: null }
}

/** Smaller goes first; a fact that is not there goes last. */
function keyOf(criterion: Criterion, { since, facts }: Waiting): number {
  if (criterion.by === 'condition') return criterion.when.holds(facts) ? 0 : 1
  if (criterion.by === 'first come') {
    const { within } = criterion
    return within && within.amount > 0 ? Math.floor(since / (within.amount * UNIT_MS[within.unit]!)) : since
  }
  const value = readFact(facts, criterion.path)
  if (typeof value !== 'number') return Number.POSITIVE_INFINITY
  return criterion.by === 'highest' ? -value : value
}

function pointsOf({ weigh }: Order, { since, facts }: Waiting, now: number): number {
  let sum = 0
  for (const { points, per, when } of weigh) {
    if (when && !when.holds(facts)) continue
    sum += per === null ? points : (points * Math.max(0, now - since)) / UNIT_MS[per]!
  }
  return Math.round(sum * 1e6) / 1e6
}

function byArrival(a: Waiting, b: Waiting): number {
  return a.since - b.since || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
