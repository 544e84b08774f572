import chineseDays from 'chinese-days'
import { expect, it } from 'vitest'
import { dateOfDay } from './calendar-spec.ts'
import { FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR, lunarDaysOf } from './lunar-days.ts'

it('the days of moon and sun are those of the tables of chinese-days', () => {
  const lunar = (day: number) => {
    const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(dateOfDay(day))
    return isLeap ? 'leap' : `${lunarMon}/${lunarDay}`
  }
  for (let year = FIRST_LUNAR_YEAR; year <= LAST_LUNAR_YEAR; year++) {
    const { newYear, dragonBoat, midAutumn, qingming } = lunarDaysOf(year)!
    expect([year, lunar(newYear), lunar(dragonBoat), lunar(midAutumn)]).toEqual([year, '1/1', '5/5', '8/15'])
    const terms = chineseDays.getSolarTerms(`${year}-04-01`, `${year}-04-10`)
    expect(terms.find(one => one.term === 'pure_brightness')?.date).toBe(dateOfDay(qingming))
  }
  expect([lunarDaysOf(FIRST_LUNAR_YEAR - 1), lunarDaysOf(LAST_LUNAR_YEAR + 1)]).toEqual([undefined, undefined])
})
