/** Past events of a site under a draft, beside what the version in force says of the same events. Writes nothing. */

import { formal } from '@sansheng/rulebook/document'
import type { Compiled } from '@sansheng/rulebook/engine'
import type { Rulebook, RuleSummary } from '@sansheng/rulebook/kinds'
import { addCost, type Changed, type Cost, compare, type Figure, noCost, noFigure, simulate } from '@sansheng/rulebook/replay'
import type { Kysely } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { type CompiledStandard, type CompiledStandards, calendarsOf, compiledStandards } from '../standards/index.ts'
import { openedAfter, replaysOf } from './past-cases.ts'

export type Counts = Omit<Figure, 'ruleId' | 'clause'>
/** A rule under both: `null` where it is not in that rulebook. */
export type Differs = {
  ruleId: string
  clause: Figure['clause']
  kind: RuleSummary['kind']
  sentences: { before: RuleSummary['sentence'] | null; after: RuleSummary['sentence'] | null }
  before: Counts | null
  after: Counts | null
  cost: Cost
  /** Subjects whose verdict, or department, changes. */
  changed: number
}
export type Simulated =
  | { ok: false; problems: Compiled['problems'] }
  | {
      ok: true
      inForce: { number: number; title: string } | null
      cases: number
      events: number
      rules: Differs[]
      changed: Changed[]
    }

export type SimulationRequest = {
  siteId: number
  zone: string
  source: string
  inherited: Record<string, string>
  /** Cases that opened from `from` on and before `until`, with their events up to there; silence is judged at `until`. */
  from: number
  until: number
}
export type Sides = { before: CompiledStandard | null; after: Compiled & { rulebook: Rulebook } }

export async function simulateSite(db: Kysely<DB>, request: SimulationRequest): Promise<Simulated> {
  const known = compiledStandards(db)
  const current = await known.inForce(request.siteId)
  const sides = await sidesOf(db, known.compileText, request, current === null ? null : await known.byId(current))
  if ('problems' in sides) return { ok: false, problems: sides.problems }
  const rules = untouched(sides)
  const changed: Changed[] = []
  let cases = 0
  let events = 0
  for (let after = null as Cursor | null, more = true; more; ) {
    const part = await replayPart(db, request, sides, after, atOnce)
    cases += part.cases
    events += part.events
    changed.push(...part.changed)
    addPart(rules, part)
    after = part.cursor
    more = part.cases === atOnce
  }
  const inForce = sides.before && { number: sides.before.number, title: sides.before.title }
  return { ok: true, inForce, cases, events, rules, changed }
}

/** Cases that are in memory at the same time. */
const atOnce = 500

/** The draft as it compiles at this site today and as if it were no trial, beside the version that it is weighed against. */
export async function sidesOf(
  db: Kysely<DB>,
  compileText: CompiledStandards['compileText'],
  { siteId, source, inherited }: Pick<SimulationRequest, 'siteId' | 'source' | 'inherited'>,
  before: CompiledStandard | null,
): Promise<Sides | { problems: Compiled['problems'] }> {
  const needs = { inherited, calendars: await calendarsOf({ db }, siteId) }
  const written = compileText(source, needs)
  const earnest = written.rulebook ? formal(source) : source
  const after = earnest === source ? written : compileText(earnest, needs)
  const { rulebook } = after
  return rulebook ? { before, after: { ...after, rulebook } } : { problems: written.problems }
}

/** All rules of both, in the order of the draft, before anything was replayed. */
export function untouched({ before, after }: Sides): Differs[] {
  const rules = new Map<string, Differs>()
  for (const [side, compiled] of [
    ['after', after],
    ['before', before?.compiled],
  ] as const)
    for (const { id, clause, kind, sentence } of compiled?.rules ?? []) {
      const row = rules.get(id) ?? {
        ...{ ruleId: id, clause, kind, sentences: { before: null, after: null }, before: null, after: null },
        ...{ cost: noCost(id), changed: 0 },
      }
      rules.set(id, { ...row, sentences: { ...row.sentences, [side]: sentence }, [side]: { ...noFigure } })
    }
  return [...rules.values()]
}

export type Cursor = { at: number; caseId: string }
export type Part = {
  cases: number
  events: number
  cursor: Cursor | null
  figures: { before: readonly Figure[]; after: readonly Figure[] }
  changed: Changed[]
  costs: Cost[]
}

/** The next cases after the cursor under both. */
export async function replayPart(
  db: Kysely<DB>,
  request: Pick<SimulationRequest, 'siteId' | 'zone' | 'from' | 'until'>,
  { before, after }: Sides,
  cursor: Cursor | null,
  limit: number,
): Promise<Part> {
  const opened = await openedAfter(db, request, cursor, limit)
  const cases = await replaysOf(
    db,
    request,
    opened.map(one => one.caseId),
  )
  const then = before ? simulate(before.rulebook, cases, request.until) : { figures: [], outcomes: [] }
  const now = simulate(after.rulebook, cases, request.until)
  const { changed, costs } = before ? compare(then, now) : { changed: [], costs: [] }
  return {
    cases: opened.length,
    events: cases.reduce((sum, one) => sum + one.events.length, 0),
    cursor: opened.at(-1) ?? cursor,
    figures: { before: then.figures, after: now.figures },
    changed,
    costs,
  }
}

/** Adds a part to the sums. */
export function addPart(rules: Differs[], { figures, changed, costs }: Pick<Part, 'figures' | 'changed' | 'costs'>): void {
  const byId = new Map(rules.map(rule => [rule.ruleId, rule]))
  for (const side of ['before', 'after'] as const)
    for (const { ruleId, clause: _, ...counts } of figures[side]) {
      const sum = byId.get(ruleId)?.[side]
      if (sum) for (const [key, n] of Object.entries(counts)) sum[key as keyof Counts] += n
    }
  for (const cost of costs) addCost(byId.get(cost.ruleId)!.cost, cost)
  for (const { ruleId } of changed) byId.get(ruleId)!.changed++
}
