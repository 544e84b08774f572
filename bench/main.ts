/**
 * `npm run bench`: everything in turns with its reference, one table, and `bench/results/<date>.json`. Says what was measured, never
 * whether that is good enough. `npm run bench -- p7` measures that alone. Options: --matters 20000 --passes 3 --seconds 3
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildParts } from '../scripts/build.mjs'
import { clocksOfOneRegistration, listing, registering, searching, turning } from './http-measures.ts'
import type { Row } from './measure.ts'
import type { P7 } from './p7.ts'
import { findPgbench } from './pgbench.ts'
import { startBuilt } from './process.ts'
import { root } from './product.ts'
import { setScene } from './scene.ts'
import { starting } from './start-measures.ts'
import { table } from './table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    matters: { type: 'string', default: '20000' },
    passes: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
})
const length = { passes: Number(values.passes), seconds: Number(values.seconds) }
const matters = Number(values.matters)
const all = ['P1', 'P2', 'P3', 'P4', 'P5', 'P7']
const named = (values.only?.split(',') ?? positionals).map(name => name.toUpperCase())
const wanted = new Set(named.length > 0 ? named : all)
for (const name of wanted) if (!all.includes(name)) throw new Error(`There is no ${name}; there are ${all.join(', ')}.`)
const report = (text: string) => console.error(`· ${text}`)

const begin = performance.now()
const rows: Row[] = []
const notes: string[] = []
if (!findPgbench() && [...wanted].some(name => name !== 'P7'))
  notes.push('pgbench is not there (it comes with a PostgreSQL of the system): its columns are left out.')

if (wanted.has('P7')) {
  report('P7 rulebook')
  const needs: P7 = { passes: length.passes, standards: join(root, 'standards') }
  rows.push(...(await startBuilt<Row[]>('p7.ts', needs)).first)
}
if (['P1', 'P2', 'P3', 'P4', 'P5'].some(name => wanted.has(name))) {
  await buildParts(['server'])
  const scene = await setScene(matters, report)
  try {
    notes.push(`One registration starts ${await clocksOfOneRegistration(scene)} clocks.`)
    for (const [name, measure] of [
      ['P2', () => listing(scene, length)],
      ['P3', () => searching(scene, scene.site, length)],
      ['P4', () => turning(scene, length)],
      ['P1', () => registering(scene, length)],
    ] as const) {
      if (!wanted.has(name)) continue
      report(name)
      rows.push(...(await measure()))
    }
  } finally {
    await scene.strike()
  }
  if (wanted.has('P5')) {
    report('P5')
    rows.push(...(await starting(scene.home, length.passes)))
  }
  scene.remove()
}

rows.sort((a, b) => (a.measure < b.measure ? -1 : 1))
console.log(table(rows))
for (const note of notes) console.log(note)
console.log(
  `${length.passes} passes of ${length.seconds} s each, in turns, median; ${matters} matters; ${((performance.now() - begin) / 1000).toFixed(0)} s in all.`,
)
const day = new Date().toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')
mkdirSync(join(root, 'bench/results'), { recursive: true })
const file = join(root, `bench/results/${day}.json`)
const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version }
writeFileSync(file, `${JSON.stringify({ machine, matters, ...length, notes, rows }, null, 1)}\n`)
console.log(file)
