/** The rules of the system, executable. A change that does not fit changes the system first (docs/adr), never a rule here on the way. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { cyclesIn, importsBySiblings } from '../scripts/import-cycles.ts'
import { modules } from './modules/all.ts'
import type { Module } from './platform/module.ts'
import { platformTables } from './platform/tables.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Floors of the house. A module may import any of a lower floor, through its index.ts, never one of its own or a higher floor. */
const house: Record<number, string[]> = {
  1: ['people'],
  2: ['approvals', 'notifications', 'customers', 'knowledge'],
  3: ['notices', 'contacts', 'charges', 'roster'],
  4: ['standards', 'tickets', 'calls', 'messages', 'logbooks', 'queue'],
  5: ['dispatch', 'callbacks', 'quality', 'publication', 'compliance', 'simulation', 'handbooks', 'reports'],
}

const manifests: readonly Module<never>[] = modules
const floors = Object.fromEntries(manifests.map(m => [m.name, m.floor]))
const owners = Object.fromEntries(manifests.flatMap(m => m.tables.map(table => [table, m.name])))

type Source = { file: string; text: string; imports: string[] }

const sources = listed(['rulebook', 'contract', 'server', 'web', 'bench', 'e2e', 'scripts'])
const production = sources.filter(s => !isTest(s.file))

function isTest(file: string): boolean {
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

const moduleOf = (path: string): string | null => /^server\/modules\/([^/]+)\//.exec(path)?.[1] ?? null
const within = (folder: string) => production.filter(s => s.file.startsWith(`${folder}/`))

test('a module imports only modules of a lower floor, and only through their index.ts', () => {
  const wrong = within('server/modules').flatMap(({ file, imports }) => {
    const own = moduleOf(file)
    if (own === null) return []
    return imports.flatMap(path => {
      const other = moduleOf(path)
      if (!other || other === own) return []
      if (floors[own] === undefined || floors[other] === undefined) return [`${file}: ${own} or ${other} stands on no floor`]
      if (!path.endsWith('/index.ts')) return [`${file} reaches into ${path}; import ${other}/index.ts`]
      return floors[other]! < floors[own]!
        ? []
        : [`${file}: ${own} (floor ${floors[own]}) may not import ${other} (floor ${floors[other]})`]
    })
  })
  expect(wrong).toEqual([])
})

test('platform imports no module, contract only the vocabulary, rulebook nothing of ours', () => {
  const wrong = [
    ...within('server/platform').flatMap(s =>
      s.imports.filter(i => i.startsWith('server/modules') || i.startsWith('web/')).map(i => `${s.file} imports ${i}`),
    ),
    ...within('contract').flatMap(s =>
      s.imports.filter(i => /^(server|web|rulebook)\b/.test(i) && i !== 'rulebook/vocabulary').map(i => `${s.file} imports ${i}`),
    ),
    ...within('rulebook').flatMap(s =>
      s.imports.filter(i => /^(server|web|contract)\b/.test(i)).map(i => `${s.file} imports ${i}`),
    ),
  ]
  expect(wrong).toEqual([])
})

test('the web imports contract and rulebook, never the server', () => {
  const wrong = within('web').flatMap(s => s.imports.filter(i => i.startsWith('server')).map(i => `${s.file} imports ${i}`))
  expect(wrong).toEqual([])
})

test('features of the web do not import each other', () => {
  const featureOf = (path: string) => /^web\/features\/([^/]+)\//.exec(path)?.[1]
  const wrong = within('web/features').flatMap(s =>
    s.imports.filter(i => featureOf(i) && featureOf(i) !== featureOf(s.file)).map(i => `${s.file} imports ${i}`),
  )
  expect(wrong).toEqual([])
})

test('each module stands on the floor that the house has for it', () => {
  const wrong = manifests.filter(m => !house[m.floor]!.includes(m.name))
  expect(wrong.map(m => `${m.name} on floor ${m.floor}`)).toEqual([])
})

test('every table belongs to one module or to the platform', () => {
  const schema = readFileSync(join(root, 'server/schema.gen.ts'), 'utf8')
  const tables = [...schema.slice(schema.indexOf('export type DB = {')).matchAll(/^ {2}(\w+): /gm)].map(m => m[1]!)
  expect(tables.length).toBeGreaterThan(30)
  expect([...platformTables, ...manifests.flatMap(m => m.tables)].sort()).toEqual(tables.sort())
})

test('only the owner module writes a table', () => {
  const writes =
    /(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"](\w+)|\b(?:insert\s+into|update|delete\s+from)\s+([a-z_]+)\b(?=\s+(?:set|as|using|where|\(|values|select|[a-z]\s+set)|\s*\()/gi
  const wrong = within('server/modules').flatMap(({ file, text }) => {
    const own = moduleOf(file)!
    return [...text.matchAll(writes)].flatMap(m => {
      const table = (m[1] ?? m[2])!.toLowerCase()
      const owner = owners[table]
      return owner && owner !== own ? [`${file} writes ${table}, which belongs to ${owner}`] : []
    })
  })
  expect(wrong).toEqual([])
})

test('rules.ts and the whole rulebook are pure', () => {
  const impure = /^(server\/platform\/(?!access)|kysely|pg$|fastify|node:|vite)/
  const pure = production.filter(s => s.file.startsWith('rulebook/') || /^server\/modules\/\w+\/rules\.ts$/.test(s.file))
  expect(pure.length).toBeGreaterThan(20)
  const wrong = pure.flatMap(s => s.imports.filter(i => impure.test(i)).map(i => `${s.file} imports ${i}`))
  expect(wrong).toEqual([])
})

test('time and chance are taken in platform/ports.ts alone', () => {
  const taken = /new Date\(\s*\)|Date\.now\b|randomUUID|Math\.random/
  const stopwatch = /performance\.now|process\.hrtime/
  const ours = production.filter(s => /^(rulebook|contract|server)\//.test(s.file) && s.file !== 'server/platform/ports.ts')
  // waiting for a child process needs a stopwatch, which no verdict ever reads
  const wrong = ours
    .filter(s => taken.test(s.text) || (stopwatch.test(s.text) && !s.file.startsWith('server/platform/postgres/')))
    .map(s => s.file)
  expect(wrong).toEqual([])
})

test('no business time comes from the clock of the database', () => {
  const taken = /\b(now\(\)|current_timestamp|clock_timestamp\(\)|localtimestamp|transaction_timestamp\(\))/i
  const inSql = production
    .filter(s => s.file.startsWith('server/'))
    .filter(s => [...s.text.matchAll(/sql(?:<[^>]*>)?`([^`]*)`/g)].some(m => taken.test(m[1]!.replaceAll(/\$\{[^}]*\}/g, ''))))
  const migrations = readdirSync(join(root, 'server/migrations')).filter(f =>
    taken.test(readFileSync(join(root, 'server/migrations', f), 'utf8').replaceAll(/--.*$/gm, '')),
  )
  expect([...inSql.map(s => s.file), ...migrations]).toEqual([])
})

test('the only class is the fault', () => {
  const wrong = production.filter(s => /^\s*(export\s+)?(default\s+)?(abstract\s+)?class\s+\w+/m.test(s.text)).map(s => s.file)
  expect(wrong).toEqual(['contract/fault.ts'])
})

test('nothing is called utils, helpers, common, a Service, a Manager or an I-something', () => {
  const wrong = sources
    .filter(
      s =>
        /(^|\/)(utils?|helpers?|common)(\/|\.tsx?$)/.test(s.file) ||
        /\b(class|type|interface)\s+(\w+(Service|Manager)|I[A-Z]\w+)\b/.test(s.text),
    )
    .map(s => s.file)
  expect(wrong).toEqual(['server/architecture.test.ts'].filter(f => wrong.includes(f)))
})

test('every module has its contract, and every contract that serves has its module', () => {
  const folders = readdirSync(join(root, 'server/modules')).filter(name => name !== 'all.ts')
  const contracts = readdirSync(join(root, 'contract')).map(f => f.replace(/\.ts$/, ''))
  expect(folders.filter(m => !contracts.includes(m))).toEqual([])
  expect(folders.filter(m => floors[m] === undefined)).toEqual([])
})

/** Imports between our own files, types and tests included; a folder stands for its index.ts. */
const files = new Set(sources.map(s => s.file))
const fileOf = (path: string) => [path, `${path}/index.ts`].find(file => files.has(file))
const importGraph = (of: Source[]) =>
  new Map(of.map(s => [s.file, [...new Set(s.imports.flatMap(path => fileOf(path) ?? []))]] as const))

test('no files import each other, and no folders that stand side by side', () => {
  expect(cyclesIn(importGraph(sources))).toEqual([])
  const kept = new Set(production.map(s => s.file))
  const ofProduction = new Map([...importGraph(production)].map(([from, to]) => [from, to.filter(file => kept.has(file))]))
  const wrong = [...importsBySiblings(ofProduction)].flatMap(([folder, imports]) =>
    cyclesIn(imports).map(entries => `${folder || '.'}: ${entries.join(', ')}`),
  )
  expect(wrong).toEqual([])
})

test('a circle of imports is found, between files and between folders', () => {
  const imports = new Map([
    ['a/x.ts', ['a/y.ts', 'b/z.ts']],
    ['a/y.ts', ['a/x.ts']],
    ['b/z.ts', []],
    ['b/w.ts', ['a/y.ts']],
  ])
  expect(cyclesIn(imports)).toEqual([['a/x.ts', 'a/y.ts']])
  expect(cyclesIn(importsBySiblings(imports).get('')!)).toEqual([['a', 'b']])
})

/** Folders of the rulebook, lowest first; a folder imports only those of an earlier line. */
const rulebookFolders = [
  ['vocabulary'],
  ['document', 'time'],
  ['conditions'],
  ['kinds'],
  ['engine'],
  ['phrases', 'replay'],
  ['propose'],
]

test('a folder of the rulebook imports only earlier ones, and only through their index.ts', () => {
  const floorOf = (folder: string) => rulebookFolders.findIndex(line => line.includes(folder))
  const folderOf = (path: string) => /^rulebook\/([^/]+)\//.exec(path)?.[1]
  const inRulebook = sources.filter(s => folderOf(s.file))
  const unplaced = new Set(inRulebook.map(s => folderOf(s.file)!).filter(folder => folder !== 'testing' && floorOf(folder) < 0))
  expect([...unplaced]).toEqual([])
  const wrong = inRulebook.flatMap(({ file, imports }) => {
    const own = folderOf(file)!
    return imports.flatMap(path => {
      const other = folderOf(path)
      if (!other || other === own) return []
      if (path !== `rulebook/${other}/index.ts`) return [`${file} reaches into ${path}`]
      if (isTest(file) || floorOf(other) < floorOf(own)) return []
      return [`${file}: ${own} may not import ${other}`]
    })
  })
  expect(wrong).toEqual([])
})
