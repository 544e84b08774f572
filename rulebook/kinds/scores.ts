/** A scored sheet and its band, and the bands of many sheets under a quota. */
import { roundHundredths, roundRatio } from './rounding.ts'
import type { Band, Score } from './rule-sheets.ts'

/** Points given by item; null where an item does not apply, true where a fatal one has happened. */
export type Marks = Readonly<Record<string, number | boolean | null>>
export type Scored =
  | { state: 'scored'; total: number; band: string | null; fatal: string[] }
  /** `missing`: nothing written; `outside`: less than nothing or more than the item gives. */
  | { state: 'incomplete'; missing: string[]; outside: string[] }

/** Items that do not apply count neither as given nor as possible. The total is rounded first, then put into its band. */
export function scoreOf(rule: Score, marks: Marks): Scored {
  const missing: string[] = []
  const outside: string[] = []
  const fatal: string[] = []
  const sum = { given: 0, possible: 0, all: 0, extra: 0 }
  for (const { name, kind, points } of rule.items) {
    const mark = Object.hasOwn(marks, name) ? marks[name] : undefined
    const hundredths = Math.round(points * 100)
    if (kind === 'points') sum.all += hundredths
    if (kind === 'fatal') {
      if (mark === true) fatal.push(name)
      continue
    }
    if (mark === undefined && kind === 'points') missing.push(name)
    if (mark === undefined || mark === null) continue
    if (typeof mark !== 'number' || !(mark >= 0 && mark <= points)) {
      outside.push(name)
      continue
    }
    const given = Math.round(mark * 100)
    if (kind !== 'points') sum.extra += kind === 'bonus' ? given : -given
    else {
      sum.given += given
      sum.possible += hundredths
    }
  }
  if (sum.possible === 0 && missing.length + outside.length === 0)
    missing.push(...rule.items.filter(({ kind }) => kind === 'points').map(({ name }) => name))
  if (missing.length + outside.length > 0) return { state: 'incomplete', missing, outside }
  const total = fatal.length > 0 ? 0 : totalOf(rule, sum)
  return { state: 'scored', total, band: bandOf(rule.bands, total)?.name ?? null, fatal }
}

function totalOf({ full, cap, round }: Score, sum: { given: number; possible: number; all: number; extra: number }): number {
  const [given, possible, extra] = [BigInt(sum.given), BigInt(sum.possible), BigInt(sum.extra)]
  const worth = full === null ? BigInt(sum.all) : BigInt(full) * 100n
  const numerator = given * worth + extra * possible
  const total = numerator <= 0n ? 0 : roundHundredths(numerator, possible * 100n, round) / 100
  return cap === null ? total : Math.min(total, cap)
}

/** A band begins at its figure and ends before that of the one above. */
export function bandOf(bands: readonly Band[], total: number): Band | null {
  return bands.find(({ from }) => from === null || total >= from) ?? null
}

export type Sheet = { id: string; total: number; marks: Marks }
/** `earned`: the band of the total alone; `band`: after the quota, which may be a lower one. */
export type Graded = { id: string; total: number; earned: string | null; band: string | null }

/** Who finds no place falls into the next band and stands for a place there, behind nobody with fewer points. */
export function gradesOf(rule: Score, sheets: readonly Sheet[]): Graded[] {
  const ranked = [...sheets].sort((a, b) => compare(rule, a, b) || (a.id < b.id ? -1 : 1))
  const band = new Map<string, string | null>(ranked.map(({ id }) => [id, null]))
  const earned = new Map(ranked.map(({ id, total }) => [id, bandOf(rule.bands, total)?.name ?? null]))
  let fallen: Sheet[] = []
  for (const { name } of rule.bands) {
    const candidates = [...fallen, ...ranked.filter(({ id }) => earned.get(id) === name)]
    const quota = rule.quota.find(item => item.band === name)
    const places = quota ? Number(roundRatio(BigInt(ranked.length * quota.ppm), 1_000_000n, quota.mode)) : candidates.length
    const taken = placesTaken(rule, candidates, places)
    for (const { id } of candidates.slice(0, taken)) band.set(id, name)
    fallen = candidates.slice(taken)
  }
  return ranked.map(({ id, total }) => ({ id, total, earned: earned.get(id)!, band: band.get(id)! }))
}

/** How many of those who stand get a place when some of them are tied at the edge. */
function placesTaken(rule: Score, candidates: Sheet[], places: number): number {
  if (places >= candidates.length) return candidates.length
  const [last, next] = [candidates[places - 1], candidates[places]!]
  if (!last || compare(rule, last, next) !== 0) return places
  const tied = (sheet: Sheet) => compare(rule, sheet, last) === 0
  return rule.tie.by === 'all' ? candidates.findLastIndex(tied) + 1 : candidates.findIndex(tied)
}

function compare({ tie }: Score, a: Sheet, b: Sheet): number {
  if (a.total !== b.total || tie.by !== 'items') return b.total - a.total
  for (const item of tie.items) {
    const by = pointsOf(b.marks[item]) - pointsOf(a.marks[item])
    if (by !== 0) return by
  }
  return 0
}

function pointsOf(mark: Marks[string] | undefined): number {
  return typeof mark === 'number' ? mark : 0
}
