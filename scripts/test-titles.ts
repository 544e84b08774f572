import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'
import { numbersIn, type Proof } from './requirements.ts'

interface Node {
  type: string
  [key: string]: unknown
}

const root = path.resolve(import.meta.dirname, '..')
const folders = ['bench', 'bin', 'contract', 'e2e', 'rulebook', 'standards', 'scripts', 'server', 'web']

export const requirementsFile = path.join(root, 'docs/requirements.md')

/** How the list of requirements spells a file: from the root, with slashes. */
export function nameOf(file: string): string {
  return path.relative(root, file).split(path.sep).join('/')
}

/** Every test file of the repository with the requirements that its titles name. */
export function findProofs(): Proof[] {
  return folders
    .flatMap(testFiles)
    .map(file => ({ file, numbers: numbersInTitles(readFileSync(path.join(root, file), 'utf8'), file) }))
}

/** The requirements named by the titles in one test file. Skipped tests show nothing and do not count. */
export function numbersInTitles(source: string, file: string): string[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]!.message}`)
  const tables = new Map<string, Node>()
  const titles: string[] = []
  walk(program as unknown as Node, node => {
    if (node.type === 'VariableDeclarator' && isNode(node.id) && isNode(node.init)) tables.set(String(node.id.name), node.init)
  })
  walk(program as unknown as Node, node => {
    if (node.type !== 'CallExpression' || !isTest(node.callee)) return
    const title = textOf((node.arguments as Node[])[0])
    if (title === undefined) return
    titles.push(title)
    if (/[%$]/.test(title)) titles.push(...firstWords(node.callee as Node, tables))
  })
  return [...new Set(titles.flatMap(numbersIn))].sort()
}

/** `it`, `test.for(…)`, `describe.runIf(…)`: a chain that begins with one of the words and skips nothing. */
function isTest(callee: unknown): boolean {
  if (!isNode(callee)) return false
  if (callee.type === 'Identifier') return ['it', 'test', 'describe', 'suite'].includes(String(callee.name))
  if (callee.type === 'CallExpression') return isTest(callee.callee)
  if (callee.type !== 'MemberExpression' || !isNode(callee.property)) return false
  return !['skip', 'todo'].includes(String(callee.property.name)) && isTest(callee.object)
}

/** A title made from a table (`%s: …`) takes its numbers from the strings of that table that begin with one. */
function firstWords(callee: Node, tables: ReadonlyMap<string, Node>): string[] {
  const given = callee.type === 'CallExpression' ? (callee.arguments as Node[])[0] : undefined
  const table = given?.type === 'Identifier' ? tables.get(String(given.name)) : given
  const words: string[] = []
  if (table) walk(table, node => words.push(textOf(node) ?? ''))
  return words.filter(word => /^[RA]\d{3}\b/.test(word))
}

function textOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type !== 'TemplateLiteral') return undefined
  return (node.quasis as { value: { cooked: string } }[]).map(part => part.value.cooked).join('$')
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}

function testFiles(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return []
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const inside = `${folder}/${entry.name}`
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : testFiles(inside)
    return /\.(test|e2e)\.tsx?$/.test(entry.name) ? [inside] : []
  })
}
