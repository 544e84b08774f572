/** What a line of the table is made of, the same on a wide and on a narrow screen. */
import type { ComplianceTable, TableRow } from '@sansheng/contract/compliance.ts'
import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { serverNow } from '../../app/time.ts'
import { KindTag } from '../../ui/kind-tag.tsx'
import type { Drilled } from './drill.tsx'
import { FigureButton } from './figure-button.tsx'
import type { ComplianceLabels } from './labels.ts'
import { bucketName } from './range.ts'
import type { Figure, Line } from './table-read.ts'

export type OpenCell = (cell: { rule: string; bucket: number | null; group: number | null }) => void
export type LineParts = {
  /** `bucket` null: the sum of the line. */
  figure: (line: Line, bucket: number | null, shown: Figure | null) => ReactNode
  /** The button that shows the groups of a rule; null where there are none. */
  expander: (line: Line) => ReactNode
  head: (line: Line) => ReactNode
}

type Needs = {
  table: ComplianceTable
  chosen: Drilled | null
  isOpen: (ruleId: string) => boolean
  onToggle: (ruleId: string) => void
  onOpen: OpenCell
  t: ComplianceLabels
}
export function linePartsOf({ table, chosen, isOpen, onToggle, onOpen, t }: Needs): LineParts {
  const groupName = (group: number) => table.groups[group]!.name ?? t(table.group === 'department' ? 'noDepartment' : 'nobody')
  const figure = (line: Line, bucket: number | null, shown: Figure | null) => (
    <FigureButton
      figure={shown}
      kind={line.row.kind}
      label={`${line.row.clause.number} ${line.group === null ? line.row.clause.title : groupName(line.group)} ${bucket === null ? t('sum') : nameOf(table, bucket)}`}
      on={chosen?.row === line.row && chosen.bucket === bucket && chosen.group === line.group}
      onOpen={() => onOpen({ rule: line.row.key, bucket, group: line.group })}
      t={t}
    />
  )
  const expander = (line: Line) =>
    table.group !== 'none' && line.group === null && line.row.cells.length > 0 ? (
      <button
        type="button"
        className="ss-bare ss-expander"
        aria-expanded={isOpen(line.row.key)}
        aria-label={t(isOpen(line.row.key) ? 'collapse' : 'expand', { clause: line.row.clause.title })}
        onClick={() => onToggle(line.row.key)}
      >
        {isOpen(line.row.key) ? <ChevronDown size={16} /> : <ChevronRight size={16} />}
      </button>
    ) : null
  const head = (line: Line) =>
    line.group === null ? (
      <ClauseHead row={line.row} t={t} />
    ) : (
      <span className="ss-compliance-group ss-el">{groupName(line.group)}</span>
    )
  return { figure, expander, head }
}

export const nameOf = (table: ComplianceTable, bucket: number): string =>
  bucketName(table.buckets[bucket]!.day, table.unit, new Date(serverNow()).toISOString().slice(0, 4))

function ClauseHead({ row, t }: { row: TableRow; t: ComplianceLabels }) {
  const gone = row.state === 'retired' || row.state === 'reworded'
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
      {row.why && <p className="ss-12 ss-3">{row.why}</p>}
    </>
  )
}
