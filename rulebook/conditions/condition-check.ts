/** Types in conditions: values that a fact can take, numbers that have an order, truths that stand alone. */
import type { ASTNode } from '@marcbachmann/cel-js'
import type { Report, Text } from '../document/index.ts'
import {
  disclosureValues,
  factType,
  type Locale,
  localeOf,
  lookup,
  nameOf,
  nearest,
  type Path,
  type Vocabulary,
} from '../vocabulary/index.ts'
import { pathName } from './facts.ts'

/** A value of a fact with a list, where it stands in the CEL text and its English name. */
export type Literal = { from: number; to: number; value: string }

/** Where problems go, which names there are, and the place in the document of a stretch of the CEL text. */
export type Checking = { report: Report; vocabulary: Vocabulary; place: (from: number, to: number) => Text }

/** Compares what a condition compares with the types of the facts; finds the listed values that it names. */
export function checkComparisons(node: ASTNode, checking: Checking, literals: Literal[]): void {
  const { report, vocabulary, place } = checking
  switch (node.op) {
    case '==':
    case '!=':
    case 'in': {
      const [left, right] = node.args
      const path = pathOf(left) ?? (node.op === 'in' ? null : pathOf(right))
      const values = path === pathOf(left) ? right : left
      if (path) for (const value of values.op === 'list' ? values.args : [values]) checkLiteral(path, value, checking, literals)
      if (node.op === 'in' && right.op !== 'list')
        report.error(place(right.start, right.end), 'list-expected', {
          zh: '「属于」后面要写列表：[…]',
          en: '`in` takes a list: […]',
        })
      break
    }
    case '&&':
    case '||':
      for (const side of node.args) {
        checkComparisons(side, checking, literals)
        checkTruth(side, checking)
      }
      break
    case '!_':
      checkComparisons(node.args, checking, literals)
      checkTruth(node.args, checking)
      break
    case '<':
    case '<=':
    case '>':
    case '>=':
      for (const side of node.args) {
        const path = pathOf(side)
        if (path && !['int', 'number', 'instant'].includes(factType(vocabulary, path)!.type))
          report.error(place(side.start, side.end), 'not-a-number', {
            zh: `「${place(side.start, side.end).text.trim()}」不是数，不能比大小`,
            en: `\`${place(side.start, side.end).text.trim()}\` is not a number and has no order`,
          })
      }
      break
    case '?:':
      for (const side of node.args) checkComparisons(side, checking, literals)
      break
  }
}

function checkTruth(node: ASTNode, { report, vocabulary, place }: Checking): void {
  const path = pathOf(node)
  if (path && factType(vocabulary, path)!.type !== 'bool') {
    const where = place(node.start, node.end)
    report.error(where, 'not-a-truth', {
      zh: `「${where.text.trim()}」不是是非项，要与一个值比较`,
      en: `\`${where.text.trim()}\` is not true or false; compare it with a value`,
    })
  }
}

export function pathOf(node: ASTNode): Path | null {
  return node.op === '.' && node.args[0].op === 'id' ? (`${node.args[0].args}.${node.args[1]}` as Path) : null
}

function checkLiteral(path: Path, node: ASTNode, { report, vocabulary, place }: Checking, literals: Literal[]): void {
  if (node.op !== 'value') return
  const type = factType(vocabulary, path)!
  const where = place(node.start, node.end)
  const written = where.text.trim()
  const values = type.type === 'enum' ? type.values : type.type === 'disclosure' ? disclosureValues : null
  if (values) {
    const value = typeof node.args === 'string' ? lookup(values, node.args) : null
    if (value) {
      literals.push({ from: node.start, to: node.end, value })
      return
    }
    const locale: Locale = localeOf(String(node.args))
    const names = Object.keys(values).map(key => nameOf(values, key, locale))
    const near = typeof node.args === 'string' ? nearest(names, node.args) : null
    report.error(
      { text: written, at: where.at },
      'value-unknown',
      { zh: `${pathName(vocabulary, path, 'zh')}没有${written}这个值`, en: `${path} has no value ${written}` },
      near ? `'${near}'` : names.length <= 12 ? names.map(name => `'${name}'`).join(' ') : null,
    )
    return
  }
  const wanted = type.type === 'bool' ? 'boolean' : ['int', 'number', 'instant'].includes(type.type) ? 'number' : 'string'
  const given = typeof node.args === 'bigint' ? 'number' : typeof node.args
  if (given !== wanted)
    report.error({ text: written, at: where.at }, 'value-type', {
      zh: `${pathName(vocabulary, path, 'zh')}要与${typeNames[wanted].zh}比较，不能与${written}比较`,
      en: `${path} is compared with ${typeNames[wanted].en}, not with ${written}`,
    })
}

const typeNames = {
  boolean: { zh: ' true 或 false ', en: 'true or false' },
  number: { zh: '数', en: 'a number' },
  string: { zh: '引号里的文字', en: 'a text in quotes' },
} as const
