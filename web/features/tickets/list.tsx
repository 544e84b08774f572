/** Tickets with their next clock. Filters live in the address; words search every part of one character or more. */
import { tickets } from '@sansheng/contract/tickets.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { type CallFault, call } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Empty } from '../../ui/states.tsx'
import './list.css'
import { ContactsFound } from './contacts-found.tsx'
import { CustomersFound } from './customers-found.tsx'
import { useTicketLabels } from './labels.ts'
import { ListFilters, SearchBox } from './list-filters.tsx'
import { TicketCard, useColumns } from './list-rows.tsx'
import type { TicketSearch } from './search.ts'

const here = getRouteApi('/shell/tickets')
function useTickets(siteId: number, search: TicketSearch) {
  const { q, ...filters } = search
  // what is searched comes newest first
  const { sort: _, ...narrowing } = filters
  return useInfiniteQuery({
    queryKey: [q ? tickets.search.path : tickets.list.path, siteId, search],
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: 50, ...(pageParam ? { after: pageParam } : {}) }
      return q
        ? call(tickets.search, { params: { siteId }, query: { q, ...narrowing, ...page } }, { signal })
        : call(tickets.list, { params: { siteId }, query: { ...filters, ...page } }, { signal })
    },
    initialPageParam: '',
    getNextPageParam: last => last.next ?? undefined,
  })
}

export function TicketList() {
  const t = useTicketLabels()
  const { siteId } = useSession()
  const search = here.useSearch()
  const go = here.useNavigate()
  const list = useTickets(siteId, search)
  const rows = list.data?.pages.flatMap(p => p.items)
  const set = (patch: Partial<TicketSearch>) => void go({ search: { ...search, ...patch }, replace: true })
  const columns = useColumns()
  const filtered = Object.keys(search).length > 0
  return (
    <div className="ss-page ss-tickets">
      <header className="ss-row ss-wrap ss-tickets-head">
        <h1 className="ss-title">{t('list')}</h1>
        <SearchBox value={search.q ?? ''} onSearch={q => set({ q: q || undefined })} />
        <ListFilters search={search} set={set} />
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
        card={r => <TicketCard row={r} />}
        fault={list.error as CallFault | null}
        onRetry={() => void list.refetch()}
        empty={<Empty text={search.q ? t('noneFound', { q: search.q }) : t('none')} />}
        total={list.data?.pages[0]?.total ?? null}
        onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        loadingMore={list.isFetchingNextPage}
      />
      {search.q && <CustomersFound q={search.q} />}
      {search.q && <ContactsFound q={search.q} />}
    </div>
  )
}
