import { startOfDay } from '../../app/site-time.ts'
import { dayOf } from '../../app/time.ts'
import type { PeriodName } from './choices.ts'

/** From which instant a period counts; it ends now. Whole days, so that the same question is asked all day long. */
export function startOf(name: PeriodName, now: number, zone: string): string {
  const day = name === 'month' ? `${dayOf(now, zone).slice(0, 8)}01` : dayOf(now - back[name] * 86_400_000, zone)
  return new Date(startOfDay(day, zone)).toISOString()
}
const back = { today: 0, '7d': 6, '30d': 29 }
