import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { ArrowDownNarrowWide } from 'lucide-react'
import { useState } from 'react'
import { useKindLabels } from '../../app/labels.ts'
import { exact, useNow } from '../../app/time.ts'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import { Empty, FaultNote, Loading } from '../../ui/states.tsx'
import { useDeskLabels } from './labels.ts'
import { grouped, type Sort, useWaiting, type Waiting } from './waiting.ts'

export function Queue({ selected, onSelect }: { selected: string | undefined; onSelect: (id: string) => void }) {
  const t = useDeskLabels()
  const [sort, setSort] = useState<'all' | Sort>('all')
  const { items, pending, error, reads } = useWaiting()
  const groups = grouped(
    items.filter(w => sort === 'all' || w.sort === sort),
    useNow(),
  )
  const total = groups.talking.length + groups.now.length + groups.later.length
  return (
    <section className="ss-desk-queue" aria-label={t('todo')}>
      <div className="ss-desk-head">
        <h1 className="ss-desk-h1">
          {t('todo')} <span className="ss-num ss-3">{items.length}</span>
        </h1>
        <span className="ss-row ss-12 ss-3">
          <ArrowDownNarrowWide size={14} /> {t('sortedByTime')}
        </span>
      </div>
      <Segmented
        block
        aria-label={t('todo')}
        value={sort}
        onChange={value => setSort(value as 'all' | Sort)}
        options={(['all', 'contacts', 'tickets', 'callbacks'] as const).map(value => ({ value, label: t(value) }))}
      />
      <div className="ss-desk-scroll">
        {error && <FaultNote fault={error} inline onRetry={() => reads.forEach(r => void r.refetch())} />}
        {pending && items.length === 0 && <Loading />}
        {!pending && !error && total === 0 && <Empty text={t('todoEmpty')} />}
        <Group title={t('talking')} items={groups.talking} selected={selected} onSelect={onSelect} />
        <Group title={t('now')} items={groups.now} selected={selected} onSelect={onSelect} />
        <Group title={t('later')} items={groups.later} selected={selected} onSelect={onSelect} />
      </div>
    </section>
  )
}

type GroupProps = { title: string; items: Waiting[]; selected: string | undefined; onSelect: (id: string) => void }
function Group({ title, items, selected, onSelect }: GroupProps) {
  if (items.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="ss-desk-grp">
        <span>{title}</span>
        <span className="ss-num">{items.length}</span>
      </h2>
      <ul>
        {items.map(w => (
          <li key={`${w.sort}-${w.id}`}>
            {w.sort === 'contacts' ? (
              <button
                type="button"
                className={`ss-bare ss-desk-item${w.id === selected ? ' ss-on' : ''}`}
                aria-current={w.id === selected ? 'true' : undefined}
                onClick={() => onSelect(w.id)}
              >
                <Item waiting={w} />
              </button>
            ) : (
              <Link to="/tickets/$id" params={{ id: w.id }} search={{}} className="ss-desk-item">
                <Item waiting={w} />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Item({ waiting: w }: { waiting: Waiting }) {
  const t = useDeskLabels()
  const words = useKindLabels()
  return (
    <>
      <span className="ss-desk-icon">
        <w.icon size={17} strokeWidth={1.75} />
      </span>
      <span className="ss-grow">
        <span className="ss-row ss-between">
          <b className="ss-el">{w.who}</b>
          {w.clock ? <ClockBadge clock={w.clock} name={false} /> : <span className="ss-num ss-12 ss-3">{exact(w.since)}</span>}
        </span>
        <span className="ss-el ss-13 ss-2 ss-block" title={w.what}>
          {w.what || (w.sort === 'contacts' ? t('noAddress') : words('registered'))}
          {w.draftAt && <span className="ss-12 ss-3"> · {t('draftAt', { at: exact(w.draftAt) })}</span>}
        </span>
      </span>
    </>
  )
}
