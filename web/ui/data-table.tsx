import { Button, Skeleton, Table } from 'antd'
import type { ColumnType } from 'antd/es/table'
import type { KeyboardEvent, ReactNode } from 'react'
import type { CallFault } from '../app/call.ts'
import './data-table.css'
import { useUiLabels } from './labels.ts'
import { useNarrow } from './sheet.tsx'
import { Empty, FaultNote } from './states.tsx'

export type Column<R> = {
  key: string
  title: ReactNode
  render: (row: R) => ReactNode
  width?: number
  /** Figures and times: set in numerals, never wrapped. */
  num?: boolean
  /** Cut with an ellipsis rather than wrapped. */
  cut?: boolean
}

/** Past this many rows only those in sight are drawn. */
const crowded = 100

/**
 * A list of the product: loading, empty, refused and crowded states, arrow keys between rows, Enter opens.
 * Filters belong to the address of the screen; on a phone each row becomes the card that `card` draws.
 */
export function DataTable<R>({
  label,
  rows,
  columns,
  rowKey,
  onOpen,
  card,
  fault = null,
  onRetry,
  empty,
  total = null,
  onMore,
  loadingMore = false,
  height = 600,
}: {
  label: string
  /** Undefined while they are read for the first time. */
  rows: readonly R[] | undefined
  columns: Column<R>[]
  rowKey: (row: R) => string
  onOpen?: (row: R) => void
  card?: (row: R) => ReactNode
  fault?: CallFault | null
  onRetry?: () => void
  empty?: ReactNode
  total?: number | null
  /** Reads the next page; absent when there is none. */
  onMore?: (() => void) | undefined
  loadingMore?: boolean
  /** Height of the list in pixels once it is so long that only the rows in sight are drawn. */
  height?: number
}) {
  const t = useUiLabels()
  const phone = useNarrow(768)
  if (fault && !rows) return <FaultNote fault={fault} {...(onRetry ? { onRetry } : {})} />
  if (!rows) return <Skeleton active title={false} paragraph={{ rows: 8 }} className="ss-table-wait" aria-label={label} />
  if (rows.length === 0) return <>{empty ?? <Empty text={t('noRows')} />}</>
  const virtual = !phone && rows.length > crowded
  const width = columns.reduce((sum, c) => sum + (c.width ?? 160), 0)
  return (
    <section className="ss-table" aria-label={label}>
      {fault && <FaultNote fault={fault} inline {...(onRetry ? { onRetry } : {})} />}
      {phone && card ? (
        <ul className="ss-cards">
          {rows.map(row => (
            <li key={rowKey(row)} className="ss-sheet">
              {onOpen ? (
                <button type="button" className="ss-bare ss-card" onClick={() => onOpen(row)}>
                  {card(row)}
                </button>
              ) : (
                <div className="ss-card">{card(row)}</div>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <Table<R>
          size="middle"
          dataSource={rows as R[]}
          columns={columns.map(column<R>)}
          rowKey={rowKey}
          pagination={false}
          sticky={!virtual}
          virtual={virtual}
          scroll={virtual ? { x: width, y: height } : { x: columns.some(c => c.cut) ? width : 'max-content' }}
          {...(onOpen
            ? {
                onRow: row => ({
                  tabIndex: 0,
                  className: 'ss-opens',
                  onClick: () => onOpen(row),
                  onKeyDown: e => keys(e, () => onOpen(row)),
                }),
              }
            : {})}
        />
      )}
      <footer className="ss-row ss-table-foot ss-12 ss-3">
        <span className="ss-grow" aria-live="polite">
          {t('rowsShown', { count: rows.length })}
          {total !== null && ` · ${t('rowsTotal', { count: total })}`}
        </span>
        {onMore && (
          <Button onClick={onMore} loading={loadingMore}>
            {t('more')}
          </Button>
        )}
      </footer>
    </section>
  )
}

const column = <R,>(c: Column<R>): ColumnType<R> => ({
  key: c.key,
  title: c.title,
  render: (_, row) => c.render(row),
  ...(c.width ? { width: c.width } : {}),
  ...(c.cut ? { ellipsis: true } : {}),
  ...(c.num ? { className: 'ss-table-num' } : {}),
})

/** Arrow keys go from row to row, Enter opens; keys of controls inside the row are left to them. */
function keys(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return
  const row = event.currentTarget
  const step = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key]
  if (event.key === 'Enter') open()
  else if (!(step instanceof HTMLElement)) return
  else step.focus()
  event.preventDefault()
}
