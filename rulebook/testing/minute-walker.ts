/**
 * The slow truth that tests hold the calendar to: it walks minute by minute over a window of UTC+8 and knows no arithmetic.
 * Written apart from the calendar on purpose; only tests import it.
 */
export type WalkedCalendar = { week: Record<string, string[]>; days: Record<string, string[]> }
export type WalkedPause = { from: number; to: number }

const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const MINUTES = 1440

/** `origin` is a date; minutes count from its local midnight. */
export const makeWalker = (spec: WalkedCalendar, origin: string, days: number) => {
  const open = new Uint8Array((days + 2) * MINUTES)
  const closings: number[] = []
  const opener = new Int32Array(open.length).fill(-1)
  for (let day = 0; day < days; day++) {
    let last = -1
    for (const span of written(day)) {
      const [from, to] = span.split('-').map(minuteOf) as [number, number]
      const end = to <= from ? to + MINUTES : to
      for (let m = from; m < end; m++) {
        const at = day * MINUTES + m
        if (open[at]) continue
        open[at] = 1
        opener[at] = day
        last = Math.max(last, at + 1)
      }
    }
    if (last >= 0) closings.push(last)
  }

  function written(day: number): string[] {
    const date = new Date(Date.parse(`${origin}T00:00:00Z`) + day * 86_400_000)
    const iso = date.toISOString().slice(0, 10)
    return spec.days[iso] ?? spec.week[NAMES[(date.getUTCDay() + 6) % 7]!] ?? []
  }

  const pausedAt = (pauses: WalkedPause[], m: number) => pauses.some(p => p.from <= m && m < p.to)
  const covered = (pauses: WalkedPause[], from: number, m: number) => pauses.some(p => Math.max(p.from, from) < m && m <= p.to)
  const walk = (from: number, amount: number, counts: (m: number) => boolean): number => {
    let left = amount
    for (let m = from; m < open.length; m++) {
      if (!counts(m)) continue
      if (left === 0) return m
      if (--left === 0) return m + 1
    }
    return Number.NaN
  }

  return {
    openBetween: (from: number, to: number, pauses: WalkedPause[]): number => {
      let sum = 0
      for (let m = from; m < to; m++) if (open[m] && !pausedAt(pauses, m)) sum++
      return sum
    },
    exact: (from: number, amount: number, pauses: WalkedPause[]) => walk(from, amount, m => !pausedAt(pauses, m)),
    workmin: (from: number, amount: number, pauses: WalkedPause[]) =>
      walk(from, amount, m => open[m] === 1 && !pausedAt(pauses, m)),
    days: (from: number, amount: number, pauses: WalkedPause[]): number => {
      let left = amount + 1
      for (let m = (Math.floor(from / MINUTES) + 1) * MINUTES; ; m += MINUTES) {
        if (!covered(pauses, from, m) && --left === 0) return m
      }
    },
    workdays: (from: number, amount: number, pauses: WalkedPause[]): number => {
      const start = opener[from]! >= 0 ? opener[from]! : Math.floor(from / MINUTES)
      const today = closings.find(closing => opener[closing - 1] === start && closing > from)
      let left = today === undefined ? amount : amount + 1
      for (const closing of closings) {
        if (closing > from && !covered(pauses, from, closing) && --left === 0) return closing
      }
      return Number.NaN
    },
  }
}

const minuteOf = (text: string): number => {
  const [hour, minute] = text.split(':').map(Number) as [number, number]
  return hour * 60 + minute
}
