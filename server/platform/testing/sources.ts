/** Our own source files with what they import, for tests of the architecture. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

export type Source = { file: string; text: string; imports: string[] }

export const sources = listed(['rulebook', 'contract', 'server', 'web', 'bench', 'e2e', 'scripts'])
export const production = sources.filter(s => !isTest(s.file))

export function isTest(file: string): boolean {
  return /\.(test|e2e)\.tsx?$/.test(file) || file.includes('/testing/') || file.endsWith('/minute-walker.ts')
}

function listed(folders: string[]): Source[] {
  const files = folders
    .filter(folder => existsSync(join(root, folder)))
    .flatMap(folder => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(f => join(folder, f)))
  return files
    .filter(f => /\.tsx?$/.test(f) && !f.includes('node_modules') && !f.endsWith('.gen.ts') && !f.includes('/dist/'))
    .map(file => {
      const text = readFileSync(join(root, file), 'utf8')
      return { file, text, imports: importsOf(file, text) }
    })
}

/** Every import and export-from, static or dynamic, as a path from the root, or the bare name of a package. */
function importsOf(file: string, text: string): string[] {
  const { module } = parseSync(file, text)
  const named = [
    ...module.staticImports.map(i => i.moduleRequest.value),
    ...module.staticExports.flatMap(e => e.entries.flatMap(n => (n.moduleRequest ? [n.moduleRequest.value] : []))),
    ...module.dynamicImports.map(i => text.slice(i.moduleRequest.start, i.moduleRequest.end).replace(/^['"`]|['"`]$/g, '')),
  ]
  return named.map(name =>
    name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name.replace(/^@sansheng\//, ''),
  )
}

export const within = (folder: string): Source[] => production.filter(s => s.file.startsWith(`${folder}/`))

/** The text with comments blanked out, so that prose is not taken for code. */
export const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, '')

type Node = { type: string; start: number; end: number; [key: string]: unknown }
export type SourceFunction = { name: string; lines: number }

/** Functions and methods of a file with the lines that they take. */
export function functionsOf({ file, text }: Source): SourceFunction[] {
  const found: SourceFunction[] = []
  const visit = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const each of value) visit(each, name)
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return
    const node = value as Node
    const named = nameIn(node.id) ?? nameIn(node.key) ?? name
    if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type))
      found.push({ name: `${file} ${named}`, lines: text.slice(node.start, node.end).split('\n').length })
    for (const child of Object.values(node)) visit(child, named)
  }
  visit(parseSync(file, text).program, '')
  return found
}

const nameIn = (node: unknown): string | undefined => (node as { name?: string } | null | undefined)?.name
