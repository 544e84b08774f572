/** Conditions: typed against the facts, parsed once by cel-js, and run as closures wherever the common subset is enough. */
import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import { closureOf } from './closure.ts'
import { lookup, nameOf, nearest, tongueOf } from './names.ts'
import { part, type Report, type Text } from './text.ts'
import { type Path, translate, unknownGroup } from './tokens.ts'
import { askedValues, events, type FactGroup, type Facts, type FactType, facts, type Tongue } from './vocabulary.ts'

export type { Path } from './tokens.ts'
export type Condition = {
  /** English CEL, one spelling for both tongues. */
  cel: string
  paths: Path[]
  groups: FactGroup[]
  /** False when a fact that decides it is absent. */
  holds: (facts: Facts) => boolean
  /** Whether the facts that are there decide it: `a || b` is decided by a true `a` alone, as CEL has it. */
  ready: (facts: Facts) => boolean
}

/** Type of a fact by path; `event.type` counts as the list of events. */
export function factType(path: Path): FactType {
  if (path === 'event.type') return { type: 'enum', values: eventNames }
  const [group, field] = path.split('.') as [FactGroup, string]
  return (facts[group].fields as Record<string, FactType>)[field]!
}
const eventNames = Object.fromEntries(Object.entries(events).map(([key, value]) => [key, value.zh]))

export function readFact(state: Facts, path: Path): string | number | boolean | undefined {
  return readerOf(path)(state)
}

type Reader = (state: Facts) => string | number | boolean | undefined
const readers = new Map<Path, Reader>()

/** Paths are cut once: conditions read the same few of them at every event. */
function readerOf(path: Path): Reader {
  const known = readers.get(path)
  if (known) return known
  const dot = path.indexOf('.')
  const [group, field] = [path.slice(0, dot) as FactGroup, path.slice(dot + 1)]
  const reader: Reader = state =>
    (state[group] as Record<string, string | number | boolean | null> | undefined)?.[field] ?? undefined
  readers.set(path, reader)
  return reader
}

/** A path such as `ticket.promisedAt` or 工单.答应时间, outside any condition. */
export function readPathName(of: Text, report: Report): Path | null {
  const dot = of.text.indexOf('.')
  if (dot < 0) {
    unknownGroup(report, of)
    return null
  }
  const found = translate(of, report)
  if (!found) return null
  if (found.paths.length === 1 && found.cel === found.paths[0]!.path) return found.paths[0]!.path
  report.error(of, 'fact-expected', {
    zh: '这里要写一项事实，例如 工单.处理结果',
    en: 'write one fact here, for example `ticket.result`',
  })
  return null
}

const runEnvironment = new Environment({ unlistedVariablesAreDyn: true })
const checkEnvironment = facts_()

function facts_(): Environment {
  let environment = new Environment({ unlistedVariablesAreDyn: false })
  for (const [group, { fields }] of Object.entries(facts)) {
    const schema = Object.fromEntries(
      Object.entries(fields as Record<string, FactType>).map(([key, field]) => [key, celType(field)]),
    )
    environment = environment.registerVariable({ name: group, schema } as never)
  }
  return environment
}

function celType(field: FactType): string {
  return field.type === 'bool'
    ? 'bool'
    : field.type === 'number'
      ? 'double'
      : field.type === 'int' || field.type === 'instant'
        ? 'int'
        : 'string'
}

/** Null when the condition is wrong; the report says where and what to write instead. */
export function compileCondition(of: Text, report: Report): Condition | null {
  if (of.text === '') {
    report.error(of, 'condition-empty', { zh: '这里要写条件', en: 'write a condition here' })
    return null
  }
  const translation = translate(of, report)
  if (!translation) return null
  const place = (from: number, to: number): Text => {
    const start = translation.origin[from] ?? of.text.length
    const end = to >= translation.origin.length ? of.text.length : translation.origin[to]!
    return part(of, start, Math.max(start, end))
  }
  let cel = translation.cel
  let ast: ASTNode
  try {
    ast = runEnvironment.parse(cel).ast
  } catch (error) {
    const range = (error as { range?: { start: number; end: number } }).range ?? { start: 0, end: cel.length }
    report.error(place(range.start, range.end), 'condition-syntax', {
      zh: '条件写到这里读不通',
      en: 'the condition cannot be read here',
    })
    return null
  }
  const literals: Literal[] = []
  const before = report.problems.length
  checkComparisons(ast, place, report, literals)
  if (report.problems.slice(before).some(problem => problem.severity === 'error')) return null
  for (const { from, to, value } of literals.sort((a, b) => b.from - a.from))
    cel = `${cel.slice(0, from)}'${value}'${cel.slice(to)}`
  cel = tidy(cel)
  const checked = checkEnvironment.check(cel)
  if (!checked.valid) {
    report.error(of, 'condition-type', {
      zh: '条件里比较的东西类型对不上',
      en: 'the condition compares things of different types',
    })
    return null
  }
  if (checked.type !== 'bool' && checked.type !== 'dyn') {
    report.error(of, 'condition-type', { zh: '条件要能回答是或否', en: 'a condition must answer yes or no' })
    return null
  }
  return conditionOf(cel, [...new Set(translation.paths.map(({ path }) => path))])
}

/** A condition from English CEL that is known to be right. */
export function conditionOf(cel: string, paths: Path[]): Condition {
  const parsed = runEnvironment.parse(cel)
  const test = closureOf(parsed.ast) ?? throughCel(parsed, paths)
  return {
    cel,
    paths,
    groups: [...new Set(paths.map(path => path.slice(0, path.indexOf('.')) as FactGroup))],
    holds: state => test(state) === true,
    ready: state => test(state) !== undefined,
  }
}

/** What closures do not cover (arithmetic, functions, the ternary) goes through cel-js; whole numbers are bigints there. */
export function throughCel(
  parsed: (context: Record<string, unknown>) => unknown,
  paths: Path[],
): (state: Facts) => boolean | undefined {
  return state => {
    const context: Record<string, Record<string, unknown>> = {}
    for (const path of paths) {
      const [group, field] = path.split('.') as [FactGroup, string]
      context[group] ??= {}
      const value = readFact(state, path)
      if (value === undefined) continue
      const { type } = factType(path)
      context[group][field] = typeof value === 'number' && type !== 'number' && Number.isInteger(value) ? BigInt(value) : value
    }
    try {
      return parsed(context) === true
    } catch {
      return undefined
    }
  }
}

type Literal = { from: number; to: number; value: string }

function checkComparisons(node: ASTNode, place: (from: number, to: number) => Text, report: Report, literals: Literal[]): void {
  switch (node.op) {
    case '==':
    case '!=':
    case 'in': {
      const [left, right] = node.args
      const path = pathOf(left) ?? (node.op === 'in' ? null : pathOf(right))
      const values = path === pathOf(left) ? right : left
      if (path)
        for (const value of values.op === 'list' ? values.args : [values]) checkLiteral(path, value, place, report, literals)
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
        checkComparisons(side, place, report, literals)
        checkTruth(side, place, report)
      }
      break
    case '!_':
      checkComparisons(node.args, place, report, literals)
      checkTruth(node.args, place, report)
      break
    case '<':
    case '<=':
    case '>':
    case '>=':
      for (const side of node.args) {
        const path = pathOf(side)
        if (path && !['int', 'number', 'instant'].includes(factType(path).type))
          report.error(place(side.start, side.end), 'not-a-number', {
            zh: `「${place(side.start, side.end).text.trim()}」不是数，不能比大小`,
            en: `\`${place(side.start, side.end).text.trim()}\` is not a number and has no order`,
          })
      }
      break
    case '?:':
      for (const side of node.args) checkComparisons(side, place, report, literals)
      break
  }
}

function checkTruth(node: ASTNode, place: (from: number, to: number) => Text, report: Report): void {
  const path = pathOf(node)
  if (path && factType(path).type !== 'bool') {
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

function checkLiteral(
  path: Path,
  node: ASTNode,
  place: (from: number, to: number) => Text,
  report: Report,
  literals: Literal[],
): void {
  if (node.op !== 'value') return
  const type = factType(path)
  const where = place(node.start, node.end)
  const written = where.text.trim()
  const values = type.type === 'enum' ? type.values : type.type === 'asked' ? askedValues : null
  if (values) {
    const value = typeof node.args === 'string' ? lookup(values, node.args) : null
    if (value) {
      literals.push({ from: node.start, to: node.end, value })
      return
    }
    const tongue: Tongue = tongueOf(String(node.args))
    const names = Object.keys(values).map(key => nameOf(values, key, tongue))
    const near = typeof node.args === 'string' ? nearest(names, node.args) : null
    report.error(
      { text: written, at: where.at },
      'value-unknown',
      { zh: `${pathName(path, 'zh')}没有${written}这个值`, en: `${path} has no value ${written}` },
      near ? `'${near}'` : names.length <= 12 ? names.map(name => `'${name}'`).join(' ') : null,
    )
    return
  }
  const wanted = type.type === 'bool' ? 'boolean' : ['int', 'number', 'instant'].includes(type.type) ? 'number' : 'string'
  const given = typeof node.args === 'bigint' ? 'number' : typeof node.args
  if (given !== wanted)
    report.error({ text: written, at: where.at }, 'value-type', {
      zh: `${pathName(path, 'zh')}要与${typeNames[wanted].zh}比较，不能与${written}比较`,
      en: `${path} is compared with ${typeNames[wanted].en}, not with ${written}`,
    })
}

const typeNames = {
  boolean: { zh: ' true 或 false ', en: 'true or false' },
  number: { zh: '数', en: 'a number' },
  string: { zh: '引号里的文字', en: 'a text in quotes' },
} as const

/** The name of a fact in a tongue: `ticket.kind` or 工单.类别. */
export function pathName(path: Path, tongue: Tongue): string {
  if (tongue === 'en') return path
  const [group, field] = path.split('.') as [FactGroup, string]
  return `${facts[group].zh}.${(facts[group].fields as Record<string, { zh: string }>)[field]?.zh ?? field}`
}

/** The condition in a tongue; operators stay CEL, names and listed values follow the tongue. */
export function printCondition({ cel, paths }: Pick<Condition, 'cel' | 'paths'>, tongue: Tongue): string {
  if (tongue === 'en') return cel
  const found: { from: number; to: number; text: string }[] = []
  const walk = (node: ASTNode, against: Path | null): void => {
    const path = pathOf(node)
    if (path && paths.includes(path)) found.push({ from: node.start, to: node.end, text: pathName(path, 'zh') })
    else if (node.op === 'value') {
      const type = against ? factType(against) : null
      const values: Record<string, string> | null =
        type?.type === 'enum' ? type.values : type?.type === 'asked' ? askedValues : null
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
  walk(runEnvironment.parse(cel).ast, null)
  let text = cel
  for (const { from, to, text: piece } of found.sort((a, b) => b.from - a.from))
    text = text.slice(0, from) + piece + text.slice(to)
  return text
}

/** One spacing for both tongues, so that the same condition is the same text. */
function tidy(cel: string): string {
  const pieces = cel.match(/'(?:\\.|[^'\\])*'|&&|\|\||==|!=|<=|>=|\d+(?:\.\d+)?|[\p{L}_][\p{L}\p{N}_.]*|\S/gu) ?? []
  let text = ''
  let previous = ''
  for (const piece of pieces) {
    const tight =
      text === '' ||
      /^[)\],.]$/.test(piece) ||
      /^[([!.]$/.test(previous) ||
      (/^[([]$/.test(piece) && /[\p{L}_]$/u.test(previous) && previous !== 'in')
    text += tight ? piece : ` ${piece}`
    previous = piece
  }
  return text
}
