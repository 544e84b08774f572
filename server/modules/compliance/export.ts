/** Figures and the cases behind them as files. That somebody took one away is an event of the standard. */
import { type ComplianceTable, mostRows, type TableRow, type TargetRow } from '@sansheng/contract/compliance.ts'
import { type Definition, definitions } from '@sansheng/contract/compliance-definitions.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import { findZone, toLocal } from '@sansheng/rulebook/time'
import { kinds, type Locale } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import { lastSeal, sealHash } from '../../platform/events/seal.ts'
import { siteById } from '../people/index.ts'
import { standardCase } from '../standards/index.ts'
import { type CsvValue, csv } from './csv.ts'
import { type ExportWords, exportWords } from './export-words.ts'
import type { SubjectRow } from './figures.ts'
import type { Period } from './tally.ts'

export type File = { name: string; text: string; rows: number }
type ExportDetail = {
  what: 'table' | 'subjects'
  rows: number
  period: Period
  more?: Record<string, string>
  /** The public key that seals are believed by. */
  sealPublicKey: string
  locale: Locale
}

/** One line for each rule, period and group; a rule without any has one line without figures. */
export function tableLines(table: ComplianceTable, locale: Locale): CsvValue[][] {
  const words = exportWords[locale]
  const stateOf = (row: TableRow): string => {
    if (row.state === 'measured') return ''
    const state = words.states[row.state]
    return row.why === null ? state : words.because(state, row.why)
  }
  const at = (instant: string) => wall(table.zone, Date.parse(instant))
  const lines = table.rows.flatMap(row => {
    const head = [
      row.clause.number,
      row.clause.title,
      row.ruleId,
      kindWord(row.kind, locale),
      row.sentence,
      stateOf(row),
      row.version,
    ]
    if (row.cells.length === 0) return [[...head, at(table.from), at(table.to), null, ...Array<null>(13).fill(null)]]
    return row.cells.map(c => {
      const bucket = table.buckets[c.bucket]!
      const group = table.groups[c.group]!
      const timed = row.kind === 'deadline' || row.kind === 'cadence'
      return [
        ...head,
        at(bucket.from),
        at(bucket.to),
        table.group === 'none' ? null : (group.name ?? words.nobody),
        ...(timed
          ? [c.met, c.late + c.breached, c.breached, c.exempted, c.superseded, c.running, c.void]
          : Array<null>(7).fill(null)),
        ...(timed ? [null, null, null, null, null] : [c.passed, c.denied, c.overridden, c.warned, c.recorded]),
        c.rate === null ? null : Math.round(c.rate * 10_000) / 10_000,
      ]
    })
  })
  const targets = table.targets.flatMap(target =>
    target.periods.map(p => [
      target.clause.number,
      target.clause.title,
      target.ruleId,
      kindWord('target', locale),
      target.sentence,
      target.unmeasured ? words.states.unmeasured : periodState(p, words),
      null,
      at(p.from),
      at(p.to),
      null,
      ...Array<null>(12).fill(null),
      p.value === null ? null : target.measure === 'ratio' ? Math.round(p.value * 10_000) / 10_000 : Math.round(p.value / 1000),
      p.n,
      p.reached === null ? null : p.reached ? words.reached : words.missed,
    ]),
  )
  return [words.table, ...lines, ...targets, ...meanings(words, Object.keys(definitions) as Definition[])]
}

function periodState({ open, before, earlier }: TargetRow['periods'][number], words: ExportWords): string {
  const said = [open && words.open, before && words.before, earlier > 0 && words.earlier(earlier)]
  return said.filter(Boolean).join(words.and)
}

export function subjectLines(zone: string, rows: readonly SubjectRow[], locale: Locale): CsvValue[][] {
  const words = exportWords[locale]
  return [
    words.subjects,
    ...rows.map(r => [
      wall(zone, r.at),
      words.verdicts[r.verdict] ?? r.verdict,
      r.over === null ? null : Math.round(r.over / 1000),
      r.number,
      r.department,
      r.answerable,
      r.staff,
      r.exempted ? words.exempted : null,
    ]),
    ...meanings(words, [
      'counted',
      'met',
      'late',
      'breached',
      'exempted',
      'superseded',
      'running',
      'void',
      'person',
      'department',
      'reach',
    ]),
  ]
}

const meanings = (words: ExportWords, which: Definition[]): CsvValue[][] => [
  [],
  [words.meanings],
  ...which.map(key => [...words.definitions[key]]),
]

/** In English a kind has the name that rules are written with. */
const kindWord = (kind: TableRow['kind'], locale: Locale): string => (locale === 'en' ? kind : kinds[kind].zh)

/** `2026-11-20 14:36:05` on the wall of the site. */
const wall = (zone: string, at: number): string =>
  new Date(toLocal(findZone(zone)!, at)).toISOString().slice(0, 19).replace('T', ' ')

/** What whoever holds the file checks the ledger by: the key, and where the seals stood. */
async function proofLines(ctx: Ctx, key: string, words: ExportWords): Promise<CsvValue[][]> {
  const seal = await lastSeal(ctx.db)
  const last: CsvValue[] = seal ? [words.lastSeal, seal.number, seal.sealedAt, sealHash(seal)] : [words.lastSeal, words.noSeal]
  return [[], [words.sealKey, key], last]
}

export async function file(
  ctx: Ctx,
  siteId: number,
  lines: CsvValue[][],
  { what, rows, period, more = {}, sealPublicKey, locale }: ExportDetail,
): Promise<File> {
  const words = exportWords[locale]
  if (rows > mostRows) throw new Fault('export.long', { limit: mostRows })
  const site = await siteById(ctx, siteId)
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  // No customer stands in these files: numbers of tickets and names of staff only.
  const facts = { data: { masked: true, subject: 'business' } } as const
  const subject = { kind: 'standard', id: caseRow.id } as const
  await ctx.kernel.gate(ctx, caseRow, { action: 'data.exported', subject, refs: {}, facts })
  const [from, to] = [wall(site.zone, period.from), wall(site.zone, period.to)]
  await record(ctx, caseRow, { type: 'data.exported', subject, facts, detail: { what, rows, from, to, ...more } })
  const days = [period.from, period.to - 1].map(at => wall(site.zone, at).slice(0, 10).replaceAll('-', ''))
  return {
    name: `${words.names[what]}-${site.code}-${days.join('-')}.csv`,
    text: csv([...lines, ...(await proofLines(ctx, sealPublicKey, words))]),
    rows,
  }
}
