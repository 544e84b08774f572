/** Conditions: typed against the facts, parsed once by cel-js, and run as closures wherever the common subset is enough. */
import { type ASTNode, Environment, EvaluationError, ParseError } from '@marcbachmann/cel-js'
import { part, type Text } from '../document/index.ts'
import {
  cutText,
  type FactType,
  factType,
  type GroupName,
  type KnownFacts,
  type Path,
  type Vocabulary,
} from '../vocabulary/index.ts'
import { closureOf } from './closure.ts'
import { checkComparisons, type Literal } from './condition-check.ts'
import { readFact } from './facts.ts'
import { type Reading, translate, unknownGroup } from './tokens.ts'

export type Condition = {
  /** English CEL, one spelling for both languages. */
  cel: string
  paths: Path[]
  groups: GroupName[]
  /** False when a fact that decides it is absent. */
  holds: (facts: KnownFacts) => boolean
  /** Whether the facts that are there decide it: `a || b` is decided by a true `a` alone, as CEL has it. */
  ready: (facts: KnownFacts) => boolean
}

/** A path such as `ticket.promisedAt` or 工单.答应时间, outside any condition. */
export function readPathName(of: Text, reading: Reading): Path | null {
  const dot = of.text.indexOf('.')
  if (dot < 0) {
    unknownGroup(reading, of)
    return null
  }
  const found = translate(of, reading)
  if (!found) return null
  if (found.paths.length === 1 && found.cel === found.paths[0]!.path) return found.paths[0]!.path
  reading.report.error(of, 'fact-expected', {
    zh: '这里要写一项事实，例如 工单.处理结果',
    en: 'write one fact here, for example `ticket.result`',
  })
  return null
}

const runEnvironment = new Environment({ unlistedVariablesAreDyn: true })

/** A vocabulary is checked against many conditions: its environment is built once. */
const checkEnvironments = new WeakMap<Vocabulary, Environment>()

function checkEnvironment(vocabulary: Vocabulary): Environment {
  const known = checkEnvironments.get(vocabulary)
  if (known) return known
  let environment = new Environment({ unlistedVariablesAreDyn: false })
  for (const [group, { fields }] of Object.entries(vocabulary.facts)) {
    const schema = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, celType(field)]))
    environment = environment.registerVariable({ name: group, schema } as never)
  }
  checkEnvironments.set(vocabulary, environment)
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

/** Characters of a condition; one that goes deeper than the stack cannot be read. */
const longest = 4000

/** Null when the condition is wrong; the report says where and what to write instead. */
export function compileCondition(of: Text, reading: Reading): Condition | null {
  const { report, vocabulary } = reading
  if (of.text === '') {
    report.error(of, 'condition-empty', { zh: '这里要写条件', en: 'write a condition here' })
    return null
  }
  if (of.text.length > longest) {
    report.error({ text: cutText(of.text, 80), at: of.at }, 'condition-long', {
      zh: `条件太长：最多 ${longest} 字，请拆成几条规则`,
      en: `this condition is too long: ${longest} characters at most; write several rules`,
    })
    return null
  }
  const translation = translate(of, reading)
  if (!translation) return null
  const place = placeIn(of, translation.origin)
  const ast = parsed(translation.cel, place, report)
  if (!ast) return null
  const literals: Literal[] = []
  const before = report.problems.length
  checkComparisons(ast, { report, vocabulary, place }, literals)
  if (report.problems.slice(before).some(problem => problem.severity === 'error')) return null
  const cel = tidy(withLiterals(translation.cel, literals))
  if (!answersYesOrNo(cel, of, reading)) return null
  return conditionOf(cel, [...new Set(translation.paths.map(({ path }) => path))], vocabulary)
}

type PlaceOf = (from: number, to: number) => Text

/** Where a piece of the translation stands in the text as it was written. */
function placeIn(of: Text, origin: readonly number[]): PlaceOf {
  return (from, to) => {
    const start = origin[from] ?? of.text.length
    const end = to >= origin.length ? of.text.length : origin[to]!
    return part(of, start, Math.max(start, end))
  }
}

function parsed(cel: string, place: PlaceOf, report: Reading['report']): ASTNode | null {
  try {
    return runEnvironment.parse(cel).ast
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const range = error.range ?? { start: 0, end: cel.length }
    report.error(place(range.start, range.end), 'condition-syntax', {
      zh: '条件写到这里读不通',
      en: 'the condition cannot be read here',
    })
    return null
  }
}

/** The names of values replaced by their codes, from the last on, so that the places before stay right. */
function withLiterals(cel: string, literals: Literal[]): string {
  return literals
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, value }) => `${text.slice(0, from)}'${value}'${text.slice(to)}`, cel)
}

/** Whether the types fit and the answer is a truth value; reports it otherwise. */
function answersYesOrNo(cel: string, of: Text, { report, vocabulary }: Reading): boolean {
  const checked = checkEnvironment(vocabulary).check(cel)
  if (!checked.valid) {
    report.error(of, 'condition-type', {
      zh: '条件里比较的东西类型对不上',
      en: 'the condition compares things of different types',
    })
    return false
  }
  if (checked.type === 'bool' || checked.type === 'dyn') return true
  report.error(of, 'condition-type', { zh: '条件要能回答是或否', en: 'a condition must answer yes or no' })
  return false
}

/** A condition from English CEL that is known to be right. */
export function conditionOf(cel: string, paths: Path[], vocabulary: Vocabulary): Condition {
  const parsed = runEnvironment.parse(cel)
  const test = closureOf(parsed.ast) ?? throughCel(parsed, paths, vocabulary)
  return {
    cel,
    paths,
    groups: [...new Set(paths.map(path => path.slice(0, path.indexOf('.'))))],
    holds: state => test(state) === true,
    ready: state => test(state) !== undefined,
  }
}

/** What closures do not cover (arithmetic, functions, the ternary) goes through cel-js; whole numbers are bigints there. */
export function throughCel(
  parsed: (context: Record<string, unknown>) => unknown,
  paths: Path[],
  vocabulary: Vocabulary,
): (state: KnownFacts) => boolean | undefined {
  const reads = paths.map(path => {
    const dot = path.indexOf('.')
    const type = factType(vocabulary, path)?.type
    return { path, group: path.slice(0, dot), field: path.slice(dot + 1), whole: type !== 'number' }
  })
  return state => {
    const context: Record<string, Record<string, unknown>> = {}
    for (const { path, group, field, whole } of reads) {
      context[group] ??= {}
      const value = readFact(state, path)
      if (value === undefined) continue
      context[group][field] = typeof value === 'number' && whole && Number.isInteger(value) ? BigInt(value) : value
    }
    try {
      return parsed(context) === true
    } catch (error) {
      // An absent fact decides nothing.
      if (error instanceof EvaluationError) return undefined
      throw error
    }
  }
}

/** One spacing for both languages, so that the same condition is the same text. */
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
