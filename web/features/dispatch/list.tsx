/** Dispatch forms by status: a list at the desk; on the worker's phone cards with the next step on them. */
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Segmented, Select, Switch } from 'antd'
import { type CallFault, call } from '../../app/call.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Mark } from '../../ui/mark.tsx'
import { useNarrow } from '../../ui/sheet.tsx'
import { Empty } from '../../ui/states.tsx'
import { Cards } from './cards.tsx'
import './form.css'
import { useFormLabels } from './labels.ts'
import { NextClock } from './next-clock.tsx'
import type { FormSearch } from './search.ts'

const here = getRouteApi('/shell/forms')
const statuses = ['made', 'accepted', 'arrived', 'finished', 'returned', 'inspected', 'withdrawn'] as const
type Status = (typeof statuses)[number]

export function FormList() {
  const t = useFormLabels()
  const k = useKindLabels()
  const phone = useNarrow(768)
  const { siteId } = useSession()
  const search = here.useSearch()
  const go = here.useNavigate()
  const list = useInfiniteQuery({
    queryKey: [dispatch.list.path, siteId, search],
    queryFn: ({ pageParam, signal }) =>
      call(
        dispatch.list,
        { params: { siteId }, query: { ...search, limit: 50, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: last => last.next ?? undefined,
  })
  const rows = list.data?.pages.flatMap(p => p.items)
  const set = (patch: FormSearch) => void go({ search: { ...search, ...patch }, replace: true })
  const states = [{ value: '' as Status | '', label: t('all') }, ...statuses.map(value => ({ value, label: k(value) }))]
  const choice = {
    value: search.status ?? ('' as const),
    onChange: (status: Status | '') => set({ status: status || undefined }),
    options: states,
  }
  const shared = {
    rows,
    fault: list.error as CallFault | null,
    onRetry: () => void list.refetch(),
    onMore: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
    loadingMore: list.isFetchingNextPage,
  }
  return (
    <div className="ss-page">
      <header className="ss-row ss-wrap ss-form-filters">
        <h1 className="ss-title">{t('list')}</h1>
        {phone ? (
          <Select aria-label={t('status')} className="ss-grow" {...choice} />
        ) : (
          <Segmented aria-label={t('status')} {...choice} />
        )}
        <label className="ss-row ss-form-mine" htmlFor="forms-mine">
          <Switch id="forms-mine" checked={search.mine === true} onChange={mine => set({ mine: mine || undefined })} />{' '}
          {t('mine')}
        </label>
      </header>
      {phone ? (
        <Cards {...shared} />
      ) : (
        <DataTable
          {...shared}
          label={t('list')}
          columns={columns(t, k)}
          rowKey={f => f.id}
          onOpen={f => void go({ to: '/forms/$id', params: { id: f.id }, search: {} as never })}
          empty={<Empty text={t('none')} />}
        />
      )}
    </div>
  )
}

const columns = (t: ReturnType<typeof useFormLabels>, k: ReturnType<typeof useKindLabels>): Column<Form>[] => [
  { key: 'clock', title: t('clock'), width: 230, render: f => <NextClock form={f} /> },
  { key: 'number', title: t('number'), width: 150, num: true, render: f => f.number },
  {
    key: 'what',
    title: t('what'),
    width: 320,
    cut: true,
    render: f => (
      <span title={f.ticket.title ?? undefined}>
        {f.ticket.urgency !== 'normal' && <Mark tone="over">{k(f.ticket.urgency as 'urgent')}</Mark>}{' '}
        {f.ticket.title ?? t('elsewhere')}
      </span>
    ),
  },
  { key: 'status', title: t('status'), width: 90, render: f => k(f.status) },
  { key: 'department', title: t('department'), width: 120, cut: true, render: f => f.department?.name ?? '' },
  { key: 'worker', title: t('worker'), width: 100, cut: true, render: f => f.worker?.name ?? '' },
  {
    key: 'appointment',
    title: t('appointment'),
    width: 110,
    num: true,
    render: f => (f.appointmentAt ? exact(f.appointmentAt) : ''),
  },
  { key: 'at', title: t('madeAt'), width: 110, num: true, render: f => exact(f.madeAt) },
]
