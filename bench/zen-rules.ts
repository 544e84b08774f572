/**
 * The same tests as a decision of GoRules ZEN: collecting tables, a row for each test, compiled once, with the facts by group as it likes
 * them. Either an event a call, or all events of a matter in one call, which spares it most of the way from JavaScript and back.
 */
import { type ZenDecision, ZenDecisionContent, ZenEngine } from '@gorules/zen-engine'
import type { EventType } from '../rulebook/vocabulary/index.ts'
import { byEvent, type EngineFacts, type EngineTest, type Literal, type Test } from './engine-tests.ts'

const engine = new ZenEngine()

/** Names of the tests that hold; a table for each event. */
export function zenRules(tests: readonly EngineTest[]): (facts: EngineFacts) => Promise<string[]> {
  const tables = byEvent(tests, of => decision(of, false))
  return async facts => {
    const table = tables.get(facts.event!.type as EventType)
    return table ? names((await table.evaluate(facts)).result) : []
  }
}

/** All events in one call; one table for all of them. */
export function zenLoop(tests: readonly EngineTest[]): (events: readonly EngineFacts[]) => Promise<string[][]> {
  const table = decision(tests, true)
  return async events => (await table.evaluate({ events })).result.hits.map(names)
}

const names = (hits: { rule: string }[]): string[] => hits.map(({ rule }) => rule)

function decision(tests: readonly EngineTest[], loop: boolean): ZenDecision {
  const table = {
    hitPolicy: 'collect',
    passThrough: false,
    executionMode: loop ? 'loop' : 'single',
    inputField: loop ? 'events' : null,
    outputPath: loop ? 'hits' : null,
    inputs: [...(loop ? [{ id: 'type', name: 'event', field: 'event.type' }] : []), { id: 'test', name: 'test' }],
    outputs: [{ id: 'name', name: 'rule', field: 'rule' }],
    rules: tests.map(({ name, on, test }) => ({
      _id: name,
      ...(loop ? { type: on.map(literal).join(', ') } : {}),
      test: expression(test),
      name: literal(name),
    })),
  }
  const node = (id: string, type: string, content: object) => ({ id, type, name: id, position: { x: 0, y: 0 }, content })
  const edge = (sourceId: string, targetId: string) => ({ id: `${sourceId}-${targetId}`, sourceId, targetId, type: 'edge' })
  const nodes = [node('in', 'inputNode', {}), node('rules', 'decisionTableNode', table), node('out', 'outputNode', {})]
  return engine.createDecision(new ZenDecisionContent({ nodes, edges: [edge('in', 'rules'), edge('rules', 'out')] }))
}

function expression(test: Test): string {
  if ('all' in test) return joined(test.all, ' and ', 'true')
  if ('any' in test) return joined(test.any, ' or ', 'false')
  if ('not' in test) return `not (${expression(test.not)})`
  const there = `${test.path} != null`
  switch (test.is) {
    case 'there':
      return there
    case 'in':
      return `${test.path} in [${test.values.map(literal).join(', ')}]`
    case 'notIn':
      return `(${there} and ${test.path} not in [${test.values.map(literal).join(', ')}])`
    default:
      return `(${there} and ${test.path} ${test.is} ${test.value})`
  }
}

const joined = (tests: readonly Test[], word: string, none: string): string =>
  tests.length === 0 ? none : tests.length === 1 ? expression(tests[0]!) : `(${tests.map(expression).join(word)})`
const literal = (value: Literal): string => (typeof value === 'string' ? `'${value}'` : String(value))
