/** The rules of the system, executable. A change that does not fit changes the system first (docs/adr), never a rule here on the way. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cyclesIn, importsBySiblings } from '../scripts/import-cycles.ts'
import { modules } from './modules/all.ts'
import { collect, type Module } from './platform/module.ts'
import { platformTables } from './platform/tables.ts'
import {
  functionsOf,
  isTest,
  production,
  root,
  type Source,
  sources,
  within,
  withoutComments,
} from './platform/testing/sources.ts'

/** Floors of the modules. A module may import any of a lower floor, through its index.ts, never one of its own or a higher floor. */
const floorPlan: Record<number, string[]> = {
  1: ['people'],
  2: ['approvals', 'notifications', 'customers', 'knowledge'],
  3: ['notices', 'contacts', 'charges', 'roster'],
  4: ['standards', 'tickets', 'calls', 'messages', 'logbooks', 'queue'],
  5: ['dispatch', 'callbacks', 'quality', 'publication', 'compliance', 'simulation', 'handbooks', 'reports', 'ledger'],
}

const manifests: readonly Module<never>[] = modules
const floors = Object.fromEntries(manifests.map(m => [m.name, m.floor]))
/** The folder that writes a table. */
const owners = new Map([
  ...platformTables.map(table => [table as string, 'server/platform/'] as const),
  ...manifests.flatMap(m => m.tables.map(table => [table, `server/modules/${m.name}/`] as const)),
])

const moduleOf = (path: string): string | null => /^server\/modules\/([^/]+)\//.exec(path)?.[1] ?? null

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

test('each module stands on the floor that is planned for it', () => {
  const wrong = manifests.filter(m => !floorPlan[m.floor]!.includes(m.name))
  expect(wrong.map(m => `${m.name} on floor ${m.floor}`)).toEqual([])
})

test('every table belongs to one module or to the platform', () => {
  const schema = readFileSync(join(root, 'server/schema.gen.ts'), 'utf8')
  const tables = [...schema.slice(schema.indexOf('export type DB = {')).matchAll(/^ {2}(\w+): /gm)].map(m => m[1]!)
  expect(tables.length).toBeGreaterThan(30)
  expect([...platformTables, ...manifests.flatMap(m => m.tables)].sort()).toEqual(tables.sort())
})

/** Tables that a text writes, in Kysely or in SQL, also inside `with … as (insert into …)`. */
function written(text: string): string[] {
  const writes =
    /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"](\w+)|\b(?:insert\s+into|update(?:\s+only)?|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+"?(\w+)/gi
  return [...withoutComments(text).matchAll(writes)].map(m => (m[1] ?? m[2])!.toLowerCase())
}

test('only the owner writes a table', () => {
  const wrong = within('server').flatMap(({ file, text }) =>
    written(text).flatMap(table => {
      const owner = owners.get(table)
      return owner && !file.startsWith(owner) ? [`${file} writes ${table}, which belongs to ${owner}`] : []
    }),
  )
  expect(wrong).toEqual([])
})

test.each([
  ["db.insertInto('clocks')", ['clocks']],
  ['with locked as (select 1), made as (insert into tickets (id) values (1) returning id) select 1', ['tickets']],
  ['update only forms f set status = 1', ['forms']],
  ['delete from jobs', ['jobs']],
  ['insert into outbox select * from events', ['outbox']],
  ['// update tickets\nselect 1 for update', []],
])('%s writes %j', (text, tables) => {
  expect(written(text)).toEqual(tables)
})

test('rules.ts and the whole rulebook are pure', () => {
  const impure = /^(server\/platform\/(?!access)|kysely|pg$|fastify|node:|vite)/
  const pure = production.filter(
    s => s.file.startsWith('rulebook/') || /^server\/modules\/\w+\/([\w-]+-)?rules\.ts$/.test(s.file),
  )
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

test('contract, module and feature of one name belong together', () => {
  const folders = readdirSync(join(root, 'server/modules'), { withFileTypes: true }).filter(f => f.isDirectory())
  expect(folders.map(f => f.name).sort()).toEqual(manifests.map(m => m.name).sort())
  const contracts = readdirSync(join(root, 'contract')).map(f => f.replace(/\.ts$/, ''))
  expect(manifests.filter(m => !contracts.includes(m.name)).map(m => m.name)).toEqual([])
})

test('every permission that is asked for is declared by the module of its first word', () => {
  const declared = Object.keys(collect(manifests, 'permissions'))
  const words = new Set([...manifests.map(m => m.name), ...declared.map(p => p.slice(0, p.indexOf(':')))])
  const undeclared = production.flatMap(({ file, text }) =>
    [...text.matchAll(/'([a-z]+):([a-z-]+)'/g)].flatMap(m =>
      words.has(m[1]!) && !declared.includes(`${m[1]}:${m[2]}`) ? [`${file} asks for ${m[0]}`] : [],
    ),
  )
  expect(undeclared).toEqual([])
})

/** Modules that own tickets and forms, and what stands above them on purpose. */
const aboveTickets =
  /^(server\/(modules\/(tickets|dispatch|callbacks)|demo)|contract\/(tickets|dispatch|callbacks)|web|bench|e2e)[./]/
test('nothing but their own modules and those above knows of tickets and forms', () => {
  const names = /\b(ticket_id|form_id|ticketId|formId)\b|\brefs\??\.(ticket|form)\b/
  const found = production.filter(s => !aboveTickets.test(s.file) && names.test(withoutComments(s.text))).map(s => s.file)
  expect(found).toEqual([])
})

/** About 250 lines are the aim; beyond this a file is split by idea. */
const longestFile = 295
/** About 60 lines are the aim, and 150 for a component; beyond this a function is split by idea. */
const longestFunction = 115
const longestComponent = 165
/** Connects all parts of the server, one after the other; it decides nothing. */
const composition = 'server/app.ts buildApp'

test('no file and no function is long; the largest of them are printed', () => {
  const lines = (text: string) => text.split('\n').length - 1
  const bySize = [...sources].sort((a, b) => lines(b.text) - lines(a.text))
  const bySpan = production
    .filter(s => !s.file.startsWith('e2e/'))
    .flatMap(s => functionsOf(s).map(f => ({ ...f, file: s.file })))
  bySpan.sort((a, b) => b.lines - a.lines)
  const largest = bySpan[0]!
  const file = bySize.find(s => !isTest(s.file))!
  console.info(`largest file: ${file.file}, ${lines(file.text)} lines; largest function: ${largest.name}, ${largest.lines} lines`)
  const catalogues = /^(contract\/messages\.|rulebook\/vocabulary\/)/
  const long = production.filter(s => !catalogues.test(s.file) && lines(s.text) > longestFile)
  expect(long.map(s => `${s.file}: ${lines(s.text)}`)).toEqual([])
  const isComponent = (f: { file: string; name: string }) => f.file.endsWith('.tsx') && / [A-Z]\w*$/.test(f.name)
  const wide = bySpan.filter(f => f.lines > (isComponent(f) ? longestComponent : longestFunction) && f.name !== composition)
  expect(wide.map(f => `${f.name}: ${f.lines}`)).toEqual([])
})

test('a standard is compiled with the names of the product everywhere', () => {
  const calls = production.flatMap(({ file, text }) =>
    importsCompile(text)
      ? [...withoutComments(text).matchAll(/(?<![.\w])compile\(([^;]*?\n|.*)/g)].map(m => ({ file, call: m[0] }))
      : [],
  )
  expect(calls.length).toBeGreaterThan(6)
  expect(calls.filter(({ call }) => !call.includes('vocabulary: productVocabulary'))).toEqual([])
})

const importsCompile = (text: string) => /import \{[^}]*\bcompile\b[^}]*\} from '@sansheng\/rulebook\/engine'/.test(text)

/** Imports between our own files, types and tests included; a folder stands for its index.ts. */
const files = new Set(sources.map(s => s.file))
const fileOf = (path: string) => [path, `${path}/index.ts`].find(file => files.has(file))
const importGraph = (of: Source[]) =>
  new Map(of.map(s => [s.file, [...new Set(s.imports.flatMap(path => fileOf(path) ?? []))]] as const))

test('no files import each other, and no folders that stand side by side', () => {
  expect(cyclesIn(importGraph(sources))).toEqual([])
  const own = new Set(production.map(s => s.file))
  const ofProduction = new Map([...importGraph(production)].map(([from, to]) => [from, to.filter(file => own.has(file))]))
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
