/** What one rulebook in place of another would have meant for the same days: whose verdict changes, and what it costs those who wait. */
import type { Outcome, Simulation } from './simulate.ts'

export type Changed = Pick<Outcome, 'caseId' | 'ruleId' | 'subject' | 'refs' | 'n'> & {
  before: Outcome['verdict'] | null
  after: Outcome['verdict'] | null
  dueBefore?: number
  dueAfter?: number
  departmentBefore?: string
  departmentAfter?: string
}
/** How many, and by how many milliseconds in all. */
export type Sum = { count: number; ms: number }
/**
 * `longer`, `shorter`, `same`: promises that both make and that fell due later, earlier, or at the same instant; void ones are left out.
 * `forgiven`: late before and met after, by how much they missed the promise that held; `blamed`: met before and late after, by how much
 * they miss the new one. `gained`, `lost`: promises that only the new, or only the old one makes. `stopped`, `freed`: actions that would
 * have been stopped only now, or only then. `elsewhere`: sent to another department, or to one where there was none.
 */
export type Cost = {
  ruleId: string
  longer: Sum
  shorter: Sum
  same: number
  forgiven: Sum
  blamed: Sum
  gained: number
  lost: number
  stopped: number
  freed: number
  elsewhere: number
}

export const noCost = (ruleId: string): Cost => ({
  ruleId,
  longer: { count: 0, ms: 0 },
  shorter: { count: 0, ms: 0 },
  same: 0,
  forgiven: { count: 0, ms: 0 },
  blamed: { count: 0, ms: 0 },
  gained: 0,
  lost: 0,
  stopped: 0,
  freed: 0,
  elsewhere: 0,
})

/** Two simulations of the same cases. `changed`: null where a rule says nothing of a subject. */
export function compare(before: Simulation, after: Simulation): { changed: Changed[]; costs: Cost[] } {
  const costs = new Map<string, Cost>()
  const changed: Changed[] = []
  const look = (was: Outcome | undefined, is: Outcome | undefined) => {
    const of = (is ?? was)!
    const cost = costs.get(of.ruleId) ?? noCost(of.ruleId)
    costs.set(of.ruleId, cost)
    weigh(cost, was, is)
    if (was?.verdict !== is?.verdict || was?.department !== is?.department) changed.push(changeOf(of, was, is))
  }
  const old = byCase(before)
  for (const [caseId, outcomes] of byCase(after)) {
    const then = old.get(caseId) ?? []
    old.delete(caseId)
    for (const outcome of outcomes) {
      const at = then.findIndex(was => isSame(was, outcome))
      look(at < 0 ? undefined : then[at], outcome)
      if (at >= 0) then.splice(at, 1)
    }
    for (const was of then) look(was, undefined)
  }
  for (const outcomes of old.values()) for (const was of outcomes) look(was, undefined)
  return { changed, costs: [...costs.values()] }
}

/** The outcomes of a case stand together, in the order in which they came. */
function byCase({ outcomes }: Simulation): Map<string, Outcome[]> {
  const cases = new Map<string, Outcome[]>()
  for (const outcome of outcomes) {
    const own = cases.get(outcome.caseId)
    if (own) own.push(outcome)
    else cases.set(outcome.caseId, [outcome])
  }
  return cases
}

const isSame = (a: Outcome, b: Outcome): boolean =>
  a.ruleId === b.ruleId && a.n === b.n && a.subject.id === b.subject.id && a.subject.kind === b.subject.kind

function changeOf({ caseId, ruleId, subject, refs, n }: Outcome, was: Outcome | undefined, is: Outcome | undefined): Changed {
  const change: Changed = { caseId, ruleId, subject, refs, n, before: was?.verdict ?? null, after: is?.verdict ?? null }
  if (was?.dueAt !== undefined) change.dueBefore = was.dueAt
  if (is?.dueAt !== undefined) change.dueAfter = is.dueAt
  if (was?.department !== undefined) change.departmentBefore = was.department
  if (is?.department !== undefined) change.departmentAfter = is.department
  return change
}

function weigh(cost: Cost, was: Outcome | undefined, is: Outcome | undefined): void {
  if (was?.verdict === 'denied' && is?.verdict !== 'denied') cost.freed++
  if (is?.verdict === 'denied' && was?.verdict !== 'denied') cost.stopped++
  if (was?.department !== is?.department) cost.elsewhere++
  const [then, now] = [owed(was), owed(is)]
  if (now && !then) cost.gained++
  if (then && !now) cost.lost++
  if (!then || !now) return
  const shift = now.dueAt! - then.dueAt!
  if (shift > 0) put(cost.longer, shift)
  else if (shift < 0) put(cost.shorter, -shift)
  else cost.same++
  if (isLate(then) && now.verdict === 'met') put(cost.forgiven, Math.max(0, now.at - then.dueAt!))
  if (then.verdict === 'met' && isLate(now)) put(cost.blamed, Math.max(0, now.at - now.dueAt!))
}

/** A promise that is no longer owed costs nobody anything. */
const owed = (outcome: Outcome | undefined): Outcome | null =>
  outcome?.dueAt !== undefined && outcome.verdict !== 'void' ? outcome : null
const isLate = ({ verdict }: Outcome): boolean => verdict === 'late' || verdict === 'breached'

function put(sum: Sum, ms: number): void {
  sum.count++
  sum.ms += ms
}

/** Adds what was found in another part of the same days. */
export function addCost(sum: Cost, more: Cost): void {
  for (const key of ['longer', 'shorter', 'forgiven', 'blamed'] as const) {
    sum[key].count += more[key].count
    sum[key].ms += more[key].ms
  }
  for (const key of ['same', 'gained', 'lost', 'stopped', 'freed', 'elsewhere'] as const) sum[key] += more[key]
}
