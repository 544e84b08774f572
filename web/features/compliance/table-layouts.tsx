import type { ComplianceTable } from '@sansheng/contract/compliance.ts'
import type { KeyboardEvent } from 'react'
import type { ComplianceLabels } from './labels.ts'
import { type LineParts, nameOf } from './line-parts.tsx'
import { all, type Line } from './table-read.ts'

type Layout = { table: ComplianceTable; lines: readonly Line[]; parts: LineParts; t: ComplianceLabels }

/** A card for each line, for narrow screens. */
export function LineCards({ table, lines, parts: { figure, expander, head } }: Omit<Layout, 't'>) {
  return (
    <ul className="ss-compliance-cards">
      {lines.map(line => (
        <li key={`${line.row.key} ${line.group}`} data-group={line.group !== null || undefined}>
          <div className="ss-row">
            {expander(line)}
            <div className="ss-grow">{head(line)}</div>
            {figure(line, null, all(line.sum) > 0 ? line.sum : null)}
          </div>
          {table.buckets.length > 1 && line.cells.some(c => c !== null) && (
            <ol className="ss-compliance-strip">
              {line.cells.map((cell, i) =>
                cell ? (
                  <li key={table.buckets[i]!.day}>
                    <span className="ss-12 ss-3">{nameOf(table, i)}</span>
                    {figure(line, i, cell)}
                  </li>
                ) : null,
              )}
            </ol>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Clauses down, periods across. */
export function LineTable({ table, lines, parts: { figure, expander, head }, t }: Layout) {
  return (
    <div className="ss-compliance-scroll" ref={toNewest}>
      <table onKeyDown={walk}>
        <thead>
          <tr>
            <th scope="col">{t('clause')}</th>
            <th scope="col">{t('sum')}</th>
            {table.unit !== 'all' &&
              table.buckets.map((b, i) => (
                <th key={b.day} scope="col" className="ss-num" title={b.whole ? b.day : `${b.day} ${t('partial')}`}>
                  {nameOf(table, i)}
                  {!b.whole && <span aria-hidden="true">*</span>}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={`${line.row.key} ${line.group}`} data-group={line.group !== null || undefined}>
              <th scope="row">
                <div className="ss-row">
                  {expander(line)}
                  <div className="ss-grow">{head(line)}</div>
                </div>
              </th>
              <td>{figure(line, null, all(line.sum) > 0 ? line.sum : null)}</td>
              {table.unit !== 'all' && line.cells.map((cell, i) => <td key={table.buckets[i]!.day}>{figure(line, i, cell)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The newest periods stand at the right; they are what one comes for. */
function toNewest(box: HTMLDivElement | null): void {
  if (box) box.scrollLeft = box.scrollWidth
}

/** From figure to figure by arrow keys; where there is none it goes on in the same direction. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key]
  const cell = (event.target as HTMLElement).closest('td')
  if (!step || !cell) return
  event.preventDefault()
  const body = event.currentTarget.tBodies[0]!
  let [row, column] = [(cell.parentElement as HTMLTableRowElement).sectionRowIndex, cell.cellIndex]
  for (;;) {
    row += step[0]!
    column += step[1]!
    const next = body.rows[row]?.cells[column]
    if (!next) return
    const figure = next.querySelector<HTMLElement>('.ss-figure')
    if (!figure) continue
    figure.focus()
    return
  }
}
