/** Tickets with their next clock. Filters live in the address; words search every part of one character or more. */
import { type TicketRow, tickets } from '@sansheng/contract/tickets.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Input, Segmented, Select } from 'antd'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { type CallFault, call } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Empty } from '../../ui/states.tsx'
import './list.css'
import { useTicketLabels } from './labels.ts'
import type { TicketSearch } from './search.ts'

const here = getRouteApi('/shell/tickets')
const kinds = ['report', 'repair', 'complaint', 'inquiry', 'help', 'suggestion', 'praise', 'paid'] as const
const statuses = ['registered', 'notified', 'accepted', 'working', 'returned', 'closed'] as const
const urgencies = ['normal', 'urgent', 'emergency'] as const

function useTickets(siteId: number, search: TicketSearch) {
  const { q, ...filters } = search
  return useInfiniteQuery({
    queryKey: [q ? tickets.search.path : tickets.list.path, siteId, search],
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: 50, ...(pageParam ? { after: pageParam } : {}) }
      return q
        ? call(
            tickets.search,
            { params: { siteId }, query: { q, ...(filters.open === undefined ? {} : { open: filters.open }), ...page } },
            { signal },
          )
        : call(tickets.list, { params: { siteId }, query: { ...filters, ...page } }, { signal })
    },
    initialPageParam: '',
    getNextPageParam: last => last.next ?? undefined,
  })
}

export function TicketList() {
  const t = useTicketLabels()
  const k = useKindLabels()
  const { siteId } = useSession()
  const search = here.useSearch()
  const go = here.useNavigate()
  const list = useTickets(siteId, search)
  const rows = list.data?.pages.flatMap(p => p.items)
  const set = (patch: Partial<TicketSearch>) => void go({ search: { ...search, ...patch }, replace: true })
  const columns: Column<TicketRow>[] = [
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
    { key: 'handler', title: t('handler'), width: 100, cut: true, render: r => r.handler?.name ?? r.frontOwner.name },
    { key: 'at', title: t('registeredAt'), width: 110, num: true, render: r => exact(r.registeredAt) },
  ]
  const options = <V extends string>(values: readonly V[]) =>
    values.map(value => ({ value, label: k(value as Parameters<typeof k>[0]) }))
  const filtered = Object.keys(search).length > 0
  return (
    <div className="ss-page ss-tickets">
      <header className="ss-row ss-wrap ss-tickets-head">
        <h1 className="ss-title">{t('list')}</h1>
        <SearchBox value={search.q ?? ''} onSearch={q => set({ q: q || undefined })} />
        <Segmented
          aria-label={t('status')}
          value={search.breached ? 'breached' : search.mine ? 'mine' : search.open ? 'open' : 'all'}
          onChange={v =>
            set({
              open: v === 'open' || v === 'mine' ? true : undefined,
              mine: v === 'mine' ? true : undefined,
              breached: v === 'breached' ? true : undefined,
            })
          }
          options={[
            { value: 'all', label: t('all') },
            { value: 'open', label: t('openOnly') },
            { value: 'mine', label: t('mine') },
            { value: 'breached', label: t('breached') },
          ]}
        />
        <Select
          allowClear
          aria-label={t('kind')}
          placeholder={t('kind')}
          value={search.kind}
          options={options(kinds)}
          onChange={kind => set({ kind })}
          style={{ width: 110 }}
        />
        <Select
          allowClear
          aria-label={t('status')}
          placeholder={t('status')}
          value={search.status}
          options={options(statuses)}
          onChange={status => set({ status })}
          style={{ width: 110 }}
        />
        <Select
          allowClear
          aria-label={t('urgency')}
          placeholder={t('urgency')}
          value={search.urgency}
          options={options(urgencies)}
          onChange={urgency => set({ urgency })}
          style={{ width: 100 }}
        />
        <Select
          aria-label={t('sort')}
          value={search.sort ?? 'newest'}
          onChange={sort => set({ sort: sort === 'newest' ? undefined : sort })}
          options={[
            { value: 'newest', label: t('sortNewest') },
            { value: 'due', label: t('sortDue') },
            { value: 'oldest', label: t('sortOldest') },
          ]}
          style={{ width: 130 }}
        />
        {filtered && (
          <Button type="link" onClick={() => void go({ search: {} })}>
            {t('clear')}
          </Button>
        )}
      </header>
      <DataTable
        label={t('list')}
        rows={rows}
        columns={columns}
        rowKey={r => r.id}
        onOpen={r => void go({ to: '/tickets/$id', params: { id: r.id }, search: {} })}
        card={r => <Card row={r} />}
        fault={list.error as CallFault | null}
        onRetry={() => void list.refetch()}
        empty={<Empty text={search.q ? t('noneFound', { q: search.q }) : t('none')} />}
        total={list.data?.pages[0]?.total ?? null}
        onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        loadingMore={list.isFetchingNextPage}
      />
    </div>
  )
}

function NextClock({ row }: { row: TicketRow }) {
  const t = useTicketLabels()
  const clock = row.nextClock
  if (!clock)
    return <span className="ss-3 ss-12">{row.closedAt ? t('closedAt', { at: exact(row.closedAt) }) : t('noClock')}</span>
  return (
    <span className="ss-row" title={clock.clause.title}>
      <ClockBadge clock={clock} />
      <span className="ss-12 ss-3 ss-el">{clock.clause.title}</span>
    </span>
  )
}

function Card({ row }: { row: TicketRow }) {
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
        {k(row.kind)} · {row.department?.name ?? row.frontOwner.name} · <span className="ss-num">{exact(row.registeredAt)}</span>
      </span>
    </span>
  )
}

function SearchBox({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const t = useTicketLabels()
  const [words, setWords] = useState(value)
  const box = useRef<React.ComponentRef<typeof Input>>(null)
  useEffect(() => setWords(value), [value])
  useHotkeys({ '/': () => box.current?.focus() })
  return (
    <Input
      ref={box}
      className="ss-tickets-search"
      aria-label={t('search')}
      placeholder={t('search')}
      prefix={<Search size={16} />}
      suffix={<span className="ss-kbd">/</span>}
      allowClear
      maxLength={60}
      value={words}
      onChange={e => {
        setWords(e.target.value)
        if (e.target.value === '') onSearch('')
      }}
      onPressEnter={() => onSearch(words.trim())}
    />
  )
}
