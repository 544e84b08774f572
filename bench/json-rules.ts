/**
 * The same tests in json-rules-engine. It gets the facts flat, by path, which is its fastest form. It keeps no clocks, knows no calendar and
 * decides nothing afterwards; we do all that.
 */
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import type { EventType } from '../rulebook/vocabulary/index.ts'
import { byEvent, type EngineFacts, type EngineTest, type Test } from './engine-tests.ts'

type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { fact: string; operator: string; value: unknown }

export type Flat = Record<string, unknown>
/** Names of the tests that hold for facts from `flat`. */
export type JsonRules = (facts: Flat) => Promise<string[]>

/** All tests in one engine, as its documents show it. */
export function jsonRules(tests: readonly EngineTest[]): JsonRules {
  const engine = engineOf(tests, true)
  return facts => hits(engine, facts)
}

/** An engine for each event: none has to look at a rule that has nothing to do with it. */
export function jsonRulesByEvent(tests: readonly EngineTest[]): JsonRules {
  const engines = byEvent(tests, of => engineOf(of, false))
  return async facts => {
    const engine = engines.get(facts['event.type'] as EventType)
    return engine ? hits(engine, facts) : []
  }
}

const hits = async (engine: Engine, facts: Flat): Promise<string[]> => (await engine.run(facts)).events.map(({ type }) => type)

function engineOf(tests: readonly EngineTest[], looksAtEvent: boolean): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const { name, on, test } of tests) {
    const all = [...(looksAtEvent ? [{ fact: 'event.type', operator: 'in', value: on }] : []), condition(test)]
    engine.addRule({ conditions: { all } as unknown as TopLevelCondition, event: { type: name } })
  }
  return engine
}
export function flat(facts: EngineFacts): Flat {
  const out: Flat = {}
  for (const [group, fields] of Object.entries(facts))
    for (const [field, value] of Object.entries(fields)) out[`${group}.${field}`] = value
  return out
}

const absent = [undefined, null]
const orders = { '<': 'lessThan', '<=': 'lessThanInclusive', '>': 'greaterThan', '>=': 'greaterThanInclusive' } as const

function condition(test: Test): Condition {
  if ('all' in test) return { all: test.all.map(condition) }
  if ('any' in test) return { any: test.any.map(condition) }
  if ('not' in test) return { not: condition(test.not) }
  const fact = test.path
  switch (test.is) {
    case 'there':
      return { fact, operator: 'notIn', value: absent }
    case 'in':
      return test.values.length === 1
        ? { fact, operator: 'equal', value: test.values[0] }
        : { fact, operator: 'in', value: test.values }
    case 'notIn':
      return { fact, operator: 'notIn', value: [...absent, ...test.values] }
    default:
      return { fact, operator: orders[test.is], value: test.value }
  }
}
