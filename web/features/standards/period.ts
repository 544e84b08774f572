import { dayOf, startOfDay } from '../../app/time.ts'

export const periods = ['today', '7d', '30d', 'month'] as const
export type PeriodName = (typeof periods)[number]
export const periodOf = (name: string | undefined): PeriodName =>
  (periods as readonly string[]).includes(name ?? '') ? (name as PeriodName) : '30d'

/** From which instant a period counts; it ends now. Whole days, so that the same question is asked all day long. */
export function startOf(name: PeriodName, now: number, zone: string): string {
  const day = name === 'month' ? `${dayOf(now, zone).slice(0, 8)}01` : dayOf(now - back[name] * 86_400_000, zone)
  return new Date(startOfDay(day, zone)).toISOString()
}
const back = { today: 0, '7d': 6, '30d': 29 }
