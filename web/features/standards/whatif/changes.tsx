import { type WhatIfChange, whatIf } from '@sansheng/contract/what-if.ts'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useCall } from '../../../app/call.ts'
import { exact } from '../../../app/time.ts'
import { FaultNote, Loading } from '../../../ui/states.tsx'
import { count } from './sums.ts'
import type { WhatIfWords } from './words.ts'

/** As many of one rule as the house keeps. */
const kept = 500

type Asked = { siteId: number; runId: string; ruleId: string; t: WhatIfWords }

/** Whose verdict would differ, page by page. */
export function Changes({ total, ...asked }: Asked & { total: number }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined])
  return (
    <>
      <ol className="ss-whatif-changes">
        {cursors.map((after, i) => (
          <Page
            key={after ?? 'first'}
            {...asked}
            after={after}
            onMore={i === cursors.length - 1 ? next => setCursors([...cursors, next]) : undefined}
          />
        ))}
      </ol>
      {total > kept && <p className="ss-12 ss-3">{asked.t('kept', { count: count(kept) })}</p>}
    </>
  )
}

function Page({
  siteId,
  runId,
  ruleId,
  after,
  onMore,
  t,
}: Asked & { after: string | undefined; onMore: ((next: string) => void) | undefined }) {
  const read = useCall(
    whatIf.listChanges,
    { params: { siteId, id: runId, ruleId }, query: { limit: 20, ...(after ? { after } : {}) } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  // a page that was read stays; the next one is asked for by the person
  const [next, setNext] = useState<string | null>(null)
  useEffect(() => setNext(read.data?.next ?? null), [read.data])
  if (!read.data)
    return <li>{read.error ? <FaultNote fault={read.error} inline onRetry={() => read.refetch()} /> : <Loading />}</li>
  return (
    <>
      {read.data.items.map(change => (
        <Change key={change.n} change={change} t={t} />
      ))}
      {next && onMore && (
        <li>
          <Button block size="small" onClick={() => onMore(next)}>
            {t('more')}
          </Button>
        </li>
      )}
    </>
  )
}

function Change({ change, t }: { change: WhatIfChange; t: WhatIfWords }) {
  const { before, after, departmentBefore, departmentAfter, dueBefore, dueAfter, ticketId, ticketNumber, title } = change
  const word = (verdict: WhatIfChange['before'], department: string | null) =>
    department ?? (verdict ? t(`verdict.${verdict}`) : t('none'))
  return (
    <li>
      {ticketId ? (
        <Link to="/tickets/$id" params={{ id: ticketId }} className="ss-el">
          <span className="ss-num">{ticketNumber}</span> {title}
        </Link>
      ) : (
        <span className="ss-el ss-3">{t('noTicket')}</span>
      )}
      <span className="ss-12 ss-2">
        {t('change', { before: word(before, departmentBefore), after: word(after, departmentAfter) })}
        {dueBefore &&
          dueAfter &&
          dueBefore !== dueAfter &&
          ` · ${t('due', { before: exact(dueBefore), after: exact(dueAfter) })}`}
      </span>
    </li>
  )
}
