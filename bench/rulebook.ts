/** P7: the rulebook on one core, beside two rule engines with the same rules and the same events. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { productVocabulary } from '../contract/recorded.ts'
import type { CaseEvent, CaseState } from '../rulebook/engine/index.ts'
import { compile, gate, observe } from '../rulebook/engine/index.ts'
import type { Rulebook } from '../rulebook/kinds/index.ts'
import { simulate, stateAfter } from '../rulebook/replay/index.ts'
import { dueAt, findCalendar } from '../rulebook/time/index.ts'
import { agree, gateEvents } from './agreement.ts'
import { contest, each, type Work } from './contest.ts'
import { clockTests, type EngineFacts, type EngineTest, engineFacts, gateTests } from './engine-tests.ts'
import { flat, type JsonRules, jsonRules, jsonRulesByEvent } from './json-rules.ts'
import { repairs, scattered } from './matter-story.ts'
import { median, type Row } from './measure.ts'
import { zenLoop, zenRules } from './zen-rules.ts'

/** `standards`: the folder of the shipped ones. */
export async function ruling(passes: number, standards: string, report: (text: string) => void): Promise<Row[]> {
  const rulebook = compiled(standards, 'water-hotline')
  const matters = repairs(rulebook, 40)
  const all = matters.flat()
  const asks = gateEvents(all)
  const verdicts = await agree(rulebook, [...matters, ...scattered(rulebook, 1000).map(event => [event])])
  report(`P7 three other engines name the same rules as ours, ${verdicts} verdicts each`)
  return [
    ...(await beside(rulebook, {
      measure: 'P7 events observed',
      goal: '≥ 500 000/s',
      ours: () => live(rulebook, matters),
      tests: clockTests(rulebook),
      inputs: all,
      passes,
    })),
    ...(await beside(rulebook, {
      measure: 'P7 gates asked',
      goal: '',
      ours: () => askAll(rulebook, asks),
      tests: gateTests(rulebook),
      inputs: asks,
      passes,
    })),
    await due(passes),
    compiling(passes, standards),
    simulated(rulebook, matters, passes),
  ]
}

/** A shipped standard; those that it extends ship beside it. */
function compiled(folder: string, name: string): Rulebook {
  const shipped = sources(folder)
  const { rulebook, problems } = compile(shipped[name]!, { version: '1', inherited: shipped, vocabulary: productVocabulary })
  if (rulebook) return rulebook
  const first = problems.find(({ severity }) => severity === 'error')
  throw new Error(`${name}.md does not compile: ${first?.line} ${first?.message.en}`)
}

function sources(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter(name => name.endsWith('.md'))
  return Object.fromEntries(names.map(name => [name.slice(0, -3), readFileSync(join(folder, name), 'utf8')]))
}

type Contest = { measure: string; goal: string; ours: Work; tests: EngineTest[]; inputs: CaseEvent[]; passes: number }

/** Everything that the others get is made before the clock runs. Ten events a call is what one matter has. */
async function beside(rulebook: Rulebook, { measure, goal, ours, tests, inputs, passes }: Contest): Promise<Row[]> {
  const facts = inputs.map(event => engineFacts(rulebook, event, {}))
  const flats = facts.map(flat)
  const tens = Array.from({ length: Math.ceil(facts.length / 10) }, (_, n) => facts.slice(n * 10, n * 10 + 10))
  const json = (rules: JsonRules) => each(flats, facts => rules(facts))
  const zen = zenRules(tests)
  const zenTens = zenLoop(tests)
  return contest(measure, passes, ours, [
    ['json-rules-engine, one engine', `${goal}${goal && '; '}≥ 20 ×`, json(jsonRules(tests))],
    ['json-rules-engine, one for each event', '', json(jsonRulesByEvent(tests))],
    ['ZEN, one event a call', '', each<EngineFacts>(facts, event => zen(event))],
    ['ZEN, ten events a call', '', each<EngineFacts[]>(tens, events => zenTens(events), facts.length)],
  ])
}

let made = 0
/** Cases live through their events, clocks and all. */
function live(rulebook: Rulebook, matters: readonly CaseEvent[][]): number {
  let count = 0
  for (const matter of matters) {
    let state: CaseState = { clocks: [], counts: {} }
    for (const event of matter)
      state = stateAfter(
        state,
        observe(rulebook, state, event, () => `c${++made}`),
      )
    count += matter.length
  }
  return count
}

function askAll(rulebook: Rulebook, asks: readonly CaseEvent[]): number {
  for (const { type, subject, refs, facts, at } of asks) gate(rulebook, { action: type, subject, refs, facts, counts: {}, at })
  return asks.length
}

async function due(passes: number): Promise<Row> {
  const days = findCalendar('cn-office')!
  const from = Date.parse('2026-10-15T09:00:00+08:00')
  const work = () => {
    for (let n = 0; n < 1000; n++) dueAt(days, from + n * 977_000, { amount: 1 + (n % 15), unit: 'workday' })
    return 1000
  }
  return (await contest('P7 due computed (work days, holidays)', passes, work, [['–', '≥ 1 000 000/s', null]]))[0]!
}

/** From text to rules that run, for the shipped standard with the most rules, all that it extends included. */
function compiling(passes: number, folder: string): Row {
  const inherited = sources(folder)
  const sizes = Object.keys(inherited).map(name => ({ name, rules: compiled(folder, name).rules.length }))
  const { name, rules } = sizes.reduce((a, b) => (b.rules > a.rules ? b : a))
  const once = () => compile(inherited[name]!, { version: '1', inherited, vocabulary: productVocabulary })
  const milliseconds: number[] = []
  for (let pass = 0; pass < passes * 20; pass++) {
    const begin = performance.now()
    once()
    milliseconds.push(performance.now() - begin)
  }
  return {
    measure: `P7 ${name}.md compiled (${rules} rules)`,
    ours: `${median(milliseconds).toFixed(1)} ms`,
    reference: '–',
    ratio: null,
    goal: '',
    passes: { milliseconds },
  }
}

/** A month of matters, spread over it; every matter its own events. */
function simulated(rulebook: Rulebook, matters: readonly CaseEvent[][], passes: number): Row {
  const count = 100_000
  const month = 30 * 86_400_000
  const cases = Array.from({ length: count }, (_, n) => {
    const later = Math.floor((n / count) * month)
    return { caseId: `k${n}`, events: matters[n % matters.length]!.map(event => ({ ...event, at: event.at + later })) }
  })
  const seconds: number[] = []
  for (let pass = 0; pass < passes; pass++) {
    const begin = performance.now()
    simulate(rulebook, cases, matters[0]![0]!.at + 2 * month)
    seconds.push((performance.now() - begin) / 1000)
  }
  return {
    measure: 'P7 a month of 100 000 tickets simulated',
    ours: `${median(seconds).toFixed(1)} s`,
    reference: '–',
    ratio: null,
    goal: '≤ 5 s',
    passes: { seconds },
  }
}
