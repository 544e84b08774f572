/** The common subset of CEL as closures: three-valued as CEL has it, where `undefined` stands for an absent fact. */
import type { ASTNode } from '@marcbachmann/cel-js'
import type { KnownFacts } from '../vocabulary/index.ts'

type Value = string | number | boolean | undefined
type Read = (facts: KnownFacts) => Value

/** Null when the condition needs more than the subset; cel-js then runs it. */
export function closureOf(node: ASTNode): Read | null {
  switch (node.op) {
    case 'value': {
      const value = typeof node.args === 'bigint' ? Number(node.args) : node.args
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? () => value : null
    }
    case '.': {
      if (node.args[0].op !== 'id') return null
      const group = node.args[0].args
      const field = node.args[1]
      return facts => facts[group]?.[field] ?? undefined
    }
    case '!_': {
      const inner = closureOf(node.args)
      return inner && (facts => not(inner(facts)))
    }
    case '&&':
    case '||':
      return connection(node.op === '||', closureOf(node.args[0]), closureOf(node.args[1]))
    case '==':
    case '!=':
      return equality(node.op === '==', closureOf(node.args[0]), closureOf(node.args[1]))
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(node.op, closureOf(node.args[0]), closureOf(node.args[1]))
    case 'in': {
      const left = closureOf(node.args[0])
      const list = node.args[1]
      if (!left || list.op !== 'list') return null
      const items = list.args.map(closureOf)
      if (!items.every((item, i): item is Read => item !== null && list.args[i]!.op === 'value')) return null
      const values = new Set(items.map(item => item({})))
      return facts => {
        const value = left(facts)
        return value === undefined ? undefined : values.has(value)
      }
    }
    default:
      return null
  }
}

function not(value: Value): boolean | undefined {
  return typeof value === 'boolean' ? !value : undefined
}

/** `decides`: the value of one side that decides alone: true of an or, false of an and. */
function connection(decides: boolean, left: Read | null, right: Read | null): Read | null {
  if (!left || !right) return null
  return facts => {
    const first = left(facts)
    if (first === decides) return decides
    const second = right(facts)
    if (second === decides) return decides
    return first === undefined || second === undefined ? undefined : !decides
  }
}

function equality(equal: boolean, left: Read | null, right: Read | null): Read | null {
  if (!left || !right) return null
  return facts => {
    const a = left(facts)
    const b = right(facts)
    return a === undefined || b === undefined ? undefined : (a === b) === equal
  }
}

function comparison(op: '<' | '<=' | '>' | '>=', left: Read | null, right: Read | null): Read | null {
  if (!left || !right) return null
  const test = compare[op]
  return facts => {
    const a = left(facts)
    const b = right(facts)
    return typeof a === 'number' && typeof b === 'number' ? test(a, b) : undefined
  }
}

const compare = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
} as const
