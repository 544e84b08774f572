import type { InputOf, ParamsOf, QueryOf, ReplyOf, Route } from '@sansheng/contract/route.ts'
import { Button } from 'antd'
import { Fragment, type ReactNode, useEffect, useState } from 'react'
import { useCall } from '../app/call.ts'
import { useShellLabels } from '../app/labels.ts'
import { counted } from './counted.ts'
import { Empty, FaultNote, Loading } from './states.tsx'

type ItemOf<T extends Route> = ReplyOf<T> extends { items: readonly (infer I)[] } ? I : never
type PagesProps<T extends Route> = {
  route: T
  params: ParamsOf<T>
  query: QueryOf<T>
  /** A `<li>`. */
  line: (item: ItemOf<T>) => ReactNode
  empty: string
  staleTime?: number
}

/** A list read page by page; the caller gives it a key where the question changes. */
export function Pages<T extends Route>({ className, ...list }: PagesProps<T> & { className: string }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined])
  return (
    <ol className={className}>
      {cursors.map((after, i) => (
        <Page
          key={after ?? 'first'}
          {...list}
          after={after}
          onMore={i === cursors.length - 1 ? next => setCursors([...cursors, next]) : undefined}
        />
      ))}
    </ol>
  )
}

function Page<T extends Route>({
  route,
  params,
  query,
  line,
  empty,
  staleTime,
  after,
  onMore,
}: PagesProps<T> & { after: string | undefined; onMore: ((next: string) => void) | undefined }) {
  const t = useShellLabels()
  const input = { params, query: { ...query, ...(after ? { after } : {}) } } as unknown as InputOf<T>
  const read = useCall(route, input, staleTime === undefined ? {} : { staleTime })
  const page = read.data as { items: ItemOf<T>[]; next: string | null } | undefined
  // a page that was read stays; the next one is asked for by the person
  const [next, setNext] = useState<string | null>(null)
  useEffect(() => setNext(page?.next ?? null), [page])
  if (!page) return <li>{read.error ? <FaultNote fault={read.error} inline onRetry={() => read.refetch()} /> : <Loading />}</li>
  if (page.items.length === 0 && after === undefined)
    return (
      <li>
        <Empty text={empty} />
      </li>
    )
  return (
    <>
      {counted(page.items).map(({ n, it }) => (
        <Fragment key={n}>{line(it)}</Fragment>
      ))}
      {next && onMore && (
        <li>
          <Button block onClick={() => onMore(next)}>
            {t('more')}
          </Button>
        </li>
      )}
    </>
  )
}
