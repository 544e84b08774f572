/** From the answer of the server to what stands in the table. */
import { type Cell, type ComplianceTable, noTally, rateOf, type TableRow, type Tally } from '@sansheng/contract/compliance.ts'

export type Figure = Tally & { rate: number | null }
export type Line = {
  row: TableRow
  /** Index into the groups; null for the line of the whole clause. */
  group: number | null
  sum: Figure
  /** By period; null where nothing happened. */
  cells: (Figure | null)[]
}
export type Filter = { kind: string | null; chapter: string | null; onlyLate: boolean }

const counts = Object.keys(noTally) as (keyof Tally)[]

export function sumOf(cells: readonly (Cell | Figure)[]): Figure {
  const sum = { ...noTally }
  for (const cell of cells) for (const key of counts) sum[key] += cell[key]
  return { ...sum, rate: rateOf(sum) }
}

export const isTimed = (kind: string): boolean => kind === 'deadline' || kind === 'cadence'
const failed = (f: Tally): number => f.late + f.breached + f.denied
/** Exempted ones are counted among the late. */
export const all = (f: Tally): number => counts.reduce((sum, key) => sum + f[key], 0) - f.exempted

/** The chapter of a clause: what stands before the first dot of its number. */
export const chapterOf = (number: string): string => number.split('.')[0] ?? ''

export function shownRows(table: ComplianceTable, { kind, chapter, onlyLate }: Filter): TableRow[] {
  return table.rows.filter(
    row =>
      (kind === null || row.kind === kind) &&
      (chapter === null || chapterOf(row.clause.number) === chapter) &&
      (!onlyLate || failed(row.sum) > 0),
  )
}

/** One line of a rule, and one for each group of an open one. */
export function linesOf(table: ComplianceTable, rows: readonly TableRow[], isOpen: (ruleId: string) => boolean): Line[] {
  const grouped = table.group !== 'none'
  const line = (row: TableRow, group: number | null, cells: readonly Cell[]): Line => ({
    row,
    group,
    sum: sumOf(cells),
    cells: table.buckets.map((_, bucket) => {
      const found = cells.filter(c => c.bucket === bucket)
      return found.length === 0 ? null : sumOf(found)
    }),
  })
  return rows.flatMap(row => {
    if (!grouped) return [line(row, null, row.cells)]
    // With several sites the line of the clause would add up what belongs to different houses: it is their sum.
    const whole = line(row, null, row.cells)
    if (!isOpen(row.key)) return [whole]
    const groups = [...new Set(row.cells.map(c => c.group))].sort((a, b) => a - b)
    return [
      whole,
      ...groups.map(group =>
        line(
          row,
          group,
          row.cells.filter(c => c.group === group),
        ),
      ),
    ]
  })
}

/** What there is to say of a figure besides its rate: what fell short, or else what was kept; then the rest. */
export function talliesOf(f: Tally, kind: string): [keyof Tally, number][] {
  const good = isTimed(kind) ? 'met' : 'passed'
  const bad: (keyof Tally)[] = isTimed(kind)
    ? ['late', 'breached', 'exempted', 'superseded']
    : ['denied', 'overridden', 'warned', 'recorded']
  const lateAll = { ...f, late: f.late + f.breached }
  const keys = [...bad, good, 'running', 'void'] as (keyof Tally)[]
  return keys.map((key): [keyof Tally, number] => [key, lateAll[key]]).filter(([, n]) => n > 0)
}
