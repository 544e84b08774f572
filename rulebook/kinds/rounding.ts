/** Exact rounding of fractions that are not negative. */
import type { Rounding } from './rule-sheets.ts'

export function roundRatio(numerator: bigint, denominator: bigint, mode: Rounding['mode']): bigint {
  const whole = numerator / denominator
  const rest = (numerator % denominator) * 2n
  if (rest === 0n || mode === 'down') return whole
  if (mode === 'up') return whole + 1n
  if (rest !== denominator) return rest > denominator ? whole + 1n : whole
  return mode === 'half-up' || whole % 2n === 1n ? whole + 1n : whole
}

/** Hundredths of a fraction, rounded to the step of the rule. */
export function roundHundredths(numerator: bigint, denominator: bigint, { mode, step }: Rounding): number {
  return Number(roundRatio(numerator * 100n, denominator * BigInt(step), mode)) * step
}
