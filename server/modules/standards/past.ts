/** Past events of a site under a draft, beside what the version in force says of the same events. Writes nothing. */
import { type Compiled, compile } from '@sansheng/rulebook/compile.ts'
import type { Rulebook } from '@sansheng/rulebook/rule.ts'
import { type Changed, changedVerdicts, type Figure, simulate } from '@sansheng/rulebook/simulate.ts'
import type { CaseEvent, Refs } from '@sansheng/rulebook/types.ts'
import type { EventType, Facts, RefKind } from '@sansheng/rulebook/vocabulary.ts'
import { type Kysely, sql } from 'kysely'
import { iso } from '../../platform/ctx.ts'
import { merge } from '../../platform/events/index.ts'
import type { DB } from '../../schema.gen.ts'
import { books } from './books.ts'
import { calendarsOf } from './commands.ts'
import { timeFacts } from './kernel.ts'

/** Figures of a rule under either; null where the rule is not in that rulebook. */
export type Differs = { ruleId: string; clause: Figure['clause']; before: Figure | null; after: Figure | null }
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

type Asked = {
  siteId: number
  zone: string
  source: string
  inherited: Record<string, string>
  /** Cases that opened from `from` on and before `until`, with their events up to there; silence is judged at `until`. */
  from: number
  until: number
}

export async function simulateSite(db: Kysely<DB>, asked: Asked): Promise<Simulated> {
  const { siteId, zone } = asked
  const draft = compile(asked.source, { inherited: asked.inherited, calendars: await calendarsOf({ db }, siteId) })
  if (!draft.rulebook) return { ok: false, problems: draft.problems }
  const known = books(db)
  const current = await known.inForce(siteId)
  const book = current === null ? null : await known.byId(current)
  const sides = { before: sums(book?.rulebook ?? null), after: sums(draft.rulebook) }
  const changed: Changed[] = []
  let events = 0
  const ids = await openedIn(db, asked)
  for (let at = 0; at < ids.length; at += atOnce) {
    const cases = await replaysOf(db, siteId, zone, ids.slice(at, at + atOnce), asked.until)
    events += cases.reduce((sum, one) => sum + one.events.length, 0)
    const [before, after] = [sides.before, sides.after].map(({ rulebook, add }) => {
      const seen = rulebook ? simulate(rulebook, cases, asked.until) : { figures: [], outcomes: [] }
      add(seen.figures)
      return seen
    })
    if (book) changed.push(...changedVerdicts(before!, after!))
  }
  const rules = new Map<string, Differs>()
  for (const side of ['after', 'before'] as const)
    for (const figure of sides[side].figures.values()) {
      const { ruleId, clause } = figure
      const row = rules.get(ruleId) ?? { ruleId, clause, before: null, after: null }
      rules.set(ruleId, { ...row, [side]: figure })
    }
  return {
    ok: true,
    inForce: book && { number: book.number, title: book.title },
    cases: ids.length,
    events,
    rules: [...rules.values()],
    changed,
  }
}

/** Cases that are in memory at the same time. */
const atOnce = 500

function sums(rulebook: Rulebook | null) {
  const figures = new Map<string, Figure>()
  for (const { id, clause } of rulebook?.rules ?? [])
    figures.set(id, { ruleId: id, clause, met: 0, late: 0, running: 0, void: 0, passed: 0, hit: 0 })
  const add = (more: readonly Figure[]) => {
    for (const { ruleId, clause: _, ...counts } of more) {
      const sum = figures.get(ruleId)!
      for (const [key, n] of Object.entries(counts)) sum[key as keyof typeof counts] += n
    }
  }
  return { rulebook, figures, add }
}

async function openedIn(db: Kysely<DB>, { siteId, from, until }: Asked): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from events where site_id = ${siteId} and seq = 1 and at >= ${iso(from)} and at < ${iso(until)} order by at, case_id`.execute(
    db,
  )
  return rows.map(row => row.case_id)
}

type EventRow = {
  case_id: string
  seq: number
  type: string
  at: number
  subject_kind: string
  subject_id: string
  refs: Refs
  facts: Facts
}

/** What the house itself recorded of its clocks and gates is left out: that is what is being tried anew. */
async function replaysOf(db: Kysely<DB>, siteId: number, zone: string, ids: readonly string[], until: number) {
  const { rows } = await sql<EventRow>`
    select case_id, seq, type, at, subject_kind, subject_id, refs, facts from events
    where site_id = ${siteId} and case_id = any(${ids}::uuid[]) and at < ${iso(until)} and type not like 'clock.%' and type not like 'gate.%'
    order by case_id, seq`.execute(db)
  const cases = new Map<string, { facts: Facts; events: CaseEvent[] }>()
  for (const row of rows) {
    const kase = cases.get(row.case_id) ?? { facts: {}, events: [] }
    kase.facts = merge(kase.facts, row.facts)
    kase.events.push({
      seq: row.seq,
      type: row.type as EventType,
      at: row.at,
      subject: { kind: row.subject_kind as RefKind, id: row.subject_id },
      refs: row.refs,
      facts: { ...kase.facts, time: timeFacts({ zone }, row.at) },
    })
    cases.set(row.case_id, kase)
  }
  return [...cases].map(([caseId, { events }]) => ({ caseId, events }))
}
