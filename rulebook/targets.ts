/** What a period has reached against its target. */
import { UNIT_MS } from './duration.ts'
import type { Target } from './rule-sheets.ts'

/** Figures of the measured rules over the period: clocks that were met or late, and how long each of them took. */
export type PeriodFigures = { met: number; late: number; tookMs: readonly number[] }
/** A ratio is between 0 and 1, a mean or percentile in milliseconds; null where nothing was measured. */
export type Reached = { value: number | null; n: number; reached: boolean | null }

/** Void and running clocks are no figures. A day is 24 hours here: targets count natural time. */
export function reachedOf({ measure, goal }: Target, { met, late, tookMs }: PeriodFigures): Reached {
  if (measure.by === 'ratio') {
    const n = met + late
    if (n === 0) return { value: null, n, reached: null }
    const reached = goal && 'ppm' in goal ? holds(met * 1_000_000 - goal.ppm * n, goal.sign) : null
    return { value: met / n, n, reached }
  }
  const n = tookMs.length
  if (n === 0) return { value: null, n, reached: null }
  const bound = goal && 'duration' in goal ? goal.duration.amount * (UNIT_MS[goal.duration.unit] ?? DAY_MS) : null
  const sum = tookMs.reduce((total, took) => total + took, 0)
  const value = measure.by === 'percentile' ? nearestRank(tookMs, measure.percent) : sum / n
  const excess = bound === null ? null : measure.by === 'mean' ? sum - bound * n : value - bound
  return { value, n, reached: excess === null ? null : holds(excess, goal!.sign) }
}

const DAY_MS = 86_400_000

function nearestRank(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  // The percentage has one decimal at most; whole numbers keep 70 % of 10 at the seventh.
  return sorted[Math.max(1, Math.ceil((Math.round(percent * 10) * sorted.length) / 1000)) - 1]!
}

function holds(excess: number, sign: NonNullable<Target['goal']>['sign']): boolean {
  return sign === '>=' ? excess >= 0 : sign === '<=' ? excess <= 0 : sign === '>' ? excess > 0 : excess < 0
}
