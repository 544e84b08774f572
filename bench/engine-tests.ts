/**
 * What the rules of a rulebook ask of one event, in a form that any rule engine can be given: one test for the start and one for the end of
 * every clock, one for every gate. With three values `a != 'x'` decides nothing when `a` is not there; here that is written out, so that
 * two values are enough.
 */
import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import type { Condition } from '../rulebook/conditions/index.ts'
import type { CaseEvent, Counts } from '../rulebook/engine/index.ts'
import { countMatching, runs } from '../rulebook/engine/index.ts'
import { type ClockRule, isClockRule, type Limit, type Require, type Rulebook, type Variant } from '../rulebook/kinds/index.ts'
import type { EventName } from '../rulebook/vocabulary/index.ts'

export type Literal = string | number | boolean
/** `in` and `notIn` are false for a fact that is not there; so are the comparisons. */
export type Test =
  | { all: Test[] }
  | { any: Test[] }
  | { not: Test }
  | { path: string; is: 'in' | 'notIn'; values: Literal[] }
  | { path: string; is: '<' | '<=' | '>' | '>='; value: number }
  | { path: string; is: 'there' }
export type EngineTest = { name: string; on: readonly EventName[]; test: Test }

/** Sorted by event, as our own index does it: no engine has to look at a rule that has nothing to do with the event. */
export function byEvent<T>(tests: readonly EngineTest[], make: (of: EngineTest[]) => T): Map<EventName, T> {
  const names = new Set(tests.flatMap(({ on }) => on))
  return new Map([...names].map(name => [name, make(tests.filter(({ on }) => on.includes(name)))]))
}

/** Starts and ends of clocks. Exceptions, pauses, moves and steps are left to us alone: the others are asked less than we do. */
export function clockTests(rulebook: Rulebook): EngineTest[] {
  return running(rulebook)
    .filter(isClockRule)
    .flatMap(rule => [
      { name: `${rule.id} starts`, on: rule.from.events, test: startOf(rule) },
      { name: `${rule.id} ends`, on: rule.to.events, test: { all: rule.settles ? [{ not: negated(rule.settles) }] : [] } },
    ])
}

export function gateTests(rulebook: Rulebook): EngineTest[] {
  return running(rulebook).flatMap(rule => {
    if (rule.kind !== 'require' && rule.kind !== 'limit') return []
    const test = { all: [...inForce(rule), ...testsOf(rule.when), rule.kind === 'require' ? lacks(rule) : exceeds(rule)] }
    const on = rule.kind === 'require' ? rule.before : rule.on.filter(name => rulebook.gates.get(name)?.includes(rule))
    return on.length > 0 ? [{ name: rule.id, on, test }] : []
  })
}

/** The facts of an event as the others get them: by group, with its type, its instant, and what the gate counts up to. */
export type EngineFacts = Record<string, Record<string, unknown>>
export function engineFacts(rulebook: Rulebook, event: CaseEvent, counts: Counts): EngineFacts {
  const counted: Record<string, number> = {}
  for (const rule of rulebook.gates.get(event.type) ?? [])
    if (rule.kind === 'limit' && !rule.measure)
      counted[countName(rule)] = countMatching(rule, event, counts) + (rule.count.includes(event.type) ? 1 : 0)
  return { ...(event.facts as EngineFacts), event: { type: event.type, at: event.at }, counted }
}

const countName = ({ id }: Limit): string => id.replace(/-/g, '_')
const running = ({ rules, vocabulary }: Rulebook) => rules.filter(rule => runs(rule, vocabulary))

function startOf(rule: ClockRule): Test {
  if (rule.from.mode === 'last') return { all: inForce(rule) }
  const terms = rule.within.map(({ term, when }: Variant): Test => {
    return { all: [...testsOf(when), ...(term.kind === 'by' ? [{ path: term.path, is: 'there' } as const] : [])] }
  })
  return {
    all: [
      ...inForce(rule),
      ...testsOf(rule.when),
      ...testsOf(rule.unless).map(not => ({ not })),
      ...(rule.kind === 'cadence' && rule.while ? [{ not: negated(rule.while) }] : []),
      ...(terms.length > 0 && !terms.some(isAlways) ? [{ any: terms }] : []),
    ],
  }
}

const isAlways = (test: Test): boolean => 'all' in test && test.all.length === 0

function inForce({ sinceAt, untilAt }: ClockRule | Limit | Require): Test[] {
  const bounds: Test[] = []
  if (sinceAt !== null) bounds.push({ path: 'event.at', is: '>=', value: sinceAt })
  if (untilAt !== null) bounds.push({ path: 'event.at', is: '<', value: untilAt })
  return bounds
}

function lacks(rule: Require): Test {
  const absent = (path: string, values: Literal[]): Test => ({ not: { path, is: 'notIn', values: ['', 'unknown', ...values] } })
  return { any: [...rule.need.map(path => absent(path, [false, 'declined'])), ...rule.asked.map(path => absent(path, []))] }
}

const exceeds = (rule: Limit): Test => ({ path: rule.measure ?? `counted.${countName(rule)}`, is: '>', value: rule.max })

const environment = new Environment({ unlistedVariablesAreDyn: true })
const astOf = ({ cel }: Condition): ASTNode => environment.parse(cel).ast
const testsOf = (condition: Condition | null): Test[] => (condition ? [testOf(astOf(condition), false)] : [])
const negated = (condition: Condition): Test => testOf(astOf(condition), true)

const opposite = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const

/** When the node is surely true, or surely false when `no`. */
function testOf(node: ASTNode, no: boolean): Test {
  switch (node.op) {
    case '!_':
      return testOf(node.args, !no)
    case '&&':
    case '||': {
      const parts = [testOf(node.args[0], no), testOf(node.args[1], no)]
      return (node.op === '&&') !== no ? { all: parts } : { any: parts }
    }
    case '==':
    case '!=':
      return { path: pathOf(node.args[0]), is: (node.op === '==') !== no ? 'in' : 'notIn', values: [literalOf(node.args[1])] }
    case 'in': {
      const list = node.args[1]
      if (list.op !== 'list') break
      return { path: pathOf(node.args[0]), is: no ? 'notIn' : 'in', values: list.args.map(literalOf) }
    }
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const value = literalOf(node.args[1])
      if (typeof value !== 'number') break
      return { path: pathOf(node.args[0]), is: no ? opposite[node.op] : node.op, value }
    }
    case '.':
      return { path: pathOf(node), is: 'in', values: [!no] }
  }
  throw new Error(`The bench cannot give ${node.op} to other engines.`)
}

function pathOf(node: ASTNode): string {
  if (node.op !== '.' || node.args[0].op !== 'id') throw new Error(`The bench expects a fact, not ${node.op}.`)
  return `${node.args[0].args}.${node.args[1]}`
}

function literalOf(node: ASTNode): Literal {
  const value = node.op === 'value' ? node.args : null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new Error(`The bench expects a value, not ${node.op}.`)
}
