/** What a period has reached against its target. */
import { UNIT_MS } from '../time/index.ts'
import type { Target } from './rule-sheets.ts'

/** Figures of the measured rules over the period: clocks that were met or late, and how long each of them took. */
export type PeriodFigures = { met: number; late: number; tookMs: readonly number[] }
/** The same, already summed: `rankedMs` is the value at the rank of the percentile that the target asks for. */
export type PeriodSums = { met: number; late: number; n: number; sumMs: number; rankedMs: number | null }
/** A ratio is between 0 and 1, a mean or percentile in milliseconds; null where nothing was measured. */
export type Reached = { value: number | null; n: number; reached: boolean | null }

/** Void and running clocks are no figures. A day is 24 hours here: targets count natural time. */
export function reachedOf(target: Target, { met, late, tookMs }: PeriodFigures): Reached {
  const sorted = [...tookMs].sort((a, b) => a - b)
  const rankedMs = sorted[rankOf(permilleOf(target) ?? 1000, sorted.length) - 1] ?? null
  return reachedBy(target, { met, late, n: tookMs.length, sumMs: tookMs.reduce((total, took) => total + took, 0), rankedMs })
}

export function reachedBy({ measure, goal }: Target, { met, late, n, sumMs, rankedMs }: PeriodSums): Reached {
  if (measure.by === 'ratio') {
    const all = met + late
    if (all === 0) return { value: null, n: all, reached: null }
    const reached = goal && 'ppm' in goal ? holds(met * 1_000_000 - goal.ppm * all, goal.sign) : null
    return { value: met / all, n: all, reached }
  }
  if (n === 0) return { value: null, n, reached: null }
  const bound = goal && 'duration' in goal ? goal.duration.amount * (UNIT_MS[goal.duration.unit] ?? DAY_MS) : null
  const value = measure.by === 'percentile' ? rankedMs! : sumMs / n
  const excess = bound === null ? null : measure.by === 'mean' ? sumMs - bound * n : value - bound
  return { value, n, reached: excess === null ? null : holds(excess, goal!.sign) }
}

/** The percentile asked for in thousandths; it has one decimal at most, so whole numbers keep 70 % of 10 at the seventh. */
export const permilleOf = ({ measure }: Target): number | null =>
  measure.by === 'percentile' ? Math.round(measure.percent * 10) : null

/** The nearest rank, from 1. */
const rankOf = (permille: number, n: number): number => Math.max(1, Math.ceil((permille * n) / 1000))

const DAY_MS = 86_400_000

function holds(excess: number, sign: NonNullable<Target['goal']>['sign']): boolean {
  return sign === '>=' ? excess >= 0 : sign === '<=' ? excess <= 0 : sign === '>' ? excess > 0 : excess < 0
}
