/**
 * Public holidays that the law fixes (全国年节及纪念日放假办法 as of 2025), for years of which the State Council's yearly notice is not there
 * yet. What the notice adds is not known: days off in place of a holiday on a weekend, longer holidays, and working weekends.
 */
import { LAST_LUNAR_YEAR, lunarDaysOf } from './lunar-days.ts'
import { DAY } from './zone.ts'

/** Numbers of civil days in ascending order; empty for a year that is not known. */
export function statutoryDays(year: number): number[] {
  const lunar = lunarDaysOf(year)
  if (!lunar) return []
  const day = (month: number, date: number) => Date.UTC(year, month - 1, date) / DAY
  const { newYear, qingming, dragonBoat, midAutumn } = lunar
  return [
    ...new Set([
      day(1, 1),
      ...[-1, 0, 1, 2].map(n => newYear + n),
      qingming,
      day(5, 1),
      day(5, 2),
      dragonBoat,
      midAutumn,
      day(10, 1),
      day(10, 2),
      day(10, 3),
    ]),
  ].sort((a, b) => a - b)
}

export { LAST_LUNAR_YEAR as LAST_STATUTORY_YEAR }
