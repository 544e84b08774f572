import type { Figures } from '@sansheng/contract/standards.ts'

export type Tally = Pick<
  Figures,
  'met' | 'late' | 'running' | 'breached' | 'void' | 'denied' | 'warned' | 'overridden' | 'recorded'
> & { passed: number }

export const noTally: Tally = {
  met: 0,
  late: 0,
  running: 0,
  breached: 0,
  void: 0,
  denied: 0,
  warned: 0,
  overridden: 0,
  recorded: 0,
  passed: 0,
}

/**
 * Clocks: met ÷ (met + late + breached still open); void ones do not count. Gates: passed ÷ asked, where a thing that was let through
 * by word of a leader, with a warning or on record only did not pass. Null while nothing is decided.
 */
export function rateOf(t: Tally): number | null {
  const good = t.met + t.passed
  const all = good + t.late + t.breached + t.denied + t.warned + t.overridden + t.recorded
  return all === 0 ? null : good / all
}
