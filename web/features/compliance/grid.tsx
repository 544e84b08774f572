import type { ComplianceTable, TableRow } from '@sansheng/contract/compliance.ts'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { serverNow } from '../../app/time.ts'
import { KindTag } from '../../ui/kind-tag.tsx'
import { percent } from '../../ui/rate.ts'
import { useNarrow } from '../../ui/sheet.tsx'
import type { Drilled } from './drill.tsx'
import type { ComplianceLabels } from './labels.ts'
import { bucketName } from './range.ts'
import { all, type Figure, isTimed, type Line, linesOf, talliesOf } from './table-read.ts'

type Opened = { rule: string; bucket: number | null; group: number | null }
type Props = {
  table: ComplianceTable
  rows: readonly TableRow[]
  chosen: Drilled | null
  onOpen: (cell: Opened) => void
  t: ComplianceLabels
}

/** Clauses down, periods across; every figure is a button that leads to what is behind it. */
export function ComplianceGrid({ table, rows, chosen, onOpen, t }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const lines = useMemo(() => linesOf(table, rows, id => open.has(id)), [table, rows, open])
  const phone = useNarrow(768)
  const grouped = table.group !== 'none'
  const withCells = rows.filter(r => r.cells.length > 0).map(r => r.ruleId)
  const toggle = (id: string) => setOpen(open.has(id) ? new Set([...open].filter(o => o !== id)) : new Set([...open, id]))
  const allOpen = withCells.every(id => open.has(id))
  const groupName = (group: number) => table.groups[group]!.name ?? t(table.group === 'department' ? 'noDepartment' : 'nobody')
  const figure = (line: Line, bucket: number | null, shown: Figure | null) => (
    <FigureButton
      figure={shown}
      kind={line.row.kind}
      label={`${line.row.clause.number} ${line.group === null ? line.row.clause.title : groupName(line.group)} ${bucket === null ? t('sum') : nameOf(table, bucket)}`}
      on={chosen?.row === line.row && chosen.bucket === bucket && chosen.group === line.group}
      onOpen={() => onOpen({ rule: line.row.ruleId, bucket, group: line.group })}
      t={t}
    />
  )
  const expander = (line: Line) =>
    grouped && line.group === null && line.row.cells.length > 0 ? (
      <button
        type="button"
        className="ss-bare ss-expander"
        aria-expanded={open.has(line.row.ruleId)}
        aria-label={t(open.has(line.row.ruleId) ? 'collapse' : 'expand', { clause: line.row.clause.title })}
        onClick={() => toggle(line.row.ruleId)}
      >
        {open.has(line.row.ruleId) ? <ChevronDown size={16} /> : <ChevronRight size={16} />}
      </button>
    ) : null
  const head = (line: Line) =>
    line.group === null ? (
      <ClauseHead row={line.row} t={t} />
    ) : (
      <span className="ss-compliance-group ss-el">{groupName(line.group)}</span>
    )
  return (
    <section className="ss-sheet ss-compliance-table" aria-label={t('title')}>
      {grouped && withCells.length > 0 && (
        <div className="ss-compliance-tools">
          <Button size="small" type="text" onClick={() => setOpen(allOpen ? new Set() : new Set(withCells))}>
            {t(allOpen ? 'collapseAll' : 'expandAll')}
          </Button>
        </div>
      )}
      {phone ? (
        <ul className="ss-compliance-cards">
          {lines.map(line => (
            <li key={`${line.row.ruleId} ${line.group}`} data-group={line.group !== null || undefined}>
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
      ) : (
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
                <tr key={`${line.row.ruleId} ${line.group}`} data-group={line.group !== null || undefined}>
                  <th scope="row">
                    <div className="ss-row">
                      {expander(line)}
                      <div className="ss-grow">{head(line)}</div>
                    </div>
                  </th>
                  <td>{figure(line, null, all(line.sum) > 0 ? line.sum : null)}</td>
                  {table.unit !== 'all' &&
                    line.cells.map((cell, i) => <td key={table.buckets[i]!.day}>{figure(line, i, cell)}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const nameOf = (table: ComplianceTable, bucket: number): string =>
  bucketName(table.buckets[bucket]!.day, table.unit, new Date(serverNow()).toISOString().slice(0, 4))

function ClauseHead({ row, t }: { row: TableRow; t: ComplianceLabels }) {
  const gone = row.state === 'retired'
  return (
    <>
      <p className="ss-compliance-clause">
        <span className="ss-num ss-3">{row.clause.number}</span>{' '}
        {gone ? (
          row.clause.title
        ) : (
          <Link to="/standard" hash={row.clause.anchor} search={{ rule: row.ruleId }}>
            {row.clause.title}
          </Link>
        )}{' '}
        <KindTag kind={row.kind} />
      </p>
      <p className="ss-12 ss-3 ss-el" title={row.sentence}>
        {row.state !== 'measured' && <b className="ss-2">{t(row.state, { version: row.version })} · </b>}
        {row.sentence}
      </p>
    </>
  )
}

/** Calm: the rate and what fell short, in words. Nothing happened: nothing, never a zero. */
function FigureButton({
  figure,
  kind,
  label,
  on,
  onOpen,
  t,
}: {
  figure: Figure | null
  kind: string
  label: string
  on: boolean
  onOpen: () => void
  t: ComplianceLabels
}) {
  if (!figure) return <span className="ss-figure-none" title={t('nothing')} />
  const tallies = talliesOf(figure, kind).map(([key, n]) => t(key, { count: n.toLocaleString('zh-CN') }))
  const rate = figure.rate === null ? null : percent(figure.rate)
  const spoken = [rate !== null && t(isTimed(kind) ? 'rateOf' : 'passRateOf', { rate }), ...tallies].filter(Boolean).join('，')
  return (
    <button
      type="button"
      className={`ss-bare ss-figure${on ? ' ss-on' : ''}`}
      aria-label={t('cell', { clause: label, when: '', words: spoken })}
      title={tallies.join(' · ')}
      onClick={onOpen}
    >
      <b className="ss-num">{rate === null ? '—' : `${rate}%`}</b>
      <span className="ss-12 ss-3">{tallies[0]}</span>
    </button>
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
