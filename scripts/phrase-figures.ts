/**
 * How often the phrase rules of the shipped standards are right, and how often they raise a false alarm, on lines of real conversations.
 * `docs/phrases.md` says what the folder holds, how finds are judged, and what was measured.
 *
 *     npx tsx scripts/phrase-figures.ts <folder> [--part judge] [--everywhere] [--hits | --sample 300] [--keep "name"]
 *
 * `--hits` prints each find with its line, `--sample` agents' lines in which nothing was found, the same ones at every run; `--keep`
 * writes the counts into phrase-verdicts.json under that name.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  type Counts,
  forbidding,
  type Hit,
  hitsOf,
  judged,
  type Line,
  readLines,
  type Verdicts,
  verdictOf,
} from './phrase-lines.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    part: { type: 'string' },
    everywhere: { type: 'boolean', default: false },
    hits: { type: 'boolean', default: false },
    sample: { type: 'string' },
    keep: { type: 'string' },
  },
})
if (positionals.length !== 1) throw new Error('give the folder of the lines')
type Row = { speaker: string; mode: string; rule: string; lines: number } & Counts
type Kept = { runs: Record<string, string[]>; verdicts: Verdicts }
const verdictFile = new URL('phrase-verdicts.json', import.meta.url)
const kept = JSON.parse(readFileSync(verdictFile, 'utf8')) as Kept
const lines = readLines(positionals[0]!).filter(({ part }) => values.part === undefined || part === values.part)
const rules = forbidding()
const found: Hit[] = []
const rows = [...new Set(lines.map(({ speaker }) => speaker))].sort().flatMap(rowsOf)

if (values.hits)
  for (const hit of found) console.log([verdictOf(hit, kept.verdicts), hit.line.id, hit.what, hit.line.text].join('\t'))
else if (values.sample !== undefined)
  for (const { id, text } of silent().slice(0, Number(values.sample))) console.log(`${id}\t${text}`)
else print()
if (values.keep !== undefined) {
  kept.runs[values.keep] = rows
    .filter(row => row.rule === 'all' || row.right + row.wrong + row.unjudged > 0)
    .map(({ speaker, mode, rule, lines: of, ...counts }) => `${speaker} ${mode} ${rule}: ${of} lines, ${told(counts)}`)
  writeFileSync(verdictFile, `${JSON.stringify(kept, null, 2)}\n`)
}

const told = ({ right, wrong, unjudged }: Counts) => `${right} right, ${wrong} wrong, ${unjudged} not judged`

/** A row for each rule, then one for all that block, all that warn and all that only record. */
function rowsOf(speaker: string): Row[] {
  const said = lines.filter(line => line.speaker === speaker)
  const each = rules.map(rule => ({ rule, ...hitsOf(said, rule, values.everywhere) }))
  for (const { hits } of each) found.push(...hits)
  return [
    ...each.map(({ rule: { name, rule }, asked, hits }) => ({
      ...{ speaker, mode: rule.mode, rule: name, lines: asked },
      ...judged(hits, kept.verdicts),
    })),
    ...['block', 'warn', 'record'].map(mode => ({
      ...{ speaker, mode, rule: 'all', lines: said.length },
      ...judged(
        each.filter(({ rule }) => rule.rule.mode === mode).flatMap(({ hits }) => hits),
        kept.verdicts,
      ),
    })),
  ]
}

function print(): void {
  const heads = ['speaker', 'mode', 'rule', 'lines', 'right', 'wrong', 'unjudged', 'wrong per 10 000']
  const cells = rows.map(({ speaker, mode, rule, lines: of, right, wrong, unjudged }) =>
    [speaker, mode, rule, of, right, wrong, unjudged, of === 0 ? '' : ((wrong / of) * 10_000).toFixed(1)].map(String),
  )
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map(row => row[column]!.length)))
  for (const row of [heads, ...cells])
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
  for (const [source, count] of Object.entries(tally())) console.log(`${count} lines of ${source}`)
}

/** Agents' lines without a find, in the order of their hash, which is as good as chance. */
function silent(): Line[] {
  const hit = new Set(found.map(({ line }) => line))
  return lines.filter(line => line.speaker === 'agent' && !hit.has(line)).sort((a, b) => (a.id < b.id ? -1 : 1))
}

function tally(): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { part, source, speaker, place } of lines) {
    const name = `${part}/${source} ${speaker} ${place}`
    sums[name] = (sums[name] ?? 0) + 1
  }
  return sums
}
