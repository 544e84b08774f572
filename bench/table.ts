import type { Row } from './measure.ts'

/** The table as plain text, columns by the width that a terminal gives them. */
export function table(rows: readonly Row[]): string {
  const lines = [
    ['measure', 'ours', 'reference', 'ratio', 'goal'],
    ...rows.map(r => [r.measure, r.ours, r.reference, r.ratio === null ? '–' : r.ratio.toFixed(2), r.goal]),
  ]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map(line => widthOf(line[column]!))))
  const printed = lines.map(line =>
    line
      .map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  )
  return [printed[0], widths.map(width => '-'.repeat(width)).join('  '), ...printed.slice(1)].join('\n')
}

/** Characters of Chinese take two columns. */
const widthOf = (text: string): number => [...text].reduce((sum, c) => sum + (/[\u2e80-\u9fff\uff00-\uffef]/u.test(c) ? 2 : 1), 0)
