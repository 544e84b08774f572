import type { ComplianceTable, TableRow } from '@sansheng/contract/compliance.ts'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useNarrow } from '../../ui/sheet.tsx'
import type { Drilled } from './drill.tsx'
import type { ComplianceLabels } from './labels.ts'
import { linePartsOf, type OpenCell } from './line-parts.tsx'
import { LineCards, LineTable } from './table-layouts.tsx'
import { linesOf } from './table-read.ts'

type Props = {
  table: ComplianceTable
  rows: readonly TableRow[]
  chosen: Drilled | null
  onOpen: OpenCell
  t: ComplianceLabels
}

/** Clauses down, periods across; every figure is a button that leads to what is behind it. */
export function ComplianceGrid({ table, rows, chosen, onOpen, t }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const lines = useMemo(() => linesOf(table, rows, id => open.has(id)), [table, rows, open])
  const phone = useNarrow(768)
  const grouped = table.group !== 'none'
  const withCells = rows.filter(r => r.cells.length > 0).map(r => r.key)
  const toggle = (id: string) => setOpen(open.has(id) ? new Set([...open].filter(o => o !== id)) : new Set([...open, id]))
  const allOpen = withCells.every(id => open.has(id))
  const parts = linePartsOf({ table, chosen, isOpen: id => open.has(id), onToggle: toggle, onOpen, t })
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
        <LineCards table={table} lines={lines} parts={parts} />
      ) : (
        <LineTable table={table} lines={lines} parts={parts} t={t} />
      )}
    </section>
  )
}
