/**
 * Adds up a number per day (open milliseconds, or 1 for a working day) over any stretch of days without stepping:
 * whole weeks by multiplication, dated exceptions by prefix sums and binary search. Days count from 1970-01-01.
 */
export type DayIndex = {
  /** Sums of the week's days before Monday, Tuesday … and of the whole week (8 numbers). */
  week: number[]
  /** Exception days, ascending; `corrections[i]` is what the first i of them add to the plain weeks. */
  days: number[]
  corrections: number[]
  /** The sum before each exception day, and the day's own value. */
  sums: number[]
  values: number[]
}

/** 0 for Monday … 6 for Sunday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

export const makeDayIndex = (weekValues: number[], exceptions: [day: number, value: number][]): DayIndex => {
  const week = [0]
  for (let i = 0; i < 7; i++) week.push(week[i]! + weekValues[i]!)
  const index: DayIndex = { week, days: [], corrections: [0], sums: [], values: [] }
  for (const [i, [day, value]] of exceptions.entries()) {
    index.days.push(day)
    index.values.push(value)
    index.sums.push(plainBefore(week, day) + index.corrections[i]!)
    index.corrections.push(index.corrections[i]! + value - weekValues[weekdayOf(day)]!)
  }
  return index
}

/** The sum over all days before `day`, from a fixed origin. */
export const sumBefore = (index: DayIndex, day: number): number =>
  plainBefore(index.week, day) + index.corrections[countBelow(index.days, day)]!

/** The day on which the running sum reaches `sum`: sumBefore(day) < sum <= sumBefore(day + 1). Infinity if never. */
export const dayReaching = (index: DayIndex, sum: number): number => {
  const passed = countBelow(index.sums, sum)
  if (passed > 0 && sum <= index.sums[passed - 1]! + index.values[passed - 1]!) return index.days[passed - 1]!
  const { week } = index
  const perWeek = week[7]!
  if (perWeek === 0) return Number.POSITIVE_INFINITY
  const plain = sum - index.corrections[passed]!
  const weeks = Math.ceil(plain / perWeek) - 1
  const rest = plain - weeks * perWeek
  let weekday = 0
  while (week[weekday + 1]! < rest) weekday++
  return weeks * 7 + weekday - 3
}

const plainBefore = (week: number[], day: number): number => {
  const weeks = Math.floor((day + 3) / 7)
  return weeks * week[7]! + week[day + 3 - weeks * 7]!
}

const countBelow = (ascending: number[], bound: number): number => {
  let low = 0
  let high = ascending.length
  if (high === 0 || ascending[high - 1]! < bound) return high
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < bound) low = middle + 1
    else high = middle
  }
  return low
}
