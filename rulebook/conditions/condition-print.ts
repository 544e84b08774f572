import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import { disclosureValues, factType, type Locale, type Path, type Vocabulary } from '../vocabulary/index.ts'
import { pathOf } from './condition-check.ts'
import type { Condition } from './expression.ts'
import { pathName } from './facts.ts'

const environment = new Environment({ unlistedVariablesAreDyn: true })

/** The condition in a language; operators stay CEL, names and listed values follow the language. */
export function printCondition({ cel, paths }: Pick<Condition, 'cel' | 'paths'>, locale: Locale, vocabulary: Vocabulary): string {
  if (locale === 'en') return cel
  const found: { from: number; to: number; text: string }[] = []
  const walk = (node: ASTNode, against: Path | null): void => {
    const path = pathOf(node)
    if (path && paths.includes(path)) found.push({ from: node.start, to: node.end, text: pathName(vocabulary, path, 'zh') })
    else if (node.op === 'value') {
      const type = against ? factType(vocabulary, against) : null
      const values: Record<string, string> | null =
        type?.type === 'enum' ? type.values : type?.type === 'disclosure' ? disclosureValues : null
      if (values && typeof node.args === 'string' && values[node.args])
        found.push({ from: node.start, to: node.end, text: `'${values[node.args]}'` })
    } else if (node.op === 'list') for (const item of node.args) walk(item, against)
    else if (node.op === '==' || node.op === '!=' || node.op === 'in') {
      const [left, right] = node.args
      walk(left, pathOf(right))
      walk(right, pathOf(left))
    } else if (node.op === '!_' || node.op === '-_') walk(node.args, null)
    else if (node.op === 'call') for (const item of node.args[1]) walk(item, null)
    else if (node.op === 'rcall') for (const item of [node.args[1], ...node.args[2]]) walk(item, null)
    else if (Array.isArray(node.args))
      for (const item of node.args) if (item && typeof item === 'object' && 'op' in item) walk(item as ASTNode, null)
  }
  walk(environment.parse(cel).ast, null)
  let text = cel
  for (const { from, to, text: piece } of found.sort((a, b) => b.from - a.from))
    text = text.slice(0, from) + piece + text.slice(to)
  return text
}
