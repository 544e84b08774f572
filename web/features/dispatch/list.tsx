/** Dispatch forms by status: a list at the desk, cards on the worker's phone. */
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Segmented, Switch } from 'antd'
import { type CallFault, call } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { useKindWords } from '../../app/words.ts'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Empty } from '../../ui/states.tsx'
import './form.css'
import { useFormWords } from './words.ts'

const here = getRouteApi('/shell/forms')
const statuses = ['made', 'accepted', 'arrived', 'finished', 'returned', 'inspected'] as const

export function FormList() {
  const t = useFormWords()
  const k = useKindWords()
  const { siteId } = useSession()
  const search = here.useSearch()
  const go = here.useNavigate()
  const list = useInfiniteQuery({
    queryKey: [dispatch.list.path, siteId, search],
    queryFn: ({ pageParam, signal }) =>
      call(
        dispatch.list,
        { params: { siteId }, query: { ...search, limit: 50, ...(pageParam ? { after: pageParam } : {}) } as never },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: last => last.next ?? undefined,
  })
  const columns: Column<Form>[] = [
    { key: 'clock', title: t('clock'), width: 180, render: f => <Running form={f} /> },
    { key: 'number', title: t('number'), width: 160, num: true, render: f => f.number },
    { key: 'what', title: t('what'), width: 360, cut: true, render: f => f.ticket.title },
    { key: 'status', title: t('status'), width: 100, render: f => k(f.status) },
    { key: 'department', title: t('department'), width: 130, cut: true, render: f => f.department?.name ?? '' },
    { key: 'worker', title: t('worker'), width: 110, cut: true, render: f => f.worker?.name ?? '' },
    {
      key: 'appointment',
      title: t('appointment'),
      width: 120,
      num: true,
      render: f => (f.appointmentAt ? exact(f.appointmentAt) : ''),
    },
    { key: 'at', title: t('madeAt'), width: 120, num: true, render: f => exact(f.madeAt) },
  ]
  return (
    <div className="ss-page">
      <header className="ss-row ss-wrap" style={{ marginBottom: 12 }}>
        <h1 className="ss-title">{t('list')}</h1>
        <Segmented
          aria-label={t('status')}
          value={search.status ?? ''}
          onChange={status => void go({ search: { ...search, status: status || undefined } as never, replace: true })}
          options={[{ value: '', label: t('all') }, ...statuses.map(value => ({ value, label: k(value) }))]}
        />
        <span className="ss-row">
          <Switch
            aria-label={t('mine')}
            checked={search.mine === true}
            onChange={mine => void go({ search: { ...search, mine: mine || undefined } as never, replace: true })}
          />{' '}
          {t('mine')}
        </span>
      </header>
      <DataTable
        label={t('list')}
        rows={list.data?.pages.flatMap(p => p.items)}
        columns={columns}
        rowKey={f => f.id}
        onOpen={f => void go({ to: '/forms/$id', params: { id: f.id }, search: {} as never })}
        card={f => (
          <span className="ss-col ss-form-card">
            <span className="ss-row">
              <span className="ss-num ss-12 ss-3 ss-grow">{f.number}</span>
              <Running form={f} />
            </span>
            <b>{f.ticket.title}</b>
            <span className="ss-12 ss-3">
              {k(f.status)} · {f.worker?.name ?? f.department?.name}{' '}
              {f.appointmentAt && `· ${t('appointment')} ${exact(f.appointmentAt)}`}
            </span>
          </span>
        )}
        fault={list.error as CallFault | null}
        onRetry={() => void list.refetch()}
        empty={<Empty text={t('none')} />}
        onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        loadingMore={list.isFetchingNextPage}
      />
    </div>
  )
}

function Running({ form }: { form: Form }) {
  const next = form.clocks.filter(c => c.state === 'running').sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0]
  return next ? <ClockBadge clock={next} /> : null
}
