/** P7: the rulebook on one core, beside json-rules-engine with the same conditions. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from 'json-rules-engine'
import { findCalendar } from '../rulebook/calendars.ts'
import { compile } from '../rulebook/compile.ts'
import { dueAt } from '../rulebook/due.ts'
import { gate } from '../rulebook/gate.ts'
import { observe } from '../rulebook/observe.ts'
import type { Rulebook } from '../rulebook/rule.ts'
import { simulate, stateAfter } from '../rulebook/simulate.ts'
import type { CaseEvent, CaseState } from '../rulebook/types.ts'
import { type Action, events } from '../rulebook/vocabulary.ts'
import { flat, gates, observer } from './json-rules.ts'
import { repair } from './matter-story.ts'
import { median, perSecond, type Row } from './measure.ts'
import { root } from './product.ts'

const turn = 700

export async function ruling(passes: number): Promise<Row[]> {
  const { rulebook } = compile(readFileSync(join(root, 'standards/water-hotline.md'), 'utf8'), { version: '1' })
  if (!rulebook) throw new Error('The shipped standard does not compile.')
  const told = repair(rulebook)
  const flats = told.map(flat)
  const asks = told.filter(event => 'action' in events[event.type])
  const flatAsks = asks.map(flat)
  const jsonObserver = observer(rulebook)
  const jsonGates = gates(rulebook)
  await agree(rulebook, asks, flatAsks, jsonGates)
  const days = findCalendar('cn-office')!
  const from = Date.parse('2026-10-15T09:00:00+08:00')
  return [
    await against(
      'P7 events observed',
      '≥ 500 000/s; ≥ 20 × json-rules-engine',
      passes,
      () => live(rulebook, told),
      each(flats, facts => jsonObserver.run(facts)),
    ),
    await against(
      'P7 gates asked',
      '≥ 20 × json-rules-engine',
      passes,
      () => askAll(rulebook, asks),
      each(flatAsks, facts => jsonGates.run(facts)),
    ),
    await alone('P7 due computed (work days, holidays)', '≥ 1 000 000/s', passes, () => {
      for (let n = 0; n < 1000; n++) dueAt(days, from + n * 977_000, { amount: 1 + (n % 15), unit: 'workday' })
      return 1000
    }),
    simulated(rulebook, told, passes),
  ]
}

/** A comparison of two answers is worth something when they are the same. */
async function agree(rulebook: Rulebook, asks: CaseEvent[], flatAsks: Record<string, unknown>[], engine: Engine): Promise<void> {
  for (const [at, { type, subject, refs, facts, at: when }] of asks.entries()) {
    const { findings } = gate(rulebook, { action: type as Action, subject, refs, facts, counts: {}, at: when })
    const ours = findings
      .filter(f => f.verdict !== 'passed' && rulebook.byId.get(f.ruleId)?.kind === 'require')
      .map(f => f.ruleId)
    const theirs = (await engine.run(flatAsks[at]!)).events.map(event => event.type)
    if (ours.sort().join() !== theirs.sort().join())
      throw new Error(`${type}: we say ${ours.join()}, json-rules-engine says ${theirs.join()}`)
  }
}

let made = 0
/** A case lives through its events, clocks and all. */
function live(rulebook: Rulebook, told: CaseEvent[]): number {
  let state: CaseState = { clocks: [], counts: {} }
  for (const event of told)
    state = stateAfter(
      state,
      observe(rulebook, state, event, () => `c${++made}`),
    )
  return told.length
}

function askAll(rulebook: Rulebook, asks: CaseEvent[]): number {
  for (const { type, subject, refs, facts, at } of asks)
    gate(rulebook, { action: type as Action, subject, refs, facts, counts: {}, at })
  return asks.length
}

type Work = () => number | Promise<number>
const each =
  <T>(of: T[], run: (one: T) => Promise<unknown>): Work =>
  async () => {
    for (const one of of) await run(one)
    return of.length
  }

async function rate(work: Work): Promise<number> {
  const begin = performance.now()
  let done = 0
  while (performance.now() - begin < turn) {
    const now = work()
    done += typeof now === 'number' ? now : await now
  }
  return (done * 1000) / (performance.now() - begin)
}

async function against(measure: string, goal: string, passes: number, ours: Work, theirs: Work): Promise<Row> {
  const rates = { ours: [] as number[], reference: [] as number[] }
  await rate(ours)
  await rate(theirs)
  for (let pass = 0; pass < passes; pass++) {
    rates.ours.push(await rate(ours))
    rates.reference.push(await rate(theirs))
  }
  const [a, b] = [median(rates.ours), median(rates.reference)]
  return { measure, ours: perSecond(a), reference: perSecond(b), ratio: a / b, goal, passes: rates }
}

async function alone(measure: string, goal: string, passes: number, ours: Work): Promise<Row> {
  await rate(ours)
  const rates: number[] = []
  for (let pass = 0; pass < passes; pass++) rates.push(await rate(ours))
  return { measure, ours: perSecond(median(rates)), reference: '–', ratio: null, goal, passes: { rates } }
}

/** A month of matters, spread over it; every matter its own events. */
function simulated(rulebook: Rulebook, told: CaseEvent[], passes: number): Row {
  const matters = 100_000
  const month = 30 * 86_400_000
  const cases = Array.from({ length: matters }, (_, n) => {
    const later = Math.floor((n / matters) * month)
    return { caseId: `k${n}`, events: told.map(event => ({ ...event, at: event.at + later })) }
  })
  const seconds: number[] = []
  for (let pass = 0; pass < passes; pass++) {
    const begin = performance.now()
    simulate(rulebook, cases, told[0]!.at + 2 * month)
    seconds.push((performance.now() - begin) / 1000)
  }
  return {
    measure: 'P7 a month of 100 000 tickets simulated',
    ours: `${median(seconds).toFixed(1)} s`,
    reference: '–',
    ratio: null,
    goal: '≤ 5 s',
    passes: { seconds, events: matters * told.length },
  }
}
