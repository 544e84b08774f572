import type { TicketRow } from '@sansheng/contract/tickets.ts'
import { useKindLabels } from '../../app/labels.ts'
import { exact } from '../../app/time.ts'
import { useActorName } from '../../ui/actor-name.ts'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Mark } from '../../ui/mark.tsx'
import { useTicketLabels } from './labels.ts'

export function useColumns(): Column<TicketRow>[] {
  const nameOf = useActorName()
  const t = useTicketLabels()
  const k = useKindLabels()
  return [
    { key: 'clock', title: t('clock'), width: 250, render: r => <NextClock row={r} /> },
    { key: 'number', title: t('number'), width: 150, num: true, render: r => r.number },
    {
      key: 'what',
      title: t('what'),
      width: 340,
      cut: true,
      render: r => (
        <span title={r.title}>
          {r.urgency !== 'normal' && <Mark tone="over">{k(r.urgency)}</Mark>}
          {r.title}
          <span className="ss-3">
            {' '}
            · {k(r.kind)} · {r.category}
          </span>
        </span>
      ),
    },
    { key: 'status', title: t('status'), width: 90, render: r => (r.waitingFor !== 'nobody' ? k(r.waitingFor) : k(r.status)) },
    { key: 'department', title: t('department'), width: 120, cut: true, render: r => r.department?.name ?? '' },
    { key: 'handler', title: t('handler'), width: 100, cut: true, render: r => r.handler?.name ?? nameOf(r.frontOwner) },
    { key: 'at', title: t('registeredAt'), width: 110, num: true, render: r => exact(r.registeredAt) },
  ]
}

function NextClock({ row }: { row: TicketRow }) {
  const t = useTicketLabels()
  const clock = row.nextClock
  if (!clock)
    return <span className="ss-3 ss-12">{row.closedAt ? t('closedAt', { at: exact(row.closedAt) }) : t('noClock')}</span>
  return (
    <span className="ss-row" title={`§${clock.clause.number} ${clock.clause.title}`}>
      <ClockBadge clock={clock} />
      <span className="ss-num ss-12 ss-3">§{clock.clause.number}</span>
      <span className="ss-12 ss-3 ss-el">{clock.clause.title}</span>
    </span>
  )
}

/** A row on a narrow screen. */
export function TicketCard({ row }: { row: TicketRow }) {
  const nameOf = useActorName()
  const k = useKindLabels()
  return (
    <span className="ss-col ss-ticket-row">
      <span className="ss-row">
        <span className="ss-num ss-12 ss-3 ss-grow">{row.number}</span>
        {row.urgency !== 'normal' && <Mark tone="over">{k(row.urgency)}</Mark>}
        <Mark>{row.waitingFor !== 'nobody' ? k(row.waitingFor) : k(row.status)}</Mark>
      </span>
      <b>{row.title}</b>
      <NextClock row={row} />
      <span className="ss-12 ss-3">
        {k(row.kind)} · {row.department?.name ?? nameOf(row.frontOwner)} ·{' '}
        <span className="ss-num">{exact(row.registeredAt)}</span>
      </span>
    </span>
  )
}
