/**
 * The same conditions in json-rules-engine: one of its rules for the start and one for the end of every clock, one for every gate. It gets
 * the facts flat, by path, which is its fastest form. It keeps no clocks, knows no calendar and decides nothing afterwards; we do all that.
 */
import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import type { Condition } from '../rulebook/expression.ts'
import { isClockRule, type Rule, type Rulebook } from '../rulebook/rule.ts'
import type { CaseEvent } from '../rulebook/types.ts'

type Test = { all: Test[] } | { any: Test[] } | { not: Test } | { fact: string; operator: string; value: unknown }

export function observer(rulebook: Rulebook): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const rule of rulebook.rules) {
    if (!isClockRule(rule)) continue
    add(engine, `${rule.id} starts`, [{ fact: 'event.type', operator: 'in', value: rule.from.events }, ...tests(rule.when)])
    add(engine, `${rule.id} ends`, [{ fact: 'event.type', operator: 'in', value: rule.to.events }])
  }
  return engine
}

export function gates(rulebook: Rulebook): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const rule of rulebook.rules)
    if (rule.kind === 'require')
      add(engine, rule.id, [
        { fact: 'event.type', operator: 'in', value: rule.before },
        ...tests(rule.when),
        { any: lacks(rule) },
      ])
  return engine
}

function lacks(rule: Extract<Rule, { kind: 'require' }>): Test[] {
  const absent = (path: string, values: unknown[]): Test => ({
    fact: path,
    operator: 'in',
    value: [undefined, '', 'unknown', ...values],
  })
  return [...rule.need.map(path => absent(path, [false, 'declined'])), ...rule.asked.map(path => absent(path, []))]
}

function add(engine: Engine, name: string, all: Test[]): void {
  engine.addRule({ conditions: { all } as unknown as TopLevelCondition, event: { type: name } })
}

const tests = (condition: Condition | null): Test[] => (condition ? [translated(environment.parse(condition.cel).ast)] : [])
const environment = new Environment({ unlistedVariablesAreDyn: true })

function translated(node: ASTNode): Test {
  const { op, args } = node as unknown as { op: string; args: [ASTNode, ASTNode] }
  // a fact that is not there decides nothing with us, and would be unequal to everything there
  if (op === '!_') {
    const inner = args as unknown as ASTNode
    return inner.op === '.' ? { fact: pathOf(inner), operator: 'equal', value: false } : { not: translated(inner) }
  }
  const [left, right] = args
  switch (op) {
    case '&&':
      return { all: [translated(left), translated(right)] }
    case '||':
      return { any: [translated(left), translated(right)] }
    case '==':
      return { fact: pathOf(left), operator: 'equal', value: literalOf(right) }
    case '!=':
      return { fact: pathOf(left), operator: 'notIn', value: [undefined, literalOf(right)] }
    case 'in':
      return { fact: pathOf(left), operator: 'in', value: (right as unknown as { args: ASTNode[] }).args.map(literalOf) }
    case '.':
      return { fact: pathOf(node), operator: 'equal', value: true }
  }
  throw new Error(`No translation of ${op}`)
}

function pathOf(node: ASTNode): string {
  const [group, field] = (node as unknown as { args: [{ args: string }, string] }).args
  return `${group.args}.${field}`
}

function literalOf(node: ASTNode): unknown {
  const { args } = node as unknown as { args: unknown }
  return typeof args === 'bigint' ? Number(args) : args
}

export function flat({ type, facts }: CaseEvent): Record<string, unknown> {
  const out: Record<string, unknown> = { 'event.type': type }
  for (const [group, fields] of Object.entries(facts))
    for (const [field, value] of Object.entries(fields as object)) out[`${group}.${field}`] = value
  return out
}
