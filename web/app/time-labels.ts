import { words } from './i18n.ts'

/** Lengths of time and names of days and months. */
export const timeWords = words(
  'time',
  {
    daysHours: '{{d}} 天 {{h}} 时',
    days: '{{d}} 天',
    hoursMinutes: '{{h}} 时 {{m}} 分',
    hours: '{{h}} 时',
    minutesSeconds: '{{m}} 分 {{s}} 秒',
    minutes: '{{m}} 分',
    seconds: '{{s}} 秒',
    date: '{{month}} {{day}} 日',
    weekday1: '星期一',
    weekday2: '星期二',
    weekday3: '星期三',
    weekday4: '星期四',
    weekday5: '星期五',
    weekday6: '星期六',
    weekday7: '星期日',
    month1: '1 月',
    month2: '2 月',
    month3: '3 月',
    month4: '4 月',
    month5: '5 月',
    month6: '6 月',
    month7: '7 月',
    month8: '8 月',
    month9: '9 月',
    month10: '10 月',
    month11: '11 月',
    month12: '12 月',
  },
  {
    daysHours: '{{d}} d {{h}} h',
    days: '{{d}} d',
    hoursMinutes: '{{h}} h {{m}} min',
    hours: '{{h}} h',
    minutesSeconds: '{{m}} min {{s}} s',
    minutes: '{{m}} min',
    seconds: '{{s}} s',
    date: '{{day}} {{month}}',
    weekday1: 'Monday',
    weekday2: 'Tuesday',
    weekday3: 'Wednesday',
    weekday4: 'Thursday',
    weekday5: 'Friday',
    weekday6: 'Saturday',
    weekday7: 'Sunday',
    month1: 'Jan',
    month2: 'Feb',
    month3: 'Mar',
    month4: 'Apr',
    month5: 'May',
    month6: 'Jun',
    month7: 'Jul',
    month8: 'Aug',
    month9: 'Sep',
    month10: 'Oct',
    month11: 'Nov',
    month12: 'Dec',
  },
)
type TimeWord = Parameters<typeof timeWords>[0]

/** `11 月`, `Nov`; of a civil day or month such as `2026-11-20`. */
export const monthName = (civil: string): string => timeWords(`month${Number(civil.slice(5, 7))}` as TimeWord)
/** `11 月 20 日`, `20 Nov`. */
export const dateName = (civil: string): string => timeWords('date', { month: monthName(civil), day: Number(civil.slice(8, 10)) })
/** Of a day of the week counted from Monday, 1 to 7. */
export const weekdayName = (day: number): string => timeWords(`weekday${day}` as TimeWord)
