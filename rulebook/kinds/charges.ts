/** What is owed: the fee of a month with its vacancy, its due day, and the late fee. Money in whole cents, days as civil dates. */
import { type Calendar, dateOfDay, dayOfDate, isWorkday, monthsLater } from '../time/index.ts'
import { roundHundredths } from './rounding.ts'
import type { Charge } from './rule-sheets.ts'

/** `month` is written 2026-02, `area` in hundredths of a square metre; `vacant.to` is the first day that is vacant no longer. */
export type FeeAsk = { month: string; area?: number; pieces?: number; vacant?: { from: string; to: string | null } }
export type Fee = { cents: number; shares: { days: number; ppm: number }[] }

/** The fee of one month, or of one time. Null when the rule has no price, or the area or number that it needs is not there. */
export function feeOf(rule: Charge, { month, area, pieces, vacant }: FeeAsk): Fee | null {
  const { price } = rule
  const many = price?.per === 'm2' ? area : price?.per === 'piece' ? pieces : 1
  const first = dayOfDate(`${month}-01`)
  if (!price || many === undefined || first === undefined) return null
  const days = daysOfMonth(first)
  const shares = sharesOf(rule, first, days, vacant)
  const weight = shares.reduce((sum, share) => sum + BigInt(share.days * share.ppm), 0n)
  // Ten-thousandths of a yuan; square metres come in hundredths, shares in millionths.
  const scale = 10_000n * (price.per === 'm2' ? 100n : 1n) * 1_000_000n
  const amount = BigInt(price.amount) * BigInt(many)
  const [numerator, denominator] =
    price.each === 'day' ? [amount * weight, scale] : [amount * weight, scale * BigInt(days) * (price.each === 'year' ? 12n : 1n)]
  return { cents: roundHundredths(numerator, denominator, rule.round), shares }
}

/** Cents that are collected in advance, month by month as the rule rounds them; null where nothing is. */
export function advanceOf(rule: Charge, ask: FeeAsk): number | null {
  const start = dayOfDate(`${ask.month}-01`)
  if (rule.advance === null || start === undefined) return null
  let sum = 0
  for (let i = 0; i < rule.advance; i++) {
    const fee = feeOf(rule, { ...ask, month: dateOfDay(monthsLater(start, i)).slice(0, 7) })
    if (!fee) return null
    sum += fee.cents
  }
  return sum
}

/** Days of the month by what share of the fee they carry. */
function sharesOf({ vacant: steps }: Charge, first: number, days: number, vacant: FeeAsk['vacant']): Fee['shares'] {
  const from = vacant ? dayOfDate(vacant.from) : undefined
  if (!vacant || from === undefined || steps.length === 0) return [{ days, ppm: 1_000_000 }]
  const to = (vacant.to === null ? undefined : dayOfDate(vacant.to)) ?? Number.POSITIVE_INFINITY
  const found = new Map<number, number>()
  let months = 0
  const stretches = steps.map(step => {
    const begin = monthsLater(from, months)
    months += step.months ?? 0
    return { begin, end: step.months === null ? Number.POSITIVE_INFINITY : monthsLater(from, months), ppm: step.ppm }
  })
  for (let day = first; day < first + days; day++) {
    const stretch = day < to ? stretches.find(({ begin, end }) => day >= begin && day < end) : undefined
    const ppm = stretch?.ppm ?? 1_000_000
    found.set(ppm, (found.get(ppm) ?? 0) + 1)
  }
  return [...found].map(([ppm, count]) => ({ days: count, ppm }))
}

/** The due day of a month: its last day where it has no such day; `before day 20` is the nineteenth. */
export function dueDayOf(rule: Charge, month: string, calendar?: Calendar): string | null {
  const first = dayOfDate(`${month}-01`)
  if (!rule.due || first === undefined) return null
  const { day, included } = rule.due
  let due = first + Math.min(day, daysOfMonth(first)) - 1 - (included ? 0 : 1)
  if (rule.roll && calendar) while (!isWorkday(calendar, due)) due++
  return dateOfDay(due)
}

export type LateAsk = {
  /** What was due on `dueOn`, and the day up to which is reckoned, both included. */
  principal: number
  dueOn: string
  until: string
  payments?: readonly { on: string; cents: number }[]
  /** Granted under an approval; one that names no approval, or another one than the rule does, waives nothing. */
  waived?: { cents: number | 'all'; approval: string }
}
export type LateFee = {
  /** Stretches with one base each; `days` counts both ends. */
  lines: { from: string; to: string; days: number; base: number }[]
  days: number
  lateFee: number
  capped: boolean
  waived: number
  principalLeft: number
  lateFeeLeft: number
  /** Paid beyond everything that was owed. */
  credit: number
}

/** A payment ends its day: that day still counts on what was owed in the morning. */
export function lateFeeOf(rule: Charge, ask: LateAsk): LateFee | null {
  const [due, until] = [dayOfDate(ask.dueOn), dayOfDate(ask.until)]
  const payments = (ask.payments ?? []).map(({ on, cents }) => ({ day: dayOfDate(on), cents }))
  if (rule.rate === null || due === undefined || until === undefined || payments.some(({ day }) => day === undefined)) return null
  const rate = BigInt(rule.rate)
  const lines: LateFee['lines'] = []
  const left = { principal: ask.principal, paid: 0, credit: 0 }
  // Cents times days times millionths: nothing is rounded before somebody asks what is owed.
  let exact = 0n
  let next = due + rule.start
  const reckon = (last: number) => {
    if (last < next) return
    const base = left.principal === 0 ? 0 : rule.base === 'due' ? ask.principal : left.principal
    if (base > 0) {
      const days = last - next + 1
      lines.push({ from: dateOfDay(next), to: dateOfDay(last), days, base })
      exact += BigInt(base) * BigInt(days) * rate
    }
    next = last + 1
  }
  const owed = () => {
    const all = roundHundredths(exact, 100_000_000n, rule.round)
    const most = capOf(rule, ask.principal)
    return most === null ? all : Math.min(all, most)
  }
  const pay = (cents: number) => {
    const toPrincipal = (rest: number) => {
      const part = Math.min(rest, left.principal)
      left.principal -= part
      return rest - part
    }
    const toLateFee = (rest: number) => {
      const part = Math.min(rest, owed() - left.paid)
      left.paid += part
      return rest - part
    }
    left.credit += rule.payments === 'principal first' ? toLateFee(toPrincipal(cents)) : toPrincipal(toLateFee(cents))
  }
  for (const { day, cents } of payments.sort((a, b) => a.day! - b.day!)) {
    if (day! > until) break
    reckon(day!)
    pay(cents)
  }
  reckon(until)
  const lateFee = owed()
  const granted = ask.waived && rule.waiver !== null && ask.waived.approval === rule.waiver ? ask.waived.cents : 0
  const waived = Math.min(granted === 'all' ? lateFee : granted, lateFee - left.paid)
  return {
    lines,
    days: lines.reduce((sum, line) => sum + line.days, 0),
    lateFee,
    capped: roundHundredths(exact, 100_000_000n, rule.round) > lateFee,
    waived,
    principalLeft: left.principal,
    lateFeeLeft: lateFee - left.paid - waived,
    credit: left.credit,
  }
}

function capOf({ cap }: Charge, principal: number): number | null {
  if (!cap) return null
  return 'cents' in cap ? cap.cents : Number((BigInt(principal) * BigInt(cap.ppm)) / 1_000_000n)
}

function daysOfMonth(first: number): number {
  return monthsLater(first, 1) - first
}
